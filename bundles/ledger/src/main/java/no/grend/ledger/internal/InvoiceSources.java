package no.grend.ledger.internal;

import java.util.List;
import java.util.Optional;
import no.grend.kernel.Problem;
import no.grend.ledger.spi.InvoiceSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** The modules that know what to invoice, by the kind of run. Safe between threads. */
@Component(service = InvoiceSources.class)
public final class InvoiceSources {

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile List<InvoiceSource> sources = List.of();

    @Activate
    public InvoiceSources() {}

    InvoiceSources(List<InvoiceSource> sources) {
        this.sources = List.copyOf(sources);
    }

    /** The source of this kind of run; refused in words when there is none now. */
    InvoiceSource of(String kind) {
        return required(find(kind));
    }

    /** The same for a run that has begun, which waits a little for its source. */
    InvoiceSource awaited(String kind) {
        return required(Patience.find(() -> find(kind)));
    }

    /** Those that are there now. */
    List<InvoiceSource> all() {
        return sources;
    }

    private Optional<InvoiceSource> find(String kind) {
        return sources.stream().filter(source -> source.kind().equals(kind)).findFirst();
    }

    private static InvoiceSource required(Optional<InvoiceSource> found) {
        return found.orElseThrow(() -> Problem.conflict(
                "INVOICE_SOURCE_MISSING",
                "No installed module knows what to invoice in a run of this kind. RENEWAL comes with"
                        + " grend-member-core."));
    }
}
