package no.grend.dunning.internal;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import no.grend.dunning.internal.store.Step;
import no.grend.dunning.internal.store.Step.State;
import no.grend.dunning.internal.store.StepStore;
import no.grend.identity.Actor;
import no.grend.kernel.Ore;
import no.grend.kernel.Oslo;
import no.grend.kernel.Verification;
import no.grend.ledger.Charged;
import no.grend.ledger.Invoice;
import no.grend.ledger.Ledger;
import no.grend.licence.Licence;
import no.grend.schema.Database;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Checks that no invoice bears more than its rule set allows, that what each letter asked for is in the ledger and what the
 * ledger has from letters belongs to one, and that no letter is left half sent.
 */
@Component(service = Verification.class)
public final class DunningVerification implements Verification {

    private static final String LAW = "DUNNING-LAW";
    private static final String LEDGER = "DUNNING-LEDGER";
    private static final String WHOLE = "DUNNING-WHOLE";
    private static final String PREFIX = "dunning:";
    private static final int AT_A_TIME = 200;

    private final Database db;
    private final Clock clock;
    private final Ledger ledger;
    private final Settings settings;
    private final StepStore steps = new StepStore();

    @Activate
    public DunningVerification(
            @Reference(target = "(module=dunning)") Database db,
            @Reference Clock clock,
            @Reference Ledger ledger,
            @Reference Settings settings,
            @Reference(target = "(feature=grend-dunning)") Licence licence) {
        this.db = db;
        this.clock = clock;
        this.ledger = ledger;
        this.settings = settings;
    }

    @Override
    public String area() {
        return "dunning";
    }

    @Override
    public List<Violation> verify() {
        List<Violation> found = new ArrayList<>();
        for (State state : State.values()) {
            eachPage(state, page -> check(page, found));
        }
        ledger.eachOverdue(Actor.SYSTEM, Oslo.today(clock), overdue -> strangers(overdue.charges(), found));
        return found;
    }

    private void eachPage(State state, Consumer<List<Step>> each) {
        String after = null;
        while (true) {
            String from = after;
            List<Step> page = db.read(tx -> steps.page(tx, state, null, from, AT_A_TIME));
            if (page.isEmpty()) {
                return;
            }
            each.accept(page);
            after = page.get(page.size() - 1).id();
        }
    }

    private void check(List<Step> page, List<Violation> found) {
        List<String> ids = page.stream().map(Step::invoiceId).distinct().toList();
        Map<String, Invoice> invoices = ledger.invoices(Actor.SYSTEM, ids);
        Map<String, List<Charged>> charges = ledger.charges(Actor.SYSTEM, ids);
        Map<String, List<Step>> live = db.read(tx -> steps.live(tx, ids));
        LawCheck law = new LawCheck(settings.book());
        for (Step step : page) {
            Invoice invoice = invoices.get(step.invoiceId());
            if (invoice == null) {
                found.add(new Violation(LEDGER, "The invoice of letter " + step.id() + " is not in the ledger"));
                continue;
            }
            charges(step, charges.getOrDefault(step.invoiceId(), List.of()), found);
            List<Step> its = live.getOrDefault(step.invoiceId(), List.of());
            // Each invoice once: with its first letter.
            if (!its.isEmpty() && its.get(0).id().equals(step.id())) {
                law.problems(invoice.dueDate(), its)
                        .forEach(
                                detail -> found.add(new Violation(LAW, "Invoice " + invoice.number() + ": " + detail)));
            }
            if (step.state() == State.BEGUN && step.begunOn().isBefore(Oslo.today(clock))) {
                found.add(new Violation(
                        WHOLE, "Letter " + step.id() + " was begun and not sent; the next dunning run finishes it"));
            }
        }
    }

    private static void charges(Step step, List<Charged> charges, List<Violation> found) {
        Map<String, Charged> byKey = charges.stream()
                .collect(Collectors.toMap(charged -> charged.charge().sourceKey(), Function.identity()));
        one(step, byKey.get(step.feeKey()), step.fee(), found);
        one(step, byKey.get(step.interestKey()), step.interest(), found);
    }

    private static void one(Step step, Charged charged, Ore amount, List<Violation> found) {
        String letter = "Letter " + step.id() + " on invoice " + step.invoiceNumber();
        switch (step.state()) {
            case BEGUN -> {}
            case WITHDRAWN -> {
                if (charged != null && charged.waived() == null) {
                    found.add(new Violation(LEDGER, letter + " is withdrawn, but its charge has to be paid still"));
                }
            }
            case QUEUED, SENT -> {
                Ore inLedger = charged == null ? Ore.ZERO : charged.charge().amount();
                if (!inLedger.equals(amount)) {
                    found.add(new Violation(
                            LEDGER, letter + " asks for kr " + amount + ", and the ledger has kr " + inLedger));
                }
            }
        }
    }

    /** Charges that look like a letter's and are none's. */
    private void strangers(List<Charged> charges, List<Violation> found) {
        for (Charged charged : charges) {
            String key = charged.charge().sourceKey();
            if (key.startsWith(PREFIX)) {
                String id = key.substring(PREFIX.length(), key.lastIndexOf(':'));
                if (db.read(tx -> steps.byId(tx, id)).isEmpty()) {
                    found.add(new Violation(LEDGER, "Charge " + charged.id() + " belongs to no letter"));
                }
            }
        }
    }
}
