package no.grend.ledger.spi;

import java.time.LocalDate;
import java.util.Collection;
import java.util.function.Consumer;
import no.grend.ledger.InvoiceDraft;
import org.osgi.annotation.versioning.ConsumerType;

/** Knows what an invoice run of one kind shall invoice; a service. Called on the job's thread. */
@ConsumerType
public interface InvoiceSource {

    /** The kind of run it feeds, {@code RENEWAL}. */
    String kind();

    /**
     * Streams everything due, in a stable order; what was invoiced before may be offered again, since the ledger knows
     * source keys. Changes nothing.
     *
     * @param dueDate of the invoices; what begins on or before it is due
     * @param skipped told of what is due but cannot be invoiced, and why
     */
    void due(LocalDate dueDate, Consumer<InvoiceDraft> draft, Consumer<Skipped> skipped);

    /** Tells that these source keys now have their invoices; idempotent, called in batches. */
    void invoiced(Collection<String> sourceKeys);

    /**
     * Something due that cannot be invoiced.
     *
     * @param object {@code membership:<id>}
     * @param code stable name of the kind of reason, by which a run counts, {@code MEMBERSHIP_ENDED}
     * @param reason in words for staff
     */
    record Skipped(String object, String code, String reason) {
        public Skipped(String object, String reason) {
            this(object, "OTHER", reason);
        }
    }
}
