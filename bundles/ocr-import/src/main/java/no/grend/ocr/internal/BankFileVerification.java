package no.grend.ocr.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import no.grend.audit.Audit;
import no.grend.identity.Actor;
import no.grend.kernel.Count;
import no.grend.kernel.Ore;
import no.grend.kernel.Verification;
import no.grend.ledger.Ledger;
import no.grend.ocr.internal.store.FileRow;
import no.grend.ocr.internal.store.FileRow.State;
import no.grend.ocr.internal.store.FileStore;
import no.grend.ocr.internal.store.LineRow.Status;
import no.grend.ocr.internal.store.LineStore;
import no.grend.schema.Database;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Checks every bank file ever taken in: whole bytes, all of it posted, the sums the bank's (P1, P2, P4). */
@Component(service = Verification.class)
public final class BankFileVerification implements Verification {

    private final FileStore files;
    private final LineStore lines;
    private final Ledger ledger;

    /** @param gate its licence is this check's licence too */
    @Activate
    public BankFileVerification(
            @Reference(target = "(module=ocr)") Database database,
            @Reference Audit audit,
            @Reference Ledger ledger,
            @Reference Clock clock,
            @Reference BankFiles gate) {
        this(new FileStore(database, audit, clock), new LineStore(database, audit), ledger);
    }

    BankFileVerification(FileStore files, LineStore lines, Ledger ledger) {
        this.files = files;
        this.lines = lines;
        this.ledger = ledger;
    }

    @Override
    public String area() {
        return "bank-files";
    }

    @Override
    public List<Violation> verify() {
        List<Violation> violations = new ArrayList<>();
        for (String id : files.ids()) {
            FileRow file = files.byId(id).orElseThrow();
            checkBytes(file, violations);
            if (file.state() == State.POSTED) {
                checkLedger(file, violations);
                checkQueue(file, violations);
            } else {
                add(violations, "P2", file, "is stored but not posted; it is taken up again within seconds");
            }
        }
        return violations;
    }

    private void checkBytes(FileRow file, List<Violation> violations) {
        Path bytes = UploadedFile.temporary();
        try {
            files.restore(file.id(), bytes);
            try (InputStream in = Files.newInputStream(bytes);
                    UploadedFile read = UploadedFile.receive(in)) {
                if (!read.sha256().equals(file.sha256())) {
                    add(violations, "P2", file, "has other bytes than came from the bank");
                }
            }
        } catch (IOException | UncheckedIOException e) {
            add(violations, "P2", file, "has bytes that cannot be read");
        } finally {
            UploadedFile.discard(bytes);
        }
    }

    private void checkLedger(FileRow file, List<Violation> violations) {
        Batch batch = new Batch();
        ledger.eachPosted(Actor.SYSTEM, "ocr:" + file.sha256(), batch::add);
        FileRow.Outcomes outcomes = file.outcomes();
        if (outcomes.count() != file.payments().count()) {
            add(
                    violations,
                    "P2",
                    file,
                    "holds " + Count.of(file.payments().count(), "payment") + " and accounts for " + outcomes.count());
        }
        long posted = outcomes.count() - outcomes.already();
        if (batch.count != posted) {
            add(
                    violations,
                    "P1",
                    file,
                    "brought " + Count.of(posted, "payment") + ", but the ledger has " + batch.count + " of it");
        }
        boolean whole = outcomes.already() == 0;
        if (whole && !batch.total.equals(file.payments().total())) {
            add(
                    violations,
                    "P4",
                    file,
                    "states " + file.payments().total().value() + " øre, but the ledger has " + batch.total.value()
                            + " of it");
        }
    }

    private void checkQueue(FileRow file, List<Violation> violations) {
        checkFound(file, Status.UNMATCHED, file.outcomes().unmatched(), violations);
        checkFound(file, Status.OVERPAID, file.outcomes().overpaid(), violations);
        checkFound(file, Status.SUSPECTED_COPY, file.outcomes().copies(), violations);
    }

    private void checkFound(FileRow file, Status status, long reported, List<Violation> violations) {
        long queued = lines.found(file.id(), status);
        if (queued != reported) {
            add(
                    violations,
                    "P4",
                    file,
                    "reports " + Count.of(reported, "payment") + " " + status + ", but the queue has " + queued);
        }
    }

    private static void add(List<Violation> violations, String promise, FileRow file, String what) {
        violations.add(new Violation(promise, "Bank file " + file.id() + " " + what + "."));
    }

    /** What the ledger has of a file. */
    private static final class Batch {
        private long count;
        private Ore total = Ore.ZERO;

        void add(Ledger.Payment payment) {
            count++;
            total = total.plus(payment.receipt().amount());
        }
    }
}
