package no.grend.testkit;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import no.grend.identity.Actor;
import no.grend.kernel.IdempotencyKey;
import no.grend.kernel.Kid;
import no.grend.kernel.KidScheme;
import no.grend.kernel.Page;
import no.grend.ledger.Invoice;
import no.grend.ledger.InvoiceDraft;
import no.grend.ledger.Ledger;
import no.grend.ledger.LedgerEvent;
import no.grend.ledger.Posted;
import no.grend.ledger.Receipt;

/** A ledger that keeps nothing and knows only its scheme of KIDs. A module's own double says what else it can; the rest fails loudly. */
public abstract class BareLedger implements Ledger {

    private static UnsupportedOperationException notHere() {
        return new UnsupportedOperationException("No test has asked this ledger for that before");
    }

    @Override
    public Invoice issue(Actor actor, InvoiceDraft draft, IdempotencyKey key) {
        throw notHere();
    }

    @Override
    public List<Issued> issueAll(Actor actor, String run, List<InvoiceDraft> drafts) {
        throw notHere();
    }

    @Override
    public Optional<Invoice> invoice(Actor actor, String id) {
        throw notHere();
    }

    @Override
    public Page<Invoice> invoices(Actor actor, InvoiceQuery query) {
        throw notHere();
    }

    @Override
    public Map<String, Invoice> invoices(Actor actor, Collection<String> ids) {
        throw notHere();
    }

    @Override
    public void eachOpen(Actor actor, LocalDate dueDate, String run, Consumer<Invoice> each) {
        throw notHere();
    }

    @Override
    public void post(Actor actor, String batch, Iterator<Receipt> receipts, Consumer<Posted> each) {
        throw notHere();
    }

    @Override
    public Optional<Suggestion> suggest(Actor actor, String sourceKey) {
        throw notHere();
    }

    @Override
    public Posted allocate(Actor actor, String sourceKey, String invoiceId, String why) {
        throw notHere();
    }

    @Override
    public void unallocate(Actor actor, String sourceKey, String why) {
        throw notHere();
    }

    @Override
    public Optional<Payment> payment(Actor actor, String sourceKey) {
        throw notHere();
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
    public List<LedgerEvent> eventsAfter(long cursor, int limit) {
        throw notHere();
    }
}
