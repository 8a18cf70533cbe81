package no.grend.member.internal;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import no.grend.identity.Actor;
import no.grend.kernel.IdempotencyKey;
import no.grend.kernel.Problem;
import no.grend.ledger.Credit;
import no.grend.ledger.CreditNotes;
import no.grend.ledger.Invoice;
import no.grend.ledger.Invoice.Line;
import no.grend.ledger.Invoice.LineKind;
import no.grend.ledger.Invoice.Status;
import no.grend.ledger.Ledger;
import no.grend.member.internal.store.ContactTable;
import no.grend.member.internal.store.StoredMembership;
import no.grend.member.internal.store.TerminationTable;
import no.grend.member.internal.store.TerminationTable.Termination;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a notice does to the invoices of the time after the last day: those of which nothing is paid are credited, and of the
 * others staff are told. When it is withdrawn, the periods that were credited, and the one that was cut short by the last day, are
 * invoiced again by the next renewal run. All of it may be done again. Belongs to one thread.
 */
final class TerminationMoney {

    private static final Logger LOG = LoggerFactory.getLogger(TerminationMoney.class);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd.MM.uuuu");

    private final MemberCore core;
    private final MembershipBilling billing;
    private final Ledger ledger;
    private final CreditNotes notes;

    /** @param ledger null while it is away, as may the notes be */
    TerminationMoney(MemberCore core, MembershipBilling billing, Ledger ledger, CreditNotes notes) {
        this.core = core;
        this.billing = billing;
        this.ledger = ledger;
        this.notes = notes;
    }

    /** How far it came. */
    enum Settled {
        /** Nothing is left to do for the time being. */
        ALL,
        /** Something was refused, and may not be tomorrow. */
        SOME,
        /** The ledger is away. */
        NOTHING
    }

    /** Does what can be done now. */
    Settled settle(Termination termination) {
        StoredMembership membership = core.memberships().required(Actor.SYSTEM, termination.membershipId());
        if (ledger == null || notes == null) {
            return membership.free() || membership.invoicedUntil() == null ? Settled.ALL : Settled.NOTHING;
        }
        NavigableMap<LocalDate, Invoice> invoices = PeriodInvoices.of(ledger, membership);
        boolean all = termination.stands()
                ? credit(
                        termination,
                        membership,
                        invoices.tailMap(termination.lastDay(), false).values())
                : undo(termination, membership, invoices);
        return all ? Settled.ALL : Settled.SOME;
    }

    /** What was credited is invoiced again, and what was cut short by the last day is credited and invoiced again, whole. */
    private boolean undo(
            Termination withdrawn, StoredMembership membership, NavigableMap<LocalDate, Invoice> invoices) {
        List<Invoice> cut = invoices.headMap(withdrawn.lastDay(), true).values().stream()
                .filter(invoice -> isCut(withdrawn, membership, invoice))
                .toList();
        boolean done = credit(withdrawn, membership, cut);
        LocalDate first = cut.isEmpty() ? withdrawn.creditedFrom() : start(cut.get(0));
        if (first != null) {
            again(membership, PeriodInvoices.of(ledger, membership).tailMap(first, true));
        }
        return done;
    }

    /** Whether it was issued while the notice stood, and for less than the whole period costs without it. */
    private boolean isCut(Termination withdrawn, StoredMembership membership, Invoice invoice) {
        LocalDate start = start(invoice);
        if (invoice.issuedOn().isBefore(withdrawn.givenOn())
                || !Standing.plan(membership).lastDay(start).isAfter(withdrawn.lastDay())) {
            return false;
        }
        FrozenDays frozen = core.db()
                .read(tx -> Freezes.of(tx, List.of(membership)))
                .getOrDefault(membership.id(), FrozenDays.NONE);
        return fee(invoice.lines())
                < fee(new PeriodPrice(membership, start, frozen).lines(1, null, LineWords.in(null)));
    }

    private static long fee(List<Line> lines) {
        return lines.stream()
                .filter(line -> line.kind() == LineKind.FEE || line.kind() == LineKind.PRORATION)
                .mapToLong(line -> line.amount().value())
                .sum();
    }

    private static LocalDate start(Invoice invoice) {
        return MembershipPeriod.parse(invoice.sourceKey()).orElseThrow().start();
    }

    private boolean credit(Termination termination, StoredMembership membership, Iterable<Invoice> some) {
        boolean done = true;
        for (Invoice invoice : some) {
            if (invoice.status() == Status.CREDITED) {
                continue;
            }
            boolean paid = invoice.paid().isPositive();
            boolean credited = !paid && credit(termination, membership, invoice);
            done &= paid || credited;
            if (!credited && termination.isNews()) {
                tellStaff(membership);
            }
        }
        return done;
    }

    /** When it comes up, and not each day again. */
    private void tellStaff(StoredMembership membership) {
        core.db().useTransaction(tx -> core.workItems()
                .open(tx, WorkItems.Kind.STOPPED_MEMBERSHIP_INVOICE, membership.id(), List.of(membership.contactId())));
    }

    /** What it takes back is written down first: so that a notice which is withdrawn meanwhile knows it. */
    private boolean credit(Termination termination, StoredMembership membership, Invoice invoice) {
        String language = core.db()
                .inTransaction(tx -> {
                    TerminationTable.creditsFrom(tx, termination.id(), start(invoice));
                    return ContactTable.byId(tx, membership.contactId());
                })
                .map(stored -> stored.contact().language())
                .orElse(null);
        LineWords words = LineWords.in(language);
        String reason =
                termination.stands() ? words.of("stopped", DAY.format(termination.lastDay())) : words.of("resumed");
        String key = (termination.stands() ? "stopped:" : "resumed:") + termination.id() + ":" + invoice.id();
        try {
            notes.credit(Actor.SYSTEM, invoice.id(), Credit.whole(reason), IdempotencyKey.of(key, key));
            return true;
        } catch (Problem refused) {
            LOG.info("Invoice {} of a stopped membership is not credited yet: {}", invoice.number(), refused.code());
            return false;
        }
    }

    private void again(StoredMembership membership, Map<LocalDate, Invoice> invoices) {
        invoices.forEach((start, invoice) -> {
            if (invoice.status() == Status.CREDITED) {
                again(membership, start);
            }
        });
    }

    /** A period that came to cost nothing when it was invoiced again has no invoice to begin with: staff see to it. */
    private void again(StoredMembership membership, LocalDate start) {
        try {
            billing.again(Actor.SYSTEM, membership.id(), start, "notice withdrawn");
        } catch (Problem refused) {
            if (!"PERIOD_NOT_INVOICED".equals(refused.code())) {
                throw refused;
            }
            tellStaff(membership);
        }
    }
}
