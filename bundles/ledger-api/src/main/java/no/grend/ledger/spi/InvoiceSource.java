package no.grend.ledger.spi;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Optional;
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
     * Tells that nothing is to pay for these source keys: their lines sum to zero, so that no invoice is issued. Idempotent,
     * called in batches.
     */
    default void nothingToPay(Collection<String> sourceKeys) {}

    /**
     * Whether something waits that shall be invoiced today without anybody's asking («automatisk fakturering»). Asked often,
     * so it must be quick; a run is started at most once a day.
     *
     * @return the due date of its invoices; empty when nothing waits
     */
    default Optional<LocalDate> dueOfItself(LocalDate today) {
        return Optional.empty();
    }

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
