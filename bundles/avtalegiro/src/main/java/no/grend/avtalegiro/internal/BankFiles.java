package no.grend.avtalegiro.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import no.grend.audit.Audit;
import no.grend.avtalegiro.internal.store.BankFile;
import no.grend.avtalegiro.internal.store.BankFile.Kind;
import no.grend.avtalegiro.internal.store.ClaimStore;
import no.grend.avtalegiro.internal.store.FileChunks;
import no.grend.avtalegiro.internal.store.FileStore;
import no.grend.avtalegiro.internal.store.LeftOut;
import no.grend.avtalegiro.internal.store.Numbers;
import no.grend.avtalegiro.internal.store.Numbers.Series;
import no.grend.avtalegiro.internal.store.StoppedStore;
import no.grend.avtalegiro.internal.store.StoppedStore.Stopped;
import no.grend.identity.Actor;
import no.grend.identity.Permission;
import no.grend.kernel.Count;
import no.grend.kernel.IdempotencyKey;
import no.grend.kernel.Ids;
import no.grend.kernel.Page;
import no.grend.kernel.Problem;
import no.grend.licence.Licence;
import no.grend.organisation.Organisation;
import no.grend.schema.Database;
import org.jdbi.v3.core.Handle;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * The files to the bank network («forsendelser»): made one at a time, each in one transaction with its numbers, claims and
 * bytes, so that nobody ever sees half a file; and read again as often as anyone likes. Safe between threads.
 */
@Component(service = BankFiles.class, configurationPid = "no.grend.avtalegiro.files")
@Designate(ocd = BankFiles.Configuration.class)
public final class BankFiles {

    /** How files are named. */
    @ObjectClassDefinition(name = "AvtaleGiro: filer")
    public @interface Configuration {

        @AttributeDefinition(name = "Filnavn", description = "Står foran forsendelsesnummeret")
        String fileNamePrefix() default "DIRREM";
    }

    private static final int LONGEST_REASON = 500;

    private final Database db;
    private final Clock clock;
    private final Organisation organisation;
    private final Audit audit;
    private final Ids ids;
    private final Numbers numbers;
    private final FileStore store = new FileStore();
    private final ClaimStore claims = new ClaimStore();
    private final StoppedStore stopped = new StoppedStore();

    /** Waiting here costs no connection; the counter's row does the same between processes. */
    private final ReentrantLock turn = new ReentrantLock();

    private volatile String prefix;

    @Activate
    public BankFiles(
            @Reference(target = "(module=avtalegiro)") Database db,
            @Reference Clock clock,
            @Reference Organisation organisation,
            @Reference Audit audit,
            @Reference(target = "(feature=grend-avtalegiro)") Licence licence,
            Configuration configuration) {
        this(db, clock, organisation, audit, configuration.fileNamePrefix());
    }

    BankFiles(Database db, Clock clock, Organisation organisation, Audit audit, String prefix) {
        this.db = db;
        this.clock = clock;
        this.organisation = organisation;
        this.audit = audit;
        this.ids = new Ids(clock);
        this.numbers = new Numbers(ids);
        this.prefix = prefix;
    }

    @Modified
    void changed(Configuration configuration) {
        prefix = configuration.fileNamePrefix();
    }

    /** What is to be made. @param collectedRun the run that {@code collect} asked for; else null */
    record Request(
            Actor actor, BankFile.Kind kind, String run, String collectedRun, String reverses, IdempotencyKey key) {}

    /** Writes the contents of a shipment and seals it. */
    interface Contents {
        BankFile writeTo(Handle tx, Shipment shipment);
    }

    /** The file that this request has made already. */
    Optional<BankFile> made(Request request) {
        return db.read(tx -> made(tx, request));
    }

    private Optional<BankFile> made(Handle tx, Request request) {
        Optional<BankFile> byRun =
                request.collectedRun() == null ? Optional.empty() : store.byCollectedRun(tx, request.collectedRun());
        return byRun.or(() -> store.byRequest(tx, request.key()));
    }

    /** Makes a file, alone; when this request has made one already, that one. */
    BankFile make(Request request, Contents contents) {
        Payee payee = Payee.of(organisation.profile());
        turn.lock();
        try {
            return db.inTransaction(tx -> {
                numbers.lock(tx);
                Optional<BankFile> before = made(tx, request);
                return before.isPresent() ? before.get() : make(tx, request, payee, contents);
            });
        } finally {
            turn.unlock();
        }
    }

    private BankFile make(Handle tx, Request request, Payee payee, Contents contents) {
        int transmission = numbers.take(tx, Series.TRANSMISSION);
        int assignment = numbers.take(tx, Series.ASSIGNMENT);
        Shipment shipment = new Shipment(
                tx,
                store,
                payee,
                ClaimTexts.inForce(tx),
                ids.next(),
                prefix + BankFile.sevenDigits(transmission),
                transmission,
                assignment,
                request,
                clock.instant());
        BankFile file = contents.writeTo(tx, shipment);
        audit.record(
                tx,
                new Audit.Entry(
                        request.actor().id(),
                        request.kind() == Kind.CLAIMS ? "CLAIM_FILE_CREATED" : "CANCELLATION_FILE_CREATED",
                        "bank-file:" + file.id(),
                        null,
                        file.name() + ", " + Count.of(file.claims(), "line") + ", "
                                + file.total().value() + " øre, sha256 " + file.sha256(),
                        null));
        return file;
    }

    /** A page of files, newest first. */
    public Page<BankFile> files(Actor actor, Kind kind, Integer limit, String cursor) {
        actor.require(Permission.BANK_READ);
        int rows = Page.limit(limit);
        int below = cursor == null ? Integer.MAX_VALUE : Batches.cursorNumber(cursor);
        return Page.cut(
                db.read(tx -> store.page(tx, kind, below, rows + 1)),
                rows,
                file -> Integer.toString(file.transmission()));
    }

    public BankFile file(Actor actor, Kind kind, String id) {
        actor.require(Permission.BANK_READ);
        return db.read(tx -> store.byId(tx, id))
                .filter(file -> file.kind() == kind)
                .orElseThrow(() -> Problem.notFound(
                        kind == Kind.CLAIMS ? "There is no such claim file." : "There is no such cancellation file."));
    }

    /** Which kind of file it is; refused when there is none. */
    public Kind kind(Actor actor, String id) {
        actor.require(Permission.BANK_READ);
        return db.read(tx -> store.byId(tx, id))
                .map(BankFile::kind)
                .orElseThrow(() -> Problem.notFound("There is no such claim file or cancellation file."));
    }

    /** A page of the claims in a claim file, with where each stands. */
    public Page<ClaimStore.Standing> claims(Actor actor, String id, Integer limit, String cursor) {
        file(actor, Kind.CLAIMS, id);
        int rows = Page.limit(limit);
        return Page.cut(
                db.read(tx -> claims.page(tx, id, Batches.cursorNumber(cursor), rows + 1)),
                rows,
                row -> Integer.toString(row.claim().place()));
    }

    /** A page of the claims that a cancellation file stops, or should have stopped. */
    public Page<Stopped> cancelled(Actor actor, String id, Integer limit, String cursor) {
        file(actor, Kind.CANCELLATIONS, id);
        int rows = Page.limit(limit);
        int after = Math.max(0, Batches.cursorNumber(cursor));
        return Page.cut(
                db.read(tx -> stopped.page(tx, id, after, rows + 1)), rows, row -> Integer.toString(row.place()));
    }

    /** A page of what a file left out, and why. */
    public Page<LeftOut> leftOut(Actor actor, Kind kind, String id, Integer limit, String cursor) {
        file(actor, kind, id);
        int rows = Page.limit(limit);
        return Page.cut(
                db.read(tx -> store.leftOut(tx, id, Batches.cursorNumber(cursor), rows + 1)),
                rows,
                row -> Integer.toString(row.place()));
    }

    /** What a file left out in short. @param byReason how many for each code @param first the first of them */
    public record LeftOutInShort(Map<String, Integer> byReason, List<LeftOut> first) {}

    /** What this file left out, in short. Ask {@link #file} first: it checks the actor. */
    public LeftOutInShort leftOut(BankFile file) {
        return file.leftOut() == 0
                ? new LeftOutInShort(Map.of(), List.of())
                : db.read(tx -> new LeftOutInShort(
                        store.leftOutByReason(tx, file.id()),
                        store.leftOut(tx, file.id(), Integer.MIN_VALUE, Shipment.FIRST_LEFT_OUT)));
    }

    /** Writes out the very bytes that were stored when the file was made. Ask {@link #file} first: it checks the actor. */
    public void copy(BankFile file, OutputStream out) throws IOException {
        try (InputStream bytes = FileChunks.read(db, file.id())) {
            bytes.transferTo(out);
        }
    }

    /** Passes over transmission and assignment numbers that another system has used; the reason is kept (P5). */
    public void skipNumbers(Actor actor, int next, String reason) {
        actor.require(Permission.BANK_WRITE);
        if (reason == null || reason.isBlank() || reason.length() > LONGEST_REASON) {
            throw Problem.invalid(
                    "/reason", "REASON_MISSING", "Say why in at most 500 characters; it is kept for good.");
        }
        db.useTransaction(tx -> {
            for (Series series : Series.values()) {
                numbers.skipTo(tx, series, next, actor.id(), clock.instant(), reason);
            }
            audit.record(
                    tx,
                    new Audit.Entry(
                            actor.id(),
                            "NUMBERS_SKIPPED",
                            "counter:transmission,assignment",
                            null,
                            "next is " + next,
                            reason));
        });
    }
}
