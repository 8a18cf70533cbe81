package no.grend.invoicepdf.internal;

import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import no.grend.identity.Actor;
import no.grend.identity.Permission;
import no.grend.kernel.IdempotencyKey;
import no.grend.kernel.Ids;
import no.grend.kernel.Ore;
import no.grend.ledger.Credit;
import no.grend.ledger.CreditNote;
import no.grend.ledger.CreditNotes;
import no.grend.ledger.Invoice;

/** Credit notes in memory, that ask the actor as the real ones do. */
public final class FakeCreditNotes implements CreditNotes {

    private final Map<String, CreditNote> notes = new LinkedHashMap<>();
    private final Ids ids;

    public FakeCreditNotes(Ids ids) {
        this.ids = ids;
    }

    /** Credits some of an invoice. */
    public CreditNote credit(Invoice invoice, long number, long ore, String reason) {
        CreditNote note = new CreditNote(
                ids.next(),
                "K",
                number,
                invoice.id(),
                invoice.number(),
                invoice.contactId(),
                invoice.memberNumber(),
                invoice.payerName(),
                LocalDate.of(2026, 12, 1),
                Ore.of(ore),
                reason,
                List.of(new CreditNote.Line(1, invoice.lines().get(0).text(), Ore.of(ore))));
        notes.put(note.id(), note);
        return note;
    }

    @Override
    public boolean isClaimed(Invoice invoice) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<CreditNote> creditNote(Actor actor, String id) {
        if (!actor.isMember()) {
            actor.require(Permission.LEDGER_READ);
        }
        return Optional.ofNullable(notes.get(id))
                .filter(note -> !actor.isMember() || note.contactId().equals(actor.contactId()));
    }

    @Override
    public CreditNote credit(Actor actor, String invoiceId, Credit credit, IdempotencyKey key) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Map<String, List<CreditNote>> ofInvoices(Actor actor, Collection<String> invoiceIds) {
        throw new UnsupportedOperationException();
    }
}
