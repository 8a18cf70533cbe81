package no.grend.avtalegiro.internal;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import no.grend.avtalegiro.internal.ClaimFiles.Order;
import no.grend.avtalegiro.internal.store.BankFile;
import no.grend.avtalegiro.internal.store.BankFile.Kind;
import no.grend.avtalegiro.internal.store.ClaimStore.State;
import no.grend.avtalegiro.internal.store.FileStore;
import no.grend.avtalegiro.internal.store.StandingStore;
import no.grend.avtalegiro.internal.store.StandingStore.RunShare;
import no.grend.identity.Actor;
import no.grend.identity.Permission;
import no.grend.kernel.Count;
import no.grend.kernel.IdempotencyKey;
import no.grend.kernel.Ore;
import no.grend.kernel.Problem;
import no.grend.ledger.Ledger;
import no.grend.ledger.Ledger.InvoiceRunSummary;
import no.grend.ledger.spi.Collector.Notice;
import no.grend.ledger.spi.Collector.Window;
import no.grend.schema.Database;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Routine no. 11, «Sending av AvtaleGiro-fil» (S4-43 to S4-50): what can be chosen, and the making of it. A claim file for a
 * renewal period whose file was never made, or that file again; new cancellations; the reversal of a whole assignment. Safe
 * between threads.
 */
@Component(service = Routine.class)
public final class Routine {

    private static final int MOST_CHOICES = 50;

    private final Database db;
    private final Ledger ledger;
    private final Deadlines deadlines;
    private final Settlements settlements;
    private final BankFiles files;
    private final ClaimFiles claimFiles;
    private final Cancellations cancellations;
    private final StandingStore standing = new StandingStore();
    private final FileStore fileStore = new FileStore();

    /** There is no licence here: {@link BankFiles} and {@link ClaimFiles} hold it. */
    @Activate
    public Routine(
            @Reference(target = "(module=avtalegiro)") Database db,
            @Reference Ledger ledger,
            @Reference Deadlines deadlines,
            @Reference Settlements settlements,
            @Reference BankFiles files,
            @Reference ClaimFiles claimFiles,
            @Reference Cancellations cancellations) {
        this.db = db;
        this.ledger = ledger;
        this.deadlines = deadlines;
        this.settlements = settlements;
        this.files = files;
        this.claimFiles = claimFiles;
        this.cancellations = cancellations;
    }

    /**
     * A renewal period to make a claim file for.
     *
     * @param claims how many claims of the run stand in each state
     * @param withoutClaim invoices of the run that stand in no living claim, be they open or not
     * @param latestFile the newest file with living claims of the run, to be fetched again; null for none
     * @param windows each notice with its deadline
     */
    public record RunChoice(
            String run,
            String kind,
            LocalDate dueDate,
            Instant issuedAt,
            long invoices,
            Ore total,
            Map<State, Long> claims,
            long withoutClaim,
            BankFile latestFile,
            boolean possible,
            List<Window> windows,
            String explanation) {}

    /**
     * An assignment to reverse.
     *
     * @param claims how many of its claims stand in each state
     * @param possible whether anything of it can still be stopped
     */
    public record AssignmentChoice(
            BankFile file, Map<State, Long> claims, boolean possible, ZonedDateTime until, String explanation) {}

    /** What can be chosen, newest first. @param newCancellations how many claims are marked to be stopped */
    public record Choices(List<RunChoice> runs, long newCancellations, List<AssignmentChoice> assignments) {}

    /** The choices. @param wanted how many runs and assignments at most, 1-50; null for 20 */
    public Choices choices(Actor actor, Integer wanted) {
        actor.require(Permission.BANK_READ);
        settlements.catchUp();
        int most = wanted == null ? 20 : Math.max(1, Math.min(MOST_CHOICES, wanted));
        List<RunChoice> runs = ledger.runs(actor, most, null).items().stream()
                .map(this::choice)
                .toList();
        List<AssignmentChoice> assignments = files.files(actor, Kind.CLAIMS, most, null).items().stream()
                .map(this::choice)
                .toList();
        return new Choices(runs, cancellations.marked(), assignments);
    }

    private RunChoice choice(InvoiceRunSummary run) {
        List<RunShare> shares = db.read(tx -> standing.ofRun(tx, run.id(), run.dueDate()));
        Map<State, Long> claims = none();
        shares.forEach(share -> claims.merge(share.state(), share.claims(), Long::sum));
        long without = run.invoices() - claims.get(State.AWAITING) - claims.get(State.SETTLED);
        BankFile latest = latest(shares).orElse(null);
        List<Window> windows = claimFiles.windows(run.dueDate());
        boolean possible = without > 0 && windows.stream().anyMatch(Window::possible);
        return new RunChoice(
                run.id(),
                run.kind(),
                run.dueDate(),
                run.issuedAt(),
                run.invoices(),
                run.total(),
                claims,
                without,
                latest,
                possible,
                windows,
                words(without, latest, possible));
    }

    private static Map<State, Long> none() {
        Map<State, Long> counts = new EnumMap<>(State.class);
        for (State state : State.values()) {
            counts.put(state, 0L);
        }
        return counts;
    }

    private Optional<BankFile> latest(List<RunShare> shares) {
        return shares.stream()
                .filter(share -> share.state().lives())
                .findFirst()
                .flatMap(share -> db.read(tx -> fileStore.byId(tx, share.fileId())));
    }

    private static String words(long without, BankFile latest, boolean possible) {
        String again = latest == null
                ? "No file with living claims has been made."
                : "File " + latest.name() + " holds claims of it; fetched again, it is the same bytes.";
        if (without == 0) {
            return again + " All its invoices are claimed.";
        }
        return again + " " + without + " of its invoices have no claim: "
                + (possible
                        ? "a new file takes those that are open and whose members have a mandate."
                        : "it is too late to claim them for this due date.");
    }

    private AssignmentChoice choice(BankFile file) {
        Map<State, Long> claims = db.read(tx -> standing.ofFile(tx, file.id()));
        boolean inTime = deadlines.isStoppable(file.dueDate());
        long awaiting = claims.get(State.AWAITING);
        ZonedDateTime until = deadlines.cancellation(file.dueDate());
        String explanation = !inTime
                ? deadlines.notStoppable("File " + file.name(), file.dueDate())
                : awaiting == 0
                        ? "Nothing of it is left to stop: its claims are settled, cancelled or rejected."
                        : awaiting + " of its " + Count.of(file.claims(), "claim") + " can be stopped until "
                                + Deadlines.words(until)
                                + (awaiting < file.claims() ? "; the others are left out with reasons." : ".");
        return new AssignmentChoice(file, claims, inTime && awaiting > 0, until, explanation);
    }

    /** A file that the routine gives. @param again whether it had been made before, and is the same bytes */
    public record Made(BankFile file, boolean again) {}

    /**
     * The claim file of a renewal period (S4-46): a new one with what is not claimed yet; when all that can be claimed is,
     * the newest file again. Refused with 409 after the deadline.
     */
    public Made claims(Actor actor, String run, Notice notice, IdempotencyKey key) {
        actor.require(Permission.BANK_WRITE);
        InvoiceRunSummary chosen = ledger.run(actor, run)
                .orElseThrow(() -> Problem.notFound("There is no such run, or it has issued no invoice."));
        Optional<BankFile> latest = latest(db.read(tx -> standing.ofRun(tx, run, chosen.dueDate())));
        try {
            return new Made(claimFiles.create(actor, new Order(chosen.dueDate(), notice, run), key), false);
        } catch (Problem e) {
            if (latest.isEmpty()) {
                throw e;
            }
            if (e.code().equals(ClaimFiles.NOBODY)) {
                return new Made(latest.get(), true);
            }
            throw new Problem(
                    e.kind(),
                    e.code(),
                    e.getMessage() + " File " + latest.get().name() + ", made before, can be fetched again.",
                    e.errors());
        }
    }

    /** A file with the cancellations that are marked (S4-47). */
    public BankFile newCancellations(Actor actor, IdempotencyKey key) {
        return cancellations.ofMarked(actor, key);
    }

    /** A file that stops what can be stopped of a whole assignment (S4-47, S4-49). */
    public BankFile reversal(Actor actor, String claimFileId, IdempotencyKey key) {
        return cancellations.ofFile(actor, claimFileId, key);
    }
}
