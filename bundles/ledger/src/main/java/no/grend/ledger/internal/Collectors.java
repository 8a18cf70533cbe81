package no.grend.ledger.internal;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import no.grend.kernel.Problem;
import no.grend.ledger.Invoice;
import no.grend.ledger.spi.Collector;
import no.grend.ledger.spi.Collector.Claim;
import no.grend.ledger.spi.Collector.Notice;
import no.grend.ledger.spi.Collector.Outlook;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Whoever collects by mandate right now. Safe between threads. */
@Component(service = Collectors.class)
public final class Collectors {

    static final String AVTALEGIRO = "avtalegiro";

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile List<Collector> collectors = List.of();

    @Activate
    public Collectors() {}

    Collectors(List<Collector> collectors) {
        this.collectors = List.copyOf(collectors);
    }

    /** The latest claim for each of these invoices, whoever made it; those never claimed are left out. */
    public Map<String, Claim> claims(Collection<String> invoiceIds) {
        Map<String, Claim> claims = new HashMap<>();
        for (Collector collector : collectors) {
            collector.claims(invoiceIds).forEach((id, claim) -> claims.merge(id, claim, Claim::orLater));
        }
        return claims;
    }

    /** What the payer may expect of an open invoice that no claim stands for. */
    public Outlook outlook(Invoice invoice) {
        return collectors.stream()
                .map(collector -> collector.outlook(invoice))
                .max(Comparator.naturalOrder())
                .orElse(Outlook.NO_MANDATE);
    }

    /** Refuses in words when AvtaleGiro is not there, or it is too late for this due date (S4-24, S4-25). */
    public void requireInTime(LocalDate dueDate, Notice notice) {
        avtaleGiro()
                .orElseThrow(() -> Problem.conflict(
                        "AVTALEGIRO_MISSING",
                        "AvtaleGiro is not installed or not licensed here, so these invoices cannot be collected by it."
                                + " Install the module grend-avtalegiro, or run without collectByAvtaleGiro."))
                .requireInTime(dueDate, notice);
    }

    /** The AvtaleGiro collector, while its module is there. */
    Optional<Collector> avtaleGiro() {
        return collectors.stream()
                .filter(collector -> collector.id().equals(AVTALEGIRO))
                .findFirst();
    }
}
