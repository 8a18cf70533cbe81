package no.grend.simulation;

import java.time.LocalDate;
import no.grend.simulation.OwnBook.Due;
import no.grend.simulation.OwnBook.Member;

/** An invoice in the own book. */
final class Bill {

    final String id;
    final long number;
    final String kid;
    final Due what;
    final Member member;
    final LocalDate due;
    final long amount;
    final Reminders reminders = new Reminders(this);
    LocalDate payOn;
    Habit habit;
    long paid;
    boolean askedAgain;
    private long credited;
    private long waived;

    /** Whether its payer's money is on the way, or never will be. */
    boolean sent;

    Bill(String id, long number, String kid, Due what, LocalDate due) {
        this.id = id;
        this.number = number;
        this.kid = kid;
        this.what = what;
        this.member = what.member();
        this.due = due;
        this.amount = what.ore();
    }

    /** What a payer does with an invoice. */
    enum Habit {
        PAYS,
        PAYS_SOME,
        PAYS_TOO_MUCH,
        USES_REFERENCE,
        WRITES_WRONG_KID,
        WRITES_NO_KID,
        PAYS_TWICE,
        NEVER
    }

    /** Whether credit notes have taken back all of it; then nobody asks for its fees either. */
    boolean isGone() {
        return credited == amount;
    }

    /** Øre asked for on it in all. */
    long owed() {
        return isGone() ? 0 : amount - credited + reminders.charged() - waived;
    }

    long open() {
        return owed() - paid;
    }

    /** What is left of the invoice itself, since that is paid before fees and interest. */
    long principalOpen() {
        return Math.max(0, amount - credited - paid);
    }

    /** Whether the year is paid for. */
    boolean isPaidFor() {
        return !isGone() && principalOpen() == 0;
    }

    /** What credit notes left of it. */
    long uncredited() {
        return amount - credited;
    }

    /** What a credit note takes off in all: with the last of the invoice its fees and interest go too. */
    long takenOffBy(long ore) {
        return ore == uncredited() ? owed() : ore;
    }

    /** It was credited, and its year is to be invoiced once more. */
    void askAgain() {
        askedAgain = true;
        member.again.add(new Due(member, what.start(), what.attempt() + 1, null, 0));
    }

    void credit(long ore) {
        credited += ore;
        free();
    }

    void waive(long ore) {
        waived += ore;
        free();
    }

    /** What is paid beyond what is asked for is the member's own again. */
    private void free() {
        paid = Math.min(paid, owed());
    }

    /** Takes of some money what is open. @return the rest */
    long take(long ore) {
        long taken = Math.min(ore, open());
        paid += taken;
        return ore - taken;
    }
}
