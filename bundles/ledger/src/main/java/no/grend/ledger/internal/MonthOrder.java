package no.grend.ledger.internal;

import java.time.LocalDate;
import java.time.YearMonth;
import no.grend.kernel.Problem;
import no.grend.ledger.internal.store.MonthRows;
import org.jdbi.v3.core.Handle;

/** Which month is closed next: one after the other, from the first that anything was booked in. */
final class MonthOrder {

    private final MonthRows months;

    MonthOrder(MonthRows months) {
        this.months = months;
    }

    /** @param openFrom a day in the first open month; null when none was ever closed */
    YearMonth next(Handle handle, LocalDate openFrom) {
        LocalDate day = openFrom != null
                ? openFrom
                : months.firstBooked(handle)
                        .orElseThrow(() -> Problem.conflict(
                                "NOTHING_BOOKED", "Nothing is booked yet, so there is no month to close."));
        return YearMonth.from(day);
    }

    /** Refuses a month that is not the next, in words. @param first its first day */
    void require(Handle handle, LocalDate first, LocalDate openFrom) {
        YearMonth month = YearMonth.from(first);
        if (openFrom != null && first.isBefore(openFrom)) {
            requireBooked(handle, month, openFrom);
            throw Problem.conflict(
                    "MONTH_CLOSED",
                    month + " is closed already; the first open month is " + YearMonth.from(openFrom) + ".");
        }
        YearMonth next = next(handle, openFrom);
        if (month.isBefore(next)) {
            throw Problem.conflict(
                    "MONTH_NOT_NEXT", "Nothing is booked before " + next + ", which is the first month to close.");
        }
        if (!next.equals(month)) {
            throw Problem.conflict(
                    "MONTH_NOT_NEXT", "Months are closed in order, and the next is " + next + ". Close that first.");
        }
    }

    /** A month before the first that was booked in is open for ever, and was never closed. */
    private void requireBooked(Handle handle, YearMonth month, LocalDate openFrom) {
        YearMonth begun = months.firstBooked(handle).map(YearMonth::from).orElse(month);
        if (month.isBefore(begun)) {
            throw Problem.conflict(
                    "MONTH_NOT_NEXT",
                    "Nothing is booked before " + begun + ", so there is nothing to close in " + month
                            + "; the first open month is " + YearMonth.from(openFrom) + ".");
        }
    }
}
