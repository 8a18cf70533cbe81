package no.grend.invoicepdf.internal;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import no.grend.identity.Actor;
import no.grend.identity.Permission;
import no.grend.kernel.IdempotencyKey;
import no.grend.kernel.Ids;
import no.grend.kernel.KidScheme;
import no.grend.kernel.Ore;
import no.grend.kernel.Page;
import no.grend.ledger.Invoice;
import no.grend.ledger.Invoice.Status;
import no.grend.ledger.InvoiceDraft;
import no.grend.ledger.Ledger;
import no.grend.ledger.LedgerEvent;
import no.grend.ledger.LedgerListener;
import no.grend.ledger.Posted;
import no.grend.ledger.Receipt;

/** A ledger of invoices in memory, that asks the actor and nudges as the real one does. */
public final class FakeLedger implements Ledger {

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
        Invoice invoice = new Invoice(
                ids.next(),
                "F",
                number,
                KidScheme.STANDARD.kid(memberNumber, number).value(),
                "contact-" + memberNumber,
                memberNumber,
                "Åse Ærlig Østbø",
                LocalDate.of(2026, 12, 1),
                LocalDate.of(2027, 1, 15),
                Ore.of(ore),
                Ore.ZERO,
                Status.OPEN,
                null,
                run,
                List.of(new Invoice.Line("Medlemskontingent 2027", Ore.of(ore))));
        invoices.put(invoice.id(), invoice);
        listener.newEvents();
        return invoice;
    }

    public void become(Invoice old, Status status) {
        invoices.put(
                old.id(),
                new Invoice(
                        old.id(),
                        old.series(),
                        old.number(),
                        old.kid(),
                        old.contactId(),
                        old.memberNumber(),
                        old.payerName(),
                        old.issuedOn(),
                        old.dueDate(),
                        old.amount(),
                        old.amount(),
                        status,
                        null,
                        old.run(),
                        old.lines()));
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
    public String referenceKid(int memberNumber) {
        return KidScheme.STANDARD.reference(memberNumber).value();
    }

    @Override
    public Invoice issue(Actor actor, InvoiceDraft draft, IdempotencyKey key) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Issued> issueAll(Actor actor, String run, List<InvoiceDraft> drafts) {
        throw new UnsupportedOperationException();
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

    @Override
    public void eachOpen(Actor actor, LocalDate dueDate, String run, Consumer<Invoice> each) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void post(Actor actor, String batch, Iterator<Receipt> receipts, Consumer<Posted> each) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Suggestion> suggest(Actor actor, String sourceKey) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Posted allocate(Actor actor, String sourceKey, String invoiceId, String why) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void unallocate(Actor actor, String sourceKey, String why) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Payment> payment(Actor actor, String sourceKey) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Integer> memberNumberOf(String kid) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<LedgerEvent> eventsAfter(long cursor, int limit) {
        throw new UnsupportedOperationException();
    }
}
