package no.grend.ocr.internal;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import no.grend.audit.Audit;
import no.grend.identity.Actor;
import no.grend.identity.Permission;
import no.grend.kernel.Fault;
import no.grend.kernel.Ore;
import no.grend.kernel.Page;
import no.grend.kernel.Problem;
import no.grend.ledger.Invoice;
import no.grend.ledger.Ledger;
import no.grend.ocr.internal.store.Decision;
import no.grend.ocr.internal.store.FileStore;
import no.grend.ocr.internal.store.LineRow;
import no.grend.ocr.internal.store.LineRow.Status;
import no.grend.ocr.internal.store.LineStore;
import no.grend.schema.Database;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The payments that a person should look at, and what the person decides (S4-63). Every decision is audited and can be taken
 * back. Safe between threads.
 */
@Component(service = ExceptionQueue.class)
public final class ExceptionQueue {

    private static final Set<Status> OPEN = Set.of(Status.UNMATCHED, Status.OVERPAID);

    private final LineStore lines;
    private final Ledger ledger;
    private final Copies copies;
    private final Clock clock;

    /** @param files its licence is this queue's licence too */
    @Activate
    public ExceptionQueue(
            @Reference(target = "(module=ocr)") Database database,
            @Reference Audit audit,
            @Reference Ledger ledger,
            @Reference Clock clock,
            @Reference BankFiles files) {
        this(new LineStore(database, audit), new FileStore(database, audit, clock), ledger, clock);
    }

    ExceptionQueue(LineStore lines, FileStore files, Ledger ledger, Clock clock) {
        this.lines = lines;
        this.ledger = ledger;
        this.copies = new Copies(files, ledger, clock);
        this.clock = clock;
    }

    /** A line and where it may belong. @param suggestion null when nothing speaks for any invoice */
    public record Entry(LineRow line, Suggestion suggestion) {}

    /** An invoice that a payment may belong to. @param reason in words */
    public record Suggestion(String invoiceId, long invoiceNumber, String reason) {}

    /** A file's exceptions in its order. @param status null for all */
    public Page<Entry> ofFile(Actor actor, String fileId, Status status, String cursor, Integer limit) {
        actor.require(Permission.BANK_READ);
        int size = Page.limit(limit);
        Page<LineRow> page = Page.cut(
                lines.ofFile(fileId, status, lineOf(cursor), size + 1), size, line -> Long.toString(line.line()));
        return withSuggestions(actor, page);
    }

    /** The exceptions of all files with this status, oldest first. */
    public Page<Entry> queue(Actor actor, Status status, String cursor, Integer limit) {
        actor.require(Permission.BANK_READ);
        int size = Page.limit(limit);
        return withSuggestions(
                actor, Page.cut(lines.queue(status, cursor == null ? "" : cursor, size + 1), size, LineRow::id));
    }

    public Entry line(Actor actor, String id) {
        actor.require(Permission.BANK_READ);
        return withSuggestions(actor, new Page<>(List.of(find(id)), null))
                .items()
                .get(0);
    }

    private static long lineOf(String cursor) {
        try {
            return cursor == null ? 0 : Long.parseLong(cursor);
        } catch (NumberFormatException e) {
            throw Problem.invalid(null, "CURSOR_INVALID", "This cursor is not one that a page gave as its next.");
        }
    }

    private Page<Entry> withSuggestions(Actor actor, Page<LineRow> page) {
        Map<String, Ledger.Suggestion> suggestions = new HashMap<>();
        page.items().stream().filter(line -> OPEN.contains(line.status())).forEach(line -> ledger.suggest(
                        actor, line.sourceKey())
                .ifPresent(suggestion -> suggestions.put(line.id(), suggestion)));
        Map<String, Invoice> invoices = suggestions.isEmpty()
                ? Map.of()
                : ledger.invoices(
                        actor,
                        suggestions.values().stream()
                                .map(Ledger.Suggestion::invoiceId)
                                .collect(Collectors.toSet()));
        return page.map(line -> new Entry(line, suggestion(suggestions.get(line.id()), invoices)));
    }

    private static Suggestion suggestion(Ledger.Suggestion suggested, Map<String, Invoice> invoices) {
        Invoice invoice = suggested == null ? null : invoices.get(suggested.invoiceId());
        return invoice == null ? null : new Suggestion(invoice.id(), invoice.number(), suggested.reason());
    }

    /**
     * A person places a payment on an invoice; the same decision again changes nothing.
     *
     * @param why null when none is given
     */
    public Entry allocate(Actor actor, String id, String invoiceId, String why) {
        actor.require(Permission.BANK_WRITE);
        LineRow line = find(id);
        switch (line.status()) {
            case UNMATCHED, OVERPAID -> place(actor, line, line.sourceKey(), invoiceId, why);
            case SUSPECTED_COPY -> {
                requireInvoice(actor, invoiceId);
                place(actor, line, copies.post(actor, line), invoiceId, why);
            }
            case ALLOCATED -> requireSame(line, invoiceId);
            case DISMISSED ->
                throw Problem.conflict(
                        "LINE_DISMISSED", "This payment was set aside as a copy. Take that back before it is placed.");
        }
        return new Entry(find(id), null);
    }

    private void place(Actor actor, LineRow line, String key, String invoiceId, String why) {
        Ledger.Payment payment = ledger.payment(actor, key).orElseThrow();
        String invoice = invoiceId;
        Ore left = Ore.ZERO;
        if (isPlacedBefore(line, payment, invoiceId)) {
            // And cut off before it was written here. What the invoice did not take is the member's credit.
            invoice = payment.invoiceId();
            left = payment.unallocated();
        } else {
            left = ledger.allocate(actor, key, invoiceId, why).unallocated();
            Fault.point("ocr-after-allocate");
        }
        Long number = ledger.invoice(actor, invoice).map(Invoice::number).orElse(null);
        Audit.Entry entry = new Audit.Entry(
                actor.id(),
                "BANK_LINE_ALLOCATED",
                "bank-line:" + line.id(),
                line.status().name(),
                "invoice:" + invoice,
                why);
        requireMoved(lines.move(line, Status.ALLOCATED, key, left, invoice, decision(actor, number, why), entry));
    }

    private static boolean isPlacedBefore(LineRow line, Ledger.Payment payment, String invoiceId) {
        if (payment.unallocated().isZero()) {
            return true;
        }
        boolean there = invoiceId.equals(payment.invoiceId()) && !invoiceId.equals(line.invoiceId());
        return there && !payment.unallocated().equals(line.unallocated());
    }

    private Decision decision(Actor actor, Long invoiceNumber, String why) {
        return new Decision(actor.id(), actor.name(), clock.instant(), invoiceNumber, why);
    }

    private void requireInvoice(Actor actor, String invoiceId) {
        if (ledger.invoice(actor, invoiceId).isEmpty()) {
            throw Problem.rule("/invoiceId", "INVOICE_UNKNOWN", "There is no such invoice.");
        }
    }

    private static void requireSame(LineRow line, String invoiceId) {
        if (!invoiceId.equals(line.invoiceId())) {
            throw Problem.conflict(
                    "LINE_ALLOCATED", "This payment lies on another invoice. Take it back from there first (DELETE).");
        }
    }

    /** Takes a person's decision back: the payment waits in the queue again. */
    public Entry takeBack(Actor actor, String id, String why) {
        actor.require(Permission.BANK_WRITE);
        LineRow line = find(id);
        switch (line.status()) {
            case ALLOCATED -> {
                ledger.unallocate(actor, line.sourceKey(), why);
                Ore left = ledger.payment(actor, line.sourceKey()).orElseThrow().unallocated();
                // Once posted, what looked like a copy is a payment like any other.
                Status to = line.found() == Status.SUSPECTED_COPY ? Status.UNMATCHED : line.found();
                requireMoved(lines.move(line, to, line.sourceKey(), left, null, null, reversal(actor, line, to, why)));
            }
            case DISMISSED ->
                requireMoved(lines.move(
                        line,
                        Status.SUSPECTED_COPY,
                        line.sourceKey(),
                        line.unallocated(),
                        null,
                        null,
                        reversal(actor, line, Status.SUSPECTED_COPY, why)));
            case UNMATCHED, OVERPAID, SUSPECTED_COPY ->
                throw Problem.conflict(
                        "LINE_NOT_ALLOCATED", "Nobody has placed this payment, so there is nothing to take back.");
        }
        return line(actor, id);
    }

    private static Audit.Entry reversal(Actor actor, LineRow line, Status to, String why) {
        return new Audit.Entry(
                actor.id(),
                "BANK_LINE_TAKEN_BACK",
                "bank-line:" + line.id(),
                line.status().name(),
                to.name(),
                why);
    }

    /** A person says that a suspected copy is one: nothing is posted for it. */
    public Entry dismiss(Actor actor, String id, String why) {
        actor.require(Permission.BANK_WRITE);
        LineRow line = find(id);
        if (line.status() == Status.SUSPECTED_COPY) {
            Audit.Entry entry = new Audit.Entry(
                    actor.id(),
                    "BANK_LINE_DISMISSED",
                    "bank-line:" + line.id(),
                    line.status().name(),
                    Status.DISMISSED.name(),
                    why);
            requireMoved(lines.move(
                    line,
                    Status.DISMISSED,
                    line.sourceKey(),
                    line.unallocated(),
                    null,
                    decision(actor, null, why),
                    entry));
        } else if (line.status() != Status.DISMISSED) {
            throw Problem.conflict(
                    "LINE_NO_COPY",
                    "Only a suspected copy can be set aside; this is money that the bank has paid out.");
        }
        return line(actor, id);
    }

    private LineRow find(String id) {
        return lines.byId(id).orElseThrow(() -> Problem.notFound("There is no such payment in the queue."));
    }

    private static void requireMoved(boolean moved) {
        if (!moved) {
            throw Problem.conflict(
                    "LINE_CHANGED", "Somebody else decided about this payment at the same time. Look at it again.");
        }
    }
}
