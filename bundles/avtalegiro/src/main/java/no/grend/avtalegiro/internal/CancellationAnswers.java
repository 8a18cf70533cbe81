package no.grend.avtalegiro.internal;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import no.grend.audit.Audit;
import no.grend.avtalegiro.internal.BankAnswers.Told;
import no.grend.avtalegiro.internal.store.Answer;
import no.grend.avtalegiro.internal.store.Answer.Outcome;
import no.grend.avtalegiro.internal.store.AnswerStore;
import no.grend.avtalegiro.internal.store.BankFile;
import no.grend.avtalegiro.internal.store.BankFile.Kind;
import no.grend.avtalegiro.internal.store.ClaimRow;
import no.grend.avtalegiro.internal.store.ClaimStore;
import no.grend.avtalegiro.internal.store.ClaimStore.State;
import no.grend.avtalegiro.internal.store.NoticeStore;
import no.grend.avtalegiro.internal.store.Numbers;
import no.grend.avtalegiro.internal.store.StoppedStore;
import no.grend.avtalegiro.internal.store.StoppedStore.Stopped;
import no.grend.identity.Actor;
import no.grend.identity.Permission;
import no.grend.kernel.Count;
import no.grend.kernel.Ids;
import no.grend.kernel.Oslo;
import no.grend.kernel.Problem;
import no.grend.ledger.Invoice;
import no.grend.ledger.Invoice.Status;
import no.grend.ledger.Ledger;
import no.grend.schema.Database;
import org.jdbi.v3.core.Handle;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * What the bank network answers to cancellation files, registered by staff. What a rejected cancellation should have stopped
 * will be debited: its claim stands again, to be paid or cancelled anew (S4-42, S4-49). Registering the same again changes
 * nothing. Safe between threads.
 */
@Component(service = CancellationAnswers.class)
public final class CancellationAnswers {

    private final Database db;
    private final Clock clock;
    private final Audit audit;
    private final Ledger ledger;
    private final BankFiles files;
    private final Settlements settlements;
    private final Ids ids;
    private final Numbers numbers;
    private final ClaimStore claims = new ClaimStore();
    private final StoppedStore stopped = new StoppedStore();
    private final NoticeStore notices = new NoticeStore();
    private final AnswerStore store = new AnswerStore();

    /** There is no licence here: {@link BankFiles} holds it. */
    @Activate
    public CancellationAnswers(
            @Reference(target = "(module=avtalegiro)") Database db,
            @Reference Clock clock,
            @Reference Audit audit,
            @Reference Ledger ledger,
            @Reference BankFiles files,
            @Reference Settlements settlements) {
        this.db = db;
        this.clock = clock;
        this.audit = audit;
        this.ledger = ledger;
        this.files = files;
        this.settlements = settlements;
        this.ids = new Ids(clock);
        this.numbers = new Numbers(ids);
    }

    /**
     * What was registered.
     *
     * @param answers those of this call, and those registered before that say the same
     * @param standing how many claims stand again by this call
     * @param claimedAnew claims whose invoices another file claims meanwhile, so that the bank may debit them twice: these do
     *     not stand again here, and the new ones should be stopped
     */
    public record Registered(List<Answer> answers, int standing, List<ClaimRow> claimedAnew) {}

    /** Registers an answer to a whole cancellation file or to single lines: all of it, or nothing with the reasons. */
    public Registered register(Actor actor, String cancellationFileId, Told told) {
        actor.require(Permission.BANK_WRITE);
        BankFile file = files.file(actor, Kind.CANCELLATIONS, cancellationFileId);
        LocalDate answeredOn = AnswerForm.answeredOn(file, told, Oslo.today(clock));
        settlements.catchUp();
        return db.inTransaction(tx -> {
            // The feed of payments waits for this too, so that no payment passes between the look and the claim.
            numbers.lock(tx);
            Call call = new Call(tx, actor, file, told, answeredOn);
            return told.invoiceIds() == null ? call.wholeFile() : call.lines();
        });
    }

    /** One registration, in its transaction. */
    private final class Call {

        private final Handle tx;
        private final Actor actor;
        private final BankFile file;
        private final Told told;
        private final LocalDate on;
        private final List<ClaimRow> claimedAnew = new ArrayList<>();

        Call(Handle tx, Actor actor, BankFile file, Told told, LocalDate on) {
            this.tx = tx;
            this.actor = actor;
            this.file = file;
            this.told = told;
            this.on = on;
        }

        Registered wholeFile() {
            List<Answer> before = store.of(tx, file.id(), List.of(Answer.WHOLE_FILE));
            List<Answer> same = before.stream()
                    .filter(answer(Answer.WHOLE_FILE, 0)::saysSameAs)
                    .toList();
            if (!same.isEmpty()) {
                return new Registered(same, 0, List.of());
            }
            requireNotRejected(before, "The file " + file.name());
            int standing = told.outcome() == Outcome.REJECTED ? standAgain() : 0;
            Answer answer = answer(Answer.WHOLE_FILE, standing);
            store.insert(tx, List.of(answer));
            record("the whole file", standing);
            return new Registered(List.of(answer), standing, claimedAnew);
        }

        private int standAgain() {
            int standing = 0;
            int after = 0;
            List<Stopped> page = stopped.page(tx, file.id(), after, Batches.SIZE);
            while (!page.isEmpty()) {
                standing += standAgain(page).size();
                after = page.get(page.size() - 1).place();
                page = stopped.page(tx, file.id(), after, Batches.SIZE);
            }
            return standing;
        }

        /** @return the places of those that do */
        private Set<Integer> standAgain(List<Stopped> lines) {
            List<String> invoiceIds =
                    lines.stream().map(line -> line.claim().invoiceId()).toList();
            Set<String> anew = claims.live(tx, invoiceIds);
            Map<String, Invoice> invoices = ledger.invoices(actor, invoiceIds);
            Map<Stopped, State> again = new LinkedHashMap<>();
            for (Stopped line : lines) {
                String invoiceId = line.claim().invoiceId();
                if (!line.failed() && anew.contains(invoiceId)) {
                    claimedAnew.add(line.claim());
                } else if (!line.failed()) {
                    again.put(line, isSettled(invoices.get(invoiceId)) ? State.SETTLED : State.AWAITING);
                }
            }
            stopped.standAgain(tx, file.id(), again);
            notices.revive(tx, again.keySet().stream().map(Stopped::claim).toList(), clock.instant());
            return again.keySet().stream().map(Stopped::place).collect(Collectors.toSet());
        }

        Registered lines() {
            Map<Integer, Stopped> wanted = new HashMap<>();
            inFile().forEach(line -> wanted.put(line.place(), line));
            Map<Integer, List<Answer>> before =
                    store.of(tx, file.id(), wanted.keySet()).stream().collect(Collectors.groupingBy(Answer::place));
            List<Answer> all = new ArrayList<>();
            List<Stopped> fresh = new ArrayList<>();
            for (Stopped line : wanted.values()) {
                List<Answer> known = before.getOrDefault(line.place(), List.of());
                List<Answer> same = known.stream()
                        .filter(answer(line.place(), 0)::saysSameAs)
                        .toList();
                all.addAll(same);
                if (same.isEmpty()) {
                    requireNotRejected(
                            known,
                            "The cancellation for invoice " + line.claim().invoiceNumber() + " (KID "
                                    + line.claim().kid() + ")");
                    fresh.add(line);
                }
            }
            Set<Integer> standing = told.outcome() == Outcome.REJECTED ? standAgain(fresh) : Set.of();
            List<Answer> registered = fresh.stream()
                    .map(line -> answer(line.place(), standing.contains(line.place()) ? 1 : 0))
                    .toList();
            store.insert(tx, registered);
            if (!registered.isEmpty()) {
                record(Count.of(registered.size(), "line"), standing.size());
            }
            all.addAll(registered);
            return new Registered(all, standing.size(), claimedAnew);
        }

        /** The lines of these invoices in the file; refused when one is not in it. */
        private List<Stopped> inFile() {
            Set<String> asked = Set.copyOf(told.invoiceIds());
            List<Stopped> found = stopped.of(tx, file.id(), asked);
            Set<String> unknown = new HashSet<>(asked);
            found.forEach(line -> unknown.remove(line.claim().invoiceId()));
            if (!unknown.isEmpty()) {
                Map<String, Invoice> known = ledger.invoices(Actor.SYSTEM, unknown);
                List<Problem.Detail> details = unknown.stream()
                        .sorted()
                        .map(id -> Problem.Detail.field(
                                "/invoiceIds",
                                "NOT_IN_FILE",
                                Named.invoice(id, known) + " is not cancelled in " + file.name() + "."))
                        .toList();
                throw new Problem(
                        Problem.Kind.RULE_BROKEN,
                        "NOT_IN_FILE",
                        details.get(0).detail() + " Nothing was registered.",
                        details);
            }
            return found;
        }

        private void requireNotRejected(List<Answer> before, String what) {
            if (before.stream().anyMatch(one -> one.outcome() == Outcome.REJECTED)) {
                throw Problem.conflict(
                        "REJECTED_ALREADY",
                        what + " is registered as rejected already, and that is final: what it should have stopped"
                                + " stands again. Cancel it anew. Nothing was registered.");
            }
        }

        private Answer answer(int place, int standing) {
            return told.answer(ids.next(), file, place, on, standing, actor, clock.instant());
        }

        private void record(String what, int standing) {
            audit.record(
                    tx,
                    new Audit.Entry(
                            actor.id(),
                            "BANK_ANSWER_REGISTERED",
                            "bank-file:" + file.id(),
                            null,
                            file.name() + ", " + what + ": " + told.outcome() + ", "
                                    + Count.of(standing, "claim stands", "claims stand") + " again",
                            told.reason() == null ? null : told.reason().name()));
        }
    }

    private static boolean isSettled(Invoice invoice) {
        return invoice != null && (invoice.status() == Status.PAID || invoice.status() == Status.CREDITED);
    }
}
