package no.grend.dunning.internal;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import no.grend.dunning.internal.rules.Channel;
import no.grend.dunning.internal.rules.Debt;
import no.grend.dunning.internal.rules.DunningRules;
import no.grend.dunning.internal.rules.LateInterest.Owed;
import no.grend.dunning.internal.rules.Proposal;
import no.grend.dunning.internal.rules.Reason;
import no.grend.dunning.internal.store.Hold;
import no.grend.dunning.internal.store.HoldStore;
import no.grend.dunning.internal.store.Step;
import no.grend.dunning.internal.store.Step.State;
import no.grend.dunning.internal.store.StepStore;
import no.grend.identity.Actor;
import no.grend.ledger.Invoice;
import no.grend.ledger.spi.Collector;
import no.grend.ledger.spi.Collector.Claim;
import no.grend.ledger.spi.Collector.Unpaid;
import no.grend.licence.Licence;
import no.grend.member.Contact;
import no.grend.member.Members;
import no.grend.schema.Database;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Gathers what is known of overdue invoices, and asks the rules. Reads only. Safe between threads. */
@Component(service = Cases.class)
public final class Cases {

    private final Database db;
    private final Members members;
    private final Settings settings;
    private final StepStore steps = new StepStore();
    private final HoldStore holds = new HoldStore();

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile List<Collector> collectors = List.of();

    @Activate
    public Cases(
            @Reference(target = "(module=dunning)") Database db,
            @Reference Members members,
            @Reference Settings settings,
            @Reference(target = "(feature=grend-dunning)") Licence licence) {
        this.db = db;
        this.members = members;
        this.settings = settings;
    }

    /** For tests, with whoever collects. */
    Cases(Database db, Members members, Settings settings, List<Collector> collectors) {
        this(db, members, settings, (Licence) null);
        this.collectors = List.copyOf(collectors);
    }

    /** In the order of the invoices; at most 1,000 a call. */
    List<Case> of(Actor actor, Collection<Invoice> invoices, LocalDate today) {
        List<String> ids = invoices.stream().map(Invoice::id).toList();
        Map<String, List<Step>> taken = db.read(tx -> steps.live(tx, ids));
        Map<String, Hold> held = db.read(tx -> holds.latest(tx, ids));
        Map<String, Contact> contacts = contacts(actor, invoices);
        Map<String, Claim> claims = claims(ids);
        Map<String, Unpaid> unpaid = unpaid(ids);
        DunningRules rules = settings.rules();
        List<Case> cases = new ArrayList<>();
        for (Invoice invoice : invoices) {
            Contact contact = contacts.get(invoice.contactId());
            Hold hold = held.get(invoice.id());
            Claim claim = claims.get(invoice.id());
            Reason uncollected = reason(unpaid.get(invoice.id()));
            boolean collected = uncollected != null || claim != null && !claim.cancelled();
            Debt debt = debt(
                    invoice, taken.getOrDefault(invoice.id(), List.of()), hold, collected, uncollected, reach(contact));
            Proposal next =
                    settings.isDunned(invoice) ? rules.next(debt, today) : new Proposal.Nothing(Reason.notDunned());
            cases.add(new Case(invoice, contact, hold, debt, next));
        }
        return cases;
    }

    private Map<String, Contact> contacts(Actor actor, Collection<Invoice> invoices) {
        if (actor.isMember()) {
            Map<String, Contact> own = new HashMap<>();
            members.contact(actor, actor.contactId()).ifPresent(contact -> own.put(contact.id(), contact));
            return own;
        }
        return members.contacts(
                actor, invoices.stream().map(Invoice::contactId).distinct().toList());
    }

    private Map<String, Claim> claims(Collection<String> ids) {
        Map<String, Claim> claims = new HashMap<>();
        for (Collector collector : collectors) {
            collector.claims(ids).forEach((id, claim) -> claims.merge(id, claim, Claim::orLater));
        }
        return claims;
    }

    private Map<String, Unpaid> unpaid(Collection<String> ids) {
        Map<String, Unpaid> unpaid = new HashMap<>();
        collectors.forEach(collector -> unpaid.putAll(collector.unpaid(ids)));
        return unpaid;
    }

    private static Reason reason(Unpaid unpaid) {
        return unpaid == null ? null : Reason.uncollected(unpaid.cause().name(), unpaid.on());
    }

    private static Debt debt(
            Invoice invoice, List<Step> taken, Hold hold, boolean collected, Reason uncollected, Set<Channel> reach) {
        return new Debt(
                invoice.issuedOn(),
                invoice.dueDate(),
                invoice.outstanding().principal(),
                owed(invoice, taken),
                taken.stream().map(Step::taken).toList(),
                hold != null && hold.isOpen(),
                hold == null ? null : hold.liftedOn(),
                collected,
                uncollected,
                reach);
    }

    /**
     * How the principal changed, as far as the letters tell: between two letters what was owed at the later one counts for all
     * days, so that nobody is asked for interest on what was paid in between.
     */
    private static List<Owed> owed(Invoice invoice, List<Step> taken) {
        List<Owed> owed = new ArrayList<>();
        LocalDate after = invoice.dueDate();
        for (Step step : taken) {
            if (step.state() != State.WITHDRAWN
                    && step.interestUntil() != null
                    && step.interestUntil().isAfter(after)) {
                owed.add(new Owed(after, step.principal()));
                after = step.interestUntil();
            }
        }
        owed.add(new Owed(after, invoice.outstanding().principal()));
        return owed;
    }

    private static Set<Channel> reach(Contact contact) {
        Set<Channel> reach = EnumSet.noneOf(Channel.class);
        if (contact != null) {
            if (contact.email() != null) {
                reach.add(Channel.EMAIL);
            }
            if (contact.mobile() != null) {
                reach.add(Channel.SMS);
            }
            if (contact.address() != null && contact.address().street() != null) {
                reach.add(Channel.LETTER);
            }
        }
        return reach;
    }
}
