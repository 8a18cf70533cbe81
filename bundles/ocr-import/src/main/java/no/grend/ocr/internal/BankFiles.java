package no.grend.ocr.internal;

import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import no.grend.audit.Audit;
import no.grend.avtalegiro.MandateIntake;
import no.grend.identity.Actor;
import no.grend.identity.Permission;
import no.grend.kernel.Count;
import no.grend.kernel.Fault;
import no.grend.kernel.Ids;
import no.grend.kernel.Oslo;
import no.grend.kernel.Page;
import no.grend.kernel.Problem;
import no.grend.kernel.Rounds;
import no.grend.ledger.Ledger;
import no.grend.licence.Licence;
import no.grend.nets.TransmissionStart;
import no.grend.ocr.BankFileIntake;
import no.grend.ocr.internal.store.FileRow;
import no.grend.ocr.internal.store.FileRow.Mandates;
import no.grend.ocr.internal.store.FileRow.Outcomes;
import no.grend.ocr.internal.store.FileRow.State;
import no.grend.ocr.internal.store.FileStore;
import no.grend.organisation.Organisation;
import no.grend.schema.Database;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes bank files in (promises P1, P2, P4): checked whole, stored (transaction A), posted in the ledger (B), reported (C),
 * mandates handed over. Each step may be done again without harm, so after a crash anywhere the file is simply taken up
 * again. Safe between threads and beside other nodes.
 */
@Component(
        service = {BankFiles.class, BankFileIntake.class},
        immediate = true)
public final class BankFiles implements BankFileIntake {

    private static final Logger LOG = LoggerFactory.getLogger(BankFiles.class);
    private static final int LONGEST_NAME = 200;
    private static final int LOCKS = 16;
    /** A start has more urgent things to do. */
    private static final Duration FIRST = Duration.ofSeconds(1);

    private static final Duration PAUSE = Duration.ofSeconds(5);

    /** Empty while AvtaleGiro is away; its mandates wait then. */
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile MandateIntake intake;

    private final FileStore files;
    private final Ledger ledger;
    private final Organisation organisation;
    private final Clock clock;
    private final Ids ids;
    private final Object[] locks = new Object[LOCKS];
    private final Rounds recovery = new Rounds(
            "grend-bank-files",
            this::recover,
            trouble -> LOG.error("Bank files could not be looked through; it is tried again", trouble));
    private volatile boolean unfinished = true;
    private volatile MandateIntake served;

    @Activate
    public BankFiles(
            @Reference(target = "(module=ocr)") Database database,
            @Reference Audit audit,
            @Reference Ledger ledger,
            @Reference Organisation organisation,
            @Reference Clock clock,
            @Reference(target = "(feature=grend-ocr-import)") Licence licence) {
        this(new FileStore(database, audit, clock), ledger, organisation, clock, null);
        LOG.info("Bank files are taken in; licensed until {}", licence.validUntil());
        recovery.begin(FIRST, PAUSE);
    }

    /** For tests: nothing is recovered unless {@link #recover} is called. */
    BankFiles(FileStore files, Ledger ledger, Organisation organisation, Clock clock, MandateIntake intake) {
        this.files = files;
        this.ledger = ledger;
        this.organisation = organisation;
        this.clock = clock;
        this.intake = intake;
        this.ids = new Ids(clock);
        for (int i = 0; i < LOCKS; i++) {
            locks[i] = new Object();
        }
    }

    @Deactivate
    void stop() {
        recovery.end();
    }

    /** A file as it stands. @param duplicate whether this upload brought nothing new */
    public record Taken(FileRow file, boolean duplicate) {}

    /**
     * Takes a file in, or gives the earlier report when it was taken in before.
     *
     * @param name for people; null when there is none
     * @param in read to its end, not closed
     */
    public Taken take(Actor actor, String name, InputStream in) {
        actor.require(Permission.BANK_WRITE);
        try (UploadedFile upload = UploadedFile.receive(in)) {
            Optional<FileRow> earlier = files.bySha(upload.sha256());
            return earlier.isPresent()
                    ? new Taken(finish(actor, earlier.get(), new Work(upload.path(), null)), true)
                    : takeNew(actor, name, upload);
        }
    }

    @Override
    public String takeIn(Actor actor, String name, InputStream in) {
        return take(actor, name, in).file().id();
    }

    private Taken takeNew(Actor actor, String name, UploadedFile upload) {
        FileFacts facts = check(upload.path());
        Optional<FileRow> same = sameTransmission(facts);
        if (same.isPresent()) {
            return new Taken(finish(actor, same.get(), null), true);
        }
        FileRow file = row(actor, name, upload, facts);
        boolean stored = files.store(actor, file, upload.path());
        Fault.point("ocr-after-store");
        FileRow standing = stored
                ? file
                : files.bySha(upload.sha256()).or(() -> sameTransmission(facts)).orElseThrow();
        // Line numbers are the stored file's, and another spelling of it may have others.
        boolean sameBytes = standing.sha256().equals(upload.sha256());
        Work work = sameBytes ? new Work(upload.path(), facts.repeats()) : null;
        return new Taken(finish(actor, standing, work), !stored);
    }

    private FileFacts check(Path file) {
        Organisation.Profile profile = organisation.profile();
        return new FileCheck(Oslo.today(clock), profile.account(), profile.customerUnitId()).check(file);
    }

    /** The file that came under the same number: the same records are the same file; others are refused (bank-files 6.1). */
    private Optional<FileRow> sameTransmission(FileFacts facts) {
        if (facts.transmission() == null) {
            // camt.054 ordered again may keep its message id or not: its payments tell whether they came before.
            return Optional.empty();
        }
        Optional<FileRow> earlier = files.byTransmission(
                facts.transmission().sender(),
                facts.transmission().number(),
                facts.transmission().recipient());
        if (earlier.isPresent() && !earlier.get().contentSha().equals(facts.contentSha())) {
            throw FileCheck.refused(
                    1,
                    "TRANSMISSION_REUSED",
                    "Transmission " + facts.transmission().number()
                            + " was taken in before with another content, as file "
                            + earlier.get().id() + " made on " + earlier.get().madeOn()
                            + ". Nothing was taken in. Ask the bank which of the two is right.");
        }
        return earlier;
    }

    private FileRow row(Actor actor, String name, UploadedFile upload, FileFacts facts) {
        TransmissionStart sent = facts.transmission();
        return new FileRow(
                ids.next(),
                upload.sha256(),
                facts.contentSha(),
                sent == null ? null : sent.sender(),
                sent == null ? null : sent.number(),
                sent == null ? null : sent.recipient(),
                plain(name),
                State.STORED,
                clock.instant(),
                actor.id(),
                facts.madeOn(),
                upload.bytes(),
                facts.records(),
                facts.payments(),
                facts.information(),
                facts.fboRecords(),
                facts.warnings(),
                Outcomes.NONE,
                facts.fboRecords() > 0,
                Mandates.NONE,
                facts.format(),
                facts.messageId(),
                facts.days(),
                0);
    }

    /** A name for people to read, never a path. */
    private static String plain(String name) {
        String last = name == null ? "" : name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        String visible = last.replaceAll("\\p{C}", "").strip();
        String short_ = visible.length() > LONGEST_NAME ? visible.substring(0, LONGEST_NAME) : visible;
        return short_.isEmpty() ? "bank-file" : short_;
    }

    /**
     * Does what is left to do with a stored file.
     *
     * @param here where its bytes are and what was found in them; null when only the database has them
     */
    private FileRow finish(Actor actor, FileRow seen, Work here) {
        synchronized (locks[Math.floorMod(seen.sha256().hashCode(), LOCKS)]) {
            FileRow file = files.byId(seen.id()).orElseThrow();
            if (file.state() == State.POSTED && !(file.mandatesWaiting() && intake != null)) {
                return file;
            }
            if (here != null) {
                return work(actor, file, here);
            }
            Path bytes = UploadedFile.temporary();
            try {
                files.restore(file.id(), bytes);
                return work(actor, file, new Work(bytes, null));
            } finally {
                UploadedFile.discard(bytes);
            }
        }
    }

    /** A file at hand. @param repeats null when it has to be read to find them */
    private record Work(Path bytes, Repeats repeats) {}

    private FileRow work(Actor actor, FileRow file, Work work) {
        if (file.state() == State.STORED) {
            unfinished = true;
            post(actor, file, work);
            Fault.point("ocr-after-report");
        }
        if (file.mandatesWaiting() && !handOver(actor, file, work.bytes())) {
            served = null;
        }
        return files.byId(file.id()).orElseThrow();
    }

    /** False when the mandates still wait: the payments are in all the same, and the rest is tried again. */
    private boolean handOver(Actor actor, FileRow file, Path bytes) {
        MandateIntake taker = intake;
        if (taker == null) {
            return false;
        }
        try {
            Mandates mandates = MandateHandover.handOver(taker, actor, file, bytes, Oslo.today(clock));
            Fault.point("ocr-after-mandates");
            files.mandatesTaken(actor, file.id(), mandates);
            return true;
        } catch (RuntimeException e) {
            LOG.error("The mandates of bank file {} could not be handed over; they wait", file.id(), e);
            return false;
        }
    }

    private void post(Actor actor, FileRow file, Work work) {
        // What is stored has passed every check; it is read again only to find the twins in it.
        Repeats repeats = work.repeats() != null
                ? work.repeats()
                : new FileCheck(Oslo.today(clock), null, null)
                        .check(work.bytes())
                        .repeats();
        Holds holds = new BothFormats(files, ledger, Oslo.today(clock)).compare(actor, file, work.bytes(), repeats);
        LedgerPosting posting = new LedgerPosting(ledger, ids, Oslo.today(clock));
        try (Fates fates = posting.post(actor, file, work.bytes(), repeats, holds)) {
            Fault.point("ocr-after-post");
            requireWhole(file, fates);
            files.posted(actor, file, fates.outcomes(), warnings(file, fates.outcomes(), holds), fates::exceptions);
            LOG.info("Bank file {} posted: {}", file.id(), fates.outcomes());
        }
    }

    /** Σ of what the ledger answered for is what the bank's end records say (P2). */
    private static void requireWhole(FileRow file, Fates fates) {
        if (fates.outcomes().count() != file.payments().count()
                || !fates.total().equals(file.payments().total())) {
            throw new IllegalStateException(
                    "Bank file " + file.id() + " holds " + file.payments() + ", but the ledger answered for "
                            + fates.outcomes() + " of " + fates.total().value() + " øre");
        }
    }

    private static List<String> warnings(FileRow file, Outcomes outcomes, Holds holds) {
        List<String> warnings = new ArrayList<>(file.warnings());
        if (outcomes.already() > 0) {
            warnings.add(Count.of(
                    outcomes.already(),
                    "payment was taken in before with another file, or looks so, and was not posted again.",
                    "payments were taken in before with another file, or look so, and were not posted again."));
        }
        if (outcomes.copies() > 0) {
            warnings.add(Count.of(
                            outcomes.copies(),
                            "of them may be a payment of its own",
                            "of them may be payments of their own")
                    + ", and only a person can tell: look at the lines with status"
                    + " SUSPECTED_COPY.");
        }
        if (holds.count() > 0) {
            warnings.add(Count.of(holds.count(), "payment has", "payments have")
                    + " come in OCR giro and in camt.054 both. Order only one of the two from the bank, so that"
                    + " nobody has to compare them.");
        }
        return warnings;
    }

    /** Takes up what a crash cut off, and hands over mandates that waited for AvtaleGiro. */
    void recover() {
        if (unfinished) {
            files.unfinished().forEach(this::resume);
            unfinished = !files.unfinished().isEmpty();
        }
        MandateIntake taker = intake;
        if (taker != null && taker != served) {
            files.withWaitingMandates().forEach(this::resume);
            served = files.withWaitingMandates().isEmpty() ? taker : null;
        }
    }

    /** One that cannot be finished must not hold up the others. */
    private void resume(FileRow file) {
        try {
            finish(Actor.SYSTEM, file, null);
        } catch (RuntimeException e) {
            LOG.error("Bank file {} could not be finished; it is tried again", file.id(), e);
        }
    }

    public FileRow file(Actor actor, String id) {
        actor.require(Permission.BANK_READ);
        return files.byId(id).orElseThrow(() -> Problem.notFound("There is no such bank file."));
    }

    /** Newest first. */
    public Page<FileRow> files(Actor actor, String cursor, Integer limit) {
        actor.require(Permission.BANK_READ);
        int size = Page.limit(limit);
        return Page.cut(files.newest(cursor, size + 1), size, FileRow::id);
    }
}
