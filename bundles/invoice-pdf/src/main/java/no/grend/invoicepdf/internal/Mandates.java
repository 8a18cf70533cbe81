package no.grend.invoicepdf.internal;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import no.grend.invoicepdf.internal.store.Paying;
import no.grend.ledger.Invoice.Status;
import no.grend.ledger.spi.Collector;
import no.grend.ledger.spi.Collector.Claim;
import no.grend.ledger.spi.Collector.Notice;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** What is collected by mandate («AvtaleGiro»), as far as whoever collects is there to ask. Safe between threads. */
@Component(service = Mandates.class)
public final class Mandates {

    private static final Map<String, String> NAMES = Map.of("avtalegiro", "AvtaleGiro");

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile List<Collector> collectors = List.of();

    @Activate
    public Mandates() {}

    Mandates(List<Collector> collectors) {
        this.collectors = List.copyOf(collectors);
    }

    /**
     * A claim that is not cancelled.
     *
     * @param collector by its name for the payer
     * @param notice who tells the payer; null for nobody
     */
    public record Claimed(String collector, Notice notice) {}

    /** Who has a claim on each of these invoices; the others are left out. */
    public Map<String, Claimed> claimed(Collection<String> invoiceIds) {
        Map<String, Claimed> claimed = new HashMap<>();
        for (Collector collector : collectors) {
            String name = NAMES.getOrDefault(collector.id(), collector.id());
            for (Map.Entry<String, Claim> claim : collector.claims(invoiceIds).entrySet()) {
                if (!claim.getValue().cancelled()) {
                    claimed.put(
                            claim.getKey(), new Claimed(name, claim.getValue().notice()));
                }
            }
        }
        return claimed;
    }

    /** How an invoice's payment part reads today. @param claimed null when nobody collects it */
    public static Paying paying(Status status, Claimed claimed) {
        if (status == Status.CREDITED) {
            return Paying.NOTHING;
        }
        return claimed == null ? Paying.TO_PAY : Paying.collectedBy(claimed.collector());
    }

    /** Those of these members who could sign a mandate and have not: somebody collects here, but not from them (S4-09). */
    Set<Integer> withoutMandate(List<Integer> memberNumbers) {
        List<Collector> now = collectors;
        Set<Integer> without = new HashSet<>();
        if (!now.isEmpty()) {
            addWithout(now, memberNumbers, without);
        }
        return without;
    }

    /** Collectors only count: a number of members that is neither none nor all of them is halved, and each half asked for. */
    private static void addWithout(List<Collector> collectors, List<Integer> members, Set<Integer> without) {
        if (members.isEmpty()) {
            return;
        }
        List<Integer> counts =
                collectors.stream().map(one -> one.collectable(members)).toList();
        if (counts.stream().allMatch(count -> count == 0)) {
            without.addAll(members);
        } else if (counts.stream().noneMatch(count -> count >= members.size())) {
            int half = members.size() / 2;
            addWithout(collectors, members.subList(0, half), without);
            addWithout(collectors, members.subList(half, members.size()), without);
        }
    }
}
