package no.grend.invoicepdf.internal;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import no.grend.identity.Actor;
import no.grend.identity.Permission;
import no.grend.kernel.Ids;
import no.grend.kernel.KidScheme;
import no.grend.kernel.Ore;
import no.grend.kernel.Page;
import no.grend.ledger.Invoice;
import no.grend.ledger.Invoice.Status;
import no.grend.ledger.LedgerListener;
import no.grend.testkit.BareLedger;

/** A ledger of invoices in memory, that asks the actor and nudges as the real one does. */
public final class FakeLedger extends BareLedger {

    private final Map<String, Invoice> invoices = new LinkedHashMap<>();
    private final Ids ids;
    private LedgerListener listener = () -> {};

    public FakeLedger(Ids ids) {
        this.ids = ids;
    }

    public void nudges(LedgerListener toNudge) {
        listener = toNudge;
    }

    /** Issues one, and nudges. */
    public Invoice issue(int memberNumber, long number, long ore) {
        return issue(memberNumber, number, ore, null);
    }

    /** As part of a run. */
    public Invoice issue(int memberNumber, long number, long ore, String run) {
        Invoice invoice = Invoice.builder(ids.next())
                .numbered(
                        "F",
                        number,
                        KidScheme.STANDARD.kid(memberNumber, number).value())
                .to("contact-" + memberNumber, memberNumber, "Åse Ærlig Østbø")
                .issuedOn(LocalDate.of(2026, 12, 1))
                .dueOn(LocalDate.of(2027, 1, 15))
                .line("Medlemskontingent 2027", Ore.of(ore))
                .run(run)
                .build();
        invoices.put(invoice.id(), invoice);
        listener.newEvents();
        return invoice;
    }

    public void become(Invoice old, Status status) {
        invoices.put(old.id(), old.toBuilder().paid(old.amount(), status).build());
    }

    @Override
    public Optional<Invoice> invoice(Actor actor, String id) {
        return Optional.ofNullable(invoices(actor, List.of(id)).get(id));
    }

    @Override
    public Map<String, Invoice> invoices(Actor actor, Collection<String> asked) {
        if (!actor.isMember()) {
            actor.require(Permission.LEDGER_READ);
        }
        Map<String, Invoice> found = new LinkedHashMap<>(invoices);
        found.keySet().retainAll(asked);
        found.values()
                .removeIf(invoice -> actor.isMember() && !invoice.contactId().equals(actor.contactId()));
        return found;
    }

    @Override
    public Page<Invoice> invoices(Actor actor, InvoiceQuery query) {
        actor.require(Permission.LEDGER_READ);
        List<Invoice> found = invoices.values().stream()
                .filter(invoice -> query.run().equals(invoice.run()))
                .filter(invoice -> query.cursor() == null || invoice.number() < Long.parseLong(query.cursor()))
                .sorted(Comparator.comparing(Invoice::number).reversed())
                .limit(query.limit() + 1)
                .toList();
        return Page.cut(found, query.limit(), invoice -> Long.toString(invoice.number()));
    }
}
