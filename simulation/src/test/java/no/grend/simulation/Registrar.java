package no.grend.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import no.grend.identity.Actor;
import no.grend.member.internal.MembershipBilling;
import no.grend.simulation.Club.Household;
import no.grend.simulation.OwnBook.Due;
import no.grend.simulation.OwnBook.Member;

/** Who comes and goes: people join in the middle of a year, alone or in a household, leave, and are invoiced once more. */
final class Registrar {

    private static final Actor STAFF = Actor.SYSTEM;
    private static final int DAYS_TO_PAY = 14;
    private static final int DAYS_UNTIL_ONE_OF_ALL_LEAVES = 1_100;

    private final Club club;
    private final OwnBook book;
    private final Random random;
    private final Perils perils;
    private final Notices notices;
    private final List<Household> households = new ArrayList<>();

    Registrar(Club club, Random random, Perils perils) {
        this.club = club;
        this.book = club.book();
        this.random = random;
        this.perils = perils;
        this.notices = new Notices(club, random, perils);
    }

    /** A day's work. */
    void work(LocalDate today) {
        // A third of a small club in the year.
        if (random.nextInt(Math.max(2, DAYS_UNTIL_ONE_OF_ALL_LEAVES / book.members.size())) == 0) {
            someoneLeaves(today);
        }
        if (random.nextInt(40) == 0) {
            notices.giveOneWithAnInvoiceToCome(today);
        }
        if (random.nextInt(30) == 0) {
            notices.withdrawOne(today);
        }
        if (random.nextInt(12) == 0) {
            someoneJoins(today);
        }
        if (random.nextInt(3) == 0) {
            invoiceAgain();
        }
    }

    /** What the register has done by itself by the end of a day. */
    void endOfDay(LocalDate today) {
        notices.followed(today);
    }

    private void someoneLeaves(LocalDate today) {
        Member member = book.someone(random);
        if (member.ended != null || notices.know(member)) {
            return;
        }
        if (random.nextBoolean()) {
            notices.giveSome(member, today);
        } else {
            club.leave(member, today);
            member.ended = today;
            perils.count("left", 1);
        }
    }

    /** Some are invoiced at once (S2-42), the others by the next renewal. */
    private void someoneJoins(LocalDate today) {
        Household household = random.nextInt(3) > 0 ? household() : null;
        Member member = club.enrol(random.nextInt(Club.TARIFFS.size()), today, null);
        if (household != null) {
            club.share(household, member);
        }
        perils.count("joined", 1);
        if (random.nextBoolean()) {
            var billed = club.the(MembershipBilling.class)
                    .bill(STAFF, member.membershipId, null, today.plusDays(DAYS_TO_PAY), null);
            Due year = member.nextYear();
            long asked =
                    billed.invoice() == null ? 0 : billed.invoice().amount().value();
            assertThat(asked).as(year.key()).isEqualTo(year.ore());
            if (asked == 0) {
                OwnBook.paidFor(year);
            } else {
                book.enter(billed.invoice(), year, random);
            }
        }
    }

    /** One that is there, or a new one with somebody who has been a member for long. */
    private Household household() {
        int which = random.nextInt(households.size() + 1);
        if (which < households.size()) {
            return households.get(which);
        }
        Household fresh = new Household();
        households.add(fresh);
        Member someone = book.someone(random);
        if (!someone.lodges) {
            club.share(fresh, someone);
        }
        return fresh;
    }

    private void invoiceAgain() {
        for (Bill bill : book.some(20, random)) {
            Due what = bill.what;
            if (bill.isGone() && !bill.askedAgain) {
                boolean done = perils.tried("invoiced again", () -> club.the(MembershipBilling.class)
                        .again(STAFF, bill.member.membershipId, what.start(), "Feil pris"));
                assertThat(done).as("again " + what.key()).isEqualTo(bill.member.isMemberOn(what.start()));
                if (done) {
                    bill.askAgain();
                }
                return;
            }
        }
    }
}
