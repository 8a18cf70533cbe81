package no.grend.agreement.internal.standing;

import java.time.LocalDate;
import java.time.YearMonth;
import no.grend.agreement.DebitDay;
import no.grend.agreement.StandingAgreement.CollectedBy;
import no.grend.agreement.StandingAgreement.Every;
import no.grend.agreement.StandingAgreement.State;
import no.grend.agreement.StandingAgreements.Act;
import no.grend.agreement.internal.standing.store.StandingRow;
import no.grend.agreement.internal.standing.store.Terms;
import no.grend.kernel.Problem;

/**
 * What an act makes of an agreement, and from which debit date it counts (S0-33): a period that has its invoice is never
 * touched, the next one is. Pure.
 *
 * @param today the business date
 */
record Acting(LocalDate today, Lead lead) {

    /** What comes of it. @param what the event's name @param from as in {@code StandingAgreements.Effect} */
    record Done(StandingRow row, String what, LocalDate from) {}

    Done act(StandingRow row, Act act) {
        if (row.state(today) == State.ENDED) {
            throw Problem.conflict(
                    "AGREEMENT_ENDED", "The agreement ended on " + row.terms().endsOn() + ". Begin another.");
        }
        if (act instanceof Act.Change change) {
            return change(row, change);
        } else if (act instanceof Act.Pause pause) {
            return pause(row, pause.until());
        } else if (act instanceof Act.Resume) {
            return resume(row);
        }
        return end(row, ((Act.End) act).on());
    }

    private Done change(StandingRow row, Act.Change wanted) {
        Terms terms = changed(row.terms(), wanted).withoutPauseBefore(today);
        if (terms.equals(row.terms().withoutPauseBefore(today))) {
            throw Problem.conflict("NOTHING_CHANGED", "The agreement stands like this already, so nothing is changed.");
        }
        if (row.nextDebit() == null) {
            return new Done(row.with(terms, row.seriesFrom(), null), "CHANGED", null);
        }
        LocalDate free = lead.firstFree(today, terms.collection());
        LocalDate base = row.nextDebit();
        if (terms.collection() != row.terms().collection() && base.isBefore(free)) {
            base = dates(base, terms.every(), row.terms().debitDay()).onOrAfter(free);
        }
        LocalDate moved = terms.debitDay().in(YearMonth.from(base));
        boolean possible = moved.equals(base) || !moved.isBefore(earliest(row, terms, free));
        LocalDate next = possible ? moved : base;
        // Until then the old day counts, since nobody could be told of the new one in time.
        LocalDate from =
                possible ? next : dates(next, terms.every(), terms.debitDay()).after(next);
        StandingRow after = row.with(terms, next, untilEnd(terms, next));
        return new Done(after, "CHANGED", untilEnd(terms, from));
    }

    private static Terms changed(Terms terms, Act.Change wanted) {
        CollectedBy collection = or(wanted.collection(), terms.collection());
        String provider =
                collection == CollectedBy.PROVIDER ? or(wanted.provider(), terms.provider()) : wanted.provider();
        return new Terms(
                or(wanted.amount(), terms.amount()),
                or(wanted.debitDay(), terms.debitDay()),
                or(wanted.every(), terms.every()),
                collection,
                provider,
                terms.endsOn(),
                terms.pausedOn(),
                terms.resumesOn());
    }

    private static LocalDate earliest(StandingRow row, Terms terms, LocalDate free) {
        LocalDate earliest = later(free, row.start());
        return terms.resumesOn() == null ? earliest : later(earliest, terms.resumesOn());
    }

    private Done pause(StandingRow row, LocalDate until) {
        if (until != null && !until.isAfter(today)) {
            throw Problem.rule("/until", "DATE_PAST", "until must be after today (" + today + "), or left out.");
        }
        LocalDate pointer = pointer(row);
        Terms terms = row.terms().paused(today, until);
        LocalDate next = until == null ? null : afterPause(row, terms, until);
        LocalDate dropped = row.nextDebit() == null || row.nextDebit().equals(next) ? null : row.nextDebit();
        return new Done(row.with(terms, pointer, next), "PAUSED", dropped);
    }

    private LocalDate afterPause(StandingRow row, Terms terms, LocalDate until) {
        if (row.nextDebit() != null && !row.nextDebit().isBefore(until)) {
            return row.nextDebit();
        }
        LocalDate earliest = later(later(until, pointer(row)), lead.firstFree(today, terms.collection()));
        return untilEnd(terms, dates(row, terms).onOrAfter(earliest));
    }

    private Done resume(StandingRow row) {
        if (!row.terms().isPaused(today)) {
            throw Problem.conflict("NOT_PAUSED", "The agreement is not paused.");
        }
        Terms terms = row.terms().paused(null, null);
        LocalDate free = later(lead.firstFree(today, terms.collection()), row.start());
        LocalDate next = untilEnd(terms, dates(row, terms).onOrAfter(later(free, row.seriesFrom())));
        return new Done(row.with(terms, row.seriesFrom(), next), "RESUMED", next);
    }

    private Done end(StandingRow row, LocalDate wanted) {
        LocalDate on = wanted == null ? today : wanted;
        if (on.isBefore(today)) {
            throw Problem.rule("/on", "DATE_PAST", "on has passed; give today (" + today + ") or a later day.");
        }
        Terms terms = row.terms().ended(on);
        LocalDate next = row.nextDebit();
        LocalDate kept = next == null || next.isAfter(on) ? null : next;
        LocalDate dropped = next == null ? null : later(next, dates(row, terms).onOrAfter(on.plusDays(1)));
        return new Done(row.with(terms, pointer(row), kept), "ENDED", dropped);
    }

    /** No period before this date's is debited any more: it has its invoice, or was passed over. */
    private static LocalDate pointer(StandingRow row) {
        return row.nextDebit() == null ? row.seriesFrom() : row.nextDebit();
    }

    private static DebitDates dates(StandingRow row, Terms terms) {
        return dates(row.seriesFrom(), terms.every(), terms.debitDay());
    }

    private static DebitDates dates(LocalDate series, Every every, DebitDay day) {
        return new DebitDates(YearMonth.from(series), every, day);
    }

    private static LocalDate untilEnd(Terms terms, LocalDate debit) {
        return debit == null || terms.endsOn() != null && debit.isAfter(terms.endsOn()) ? null : debit;
    }

    private static LocalDate later(LocalDate a, LocalDate b) {
        return a.isAfter(b) ? a : b;
    }

    private static <T> T or(T wanted, T there) {
        return wanted == null ? there : wanted;
    }
}
