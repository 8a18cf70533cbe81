package no.grend.agreement.internal.store;

import java.time.Instant;
import org.jdbi.v3.core.Handle;

/** Notices that came from providers, each once. Every method works in the caller's transaction; safe between threads. */
public final class NoticeStore {

    /** @return false when it came before */
    public boolean keep(Handle tx, String provider, String eventId, String paymentId, Instant now) {
        boolean known =
                tx.createQuery("SELECT COUNT(*) FROM agreement_notice WHERE provider = :provider AND event_id = :event")
                                .bind("provider", provider)
                                .bind("event", eventId)
                                .mapTo(Integer.class)
                                .one()
                        > 0;
        if (known) {
            return false;
        }
        tx.createUpdate("""
                        INSERT INTO agreement_notice (provider, event_id, payment_id, came_at)
                        VALUES (:provider, :event, :payment, :now)""")
                .bind("provider", provider)
                .bind("event", eventId)
                .bind("payment", paymentId)
                .bind("now", now)
                .execute();
        return true;
    }
}
