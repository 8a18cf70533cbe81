package no.grend.agreement.internal.store;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import no.grend.agreement.Payment.State;
import no.grend.schema.Database.Dialect;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** The payments as they stand. Every method works in the caller's transaction; safe between threads. */
public final class PaymentStore {

    /** Greater than every id, which is of hexadecimal digits. */
    private static final String AFTER_ALL = "g";

    private static final String PAGE = """
            SELECT * FROM agreement_payment WHERE id < :before
            ORDER BY id DESC FETCH FIRST :limit ROWS ONLY""";

    private static final String PAGE_IN_STATE = """
            SELECT * FROM agreement_payment WHERE state = :state AND id < :before
            ORDER BY id DESC FETCH FIRST :limit ROWS ONLY""";

    private static final String DUE = """
            SELECT id FROM agreement_payment WHERE next_ask_at <= :now AND provider = :provider
            ORDER BY next_ask_at, id FETCH FIRST :limit ROWS ONLY""";

    private static final String FOLLOW_UPS = """
            SELECT id FROM agreement_payment WHERE follow_up IN ('BOOK', 'PREPAID')
            FETCH FIRST :limit ROWS ONLY""";

    /** Derby locks each row that it looks at, and looking through many would be in a deadlock with whoever writes. */
    private static final String LOOKING_ONLY = " WITH UR";

    private final String due;
    private final String followUps;

    public PaymentStore(Dialect dialect) {
        String looking = dialect == Dialect.DERBY ? LOOKING_ONLY : "";
        this.due = DUE + looking;
        this.followUps = FOLLOW_UPS + looking;
    }

    public void insert(Handle tx, PaymentRow row) {
        PaymentRow.Charge charge = row.charge();
        tx.createUpdate("""
                        INSERT INTO agreement_payment (id, live_key, invoice_id, contact_id, kid, provider, amount, currency,
                          words, purpose, return_to, particulars, state, started_by, started_at, changed_at, next_ask_at, asks,
                          events, idempotency_key, fingerprint, consent_id, charge_consent, charge_due, charge_retry_days,
                          charge_tries)
                        VALUES (:id, :invoiceId, :invoiceId, :contactId, :kid, :provider, :amount, :currency,
                          :words, :purpose, :returnTo, :particulars, 'STARTING', :startedBy, :startedAt, :startedAt, :nextAskAt, 0,
                          :events, :idempotencyKey, :fingerprint, :consentId, :consent, :dueOn, :retryDays, :tries)""")
                .bindMethods(row)
                .bind("consentId", charge == null ? null : charge.consentId())
                .bind("consent", charge == null ? null : charge.consent())
                .bind("dueOn", charge == null ? null : charge.dueOn())
                .bind("retryDays", charge == null ? null : charge.retryDays())
                .bind("tries", charge == null ? null : charge.tries())
                .execute();
    }

    /** Locks the payment for this transaction and gives it as it stands; empty when there is none. */
    public Optional<PaymentRow> lock(Handle tx, String id) {
        int found = tx.createUpdate("UPDATE agreement_payment SET asks = asks WHERE id = :id")
                .bind("id", id)
                .execute();
        return found == 0 ? Optional.empty() : byId(tx, id);
    }

    /** Writes all that may change. */
    public void update(Handle tx, PaymentRow row) {
        tx.createUpdate("""
                        UPDATE agreement_payment SET live_key = :liveKey, state = :stateName, reference = :reference,
                          redirect = :redirect, reason = :reason, detail = :detail, paid = :paid, paid_on = :paidOn,
                          follow_up = :followUp, refunding = :refunding, refunded = :refunded, changed_at = :changedAt, next_ask_at = :nextAskAt, asks = :asks, events = :events
                        WHERE id = :id""")
                .bindMethods(row)
                .bind("stateName", row.state().name())
                .bind("liveKey", row.live() ? row.invoiceId() : null)
                .execute();
    }

    public Optional<PaymentRow> byId(Handle tx, String id) {
        return tx.createQuery("SELECT * FROM agreement_payment WHERE id = :id")
                .bind("id", id)
                .map(PaymentRow::of)
                .findOne();
    }

    /** How many are in a state; walks one index. */
    public long count(Handle tx, State state) {
        return tx.createQuery("""
                        SELECT COUNT(*) FROM agreement_payment --DERBY-PROPERTIES index=agreement_payment_state
                        WHERE state = :state""").bind("state", state.name()).mapTo(Long.class).one();
    }

    /** The one under way for an invoice. */
    public Optional<PaymentRow> underWay(Handle tx, String invoiceId) {
        return tx.createQuery("SELECT * FROM agreement_payment WHERE live_key = :invoice")
                .bind("invoice", invoiceId)
                .map(PaymentRow::of)
                .findOne();
    }

    public Optional<PaymentRow> byKey(Handle tx, String idempotencyKey) {
        return tx.createQuery("SELECT * FROM agreement_payment WHERE idempotency_key = :key")
                .bind("key", idempotencyKey)
                .map(PaymentRow::of)
                .findOne();
    }

    /** Whether another payment has this reference of the provider. */
    public boolean isTaken(Handle tx, PaymentRow row, String reference) {
        return tx.createQuery("""
                        SELECT COUNT(*) FROM agreement_payment
                        WHERE provider = :provider AND reference = :reference AND id <> :id""")
                        .bind("provider", row.provider())
                        .bind("reference", reference)
                        .bind("id", row.id())
                        .mapTo(Integer.class)
                        .one()
                > 0;
    }

    /** The charges of these invoices, oldest first. @param invoiceIds at least one, at most 1,000 */
    public List<PaymentRow> charges(Handle tx, Collection<String> invoiceIds) {
        return tx.createQuery("""
                        SELECT * FROM agreement_payment
                        WHERE invoice_id IN (<invoices>) AND consent_id IS NOT NULL ORDER BY id""")
                .bindList("invoices", List.copyOf(invoiceIds))
                .map(PaymentRow::of)
                .list();
    }

    /** Whether any that is charged by a consent is under way, and not left to a person. */
    public boolean isCharging(Handle tx, String consentId) {
        return tx.createQuery("""
                        SELECT COUNT(*) FROM agreement_payment
                        WHERE consent_id = :consent AND state IN ('STARTING', 'PENDING', 'UNKNOWN')""")
                        .bind("consent", consentId)
                        .mapTo(Integer.class)
                        .one()
                > 0;
    }

    /** Lets those that are charged by a consent, and are under way, be asked about at once. */
    public void askChargesSoon(Handle tx, String consentId, Instant now) {
        tx.createUpdate("""
                        UPDATE agreement_payment SET next_ask_at = :now
                        WHERE consent_id = :consent AND state IN ('STARTING', 'PENDING', 'UNKNOWN')""").bind("now", now).bind("consent", consentId).execute();
    }

    public List<PaymentRow> ofInvoice(Handle tx, String invoiceId) {
        return tx.createQuery("""
                        SELECT * FROM agreement_payment WHERE invoice_id = :invoice
                        ORDER BY id DESC FETCH FIRST 200 ROWS ONLY""")
                .bind("invoice", invoiceId)
                .map(PaymentRow::of)
                .list();
    }

    /** Newest first. */
    public List<PaymentRow> ofContact(Handle tx, String contactId, int limit) {
        return tx.createQuery("""
                        SELECT * FROM agreement_payment WHERE contact_id = :contact
                        ORDER BY id DESC FETCH FIRST :limit ROWS ONLY""")
                .bind("contact", contactId)
                .bind("limit", limit)
                .map(PaymentRow::of)
                .list();
    }

    /** In descending order of id. @param state null for any @param before null from the newest */
    public List<PaymentRow> page(Handle tx, State state, String before, int limit) {
        Query query = state == null
                ? tx.createQuery(PAGE)
                : tx.createQuery(PAGE_IN_STATE).bind("state", state.name());
        return query.bind("before", before == null ? AFTER_ALL : before)
                .bind("limit", limit)
                .map(PaymentRow::of)
                .list();
    }

    /** The ids of those whose provider is to be asked by now, the longest waiting first; to be read again one by one. */
    public List<String> due(Handle tx, String provider, Instant now, int limit) {
        return tx.createQuery(due)
                .bind("now", now)
                .bind("provider", provider)
                .bind("limit", limit)
                .mapTo(String.class)
                .list();
    }

    /** Takes one that is due, so that no other node asks as well. @return whether this one got it */
    public boolean take(Handle tx, PaymentRow seen, Instant next, int asks) {
        return tx.createUpdate("""
                        UPDATE agreement_payment SET next_ask_at = :next, asks = :then
                        WHERE id = :id AND next_ask_at = :seen AND asks = :asks""")
                        .bind("next", next)
                        .bind("then", asks)
                        .bind("id", seen.id())
                        .bind("seen", seen.nextAskAt())
                        .bind("asks", seen.asks())
                        .execute()
                == 1;
    }

    /** Lets a payment be asked about at once. @return whether it is one that is asked about */
    public boolean askSoon(Handle tx, String provider, String id, Instant now) {
        return tx.createUpdate("""
                        UPDATE agreement_payment SET next_ask_at = :now
                        WHERE id = :id AND provider = :provider AND state IN ('STARTING', 'PENDING', 'UNKNOWN', 'EXCEPTION', 'REJECTED', 'CANCELLED')""")
                        .bind("now", now)
                        .bind("id", id)
                        .bind("provider", provider)
                        .execute()
                == 1;
    }

    /** Lets a provider be asked at once about those of its unknown ones that it was not asked about yet. */
    public void askUnaskedSoon(Handle tx, String provider, Instant now) {
        tx.createUpdate("""
                        UPDATE agreement_payment SET next_ask_at = :now
                        WHERE next_ask_at > :now AND provider = :provider AND state = 'UNKNOWN' AND asks = 0""").bind("now", now).bind("provider", provider).execute();
    }

    /** The ids of those of which the ledger must still be told; to be read again one by one. */
    public List<String> followUps(Handle tx, int limit) {
        return tx.createQuery(followUps)
                .bind("limit", limit)
                .mapTo(String.class)
                .list();
    }

    /** Those begun with a provider whose outcome is open. */
    public List<PaymentRow> open(Handle tx, String provider, int limit) {
        return tx.createQuery("""
                        SELECT * FROM agreement_payment
                        WHERE state IN ('STARTING', 'PENDING', 'UNKNOWN') AND provider = :provider
                        ORDER BY id FETCH FIRST :limit ROWS ONLY""")
                .bind("provider", provider)
                .bind("limit", limit)
                .map(PaymentRow::of)
                .list();
    }

    /** How many of them each provider has. */
    public Map<String, Integer> inFlight(Handle tx) {
        Map<String, Integer> counts = new HashMap<>();
        tx.createQuery("""
                        SELECT provider, COUNT(*) AS payments FROM agreement_payment
                        WHERE state IN ('STARTING', 'PENDING', 'UNKNOWN') GROUP BY provider""")
                .map(row ->
                        Map.entry(row.getColumn("provider", String.class), row.getColumn("payments", Integer.class)))
                .forEach(each -> counts.put(each.getKey(), each.getValue()));
        return counts;
    }

    /** How many in one of these states were begun before. */
    public int stuck(Handle tx, Collection<State> states, Instant before) {
        return tx.createQuery("""
                        SELECT COUNT(*) FROM agreement_payment WHERE state IN (<states>) AND started_at < :before""")
                .bindList("states", states.stream().map(State::name).toList())
                .bind("before", before)
                .mapTo(Integer.class)
                .one();
    }

    /** Those that are paid, in order of id. */
    public List<PaymentRow> settled(Handle tx, String after, int limit) {
        return tx.createQuery("""
                        SELECT * FROM agreement_payment WHERE state = 'SETTLED' AND id > :after
                        ORDER BY id FETCH FIRST :limit ROWS ONLY""")
                .bind("after", after)
                .bind("limit", limit)
                .map(PaymentRow::of)
                .list();
    }

    /** Those whose last event says otherwise than they themselves. */
    public List<String> astray(Handle tx, int limit) {
        return tx.createQuery("""
                        SELECT p.id FROM agreement_payment p
                        LEFT JOIN agreement_event e ON e.payment_id = p.id AND e.place = p.events
                        WHERE e.to_state IS NULL OR e.to_state <> p.state
                        ORDER BY p.id FETCH FIRST :limit ROWS ONLY""").bind("limit", limit).mapTo(String.class).list();
    }
}
