package no.grend.invoicepdf;

import java.util.Collection;
import java.util.Optional;
import java.util.function.Consumer;
import no.grend.identity.Actor;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Invoices as PDF («faktura»), for staff, for the member who owns the invoice, and for whoever sends them (S2-09). Safe
 * between threads.
 *
 * <p>What stands on it is kept from the first time it is made, so the same invoice gives the same bytes each time. Only the
 * part about payment follows the claim («betalingskrav») on it, so that what the bank collects is not paid twice (S4-19)
 * and what is no longer claimed can be paid at all (S4-41).
 */
@ProviderType
public interface InvoicePdf {

    /** One invoice; empty when there is none that this actor may read. Staff need {@code LEDGER_READ}. */
    Optional<Pdf> pdf(Actor actor, String invoiceId);

    /**
     * One credit note («kreditnota»), which names the invoice that it takes from (S2-08); empty when there is none that this
     * actor may read. Staff need {@code LEDGER_READ}. Gives the same bytes each time.
     */
    Optional<Pdf> creditNote(Actor actor, String creditNoteId);

    /**
     * Many, one at a time, in the order of the ids; those that are not there are left out.
     *
     * @param invoiceIds at most 1,000 a call
     * @param each called on this thread; what it throws ends the call
     */
    void each(Actor actor, Collection<String> invoiceIds, Consumer<Pdf> each);
}
