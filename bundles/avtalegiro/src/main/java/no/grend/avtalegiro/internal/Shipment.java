package no.grend.avtalegiro.internal;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import no.grend.avtalegiro.internal.BankFiles.Request;
import no.grend.avtalegiro.internal.store.BankFile;
import no.grend.avtalegiro.internal.store.ClaimRow;
import no.grend.avtalegiro.internal.store.FileChunks;
import no.grend.avtalegiro.internal.store.FileStore;
import no.grend.avtalegiro.internal.store.LeftOut;
import no.grend.kernel.Ore;
import no.grend.kernel.Problem;
import no.grend.ledger.Invoice;
import no.grend.ledger.spi.Collector.Notice;
import no.grend.schema.StoredBytes;
import org.jdbi.v3.core.Handle;

/**
 * A file being made («forsendelse»): one assignment, its rows and its bytes, in one transaction. Begin it, give it claims
 * or cancellations, seal it.
 */
final class Shipment {

    /** As many reasons as an answer tells without being asked for more. */
    static final int FIRST_LEFT_OUT = 100;

    private final Handle tx;
    private final FileStore store;
    private final Payee payee;
    private final ClaimTemplate template;
    private final Request request;
    private final Instant createdAt;
    private final String fileId;
    private final String name;
    private final int transmission;
    private final int assignment;
    private final StoredBytes bytes;

    private LocalDate dueDate;
    private Notice notice;
    private ClaimRecords records;
    private int places;
    private Ore total = Ore.ZERO;
    private int leftOut;
    private final List<LeftOut> unstored = new ArrayList<>();
    private final List<Problem.Detail> firstRefusals = new ArrayList<>();
    private final Map<String, Integer> leftOutByReason = new TreeMap<>();

    Shipment(
            Handle tx,
            FileStore store,
            Payee payee,
            ClaimTemplate template,
            String fileId,
            String name,
            int transmission,
            int assignment,
            Request request,
            Instant createdAt) {
        this.tx = tx;
        this.store = store;
        this.payee = payee;
        this.template = template;
        this.fileId = fileId;
        this.name = name;
        this.transmission = transmission;
        this.assignment = assignment;
        this.request = request;
        this.createdAt = createdAt;
        this.bytes = FileChunks.write(tx, fileId);
    }

    String fileId() {
        return fileId;
    }

    /** How many claims or cancellations have been given a place. */
    int places() {
        return places;
    }

    int nextPlace() {
        return ++places;
    }

    int leftOut() {
        return leftOut;
    }

    /** The first invoices left out, by number, with reasons. */
    List<Problem.Detail> firstRefusals() {
        return List.copyOf(firstRefusals);
    }

    /** How many were left out for each reason, by its code. */
    Map<String, Integer> leftOutByReason() {
        return Collections.unmodifiableMap(leftOutByReason);
    }

    void beginClaims(LocalDate due, Notice by) {
        this.dueDate = due;
        this.notice = by;
        store.begin(
                tx,
                row("", null),
                request.collectedRun(),
                request.key(),
                request.actor().id());
        records = ClaimRecords.claims(bytes, payee, transmission, assignment, by);
    }

    void beginCancellations() {
        store.begin(tx, row("", null), null, request.key(), request.actor().id());
        records = ClaimRecords.cancellations(bytes, payee, transmission, assignment);
    }

    /** Writes a claim; with notice by the bank, also what the bank shall tell the payer. */
    void claim(ClaimRow claim, Invoice invoice) {
        List<String> text = notice == Notice.BANK
                ? template.notice(invoice, claim.amount(), payee.name()).rows()
                : List.of();
        records.write(claim.place(), claim, text);
        total = total.plus(claim.amount());
    }

    /** Writes the cancellation of a claim under a place of its own, repeating it exactly (bank-files 4.6). */
    void cancellation(ClaimRow claim) {
        records.write(nextPlace(), claim, List.of());
        total = total.plus(claim.amount());
    }

    /** Notes an invoice that the file does not take. */
    void leaveOut(Invoice invoice, String code, String reason) {
        leaveOut(invoice.id(), Named.invoice(invoice), code, reason);
    }

    /** Notes an invoice whose claim the file does not stop. */
    void leaveOut(ClaimRow claim, String code, String reason) {
        leaveOut(claim.invoiceId(), Named.invoice(claim.invoiceNumber(), claim.kid()), code, reason);
    }

    private void leaveOut(String invoiceId, String name, String code, String reason) {
        LeftOut one = new LeftOut(++leftOut, invoiceId, code, reason);
        unstored.add(one);
        leftOutByReason.merge(code, 1, Integer::sum);
        if (firstRefusals.size() < FIRST_LEFT_OUT) {
            firstRefusals.add(Problem.Detail.field(null, code, name + ": " + reason));
        }
    }

    /** Stores what was left out so far. */
    void flush() {
        store.leaveOut(tx, fileId, unstored);
        unstored.clear();
    }

    /** All cancellations have this due date. */
    void dueOn(LocalDate due) {
        this.dueDate = due;
    }

    /** Ends the file and completes its row. @param warning what a person should know before sending it; may be null */
    BankFile seal(String warning) {
        flush();
        records.finish();
        bytes.close();
        BankFile sealed = row(bytes.sha256(), warning);
        store.seal(tx, sealed);
        return sealed;
    }

    private BankFile row(String sha256, String warning) {
        return new BankFile(
                fileId,
                request.kind(),
                name,
                transmission,
                assignment,
                dueDate,
                notice,
                request.run(),
                request.reverses(),
                places,
                total,
                leftOut,
                bytes.size(),
                sha256,
                warning,
                createdAt);
    }
}
