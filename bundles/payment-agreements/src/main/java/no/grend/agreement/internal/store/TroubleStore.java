package no.grend.agreement.internal.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import no.grend.agreement.Payments.Trouble;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.RowView;

/** What a person must look at. Every method works in the caller's transaction; safe between threads. */
public final class TroubleStore {

    private static final String OPEN = """
            SELECT * FROM agreement_trouble WHERE id > :after AND open_key IS NOT NULL
            ORDER BY id FETCH FIRST :limit ROWS ONLY""";

    private static final String ALL = """
            SELECT * FROM agreement_trouble WHERE id > :after ORDER BY id FETCH FIRST :limit ROWS ONLY""";

    /** Raises it unless the same is open already. */
    public void raise(Handle tx, String id, String paymentId, String kind, String detail, Instant now) {
        raise(tx, id, paymentId, paymentId, kind, detail, now);
    }

    /** @param paymentId null when it belongs to none @param object what it is about: with the kind it is open once */
    public void raise(Handle tx, String id, String paymentId, String object, String kind, String detail, Instant now) {
        String key = object + " " + kind;
        boolean open = tx.createQuery("SELECT COUNT(*) FROM agreement_trouble WHERE open_key = :key")
                        .bind("key", key)
                        .mapTo(Integer.class)
                        .one()
                > 0;
        if (!open) {
            tx.createUpdate("""
                            INSERT INTO agreement_trouble (id, open_key, payment_id, kind, detail, found_at)
                            VALUES (:id, :key, :payment, :kind, :detail, :now)""")
                    .bind("id", id)
                    .bind("key", key)
                    .bind("payment", paymentId)
                    .bind("kind", kind)
                    .bind("detail", detail)
                    .bind("now", now)
                    .execute();
        }
    }

    /** Raises one of an invoice that has no payment, unless the same was ever raised. */
    public void raiseOfInvoice(Handle tx, String id, String invoiceId, String kind, String detail, Instant now) {
        boolean known = tx.createQuery("""
                                SELECT COUNT(*) FROM agreement_trouble
                                WHERE kind = :kind AND invoice_id = :invoice""")
                        .bind("kind", kind)
                        .bind("invoice", invoiceId)
                        .mapTo(Integer.class)
                        .one()
                > 0;
        if (!known) {
            tx.createUpdate("""
                            INSERT INTO agreement_trouble (id, open_key, invoice_id, kind, detail, found_at)
                            VALUES (:id, :key, :invoice, :kind, :detail, :now)""")
                    .bind("id", id)
                    .bind("key", invoiceId + " " + kind)
                    .bind("invoice", invoiceId)
                    .bind("kind", kind)
                    .bind("detail", detail)
                    .bind("now", now)
                    .execute();
        }
    }

    /** @return false when it is closed already or not there */
    public boolean close(Handle tx, String id, Instant now, String actor, String why) {
        return tx.createUpdate("""
                        UPDATE agreement_trouble SET open_key = NULL, closed_at = :now, closed_by = :actor, why = :why
                        WHERE id = :id AND open_key IS NOT NULL""")
                        .bind("now", now)
                        .bind("actor", actor)
                        .bind("why", why)
                        .bind("id", id)
                        .execute()
                == 1;
    }

    /** Closes those of a kind that a payment has open. */
    public void closeOf(Handle tx, String paymentId, String kind, Instant now, String actor, String why) {
        tx.createUpdate("""
                        UPDATE agreement_trouble SET open_key = NULL, closed_at = :now, closed_by = :actor, why = :why
                        WHERE open_key = :key""")
                .bind("now", now)
                .bind("actor", actor)
                .bind("why", why)
                .bind("key", paymentId + " " + kind)
                .execute();
    }

    /** The invoices that have one of a kind open, in order. @param after empty for the first */
    public List<String> invoices(Handle tx, String kind, String after, int limit) {
        return tx.createQuery("""
                        SELECT invoice_id FROM agreement_trouble
                        WHERE kind = :kind AND open_key IS NOT NULL AND invoice_id > :after
                        ORDER BY invoice_id FETCH FIRST :limit ROWS ONLY""")
                .bind("kind", kind)
                .bind("after", after)
                .bind("limit", limit)
                .mapTo(String.class)
                .list();
    }

    public Optional<Trouble> byId(Handle tx, String id) {
        return tx.createQuery("SELECT * FROM agreement_trouble WHERE id = :id")
                .bind("id", id)
                .map(TroubleStore::trouble)
                .findOne();
    }

    /** Oldest first. @param after null from the oldest */
    public List<Trouble> page(Handle tx, boolean open, String after, int limit) {
        return tx.createQuery(open ? OPEN : ALL)
                .bind("after", after == null ? "" : after)
                .bind("limit", limit)
                .map(TroubleStore::trouble)
                .list();
    }

    private static Trouble trouble(RowView row) {
        return new Trouble(
                row.getColumn("id", String.class),
                row.getColumn("payment_id", String.class),
                row.getColumn("invoice_id", String.class),
                row.getColumn("kind", String.class),
                row.getColumn("detail", String.class),
                row.getColumn("found_at", Instant.class),
                row.getColumn("closed_at", Instant.class),
                row.getColumn("closed_by", String.class),
                row.getColumn("why", String.class));
    }
}
