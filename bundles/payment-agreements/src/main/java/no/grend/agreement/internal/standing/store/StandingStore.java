package no.grend.agreement.internal.standing.store;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import no.grend.agreement.StandingAgreement.State;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** The standing agreements as they stand. Every method works in the caller's transaction; safe between threads. */
public final class StandingStore {

    /** Greater than every id, which is of hexadecimal digits. */
    private static final String AFTER_ALL = "g";

    private static final String OVER = """
            ends_on IS NOT NULL AND (ends_on < :today OR next_debit IS NULL AND paused_on IS NULL)""";

    private static final String HELD = "paused_on IS NOT NULL AND (resumes_on IS NULL OR resumes_on > :today)";

    private static final String PAGE = "SELECT * FROM agreement_standing WHERE id < :before";
    private static final String OF_CONTACT = " AND contact_id = :contact";
    private static final String LIMIT = " ORDER BY id DESC FETCH FIRST :limit ROWS ONLY";
    private static final String ENDED = " AND (" + OVER + ")";
    private static final String PAUSED = " AND NOT (" + OVER + ") AND (" + HELD + ")";
    private static final String RUNNING = " AND NOT (" + OVER + ") AND NOT (" + HELD + ")";

    /** Those whose invoice is made now or was to be, of each way to collect. */
    private static final String DUE = """
            SELECT * FROM agreement_standing
            WHERE id > :after AND (collection = 'AVTALEGIRO' AND next_debit <= :byMandate AND next_debit >= :firstByMandate
              OR collection <> 'AVTALEGIRO' AND next_debit <= :others AND next_debit >= :firstOthers)
            ORDER BY id FETCH FIRST :limit ROWS ONLY""";

    private static final String ANY_DUE = """
            SELECT id FROM agreement_standing
            WHERE collection = 'AVTALEGIRO' AND next_debit <= :byMandate AND next_debit >= :firstByMandate
              OR collection <> 'AVTALEGIRO' AND next_debit <= :others AND next_debit >= :firstOthers
            FETCH FIRST ROW ONLY""";

    private static final String LATE = """
            SELECT id FROM agreement_standing
            WHERE collection = 'AVTALEGIRO' AND next_debit < :firstByMandate
              OR collection <> 'AVTALEGIRO' AND next_debit < :firstOthers
            ORDER BY id FETCH FIRST :limit ROWS ONLY""";

    /** Which debit dates are made into invoices now, first and last, for each way to collect. */
    public record Span(LocalDate firstByMandate, LocalDate byMandate, LocalDate firstOthers, LocalDate others) {}

    public void insert(Handle tx, StandingRow row) {
        bound(tx.createUpdate("""
                        INSERT INTO agreement_standing (id, contact_id, purpose, amount, debit_day, every_months, collection,
                          provider, starts_on, ends_on, paused_on, resumes_on, series_from, next_debit, version, events,
                          created_at, changed_at, created_by, idempotency_key, fingerprint)
                        VALUES (:id, :contactId, :purposeName, :amount, :day, :months, :collectionName, :provider, :start,
                          :endsOn, :pausedOn, :resumesOn, :seriesFrom, :nextDebit, :version, :events, :createdAt, :changedAt,
                          :createdBy, :idempotencyKey, :fingerprint)"""), row)
                .bind("purposeName", row.purpose().name())
                .execute();
    }

    /** Locks the agreement for this transaction and gives it as it stands; empty when there is none. */
    public Optional<StandingRow> lock(Handle tx, String id) {
        int found = tx.createUpdate("UPDATE agreement_standing SET version = version WHERE id = :id")
                .bind("id", id)
                .execute();
        return found == 0 ? Optional.empty() : byId(tx, id);
    }

    /** Writes all that may change, as the next version. @param event whether its history grows too @return as it is then */
    public StandingRow update(Handle tx, StandingRow changed, Instant now, boolean event) {
        StandingRow row = changed.written(now, event);
        bound(tx.createUpdate("""
                        UPDATE agreement_standing SET amount = :amount, debit_day = :day, every_months = :months,
                          collection = :collectionName, provider = :provider, ends_on = :endsOn, paused_on = :pausedOn,
                          resumes_on = :resumesOn, series_from = :seriesFrom, next_debit = :nextDebit, version = :version,
                          events = :events, changed_at = :changedAt
                        WHERE id = :id"""), row).execute();
        return row;
    }

    private static org.jdbi.v3.core.statement.Update bound(
            org.jdbi.v3.core.statement.Update statement, StandingRow row) {
        return statement
                .bindMethods(row)
                .bindMethods(row.terms())
                .bind("day", row.terms().debitDay().number())
                .bind("months", row.terms().every().months())
                .bind("collectionName", row.terms().collection().name());
    }

    public Optional<StandingRow> byId(Handle tx, String id) {
        return tx.createQuery("SELECT * FROM agreement_standing WHERE id = :id")
                .bind("id", id)
                .map(StandingRow::of)
                .findOne();
    }

    public Optional<StandingRow> byKey(Handle tx, String idempotencyKey) {
        return tx.createQuery("SELECT * FROM agreement_standing WHERE idempotency_key = :key")
                .bind("key", idempotencyKey)
                .map(StandingRow::of)
                .findOne();
    }

    /** Newest first. @param contactId null for everybody's @param state null for any @param before null for the newest */
    public List<StandingRow> page(Handle tx, String contactId, State state, LocalDate today, String before, int limit) {
        String where = state == null
                ? ""
                : switch (state) {
                    case RUNNING -> RUNNING;
                    case PAUSED -> PAUSED;
                    case ENDED -> ENDED;
                };
        Query query = tx.createQuery(PAGE + (contactId == null ? "" : OF_CONTACT) + where + LIMIT)
                .bind("before", before == null ? AFTER_ALL : before)
                .bind("limit", limit);
        if (contactId != null) {
            query.bind("contact", contactId);
        }
        if (state != null) {
            query.bind("today", today);
        }
        return query.map(StandingRow::of).list();
    }

    /** In order of id. @param after the id that the page before ended with; empty for the first */
    public List<StandingRow> due(Handle tx, Span span, String after, int limit) {
        return tx.createQuery(DUE)
                .bindMethods(span)
                .bind("after", after)
                .bind("limit", limit)
                .map(StandingRow::of)
                .list();
    }

    public boolean isAnyDue(Handle tx, Span span) {
        return tx.createQuery(ANY_DUE)
                .bindMethods(span)
                .mapTo(String.class)
                .findFirst()
                .isPresent();
    }

    /** Ids of those whose next debit is too late to be told of. */
    public List<String> late(Handle tx, Span span, int limit) {
        return tx.createQuery(LATE)
                .bindMethods(span)
                .bind("limit", limit)
                .mapTo(String.class)
                .list();
    }

    /** In order of id, for whoever checks them all. */
    public List<StandingRow> after(Handle tx, String after, int limit) {
        return tx.createQuery(
                        "SELECT * FROM agreement_standing WHERE id > :after ORDER BY id FETCH FIRST :limit ROWS ONLY")
                .bind("after", after)
                .bind("limit", limit)
                .map(StandingRow::of)
                .list();
    }
}
