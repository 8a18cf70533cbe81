package no.grend.invoicepdf;

import java.util.Collection;
import java.util.List;
import no.grend.identity.Actor;
import no.grend.kernel.IdempotencyKey;
import no.grend.kernel.Problem;
import org.osgi.annotation.versioning.ProviderType;

/** Sends invoices («utsending»): by e-mail with the PDF to those who have an address, else on paper. Safe between threads. */
@ProviderType
public interface InvoiceDispatch {

    /**
     * Orders invoices to be sent, as staff do. What was sent before is not sent again. Needs {@code LEDGER_WRITE}.
     *
     * @param invoiceIds at most 100
     * @param key the same key again gives the same order; null for none
     * @return the job's id
     */
    String send(Actor actor, Collection<String> invoiceIds, IdempotencyKey key);

    /**
     * As {@link #send} for one invoice of a module: one order, however often it is asked for.
     *
     * @param owner name of the module
     * @return false when nobody here can send it just now
     */
    default boolean sendOne(Actor actor, String owner, String invoiceId) {
        try {
            send(actor, List.of(invoiceId), IdempotencyKey.of(owner + "-invoice:" + invoiceId, invoiceId));
            return true;
        } catch (Problem away) {
            if (away.kind() == Problem.Kind.UNAVAILABLE) {
                return false;
            }
            throw away;
        }
    }
}
