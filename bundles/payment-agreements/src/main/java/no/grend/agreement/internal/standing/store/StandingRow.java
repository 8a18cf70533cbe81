package no.grend.agreement.internal.standing.store;

import java.time.Instant;
import java.time.LocalDate;
import no.grend.agreement.DebitDay;
import no.grend.agreement.StandingAgreement;
import no.grend.agreement.StandingAgreement.CollectedBy;
import no.grend.agreement.StandingAgreement.Every;
import no.grend.agreement.StandingAgreement.Purpose;
import no.grend.agreement.StandingAgreement.State;
import no.grend.kernel.Ore;
import org.jdbi.v3.core.result.RowView;

/**
 * A standing agreement's row.
 *
 * @param terms what may be changed
 * @param seriesFrom a debit date of it, whose month decides which others it has
 * @param nextDebit null while it is paused without a date, and when nothing more will be debited
 * @param events how many events it has; also its version
 */
public record StandingRow(
        String id,
        String contactId,
        Purpose purpose,
        Terms terms,
        LocalDate start,
        LocalDate seriesFrom,
        LocalDate nextDebit,
        int version,
        int events,
        Instant createdAt,
        Instant changedAt,
        String createdBy,
        String idempotencyKey,
        String fingerprint) {

    static StandingRow of(RowView row) {
        return new StandingRow(
                row.getColumn("id", String.class),
                row.getColumn("contact_id", String.class),
                Purpose.valueOf(row.getColumn("purpose", String.class)),
                new Terms(
                        row.getColumn("amount", Ore.class),
                        new DebitDay(row.getColumn("debit_day", Integer.class)),
                        every(row.getColumn("every_months", Integer.class)),
                        CollectedBy.valueOf(row.getColumn("collection", String.class)),
                        row.getColumn("provider", String.class),
                        row.getColumn("ends_on", LocalDate.class),
                        row.getColumn("paused_on", LocalDate.class),
                        row.getColumn("resumes_on", LocalDate.class)),
                row.getColumn("starts_on", LocalDate.class),
                row.getColumn("series_from", LocalDate.class),
                row.getColumn("next_debit", LocalDate.class),
                row.getColumn("version", Integer.class),
                row.getColumn("events", Integer.class),
                row.getColumn("created_at", Instant.class),
                row.getColumn("changed_at", Instant.class),
                row.getColumn("created_by", String.class),
                row.getColumn("idempotency_key", String.class),
                row.getColumn("fingerprint", String.class));
    }

    private static Every every(int months) {
        for (Every every : Every.values()) {
            if (every.months() == months) {
                return every;
            }
        }
        throw new IllegalStateException("No agreement is debited every " + months + " months");
    }

    /** The same with other terms and another next debit. */
    public StandingRow with(Terms other, LocalDate series, LocalDate next) {
        return new StandingRow(
                id,
                contactId,
                purpose,
                other,
                start,
                series,
                next,
                version,
                events,
                createdAt,
                changedAt,
                createdBy,
                idempotencyKey,
                fingerprint);
    }

    /** The same, written once more. @param event whether that is an event of its history too */
    StandingRow written(Instant now, boolean event) {
        return new StandingRow(
                id,
                contactId,
                purpose,
                terms,
                start,
                seriesFrom,
                nextDebit,
                version + 1,
                event ? events + 1 : events,
                createdAt,
                now,
                createdBy,
                idempotencyKey,
                fingerprint);
    }

    /** As others see it on a day. */
    public StandingAgreement agreement(LocalDate today) {
        boolean paused = terms.isPaused(today);
        return new StandingAgreement(
                id,
                contactId,
                purpose,
                terms.amount(),
                terms.debitDay(),
                terms.every(),
                terms.collection(),
                terms.provider(),
                state(today),
                start,
                terms.endsOn(),
                paused ? terms.pausedOn() : null,
                paused ? terms.resumesOn() : null,
                nextDebit,
                version,
                createdAt);
    }

    /** Ended from the day on which nothing more will be debited. */
    public State state(LocalDate today) {
        boolean over = terms.endsOn() != null
                && (terms.endsOn().isBefore(today) || nextDebit == null && terms.pausedOn() == null);
        return over ? State.ENDED : terms.isPaused(today) ? State.PAUSED : State.RUNNING;
    }
}
