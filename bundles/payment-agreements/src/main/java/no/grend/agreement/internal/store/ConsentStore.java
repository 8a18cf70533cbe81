package no.grend.agreement.internal.store;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import no.grend.agreement.Consent;
import no.grend.agreement.Consent.State;
import no.grend.schema.Database.Dialect;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.RowView;

/** The consents as they stand, and what happened to them. Every method works in the caller's transaction; safe between threads. */
public final class ConsentStore {

    private static final String NONE = "NONE";

    /** Greater than every id, which is of hexadecimal digits. */
    private static final String AFTER_ALL = "g";

    private static final String PAGE = """
            SELECT * FROM agreement_consent WHERE id < :before
            ORDER BY id DESC FETCH FIRST :limit ROWS ONLY""";

    private static final String PAGE_IN_STATE = """
            SELECT * FROM agreement_consent WHERE state = :state AND id < :before
            ORDER BY id DESC FETCH FIRST :limit ROWS ONLY""";

    private static final String DUE = """
            SELECT id FROM agreement_consent WHERE next_ask_at <= :now AND provider = :provider
            ORDER BY next_ask_at, id FETCH FIRST :limit ROWS ONLY""";

    /** As for payments: looking through many while others write would be a deadlock on Derby. */
    private static final String LOOKING_ONLY = " WITH UR";

    private final String due;

    public ConsentStore(Dialect dialect) {
        this.due = dialect == Dialect.DERBY ? DUE + LOOKING_ONLY : DUE;
    }

    public void insert(Handle tx, ConsentRow row) {
        tx.createUpdate("""
                        INSERT INTO agreement_consent (id, live_key, heir_key, replaces, contact_id, provider, purpose, subject, most, every_months,
                          words, return_to, manage_at, state, started_by, started_at, changed_at, next_ask_at, asks, events,
                          idempotency_key, fingerprint)
                        VALUES (:id, :liveKey, :heirKey, :replaces, :contactId, :provider, :purpose, :subject, :most, :everyMonths,
                          :words, :returnTo, :manageAt, 'STARTED', :startedBy, :startedAt, :startedAt, :nextAskAt, 0, :events,
                          :idempotencyKey, :fingerprint)""")
                .bindMethods(row)
                .bind("liveKey", row.liveKey())
                .bind("heirKey", row.heirKey())
                .execute();
    }

    /** Locks the consent for this transaction and gives it as it stands; empty when there is none. */
    public Optional<ConsentRow> lock(Handle tx, String id) {
        int found = tx.createUpdate("UPDATE agreement_consent SET asks = asks WHERE id = :id")
                .bind("id", id)
                .execute();
        return found == 0 ? Optional.empty() : byId(tx, id);
    }

    /** Writes all that may change. */
    public void update(Handle tx, ConsentRow row) {
        tx.createUpdate("""
                        UPDATE agreement_consent SET live_key = :liveKey, heir_key = :heirKey, state = :stateName, reference = :reference,
                          redirect = :redirect, reason = :reason, detail = :detail, most_allowed = :limit,
                          changed_at = :changedAt, next_ask_at = :nextAskAt, asks = :asks, events = :events
                        WHERE id = :id""")
                .bindMethods(row)
                .bind("stateName", row.state().name())
                .bind("liveKey", row.liveKey())
                .bind("heirKey", row.heirKey())
                .execute();
    }

    /** @param from null for the first */
    public void append(
            Handle tx,
            String consentId,
            int place,
            Instant at,
            String what,
            State from,
            State to,
            String actor,
            String detail) {
        tx.createUpdate("""
                        INSERT INTO agreement_consent_event (consent_id, place, happened_at, what, from_state, to_state, actor,
                          detail)
                        VALUES (:consent, :place, :at, :what, :from, :to, :actor, :detail)""")
                .bind("consent", consentId)
                .bind("place", place)
                .bind("at", at)
                .bind("what", what)
                .bind("from", from == null ? NONE : from.name())
                .bind("to", to.name())
                .bind("actor", actor)
                .bind("detail", detail)
                .execute();
    }

    /** Oldest first. */
    public List<Consent.ConsentEvent> events(Handle tx, String consentId) {
        return tx.createQuery("SELECT * FROM agreement_consent_event WHERE consent_id = :consent ORDER BY place")
                .bind("consent", consentId)
                .map(ConsentStore::event)
                .list();
    }

    public Optional<ConsentRow> byId(Handle tx, String id) {
        return tx.createQuery("SELECT * FROM agreement_consent WHERE id = :id")
                .bind("id", id)
                .map(ConsentRow::of)
                .findOne();
    }

    public Optional<ConsentRow> byKey(Handle tx, String idempotencyKey) {
        return tx.createQuery("SELECT * FROM agreement_consent WHERE idempotency_key = :key")
                .bind("key", idempotencyKey)
                .map(ConsentRow::of)
                .findOne();
    }

    /** The one that is begun or given, of this contact, purpose and subject. */
    public Optional<ConsentRow> live(Handle tx, String contactId, String purpose, String subject) {
        return tx.createQuery("SELECT * FROM agreement_consent WHERE live_key = :key")
                .bind("key", ConsentRow.key(contactId, purpose, subject))
                .map(ConsentRow::of)
                .findOne();
    }

    /** The one that waits to take over from the one that counts. */
    public Optional<ConsentRow> heir(Handle tx, String contactId, String purpose, String subject) {
        return tx.createQuery("SELECT * FROM agreement_consent WHERE heir_key = :key")
                .bind("key", ConsentRow.key(contactId, purpose, subject))
                .map(ConsentRow::of)
                .findOne();
    }

    /** The one by which is charged today what this one was charged by: itself, or the one that has taken over from it. */
    public ConsentRow counting(Handle tx, ConsentRow row) {
        return row.state() == State.ACTIVE
                ? row
                : live(tx, row.contactId(), row.purpose(), row.subject())
                        .filter(live -> live.state() == State.ACTIVE && live.replaces() != null)
                        .orElse(row);
    }

    /** Whether another consent has this reference of the provider. */
    public boolean isTaken(Handle tx, ConsentRow row, String reference) {
        return tx.createQuery("""
                        SELECT COUNT(*) FROM agreement_consent
                        WHERE provider = :provider AND reference = :reference AND id <> :id""")
                        .bind("provider", row.provider())
                        .bind("reference", reference)
                        .bind("id", row.id())
                        .mapTo(Integer.class)
                        .one()
                > 0;
    }

    /** Newest first. */
    public List<ConsentRow> ofContact(Handle tx, String contactId, int limit) {
        return tx.createQuery("""
                        SELECT * FROM agreement_consent WHERE contact_id = :contact
                        ORDER BY id DESC FETCH FIRST :limit ROWS ONLY""")
                .bind("contact", contactId)
                .bind("limit", limit)
                .map(ConsentRow::of)
                .list();
    }

    /** Newest first. @param state null for any @param before null from the newest */
    public List<ConsentRow> page(Handle tx, State state, String before, int limit) {
        var query = tx.createQuery(state == null ? PAGE : PAGE_IN_STATE)
                .bind("before", before == null ? AFTER_ALL : before)
                .bind("limit", limit);
        return (state == null ? query : query.bind("state", state.name()))
                .map(ConsentRow::of)
                .list();
    }

    /** Whether there is any at all that may be charged by. */
    public boolean hasAny(Handle tx) {
        return tx.createQuery("SELECT id FROM agreement_consent WHERE state = 'ACTIVE' FETCH FIRST 1 ROWS ONLY")
                .mapTo(String.class)
                .findOne()
                .isPresent();
    }

    /** The general ones that these contacts have given. @param contactIds at least one, at most 1,000 */
    public List<ConsentRow> general(Handle tx, Collection<String> contactIds) {
        return tx.createQuery("""
                        SELECT * FROM agreement_consent
                        WHERE contact_id IN (<contacts>) AND state = 'ACTIVE' AND subject IS NULL""")
                .bindList("contacts", List.copyOf(contactIds))
                .map(ConsentRow::of)
                .list();
    }

    /** The ids of those of a provider whose time to be asked about has come; to be read again one by one. */
    public List<String> due(Handle tx, String provider, Instant now, int limit) {
        return tx.createQuery(due)
                .bind("provider", provider)
                .bind("now", now)
                .bind("limit", limit)
                .mapTo(String.class)
                .list();
    }

    /** Takes one that is due, unless somebody else has. @return whether it was taken */
    public boolean take(Handle tx, ConsentRow seen, Instant next) {
        return tx.createUpdate("""
                        UPDATE agreement_consent SET next_ask_at = :next, asks = asks + 1
                        WHERE id = :id AND next_ask_at = :seen AND asks = :asks""")
                        .bind("next", next)
                        .bind("id", seen.id())
                        .bind("seen", seen.nextAskAt())
                        .bind("asks", seen.asks())
                        .execute()
                == 1;
    }

    /** Lets a consent be asked about at once. @return whether it is one that is asked about */
    public boolean askSoon(Handle tx, String provider, String id, Instant now) {
        return tx.createUpdate("""
                        UPDATE agreement_consent SET next_ask_at = :now
                        WHERE id = :id AND provider = :provider AND state IN ('STARTED', 'UNKNOWN', 'ACTIVE', 'ENDING')""")
                        .bind("now", now)
                        .bind("id", id)
                        .bind("provider", provider)
                        .execute()
                == 1;
    }

    /** Those whose last event says otherwise than they themselves. */
    public List<String> astray(Handle tx, int limit) {
        return tx.createQuery("""
                        SELECT c.id FROM agreement_consent c
                        LEFT JOIN agreement_consent_event e ON e.consent_id = c.id AND e.place = c.events
                        WHERE e.to_state IS NULL OR e.to_state <> c.state
                        ORDER BY c.id FETCH FIRST :limit ROWS ONLY""").bind("limit", limit).mapTo(String.class).list();
    }

    private static Consent.ConsentEvent event(RowView row) {
        String from = row.getColumn("from_state", String.class);
        return new Consent.ConsentEvent(
                row.getColumn("place", Integer.class),
                row.getColumn("happened_at", Instant.class),
                row.getColumn("what", String.class),
                from.equals(NONE) ? null : State.valueOf(from),
                State.valueOf(row.getColumn("to_state", String.class)),
                row.getColumn("actor", String.class),
                row.getColumn("detail", String.class));
    }
}
