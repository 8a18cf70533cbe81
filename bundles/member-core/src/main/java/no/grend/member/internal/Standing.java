package no.grend.member.internal;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import no.grend.member.Members.CategoryKind;
import no.grend.member.internal.store.StoredMembership;

/**
 * Where a membership stands on a day («medlemskapets status»), and by which rule. Never stored: computed from the dates.
 *
 * @param reason the rule that decided
 * @param dates what the rule looked at, for the sentence that explains it; the first is always the deciding one
 */
public record Standing(Status status, Reason reason, List<LocalDate> dates) {

    /** The states, in the field's own words. */
    public enum Status {
        /** «Fremtidig»: has not begun. */
        FUTURE,
        /** «Aktiv»: begun, and paid for today, free, or not to be paid for yet by whoever has just joined. */
        ACTIVE,
        /** «Fryst»: would be active, or await payment, but is frozen by the member's or staff's wish (S1-07). */
        FROZEN,
        /** «Venter på betaling»: begun, not paid for today, within the days of grace. */
        AWAITING_PAYMENT,
        /** «Ubetalt»: not paid for within the days of grace. */
        LAPSED,
        /** «Avsluttet»: ended by a person, or a cash membership whose time is over. */
        ENDED
    }

    /** The rules, in the order they are tried. */
    public enum Reason {
        CALLED_OFF("The membership was called off before it would have begun, on {0}."),
        ENDED_BY_PERSON("The membership was ended with {0} as its last day."),
        NOT_BEGUN("The membership begins on {0}."),
        FROZEN("The membership is frozen until {0}, and goes on by itself after that."),
        FREE("The category costs nothing, so the membership is active from {0} until it is ended."),
        /** S2-40: joining is complete, though nothing is paid yet. */
        INVOICE_COMES("The membership is active; its first invoice comes on the billing date {0}."),
        /** S2-51: joined on the web by whoever did not pay at once. */
        JOINED_UNPAID("The membership is active; its first invoice is due on {0}."),
        PAID("The membership is paid until {0}."),
        CASH_OVER("A cash membership lasts one period; this one lasted until {0}."),
        UNPAID_IN_GRACE("The period from {0} is not paid. The membership lapses if it is unpaid after {1}."),
        UNPAID("The period from {0} was not paid by {1}, when the days of grace were over.");

        private final String sentence;

        Reason(String sentence) {
            this.sentence = sentence;
        }
    }

    /**
     * Where a membership stands.
     *
     * @param graceDays how many days a period may be unpaid before the membership lapses
     */
    public static Standing of(StoredMembership membership, LocalDate today, int graceDays) {
        Standing unfrozen = unfrozen(membership, today, graceDays);
        return membership.isFrozenOn(today) && unfrozen.counts()
                ? new Standing(Status.FROZEN, Reason.FROZEN, List.of(membership.frozenUntil()))
                : unfrozen;
    }

    /** Whether it makes its contact a member, were it not frozen: paid for, free, or unpaid within the days of grace. */
    boolean counts() {
        return status == Status.ACTIVE || status == Status.FROZEN || status == Status.AWAITING_PAYMENT;
    }

    private static Standing unfrozen(StoredMembership membership, LocalDate today, int graceDays) {
        if (membership.calledOff()) {
            return new Standing(Status.ENDED, Reason.CALLED_OFF, List.of(membership.from()));
        }
        if (membership.endedOn() != null && membership.endedOn().isBefore(today)) {
            return new Standing(Status.ENDED, Reason.ENDED_BY_PERSON, List.of(membership.endedOn()));
        }
        if (membership.from().isAfter(today)) {
            return new Standing(Status.FUTURE, Reason.NOT_BEGUN, List.of(membership.from()));
        }
        if (membership.category().kind() == CategoryKind.CASH) {
            LocalDate lastDay = plan(membership).lastDay(membership.firstBilledFrom());
            if (lastDay.isBefore(today)) {
                return new Standing(Status.ENDED, Reason.CASH_OVER, List.of(lastDay));
            }
        }
        if (membership.free()) {
            return new Standing(Status.ACTIVE, Reason.FREE, List.of(membership.from()));
        }
        LocalDate covered = membership.coveredUntil();
        if (covered != null && !covered.isBefore(today)) {
            return new Standing(Status.ACTIVE, Reason.PAID, List.of(covered));
        }
        if (membership.billOn() != null && !membership.billOn().isBefore(today)) {
            return new Standing(Status.ACTIVE, Reason.INVOICE_COMES, List.of(membership.billOn()));
        }
        if (membership.activeUntil() != null && !membership.activeUntil().isBefore(today)) {
            return new Standing(Status.ACTIVE, Reason.JOINED_UNPAID, List.of(membership.activeUntil()));
        }
        return unpaid(membership, today, graceDays);
    }

    private static Standing unpaid(StoredMembership membership, LocalDate today, int graceDays) {
        LocalDate covered = membership.coveredUntil();
        LocalDate unpaidFrom =
                covered == null ? later(membership.from(), membership.firstBilledFrom()) : covered.plusDays(1);
        LocalDate lastDayOfGrace = unpaidFrom.plusDays(graceDays);
        return ChronoUnit.DAYS.between(unpaidFrom, today) <= graceDays
                ? new Standing(Status.AWAITING_PAYMENT, Reason.UNPAID_IN_GRACE, List.of(unpaidFrom, lastDayOfGrace))
                : new Standing(Status.LAPSED, Reason.UNPAID, List.of(unpaidFrom, lastDayOfGrace));
    }

    /** Periods may be counted from before the membership began, when all of a category's begin on one day of the year. */
    private static LocalDate later(LocalDate one, LocalDate other) {
        return one.isAfter(other) ? one : other;
    }

    /** The last day that a membership lasts to as it stands; null while it runs on. */
    public static LocalDate lastDay(StoredMembership membership) {
        LocalDate end = membership.category().kind() == CategoryKind.CASH
                ? plan(membership).lastDay(membership.firstBilledFrom())
                : null;
        LocalDate ended = membership.endedOn();
        return end == null || ended != null && ended.isBefore(end) ? ended : end;
    }

    /** The periods of a membership. */
    public static PeriodPlan plan(StoredMembership membership) {
        return new PeriodPlan(
                membership.firstBilledFrom(), membership.category().period());
    }

    /** The rule with its dates as an English sentence, for staff. */
    public String explanation() {
        String sentence = reason.sentence;
        for (int i = 0; i < dates.size(); i++) {
            sentence = sentence.replace("{" + i + "}", dates.get(i).toString());
        }
        return sentence;
    }
}
