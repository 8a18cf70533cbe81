package no.grend.avtalegiro.internal;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import no.grend.audit.Audit;
import no.grend.avtalegiro.internal.store.Answer;
import no.grend.avtalegiro.internal.store.Answer.Outcome;
import no.grend.avtalegiro.internal.store.AnswerStore;
import no.grend.avtalegiro.internal.store.BankFile;
import no.grend.avtalegiro.internal.store.BankFile.Kind;
import no.grend.avtalegiro.internal.store.ClaimStore;
import no.grend.avtalegiro.internal.store.ClaimStore.Standing;
import no.grend.avtalegiro.internal.store.ClaimStore.State;
import no.grend.avtalegiro.internal.store.Numbers;
import no.grend.avtalegiro.internal.store.RejectionReason;
import no.grend.identity.Actor;
import no.grend.identity.Permission;
import no.grend.kernel.Count;
import no.grend.kernel.Ids;
import no.grend.kernel.Oslo;
import no.grend.kernel.Page;
import no.grend.kernel.Problem;
import no.grend.ledger.Invoice;
import no.grend.ledger.Ledger;
import no.grend.schema.Database;
import org.jdbi.v3.core.Handle;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * What the bank network answers to claim files («mottaksretur»), registered by staff, since it has no machine format
 * (bank-files 8). A rejected claim lives no more: its invoice is an ordinary one, to be sent, reminded of or claimed anew
 * (S4-50, S4-52). Registering the same again changes nothing. Safe between threads.
 */
@Component(service = BankAnswers.class)
public final class BankAnswers {

    private final Database db;
    private final Clock clock;
    private final Audit audit;
    private final BankFiles files;
    private final Settlements settlements;
    private final Ledger ledger;
    private final Ids ids;
    private final Numbers numbers;
    private final ClaimStore claims = new ClaimStore();
    private final AnswerStore store = new AnswerStore();

    /** There is no licence here: {@link BankFiles} holds it. */
    @Activate
    public BankAnswers(
            @Reference(target = "(module=avtalegiro)") Database db,
            @Reference Clock clock,
            @Reference Audit audit,
            @Reference BankFiles files,
            @Reference Settlements settlements,
            @Reference Ledger ledger) {
        this.db = db;
        this.clock = clock;
        this.audit = audit;
        this.files = files;
        this.settlements = settlements;
        this.ledger = ledger;
        this.ids = new Ids(clock);
        this.numbers = new Numbers(ids);
    }

    /**
     * An answer as it is registered.
     *
     * @param reason needed when rejected
     * @param words what the receipt says beyond the reason; needed for {@code OTHER}
     * @param answeredOn the receipt's date; null for today
     * @param invoiceIds the lines it is about, by invoice, 1-1,000; null for the whole file
     */
    public record Told(
            Outcome outcome, RejectionReason reason, String words, LocalDate answeredOn, List<String> invoiceIds) {

        /** As it is kept. */
        Answer answer(String id, BankFile file, int place, LocalDate on, int freed, Actor actor, Instant now) {
            String kept = words == null || words.isBlank() ? null : words.strip();
            return new Answer(id, file.id(), place, outcome, reason, kept, on, freed, actor.id(), now);
        }
    }

    /**
     * What was registered.
     *
     * @param answers those of this call, and those registered before that say the same
     * @param freed how many claims became ordinary invoices by this call
     */
    public record Registered(List<Answer> answers, int freed) {}

    /** Registers an answer to a whole file or to single lines: all of it, or nothing with the reasons. */
    public Registered register(Actor actor, String claimFileId, Told told) {
        actor.require(Permission.BANK_WRITE);
        BankFile file = files.file(actor, Kind.CLAIMS, claimFileId);
        LocalDate answeredOn = AnswerForm.answeredOn(file, told, Oslo.today(clock));
        settlements.catchUp();
        requireInFile(file, told.invoiceIds());
        return db.inTransaction(tx -> {
            // Nobody may put an invoice in another file while its claim is being freed.
            numbers.lock(tx);
            return told.invoiceIds() == null
                    ? wholeFile(tx, actor, file, told, answeredOn)
                    : lines(tx, actor, file, told, answeredOn);
        });
    }

    private Registered wholeFile(Handle tx, Actor actor, BankFile file, Told told, LocalDate on) {
        List<Answer> before = store.of(tx, file.id(), List.of(Answer.WHOLE_FILE));
        Answer asked = answer(actor, file, Answer.WHOLE_FILE, told, on, 0);
        if (before.stream().anyMatch(asked::saysSameAs)) {
            return new Registered(before.stream().filter(asked::saysSameAs).toList(), 0);
        }
        if (before.stream().anyMatch(one -> one.outcome() == Outcome.REJECTED)) {
            throw Problem.conflict("REJECTED_ALREADY", alreadyRejected("The file " + file.name()));
        }
        int freed = told.outcome() == Outcome.REJECTED ? store.rejectAll(tx, file.id(), told.reason()) : 0;
        Answer answer = answer(actor, file, Answer.WHOLE_FILE, told, on, freed);
        store.insert(tx, List.of(answer));
        record(tx, actor, file, told, "the whole file", freed);
        return new Registered(List.of(answer), freed);
    }

    private Registered lines(Handle tx, Actor actor, BankFile file, Told told, LocalDate on) {
        Sorted sorted = sorted(tx, actor, file, told, on);
        if (!sorted.refusals().isEmpty()) {
            Problem.Detail first = sorted.refusals().get(0);
            throw new Problem(
                    Problem.Kind.CONFLICT,
                    first.code(),
                    first.detail() + " Nothing was registered.",
                    sorted.refusals());
        }
        int freed = 0;
        for (Answer answer : sorted.fresh()) {
            freed += answer.freed() == 1 && store.reject(tx, file.id(), answer.place(), told.reason()) ? 1 : 0;
        }
        store.insert(tx, sorted.fresh());
        if (!sorted.fresh().isEmpty()) {
            record(tx, actor, file, told, Count.of(sorted.fresh().size(), "line"), freed);
        }
        List<Answer> all = new ArrayList<>(sorted.same());
        all.addAll(sorted.fresh());
        return new Registered(all, freed);
    }

    /** @param same what was registered before @param fresh what is to be registered */
    private record Sorted(List<Answer> same, List<Answer> fresh, List<Problem.Detail> refusals) {}

    private Sorted sorted(Handle tx, Actor actor, BankFile file, Told told, LocalDate on) {
        List<Standing> standing = inFile(tx, file, Set.copyOf(told.invoiceIds()));
        List<Integer> places = standing.stream().map(one -> one.claim().place()).toList();
        Map<Integer, List<Answer>> before =
                store.of(tx, file.id(), places).stream().collect(Collectors.groupingBy(Answer::place));
        Sorted sorted = new Sorted(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (Standing one : standing) {
            List<Answer> known = before.getOrDefault(one.claim().place(), List.of());
            Answer asked = answer(actor, file, one.claim().place(), told, on, frees(one, told) ? 1 : 0);
            Problem.Detail refusal = refusal(one, known, told);
            if (known.stream().anyMatch(asked::saysSameAs)) {
                known.stream().filter(asked::saysSameAs).forEach(sorted.same()::add);
            } else if (refusal == null) {
                sorted.fresh().add(asked);
            } else {
                sorted.refusals().add(refusal);
            }
        }
        return sorted;
    }

    private static boolean frees(Standing one, Told told) {
        return told.outcome() == Outcome.REJECTED && one.state() == State.AWAITING;
    }

    /** Refused when one of these invoices is not in the file, which stays as it is: named as the treasurer knows it. */
    private void requireInFile(BankFile file, Collection<String> invoiceIds) {
        if (invoiceIds == null) {
            return;
        }
        Set<String> asked = new LinkedHashSet<>(invoiceIds);
        asked.removeAll(db.read(tx -> inFile(tx, file, asked)).stream()
                .map(one -> one.claim().invoiceId())
                .collect(Collectors.toSet()));
        if (asked.isEmpty()) {
            return;
        }
        Map<String, Invoice> known = ledger.invoices(Actor.SYSTEM, asked);
        List<Problem.Detail> unknown = asked.stream()
                .map(id -> Problem.Detail.field(
                        "/invoiceIds",
                        "NOT_IN_FILE",
                        Named.invoice(id, known) + " is not claimed in " + file.name() + "."))
                .toList();
        throw new Problem(
                Problem.Kind.RULE_BROKEN, "NOT_IN_FILE", unknown.get(0).detail() + " Nothing was registered.", unknown);
    }

    /** The claims of these invoices in the file. */
    private List<Standing> inFile(Handle tx, BankFile file, Collection<String> invoiceIds) {
        return claims.of(tx, invoiceIds).stream()
                .filter(one -> one.claim().fileId().equals(file.id()))
                .toList();
    }

    private static Problem.Detail refusal(Standing one, List<Answer> known, Told told) {
        String what = Named.claim(one.claim());
        if (known.stream().anyMatch(answer -> answer.outcome() == Outcome.REJECTED)) {
            return Problem.Detail.field("/invoiceIds", "REJECTED_ALREADY", alreadyRejected(what));
        }
        return told.outcome() == Outcome.REJECTED && one.state() == State.SETTLED
                ? Problem.Detail.field(
                        "/invoiceIds",
                        "ALREADY_PAID",
                        what + " cannot be rejected: its invoice is settled. Look at the payment first.")
                : null;
    }

    private static String alreadyRejected(String what) {
        return what
                + " is registered as rejected already, and that is final: what was claimed are ordinary invoices again."
                + " Claim them anew.";
    }

    private Answer answer(Actor actor, BankFile file, int place, Told told, LocalDate on, int freed) {
        return told.answer(ids.next(), file, place, on, freed, actor, clock.instant());
    }

    private void record(Handle tx, Actor actor, BankFile file, Told told, String what, int freed) {
        audit.record(
                tx,
                new Audit.Entry(
                        actor.id(),
                        "BANK_ANSWER_REGISTERED",
                        "bank-file:" + file.id(),
                        null,
                        file.name() + ", " + what + ": " + told.outcome() + ", " + Count.of(freed, "claim") + " freed",
                        told.reason() == null ? null : told.reason().name()));
    }

    /** A page of what was answered to a file: as a whole first, then line by line. */
    public Page<Answer> answers(Actor actor, Kind kind, String fileId, Integer limit, String cursor) {
        files.file(actor, kind, fileId);
        int rows = Page.limit(limit);
        int after = cursor == null ? -1 : Batches.cursorNumber(cursor);
        return Page.cut(
                db.read(tx -> store.page(tx, fileId, after, rows + 1)),
                rows,
                answer -> Integer.toString(answer.order()));
    }
}
