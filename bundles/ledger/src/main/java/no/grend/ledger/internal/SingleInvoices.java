package no.grend.ledger.internal;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import no.grend.identity.Actor;
import no.grend.identity.Permission;
import no.grend.kernel.Asked;
import no.grend.kernel.IdempotencyKey;
import no.grend.kernel.Oslo;
import no.grend.kernel.Problem;
import no.grend.ledger.Invoice;
import no.grend.ledger.InvoiceDraft;
import no.grend.member.Contact;
import no.grend.member.Members;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Issues a single invoice to somebody in the register, while the register is there. Safe between threads. */
@Component(service = SingleInvoices.class)
public final class SingleInvoices {

    private final LedgerService ledger;
    private final Clock clock;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile Members members;

    @Activate
    public SingleInvoices(@Reference LedgerService ledger, @Reference Clock clock) {
        this.ledger = ledger;
        this.clock = clock;
    }

    SingleInvoices(LedgerService ledger, Clock clock, Members members) {
        this(ledger, clock);
        this.members = members;
    }

    /**
     * The invoice, in the contact's name and under its member number.
     *
     * @param dueDate today or later; the same key again gives the same invoice, also when that day has passed since
     */
    public Invoice issue(
            Actor actor, String contactId, LocalDate dueDate, List<Invoice.Line> lines, IdempotencyKey key) {
        actor.require(Permission.LEDGER_WRITE);
        Optional<Invoice> made = key == null ? Optional.empty() : ledger.madeBy(key);
        if (made.isPresent()) {
            return made.get();
        }
        Asked.dueDate("dueDate", dueDate, Oslo.today(clock));
        Members register = members;
        if (register == null) {
            throw Problem.unavailable(
                    "REGISTER_MISSING",
                    "The member register is not there now, so nobody can be invoiced. Install the module"
                            + " grend-member-core, or try again in a moment.");
        }
        Contact contact = register.contact(actor, contactId)
                .orElseThrow(() -> Problem.rule("/contactId", "CONTACT_UNKNOWN", "There is no such contact."));
        InvoiceDraft draft =
                new InvoiceDraft(null, contact.id(), contact.memberNumber(), contact.name(), dueDate, lines);
        return ledger.issue(actor, draft, key);
    }
}
