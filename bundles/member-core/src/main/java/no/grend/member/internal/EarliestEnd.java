package no.grend.member.internal;

import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import no.grend.member.internal.store.StoppingTerms;

/**
 * The earliest last day of a membership that its member stops (S1-08): when both notice period («oppsigelsestid») and binding
 * time («bindingstid») are over. A freeze makes the binding time as many days longer (S1-07), and the notice not. Pure.
 *
 * @param noticeUntil the last day of the notice period; null when there is none
 * @param boundUntil the last day of the binding time; null when there is none, or it is over
 * @param day the later of them, or the very day that notice is given on
 */
record EarliestEnd(LocalDate noticeUntil, LocalDate boundUntil, LocalDate day) {

    /**
     * @param begins the first day of the membership
     * @param given the day that notice is given on
     */
    static EarliestEnd of(StoppingTerms terms, LocalDate begins, FrozenDays frozen, LocalDate given) {
        LocalDate notice = notice(terms, given);
        LocalDate bound = bound(terms, begins, frozen);
        LocalDate stillBound = bound == null || bound.isBefore(given) ? null : bound;
        return new EarliestEnd(notice, stillBound, later(later(given, notice), stillBound));
    }

    /** Months are added as a calendar does it: from 31 January one month is until the end of February. */
    private static LocalDate notice(StoppingTerms terms, LocalDate given) {
        if (terms.noticeMonths() == 0 && !terms.toMonthEnd()) {
            return null;
        }
        LocalDate over = given.plusMonths(terms.noticeMonths());
        return terms.toMonthEnd() ? over.with(TemporalAdjusters.lastDayOfMonth()) : over;
    }

    private static LocalDate bound(StoppingTerms terms, LocalDate begins, FrozenDays frozen) {
        return terms.bindingMonths() == 0
                ? null
                : frozen.asLived()
                        .next(begins, begins.plusMonths(terms.bindingMonths()))
                        .minusDays(1);
    }

    private static LocalDate later(LocalDate one, LocalDate other) {
        return other == null || one.isAfter(other) ? one : other;
    }
}
