package no.grend.avtalegiro.internal;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import no.grend.avtalegiro.internal.BankFiles.Request;
import no.grend.avtalegiro.internal.store.BankFile;
import no.grend.avtalegiro.internal.store.BankFile.Kind;
import no.grend.avtalegiro.internal.store.ClaimRow;
import no.grend.avtalegiro.internal.store.ClaimStore;
import no.grend.avtalegiro.internal.store.ClaimStore.Standing;
import no.grend.avtalegiro.internal.store.ClaimStore.State;
import no.grend.avtalegiro.internal.store.FileStore;
import no.grend.avtalegiro.internal.store.MarkStore;
import no.grend.identity.Actor;
import no.grend.identity.Permission;
import no.grend.kernel.Fault;
import no.grend.kernel.IdempotencyKey;
import no.grend.kernel.Oslo;
import no.grend.kernel.Problem;
import no.grend.ledger.Invoice;
import no.grend.ledger.Ledger;
import no.grend.schema.Database;
import org.jdbi.v3.core.Handle;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Stops claims («sletteanmodninger», S4-36 to S4-50): single invoices, or a whole claim file. Afterwards the invoice is
 * free for a new claim. Safe between threads.
 */
@Component(service = Cancellations.class)
public final class Cancellations {

    private final Database db;
    private final Clock clock;
    private final Ledger ledger;
    private final Deadlines deadlines;
    private final SingleCancellation single;
    private final BankFiles files;
    private final ClaimStore claims = new ClaimStore();
    private final MarkStore marks = new MarkStore();
    private final FileStore fileStore = new FileStore();

    /** There is no licence here: {@link BankFiles} and {@link Deadlines} hold it. */
    @Activate
    public Cancellations(
            @Reference(target = "(module=avtalegiro)") Database db,
            @Reference Clock clock,
            @Reference Ledger ledger,
            @Reference Deadlines deadlines,
            @Reference BankFiles files) {
        this.db = db;
        this.clock = clock;
        this.ledger = ledger;
        this.deadlines = deadlines;
        this.single = new SingleCancellation(deadlines);
        this.files = files;
    }

    /** Stops the live claims of these invoices: all of them, or none with the reasons. */
    public BankFile ofInvoices(Actor actor, List<String> invoiceIds, IdempotencyKey key) {
        actor.require(Permission.BANK_WRITE);
        Request request = new Request(actor, Kind.CANCELLATIONS, null, null, null, key);
        Optional<BankFile> before = files.made(request);
        if (before.isPresent()) {
            return before.get();
        }
        List<String> wanted = SingleCancellation.wanted(invoiceIds);
        Map<String, Invoice> invoices = ledger.invoices(actor, wanted);
        return files.make(request, (tx, shipment) -> {
            List<ClaimRow> stoppable = single.stoppable(
                    new SingleCancellation.Known(claims.of(tx, wanted), invoices, id -> fileStore.nameOf(tx, id)),
                    wanted);
            shipment.beginCancellations();
            Fault.point("avtalegiro-after-number");
            stop(tx, shipment, stoppable);
            return seal(tx, shipment, stoppable);
        });
    }

    /** Stops what can be stopped of a whole claim file; the rest is listed and left out (S4-49). */
    public BankFile ofFile(Actor actor, String claimFileId, IdempotencyKey key) {
        actor.require(Permission.BANK_WRITE);
        BankFile claimFile = files.file(actor, Kind.CLAIMS, claimFileId);
        Request request = new Request(actor, Kind.CANCELLATIONS, null, null, claimFileId, key);
        Optional<BankFile> before = files.made(request);
        if (before.isPresent()) {
            return before.get();
        }
        deadlines.requireStoppable("File " + claimFile.name(), claimFile.dueDate());
        BitSet paid = paidPlaces(actor, claimFileId);
        return files.make(request, (tx, shipment) -> {
            shipment.beginCancellations();
            Fault.point("avtalegiro-after-number");
            List<ClaimRow> sample = stopAll(tx, shipment, claimFileId, paid);
            return seal(tx, shipment, sample);
        });
    }

    /**
     * Stops all claims that are marked («nye sletteanmodninger», S4-47). Those that can no longer be stopped lose their mark;
     * they are listed and left out.
     */
    public BankFile ofMarked(Actor actor, IdempotencyKey key) {
        actor.require(Permission.BANK_WRITE);
        Request request = new Request(actor, Kind.CANCELLATIONS, null, null, null, key);
        Optional<BankFile> before = files.made(request);
        if (before.isPresent()) {
            return before.get();
        }
        Set<String> looked = new HashSet<>();
        Set<String> paid = new HashSet<>();
        eachMarked(batch -> {
            List<String> ids = batch.stream().map(ClaimRow::invoiceId).toList();
            looked.addAll(ids);
            paid.addAll(paid(actor, ids));
        });
        if (looked.isEmpty()) {
            throw Problem.conflict(
                    "NOTHING_MARKED",
                    "No claim is marked for cancellation, so no file was made. Mark the claims first.");
        }
        return files.make(request, (tx, shipment) -> {
            shipment.beginCancellations();
            Fault.point("avtalegiro-after-number");
            List<ClaimRow> stopped = new ArrayList<>();
            Batches.of(looked, ids -> stopped.addAll(stopMarked(tx, shipment, ids, paid)));
            return seal(tx, shipment, stopped);
        });
    }

    /** How many claims are marked. */
    long marked() {
        return db.read(marks::count);
    }

    private void eachMarked(Consumer<List<ClaimRow>> each) {
        String after = "";
        while (true) {
            String from = after;
            List<ClaimRow> batch = db.read(tx -> marks.page(tx, from, Batches.SIZE)).stream()
                    .map(MarkStore.Mark::claim)
                    .toList();
            if (batch.isEmpty()) {
                return;
            }
            each.accept(batch);
            after = batch.get(batch.size() - 1).invoiceId();
        }
    }

    private List<ClaimRow> stopMarked(Handle tx, Shipment shipment, List<String> invoiceIds, Set<String> paid) {
        List<ClaimRow> marked =
                marks.of(tx, invoiceIds).stream().map(MarkStore.Mark::claim).toList();
        List<ClaimRow> stoppable = new ArrayList<>();
        for (ClaimRow claim : marked) {
            if (paid.contains(claim.invoiceId())) {
                shipment.leaveOut(claim, "ALREADY_PAID", "The invoice is paid already.");
            } else if (deadlines.isStoppable(claim.dueDate())) {
                stoppable.add(claim);
            } else {
                String what = Named.claim(claim);
                shipment.leaveOut(claim, "DEADLINE_PASSED", deadlines.notStoppable(what, claim.dueDate()));
            }
        }
        stop(tx, shipment, stoppable);
        shipment.flush();
        marks.unmark(tx, marked);
        return stoppable;
    }

    /** Looks the payments up before the transaction begins, since the ledger is another module's. */
    private BitSet paidPlaces(Actor actor, String claimFileId) {
        BitSet places = new BitSet();
        int after = 0;
        while (true) {
            int from = after;
            List<Standing> page = db.read(tx -> claims.page(tx, claimFileId, from, Batches.SIZE));
            if (page.isEmpty()) {
                return places;
            }
            Set<String> paid = paid(
                    actor, page.stream().map(one -> one.claim().invoiceId()).toList());
            page.stream()
                    .map(Standing::claim)
                    .filter(claim -> paid.contains(claim.invoiceId()))
                    .forEach(claim -> places.set(claim.place()));
            after = page.get(page.size() - 1).claim().place();
        }
    }

    /** Those of the invoices that are paid; at most 1,000 a call. */
    private Set<String> paid(Actor actor, List<String> invoiceIds) {
        Set<String> paid = new HashSet<>();
        for (Map.Entry<String, Invoice> entry :
                ledger.invoices(actor, invoiceIds).entrySet()) {
            if (entry.getValue().status() == Invoice.Status.PAID) {
                paid.add(entry.getKey());
            }
        }
        return paid;
    }

    /** @return one of those stopped, so that the due date is known; empty when none could be */
    private List<ClaimRow> stopAll(Handle tx, Shipment shipment, String claimFileId, BitSet paid) {
        List<ClaimRow> sample = List.of();
        int after = 0;
        while (true) {
            List<Standing> page = claims.page(tx, claimFileId, after, Batches.SIZE);
            if (page.isEmpty()) {
                return sample;
            }
            List<ClaimRow> stoppable = new ArrayList<>();
            for (Standing one : page) {
                sort(shipment, one, paid, stoppable);
            }
            stop(tx, shipment, stoppable);
            shipment.flush();
            sample = stoppable.isEmpty() ? sample : stoppable.subList(0, 1);
            after = page.get(page.size() - 1).claim().place();
        }
    }

    private static void sort(Shipment shipment, Standing one, BitSet paid, List<ClaimRow> stoppable) {
        if (one.state() == State.CANCELLED) {
            shipment.leaveOut(one.claim(), "ALREADY_CANCELLED", "The claim is cancelled already.");
        } else if (one.state() == State.REJECTED) {
            shipment.leaveOut(one.claim(), "REJECTED", "The bank rejected the claim; there is nothing to stop.");
        } else if (paid.get(one.claim().place())) {
            shipment.leaveOut(one.claim(), "ALREADY_PAID", "The invoice is paid already.");
        } else {
            stoppable.add(one.claim());
        }
    }

    private void stop(Handle tx, Shipment shipment, List<ClaimRow> stoppable) {
        int first = shipment.places() + 1;
        stoppable.forEach(shipment::cancellation);
        if (!stoppable.isEmpty()) {
            claims.cancel(tx, shipment.fileId(), first, stoppable);
            marks.unmark(tx, stoppable);
        }
    }

    private BankFile seal(Handle tx, Shipment shipment, List<ClaimRow> stopped) {
        Fault.point("avtalegiro-after-claims");
        if (shipment.places() == 0) {
            throw new Problem(
                    Problem.Kind.CONFLICT,
                    "NOTHING_TO_CANCEL",
                    "None of the claims can be stopped any more, and no file was made ("
                            + String.join(", ", shipment.leftOutByReason().keySet()) + ").",
                    shipment.firstRefusals());
        }
        List<LocalDate> dueDates =
                stopped.stream().map(ClaimRow::dueDate).distinct().toList();
        shipment.dueOn(dueDates.size() == 1 ? dueDates.get(0) : null);
        BankFile file = shipment.seal(warning(tx, stopped));
        Fault.point("avtalegiro-after-bytes");
        return file;
    }

    /** The payer's bank may not know a claim yet that was sent the same day (bank-files 4.6). */
    private String warning(Handle tx, List<ClaimRow> stopped) {
        List<String> today = stopped.stream()
                .map(ClaimRow::fileId)
                .distinct()
                .map(id -> fileStore.byId(tx, id).orElseThrow())
                .filter(file -> LocalDate.ofInstant(file.createdAt(), Oslo.ZONE).equals(Oslo.today(clock)))
                .map(BankFile::name)
                .toList();
        return today.isEmpty()
                ? null
                : "Made the same day as claim file " + String.join(", ", today)
                        + ": send this one a banking day later, for the payers' banks may not know the claims yet."
                        + " If the claim file has not been sent, send neither.";
    }
}
