package no.grend.dunning.internal;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import no.grend.agreement.PayLinks;
import no.grend.audit.Audit;
import no.grend.audit.Audit.Entry;
import no.grend.dunning.internal.rules.Channel;
import no.grend.dunning.internal.rules.Proposal.Letter;
import no.grend.dunning.internal.store.Hold;
import no.grend.dunning.internal.store.HoldStore;
import no.grend.dunning.internal.store.Step;
import no.grend.dunning.internal.store.Step.Line;
import no.grend.dunning.internal.store.Step.State;
import no.grend.dunning.internal.store.StepStore;
import no.grend.identity.Actor;
import no.grend.kernel.Fault;
import no.grend.kernel.Ids;
import no.grend.kernel.Ore;
import no.grend.kernel.Oslo;
import no.grend.ledger.Invoice;
import no.grend.ledger.Ledger;
import no.grend.licence.Licence;
import no.grend.member.Contact;
import no.grend.member.Members;
import no.grend.message.Messages;
import no.grend.organisation.Organisation;
import no.grend.schema.Database;
import org.jdbi.v3.core.Handle;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * Sends letters. Each is written down first, with all that it says; then it is charged, sent and marked, each under a key of
 * its own, so that after a crash {@link #finishBegun} does what was left, and nothing twice. Safe between threads.
 */
@Component(service = Dispatch.class)
public final class Dispatch {

    private static final int AT_A_TIME = 200;

    private final Database db;
    private final Clock clock;
    private final Ids ids;
    private final Ledger ledger;
    private final Members members;
    private final LetterCharges charges;
    private final Handover handover;
    private final Settings settings;
    private final Audit audit;
    private final StepStore steps = new StepStore();
    private final HoldStore holds = new HoldStore();

    /** Null while nobody takes payments here; then nobody is sent a link. */
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile PayLinks links;

    @Activate
    public Dispatch(
            @Reference(target = "(module=dunning)") Database db,
            @Reference Clock clock,
            @Reference Ledger ledger,
            @Reference Members members,
            @Reference Messages messages,
            @Reference Organisation organisation,
            @Reference Settings settings,
            @Reference Audit audit,
            @Reference(target = "(feature=grend-dunning)") Licence licence) {
        this.db = db;
        this.clock = clock;
        this.ids = new Ids(clock);
        this.ledger = ledger;
        this.members = members;
        this.charges = new LetterCharges(ledger);
        this.handover = new Handover(messages, organisation, () -> links);
        this.settings = settings;
        this.audit = audit;
    }

    /** For tests. */
    void payBy(PayLinks some) {
        links = some;
    }

    /** What became of a letter that was begun. @param takenBack null when it has gone, else why not */
    record Sent(Step step, String takenBack) {}

    /** Sends the letters that are due now of these cases; those that somebody else sent meanwhile are left out. */
    List<Sent> send(Actor actor, String runId, List<Case> due) {
        LocalDate today = Oslo.today(clock);
        List<Step> begun = db.inTransaction(tx -> begin(tx, actor, runId, due, today));
        Fault.point("dunning-begun");
        Map<String, Invoice> invoices =
                due.stream().map(Case::invoice).collect(Collectors.toMap(Invoice::id, Function.identity()));
        Map<String, Contact> contacts = due.stream()
                .filter(one -> one.contact() != null)
                .collect(Collectors.toMap(one -> one.invoice().id(), Case::contact));
        return complete(actor, begun, begun, invoices, contacts);
    }

    private List<Step> begin(Handle tx, Actor actor, String runId, List<Case> due, LocalDate today) {
        List<String> invoices = due.stream().map(one -> one.invoice().id()).toList();
        Map<String, List<Step>> now = steps.live(tx, invoices);
        Map<String, Hold> held = holds.latest(tx, invoices);
        List<Step> begun = new ArrayList<>();
        for (Case one : due) {
            String invoice = one.invoice().id();
            boolean asBefore = now.getOrDefault(invoice, List.of()).size()
                    == one.debt().taken().size();
            boolean objected = held.containsKey(invoice) && held.get(invoice).isOpen();
            if (asBefore && !objected) {
                begun.add(step(one, runId, today));
            }
        }
        steps.insert(tx, begun);
        for (Step step : begun) {
            audit.record(
                    tx,
                    new Entry(
                            actor.id(),
                            "DUNNING_LETTER_MADE",
                            "invoice:" + step.invoiceId(),
                            null,
                            step.level() + ", fee kr " + step.fee() + ", interest kr " + step.interest(),
                            step.ruleSet()));
        }
        return begun;
    }

    private Step step(Case one, String runId, LocalDate today) {
        Letter letter = (Letter) one.next();
        Invoice invoice = one.invoice();
        List<Line> lines = new ArrayList<>();
        letter.charges()
                .forEach(charge ->
                        lines.add(new Line(Line.Kind.valueOf(charge.kind().name()), charge.amount(), charge.why())));
        letter.why().forEach(why -> lines.add(new Line(Line.Kind.NOTE, Ore.ZERO, why)));
        boolean paper = letter.channel() == Channel.LETTER;
        return new Step(
                ids.next(),
                invoice.id(),
                invoice.number(),
                invoice.contactId(),
                letter.level(),
                State.BEGUN,
                runId,
                letter.channel(),
                one.language(),
                one.debt().collected(),
                invoice.outstanding().principal(),
                invoice.outstanding().charges(),
                letter.fee(),
                letter.interest(),
                letter.interestUntil(),
                letter.ruleSet(),
                today,
                paper ? today.plusDays(settings.routine().postDays()) : today,
                letter.deadline(),
                null,
                lines);
    }

    /** Does what a crash left undone. @return what became of it */
    List<Sent> finishBegun(Actor actor) {
        List<Sent> done = new ArrayList<>();
        String after = null;
        while (true) {
            String from = after;
            List<Step> page = db.read(tx -> steps.page(tx, State.BEGUN, null, from, AT_A_TIME));
            if (page.isEmpty()) {
                return done;
            }
            done.addAll(finishPage(actor, page));
            after = page.get(page.size() - 1).id();
        }
    }

    private List<Sent> finishPage(Actor actor, List<Step> page) {
        LocalDate today = Oslo.today(clock);
        Set<String> ofInvoices = page.stream().map(Step::invoiceId).collect(Collectors.toSet());
        Map<String, Invoice> invoices = ledger.invoices(actor, ofInvoices);
        Map<String, Hold> held = db.read(tx -> holds.latest(tx, ofInvoices));
        Map<String, Contact> byId = members.contacts(
                actor, page.stream().map(Step::contactId).distinct().toList());
        Map<String, Contact> contacts = page.stream()
                .filter(step -> byId.containsKey(step.contactId()))
                .collect(Collectors.toMap(Step::invoiceId, step -> byId.get(step.contactId()), (a, b) -> a));
        List<Sent> done = new ArrayList<>();
        List<Step> asMade = new ArrayList<>();
        List<Step> toSend = new ArrayList<>();
        for (Step step : page) {
            String obstacle = obstacle(step, invoices.get(step.invoiceId()), held.get(step.invoiceId()), today);
            if (obstacle == null) {
                asMade.add(step);
                toSend.add(step.begunOn().equals(today) ? step : step.sentLater(today));
            } else {
                takeBack(actor, step, obstacle);
                done.add(new Sent(step, obstacle));
            }
        }
        done.addAll(complete(actor, asMade, toSend, invoices, contacts));
        return done;
    }

    /** Why a letter that was begun shall not go any more; null when it shall. */
    private String obstacle(Step step, Invoice invoice, Hold hold, LocalDate today) {
        if (invoice == null || !invoice.outstanding().principal().isPositive()) {
            return "PAID";
        }
        if (hold != null && hold.isOpen()) {
            return "DISPUTED";
        }
        boolean sameRules = settings.book()
                .on(today)
                .map(set -> set.id().equals(step.ruleSet()))
                .orElse(false);
        return sameRules ? null : "RULES_CHANGED";
    }

    /** @param asMade as first written down, which is how they were charged; in the order of {@code toSend} */
    private List<Sent> complete(
            Actor actor,
            List<Step> asMade,
            List<Step> toSend,
            Map<String, Invoice> invoices,
            Map<String, Contact> contacts) {
        List<Sent> done = new ArrayList<>();
        List<Step> gone = new ArrayList<>();
        for (int i = 0; i < asMade.size(); i++) {
            Step step = toSend.get(i);
            String takenBack = charges.charge(actor, asMade.get(i));
            if (takenBack == null) {
                Fault.point("dunning-charged");
                takenBack = handover.hand(step, invoices.get(step.invoiceId()), contacts.get(step.invoiceId()));
            }
            if (takenBack == null) {
                gone.add(step);
            } else {
                takeBack(actor, step, takenBack);
            }
            done.add(new Sent(step, takenBack));
        }
        Fault.point("dunning-sent");
        db.useTransaction(tx -> steps.finish(tx, gone));
        Fault.point("dunning-finished");
        return done;
    }

    /** Takes a letter back that has not gone: its charges need not be paid. @return false when it has gone */
    boolean takeBack(Actor actor, Step step, String why) {
        charges.waive(actor, step);
        Fault.point("dunning-waived");
        return db.inTransaction(tx -> {
            boolean done = steps.withdraw(tx, step.id(), why);
            if (done) {
                audit.record(
                        tx,
                        new Entry(
                                actor.id(),
                                "DUNNING_LETTER_WITHDRAWN",
                                "invoice:" + step.invoiceId(),
                                step.level().name(),
                                null,
                                why));
            }
            return done;
        });
    }
}
