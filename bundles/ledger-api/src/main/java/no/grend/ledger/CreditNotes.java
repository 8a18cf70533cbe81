package no.grend.ledger;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import no.grend.identity.Actor;
import no.grend.kernel.IdempotencyKey;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Credit notes («kreditnotaer»), a service of the ledger. Every call checks the actor. Safe between threads.
 *
 * <p>It stands beside {@link Ledger} because it asks whoever collects invoices, and they need the ledger themselves.
 */
@ProviderType
public interface CreditNotes {

    /**
     * Takes back an invoice, or some of it. When nothing of the invoice itself is left, its charges are waived with it. A
     * payment that comes later is the member's credit.
     *
     * @throws no.grend.kernel.Problem in words with a remedy: when more is credited than is left of a line; when it would
     *     take back what is paid already and the settings do not allow it (S2-15); while a claim by mandate is on its way to
     *     the payer's bank
     */
    CreditNote credit(Actor actor, String invoiceId, Credit credit, IdempotencyKey key);

    /**
     * Whether a claim by mandate for this open invoice is on its way to the payer's bank, which may take the money until the due
     * date: so long it cannot be credited. Asks no actor, since whoever has the invoice may know.
     */
    boolean isClaimed(Invoice invoice);

    /** One of them; members see their own. */
    Optional<CreditNote> creditNote(Actor actor, String id);

    /** Those of these invoices, by invoice, oldest first; invoices without any are left out. At most 1,000 a call. */
    Map<String, List<CreditNote>> ofInvoices(Actor actor, Collection<String> invoiceIds);
}
