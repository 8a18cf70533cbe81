package no.grend.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import no.grend.avtalegiro.internal.Cancellations;
import no.grend.avtalegiro.internal.ClaimFiles;
import no.grend.avtalegiro.internal.Deadlines;
import no.grend.dunning.internal.Dunning;
import no.grend.dunning.internal.DunningRun;
import no.grend.identity.Actor;
import no.grend.kernel.IdempotencyKey;
import no.grend.kernel.Ore;
import no.grend.ledger.Credit;
import no.grend.ledger.CreditNotes;
import no.grend.ledger.Invoice;
import no.grend.ledger.Invoice.PaymentType;
import no.grend.ledger.Ledger;
import no.grend.ledger.internal.InvoiceRun;
import no.grend.ledger.internal.InvoiceRuns;
import no.grend.ledger.internal.RunOrder;
import no.grend.ledger.spi.Collector.Claim;
import no.grend.ledger.spi.Collector.Notice;
import no.grend.ocr.internal.ExceptionQueue;
import no.grend.ocr.internal.store.LineRow;
import no.grend.simulation.OwnBook.Bill;
import no.grend.simulation.OwnBook.Habit;
import no.grend.simulation.OwnBook.Member;
import no.grend.simulation.OwnBook.Money;

/** What staff do at the treasurer's desk, and what they write in the own book about it. */
final class Desk {

    private static final Actor STAFF = Actor.SYSTEM;

    private final Club club;
    private final OwnBook book;
    private final Random random;
    private final Perils perils;
    private int requests;

    Desk(Club club, Random random, Perils perils) {
        this.club = club;
        this.book = club.book();
        this.random = random;
        this.perils = perils;
    }

    /** A day's work. */
    void work(LocalDate today) {
        if (today.getDayOfMonth() == 3) {
            renew();
        }
        if (random.nextInt(9) == 0) {
            someoneLeaves(today);
        }
        if (random.nextInt(4) == 0) {
            cancel();
        }
        if (random.nextInt(3) == 0) {
            credit();
        }
        if (random.nextInt(10) == 0) {
            leavePrepaid();
        }
        if (random.nextInt(15) == 0) {
            waive();
        }
        if (today.getDayOfWeek().getValue() == 2) {
            remind();
        }
        if (today.getDayOfWeek().getValue() == 5) {
            workThroughTheQueue();
        }
    }

    private void renew() {
        Notice notice = random.nextInt(3) == 0 ? Notice.SELF : Notice.BANK;
        LocalDate first = club.the(Deadlines.class).firstPossibleDueDate(notice);
        LocalDate due = first.plusDays(random.nextInt(10));
        String run = club.the(InvoiceRuns.class).order(STAFF, new RunOrder("RENEWAL", due, true, notice, false), null);
        Map<String, Object> result = perils.surviving("renewal", 1, () -> club.work(InvoiceRun.class, run));
        club.board().done(run);
        List<Member> expected = book.toInvoice(due);
        assertThat(((Number) result.get("invoices")).intValue())
                .as("renewal due " + due)
                .isEqualTo(expected.size());
        Map<Integer, Long> owed = new TreeMap<>();
        expected.forEach(member -> owed.merge(member.number, member.price, Long::sum));
        Map<Integer, Long> invoiced = new TreeMap<>();
        List<Invoice> invoices = new ArrayList<>();
        club.the(Ledger.class).eachOpen(STAFF, due, run, invoices::add);
        invoices.sort(Comparator.comparing(Invoice::kid));
        for (Invoice invoice : invoices) {
            invoiced.merge(invoice.memberNumber(), invoice.amount().value(), Long::sum);
            enter(invoice, due);
        }
        assertThat(invoiced).as("renewal due " + due).isEqualTo(owed);
        perils.count("invoices", expected.size());
        perils.count("claim files", result.get("claimFileId") == null ? 0 : 1);
    }

    private void enter(Invoice invoice, LocalDate due) {
        Member member = book.members.get(invoice.memberNumber());
        Bill bill = new Bill(
                invoice.id(), invoice.kid(), member, due, invoice.amount().value());
        int throwOf = random.nextInt(100);
        bill.habit = throwOf < 78 ? Habit.PAYS : Habit.values()[1 + random.nextInt(Habit.values().length - 1)];
        bill.payOn = due.plusDays(random.nextInt(100) < 70 ? -random.nextInt(8) : random.nextInt(80));
        book.bills.put(bill.id, bill);
    }

    private void someoneLeaves(LocalDate today) {
        Member member = book.someone(random);
        if (member.ended == null) {
            club.leave(member, today);
            member.ended = today;
            perils.count("left", 1);
        }
    }

    private void cancel() {
        List<String> claimed = some(8).stream().map(bill -> bill.id).toList();
        IdempotencyKey key = key("cancel");
        for (String id : claimed) {
            Claim claim = club.the(ClaimFiles.class).claims(List.of(id)).get(id);
            if (claim != null && !claim.cancelled()) {
                perils.tried(
                        "cancellations",
                        () -> perils.surviving("cancellation", Perils.NOW_AND_THEN, () -> club.the(Cancellations.class)
                                .ofInvoices(STAFF, List.of(id), key)));
                return;
            }
        }
    }

    private void credit() {
        for (Bill bill : some(1)) {
            boolean whole = random.nextBoolean();
            long part = 1 + random.nextInt(5_000);
            club.readCharges(book);
            Credit credit = whole
                    ? Credit.whole("Etter avtale")
                    : Credit.of("Avslag", List.of(new Credit.Line(1, Ore.of(part))));
            IdempotencyKey key = key("credit");
            boolean done = perils.tried(
                    "credit notes",
                    () -> perils.surviving(
                            "credit", 3, () -> club.the(CreditNotes.class).credit(STAFF, bill.id, credit, key)));
            if (done) {
                bill.credited += whole ? bill.amount - bill.credited : part;
                bill.gone = bill.credited == bill.amount;
            }
        }
    }

    private void leavePrepaid() {
        for (Bill bill : some(1)) {
            perils.tried("prepaid", () -> club.the(Ledger.class)
                    .markPaymentType(STAFF, bill.id, PaymentType.PREPAID, "Kortbetaling avbrutt"));
        }
    }

    private void waive() {
        for (Bill bill : some(20)) {
            var charges =
                    club.the(Ledger.class).charges(STAFF, List.of(bill.id)).getOrDefault(bill.id, List.of());
            for (var charged : charges) {
                if (charged.waived() == null && !club.isOnItsWay(bill.id)) {
                    boolean done = perils.tried(
                            "waivers", () -> club.the(Ledger.class).waive(STAFF, charged.id(), "Etter klage"));
                    bill.waived += done ? charged.charge().amount().value() : 0;
                    return;
                }
            }
        }
    }

    private void remind() {
        String run = club.the(Dunning.class).order(STAFF, null, null, false, null);
        Map<String, Object> result = perils.surviving("dunning", 3, () -> club.work(DunningRun.class, run));
        club.board().done(run);
        club.readCharges(book);
        perils.count("reminders", ((Number) result.get("letters")).intValue());
    }

    private void workThroughTheQueue() {
        ExceptionQueue queue = club.the(ExceptionQueue.class);
        assertThat(queue.queue(STAFF, LineRow.Status.SUSPECTED_COPY, null, 5).items())
                .isEmpty();
        for (var entry : queue.queue(STAFF, LineRow.Status.UNMATCHED, null, 20).items()) {
            LineRow line = entry.line();
            Money money = book.unknown.values().stream()
                    .filter(each ->
                            each.ore() == line.amount().value() && each.day().equals(line.settledOn()))
                    .findFirst()
                    .orElseThrow();
            Bill bill = random.nextInt(5) > 0
                    ? money.bill()
                    : some(1).stream().findFirst().orElse(money.bill());
            boolean done = perils.tried(
                    "placed",
                    () -> perils.surviving("queue", Perils.NOW_AND_THEN, () -> club.the(ExceptionQueue.class)
                            .allocate(STAFF, line.id(), bill.id, "Ringte og spurte")));
            if (done) {
                book.placed(money, bill.member);
            }
        }
    }

    /** Some of the invoices of the last months. */
    private List<Bill> some(int most) {
        List<Bill> all = List.copyOf(book.bills.values());
        List<Bill> some = new ArrayList<>();
        for (int i = 0; i < most && !all.isEmpty(); i++) {
            int back = Math.min(all.size(), 250);
            some.add(all.get(all.size() - 1 - random.nextInt(back)));
        }
        return some;
    }

    private IdempotencyKey key(String what) {
        return IdempotencyKey.of(what + "-" + ++requests, what);
    }
}
