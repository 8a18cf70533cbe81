package no.grend.avtalegiro.internal;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import no.grend.identity.Actor;
import no.grend.kernel.IdempotencyKey;
import no.grend.kernel.Kid;
import no.grend.kernel.KidScheme;
import no.grend.kernel.Ore;
import no.grend.kernel.Page;
import no.grend.ledger.Invoice;
import no.grend.ledger.InvoiceDraft;
import no.grend.ledger.Ledger;
import no.grend.ledger.LedgerEvent;
import no.grend.ledger.Posted;
import no.grend.ledger.Receipt;

/** A ledger of invoices in memory, with KIDs of the 050 scheme. */
final class FakeLedger implements Ledger {

    private final Map<String, Invoice> invoices = new LinkedHashMap<>();

    /** An open invoice; its id tells its number. */
    Invoice open(int memberNumber, long number, LocalDate dueDate, String run, long ore) {
        return add(memberNumber, number, dueDate, run, Ore.of(ore), Ore.ZERO, Invoice.Status.OPEN);
    }

    Invoice add(
            int memberNumber, long number, LocalDate dueDate, String run, Ore amount, Ore paid, Invoice.Status status) {
        Invoice invoice = new Invoice(
                "invoice-" + number,
                "F",
                number,
                KidScheme.STANDARD.kid(memberNumber, number).value(),
                "contact-" + memberNumber,
                memberNumber,
                "Bjørnstjerne Åsgård",
                LocalDate.of(2026, 11, 1),
                dueDate,
                amount,
                paid,
                status,
                null,
                run,
                List.of(new Invoice.Line("Kontingent 2027", amount)));
        invoices.put(invoice.id(), invoice);
        return invoice;
    }

    void pay(String id) {
        invoices.computeIfPresent(
                id,
                (key, old) -> new Invoice(
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
                        Invoice.Status.PAID,
                        old.sourceKey(),
                        old.run(),
                        old.lines()));
    }

    @Override
    public void eachOpen(Actor actor, LocalDate dueDate, String run, Consumer<Invoice> each) {
        List.copyOf(invoices.values()).stream()
                .filter(invoice -> invoice.dueDate().equals(dueDate))
                .filter(invoice -> run == null || run.equals(invoice.run()))
                .filter(invoice ->
                        invoice.status() == Invoice.Status.OPEN || invoice.status() == Invoice.Status.PART_PAID)
                .forEach(each);
    }

    @Override
    public Map<String, Invoice> invoices(Actor actor, Collection<String> ids) {
        Map<String, Invoice> found = new LinkedHashMap<>();
        for (String id : new ArrayList<>(ids)) {
            if (invoices.containsKey(id)) {
                found.put(id, invoices.get(id));
            }
        }
        return found;
    }

    @Override
    public String referenceKid(int memberNumber) {
        return KidScheme.STANDARD.reference(memberNumber).value();
    }

    @Override
    public Optional<Integer> memberNumberOf(String kid) {
        return Kid.isValid(kid)
                ? KidScheme.STANDARD.member(new Kid(kid)).stream()
                        .mapToObj(number -> (int) number)
                        .findFirst()
                : Optional.empty();
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
    public Optional<Invoice> invoice(Actor actor, String id) {
        return Optional.ofNullable(invoices.get(id));
    }

    @Override
    public Page<Invoice> invoices(Actor actor, InvoiceQuery query) {
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
    public List<LedgerEvent> eventsAfter(long cursor, int limit) {
        throw new UnsupportedOperationException();
    }
}
