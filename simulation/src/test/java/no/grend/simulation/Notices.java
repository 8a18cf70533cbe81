package no.grend.simulation;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import no.grend.avtalegiro.internal.ClaimFiles;
import no.grend.ledger.spi.Collector.Claim;
import no.grend.simulation.OwnBook.Member;

/** Members who give notice («oppsigelse») and regret it, and what the own book says becomes of their invoices. */
final class Notices {

    private static final int LONGEST_NOTICE = 150;
    private static final int MANY = 40;

    private final Club club;
    private final OwnBook book;
    private final Random random;
    private final Perils perils;
    private final List<Notice> notices = new ArrayList<>();

    Notices(Club club, Random random, Perils perils) {
        this.club = club;
        this.book = club.book();
        this.random = random;
        this.perils = perils;
    }

    private static final class Notice {
        final Member member;
        final String id;
        final LocalDate last;
        boolean withdrawn;
        boolean over;
        LocalDate creditedFrom;

        Notice(Member member, String id, LocalDate last) {
            this.member = member;
            this.id = id;
            this.last = last;
        }

        /** The first year that it took back counts, as a short one may come before the next. */
        void creditsFrom(LocalDate start) {
            creditedFrom = creditedFrom == null || start.isBefore(creditedFrom) ? start : creditedFrom;
        }
    }

    /** Whether this member has ever given notice. */
    boolean know(Member member) {
        return notices.stream().anyMatch(notice -> notice.member == member);
    }

    void giveSome(Member member, LocalDate today) {
        give(member, today.plusDays(random.nextInt(LONGEST_NOTICE)));
    }

    /** Most stop when the invoice for the next year has come. */
    void giveOneWithAnInvoiceToCome(LocalDate today) {
        book.some(MANY, random).stream()
                .filter(bill -> bill.what.start().isAfter(today) && !bill.isGone())
                .filter(bill -> bill.member.ended == null && !know(bill.member))
                .findFirst()
                .ifPresent(bill -> give(bill.member, today.plusDays(random.nextInt((int)
                        ChronoUnit.DAYS.between(today, bill.what.start())))));
    }

    private void give(Member member, LocalDate last) {
        notices.add(new Notice(member, club.giveNotice(member, last), last));
        member.ended = last;
        perils.count("notices", 1);
    }

    /** One of those that have not run out. */
    void withdrawOne(LocalDate today) {
        List<Notice> running = notices.stream()
                .filter(notice -> !notice.withdrawn && !notice.last.isBefore(today))
                .toList();
        if (!running.isEmpty()) {
            Notice notice = running.get(random.nextInt(running.size()));
            club.withdrawNotice(notice.member, notice.id);
            notice.withdrawn = true;
            notice.member.ended = null;
            perils.count("notices withdrawn", 1);
        }
    }

    /** What the register has done about them by the end of a day. */
    void followed(LocalDate today) {
        for (Notice notice : notices) {
            if (!notice.withdrawn) {
                creditWhatIsAfter(notice, today);
            } else if (!notice.over) {
                undo(notice, today);
            }
        }
    }

    private void creditWhatIsAfter(Notice notice, LocalDate today) {
        for (Bill bill : latest(notice.member)) {
            if (bill.what.start().isAfter(notice.last) && !bill.isGone() && bill.paid == 0) {
                notice.creditsFrom(bill.what.start());
                creditUnlessClaimed(bill, today);
            }
        }
    }

    /** What was credited is asked for again, and so is what was cut short, once that can be credited. */
    private void undo(Notice notice, LocalDate today) {
        List<Bill> cut = latest(notice.member).stream()
                .filter(bill -> bill.what.isCutShort() && bill.what.ended().equals(notice.last))
                .toList();
        notice.over = true;
        for (Bill bill : cut) {
            if (!bill.isGone() && bill.paid == 0) {
                notice.over &= creditUnlessClaimed(bill, today);
            }
        }
        LocalDate first = cut.isEmpty() ? notice.creditedFrom : cut.get(0).what.start();
        if (first != null) {
            latest(notice.member).stream()
                    .filter(bill -> !bill.what.start().isBefore(first) && bill.isGone() && !bill.askedAgain)
                    .forEach(Bill::askAgain);
        }
    }

    private boolean creditUnlessClaimed(Bill bill, LocalDate today) {
        Claim claim = club.the(ClaimFiles.class).claims(List.of(bill.id)).get(bill.id);
        if (claim != null && !claim.cancelled() && !bill.due.isBefore(today)) {
            return false;
        }
        bill.credit(bill.uncredited());
        perils.count("credited by notice", 1);
        return true;
    }

    /** The last invoice of each year of a member, by year. */
    private List<Bill> latest(Member member) {
        Map<LocalDate, Bill> latest = new HashMap<>();
        book.bills.values().stream()
                .filter(bill -> bill.member == member)
                .forEach(bill -> latest.merge(
                        bill.what.start(),
                        bill,
                        (one, other) -> one.what.attempt() > other.what.attempt() ? one : other));
        return latest.values().stream()
                .sorted((one, other) -> one.what.start().compareTo(other.what.start()))
                .toList();
    }
}
