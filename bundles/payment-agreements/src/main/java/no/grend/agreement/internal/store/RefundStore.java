package no.grend.agreement.internal.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import no.grend.agreement.Refund.State;
import no.grend.kernel.Ore;
import no.grend.schema.Database.Dialect;
import org.jdbi.v3.core.Handle;

/** Refunds as they stand. Every method works in the caller's transaction, which holds the payment's lock when it writes. */
public final class RefundStore {

    private static final String AFTER_ALL = "g";

    private static final String PAGE = """
            SELECT * FROM agreement_refund WHERE id < :before
            ORDER BY id DESC FETCH FIRST :limit ROWS ONLY""";

    private static final String PAGE_IN_STATE = """
            SELECT * FROM agreement_refund WHERE state = :state AND id < :before
            ORDER BY id DESC FETCH FIRST :limit ROWS ONLY""";

    private static final String DUE = """
            SELECT id FROM agreement_refund WHERE next_ask_at <= :now AND provider = :provider
            ORDER BY next_ask_at, id FETCH FIRST :limit ROWS ONLY""";

    private static final String FOLLOW_UPS =
            "SELECT id FROM agreement_refund WHERE follow_up = 'BOOK' FETCH FIRST :limit ROWS ONLY";

    private static final String LOOKING_ONLY = " WITH UR";

    private final String due;
    private final String followUps;

    public RefundStore(Dialect dialect) {
        String looking = dialect == Dialect.DERBY ? LOOKING_ONLY : "";
        this.due = DUE + looking;
        this.followUps = FOLLOW_UPS + looking;
    }

    public void insert(Handle tx, RefundRow row) {
        tx.createUpdate("""
                        INSERT INTO agreement_refund (id, payment_id, provider, amount, why, alone, state, requested_by,
                          requested_at, asks, idempotency_key, fingerprint)
                        VALUES (:id, :paymentId, :provider, :amount, :why, :aloneNumber, 'REQUESTED', :requestedBy, :requestedAt,
                          0, :idempotencyKey, :fingerprint)""")
                .bindMethods(row)
                .bind("aloneNumber", row.alone() ? 1 : 0)
                .execute();
    }

    /** Writes all that may change. */
    public void update(Handle tx, RefundRow row) {
        tx.createUpdate("""
                        UPDATE agreement_refund SET state = :stateName, reference = :reference, reason = :reason,
                          refunded_on = :refundedOn, follow_up = :followUp, decided_by = :decidedBy, decided_at = :decidedAt,
                          next_ask_at = :nextAskAt
                        WHERE id = :id""")
                .bindMethods(row)
                .bind("stateName", row.state().name())
                .execute();
    }

    public Optional<RefundRow> byId(Handle tx, String id) {
        return tx.createQuery("SELECT * FROM agreement_refund WHERE id = :id")
                .bind("id", id)
                .map(RefundRow::of)
                .findOne();
    }

    public Optional<RefundRow> byKey(Handle tx, String idempotencyKey) {
        return tx.createQuery("SELECT * FROM agreement_refund WHERE idempotency_key = :key")
                .bind("key", idempotencyKey)
                .map(RefundRow::of)
                .findOne();
    }

    /**
     * What somebody has given back without another's approval since then, or has on its way. They are locked for this
     * transaction, so that whoever asks with it and then inserts is counted by the next.
     */
    public Ore givenAlone(Handle tx, String asker, Instant since, Instant now) {
        int held = tx.createUpdate("UPDATE agreement_refund_asker SET asked_at = :now WHERE id = :asker")
                .bind("now", now)
                .bind("asker", asker)
                .execute();
        if (held == 0) {
            tx.createUpdate("INSERT INTO agreement_refund_asker (id, asked_at) VALUES (:asker, :now)")
                    .bind("asker", asker)
                    .bind("now", now)
                    .execute();
        }
        return tx.createQuery("""
                        SELECT COALESCE(SUM(amount), 0) FROM agreement_refund
                        WHERE requested_by = :asker AND requested_at >= :since AND alone = 1
                          AND state NOT IN ('TURNED_DOWN', 'REJECTED')""")
                .bind("asker", asker)
                .bind("since", since)
                .mapTo(Ore.class)
                .one();
    }

    /** Oldest first. */
    public List<RefundRow> ofPayment(Handle tx, String paymentId) {
        return tx.createQuery("SELECT * FROM agreement_refund WHERE payment_id = :payment ORDER BY id")
                .bind("payment", paymentId)
                .map(RefundRow::of)
                .list();
    }

    /** Newest first. @param state null for any @param before null from the newest */
    public List<RefundRow> page(Handle tx, State state, String before, int limit) {
        var query = tx.createQuery(state == null ? PAGE : PAGE_IN_STATE)
                .bind("before", before == null ? AFTER_ALL : before)
                .bind("limit", limit);
        return (state == null ? query : query.bind("state", state.name()))
                .map(RefundRow::of)
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
    public boolean take(Handle tx, RefundRow seen, Instant next) {
        return tx.createUpdate("""
                        UPDATE agreement_refund SET next_ask_at = :next, asks = asks + 1
                        WHERE id = :id AND next_ask_at = :seen AND asks = :asks""")
                        .bind("next", next)
                        .bind("id", seen.id())
                        .bind("seen", seen.nextAskAt())
                        .bind("asks", seen.asks())
                        .execute()
                == 1;
    }

    /** The ids of those of which the ledger must still be told. */
    public List<String> followUps(Handle tx, int limit) {
        return tx.createQuery(followUps)
                .bind("limit", limit)
                .mapTo(String.class)
                .list();
    }

    /** Payments of which something else is given back, or on its way, than their refunds say. */
    public List<String> astray(Handle tx, int limit) {
        return tx.createQuery("""
                        SELECT p.id FROM agreement_payment p LEFT JOIN agreement_refund r ON r.payment_id = p.id
                        WHERE p.refunding > 0 OR r.id IS NOT NULL
                        GROUP BY p.id, p.refunding, p.refunded
                        HAVING p.refunding <> SUM(CASE WHEN r.state IN ('TURNED_DOWN', 'REJECTED') OR r.id IS NULL THEN 0 ELSE r.amount END)
                          OR p.refunded <> SUM(CASE WHEN r.state = 'REFUNDED' THEN r.amount ELSE 0 END)
                        ORDER BY p.id FETCH FIRST :limit ROWS ONLY""").bind("limit", limit).mapTo(String.class).list();
    }

    /** Those that the ledger has been told of, in order of id. */
    public List<RefundRow> booked(Handle tx, String after, int limit) {
        return tx.createQuery("""
                        SELECT * FROM agreement_refund WHERE state = 'REFUNDED' AND follow_up IS NULL AND id > :after
                        ORDER BY id FETCH FIRST :limit ROWS ONLY""")
                .bind("after", after)
                .bind("limit", limit)
                .map(RefundRow::of)
                .list();
    }

    /** What of a payment can still be given back. */
    public static Ore left(PaymentRow payment) {
        return payment.paid() == null ? Ore.ZERO : payment.paid().minus(payment.refunding());
    }
}
