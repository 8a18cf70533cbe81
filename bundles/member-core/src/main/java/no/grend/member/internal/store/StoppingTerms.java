package no.grend.member.internal.store;

import java.time.LocalDate;

/**
 * What a category asks of members who stop («oppsigelsesvilkår», S1-08), for memberships that begin on a day or later.
 *
 * @param from the first day of the memberships that they hold for
 * @param noticeMonths «oppsigelsestid» in months, counted from the day on which notice is given; 0 for none
 * @param toMonthEnd whether the notice runs on to the end of the month that it is over in
 * @param bindingMonths «bindingstid» in months, counted from the first day of the membership; 0 for none
 */
public record StoppingTerms(LocalDate from, int noticeMonths, boolean toMonthEnd, int bindingMonths) {

    /** Nothing is asked: a member may stop today. */
    public static final StoppingTerms NONE = new StoppingTerms(LocalDate.EPOCH, 0, false, 0);
}
