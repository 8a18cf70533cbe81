package no.grend.ledger.internal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import no.grend.identity.Actor;
import no.grend.kernel.Fault;
import no.grend.kernel.IdempotencyKey;
import no.grend.kernel.Ids;
import no.grend.kernel.Ore;
import no.grend.kernel.Problem;
import no.grend.ledger.Credit;
import no.grend.ledger.CreditNote;
import no.grend.ledger.internal.store.ChargeRows;
import no.grend.ledger.internal.store.CreditNoteRows;
import no.grend.ledger.internal.store.Requests;
import no.grend.ledger.internal.store.Standing;
import no.grend.ledger.internal.store.Transfer;
import org.jdbi.v3.core.Handle;

/**
 * Takes back invoices by credit notes («kreditnota»), whole or line by line: never more of a line than no earlier credit note
 * took, never more than is left of the invoice. Safe between threads.
 */
final class Crediting {

    private static final int LONGEST_REASON = 500;

    private static final String REMEDY =
            "Credit at most what is open, or pay the money back outside Grend; or allow it by"
                    + " creditPaid in no.grend.ledger: then what is paid becomes the member's credit.";

    private final Adjusting.Means means;
    private final CreditNoteRows notes;
    private final ChargeRows charges;
    private final Requests requests = new Requests();
    private final Ids ids;

    Crediting(Adjusting.Means means) {
        this.means = means;
        this.notes = new CreditNoteRows(means.db().dialect());
        this.charges = new ChargeRows(means.db().dialect());
        this.ids = new Ids(means.clock());
    }

    /** Refuses what could be no credit note of any invoice. */
    static void check(Credit credit) {
        if (credit.reason() == null
                || credit.reason().isBlank()
                || credit.reason().length() > LONGEST_REASON) {
            throw Problem.invalid("/reason", "REASON_MISSING", "Say why the invoice is credited, in 1-500 characters.");
        }
        if (credit.whole() != credit.lines().isEmpty()) {
            throw Problem.invalid(
                    "/lines",
                    "WHOLE_OR_LINES",
                    "Credit either the whole invoice (whole) or some of its lines (lines), and not both.");
        }
    }

    /** What this key made before. */
    Optional<CreditNote> madeBy(Handle handle, IdempotencyKey key) {
        return key == null
                ? Optional.empty()
                : requests.entryOf(handle, key).flatMap(entry -> notes.byEntry(handle, entry));
    }

    CreditNote credit(Actor actor, String invoiceId, Credit credit, IdempotencyKey key) {
        CreditNote note = Adjusting.inTransaction(means, actor, adjusting -> madeBy(adjusting.tx(), key)
                .orElseGet(() -> write(adjusting, adjusting.invoice(invoiceId), credit, key)));
        Fault.point("ledger-after-credit");
        return note;
    }

    private CreditNote write(Adjusting adjusting, Standing invoice, Credit credit, IdempotencyKey key) {
        if (invoice.isCredited()) {
            throw Problem.conflict(
                    "CREDITED_ALREADY",
                    "Credit notes have taken back all of this invoice already. Nothing is left of it.");
        }
        Map<Integer, Long> left = notes.left(adjusting.tx(), invoice.entry());
        Map<Integer, Long> lines = credit.whole() ? whole(left) : some(left, credit.lines());
        long amount = lines.values().stream().mapToLong(Long::longValue).reduce(0, Math::addExact);
        if (amount <= 0 || amount > invoice.uncredited()) {
            throw Problem.rule(
                    "/lines",
                    "CREDIT_SUM",
                    "The lines of a credit note must sum to more than zero, and to at most what is left of the invoice, "
                            + Ore.of(invoice.uncredited()) + ".");
        }
        takeOff(adjusting, invoice, amount, credit.reason());
        long entry = adjusting.append(invoice, Transfer.credit(amount, invoice));
        String id = ids.next();
        notes.add(adjusting.journal(), entry, id, invoice.entry(), amount, credit.reason(), lines);
        if (key != null) {
            requests.keep(adjusting.tx(), key, entry);
        }
        adjusting.enter("INVOICE_CREDITED", invoice, null, "credit-note:" + id, credit.reason());
        Fault.point("ledger-credit-before-commit");
        return notes.byEntry(adjusting.tx(), entry).orElseThrow();
    }

    /** With the last of the invoice itself its charges go too: there is nothing left to be late with. */
    private void takeOff(Adjusting adjusting, Standing invoice, long amount, String reason) {
        List<ChargeRows.Row> alsoOff = amount < invoice.uncredited()
                ? List.of()
                : charges
                        .byInvoices(adjusting.tx(), List.of(invoice.id()))
                        .getOrDefault(invoice.id(), List.of())
                        .stream()
                        .filter(row -> row.charged().waived() == null)
                        .toList();
        long off = amount;
        for (ChargeRows.Row row : alsoOff) {
            off = Math.addExact(off, row.charged().charge().amount().value());
        }
        adjusting.makeRoom(invoice, off, "The credit note", REMEDY);
        alsoOff.forEach(row -> adjusting.waive(invoice, row, reason));
        invoice.credit(amount);
    }

    private static Map<Integer, Long> whole(Map<Integer, Long> left) {
        Map<Integer, Long> lines = new LinkedHashMap<>(left);
        lines.values().removeIf(ore -> ore == 0);
        return lines;
    }

    private static Map<Integer, Long> some(Map<Integer, Long> left, List<Credit.Line> asked) {
        Map<Integer, Long> lines = new LinkedHashMap<>();
        for (Credit.Line line : asked) {
            String pointer = "/lines/" + lines.size();
            Long most = left.get(line.line());
            if (most == null) {
                throw Problem.rule(
                        pointer + "/line",
                        "LINE_UNKNOWN",
                        "The invoice has lines 1-" + left.size() + "; give one of them.");
            }
            long ore = line.amount() == null ? 0 : line.amount().value();
            if (ore == 0 || Long.signum(ore) != Long.signum(most) || Math.abs(ore) > Math.abs(most)) {
                throw Problem.rule(
                        pointer + "/amount",
                        "LINE_AMOUNT",
                        "Of line " + line.line() + " " + Ore.of(most)
                                + " is not credited yet; give an amount with the same sign and no larger.");
            }
            if (lines.put(line.line(), ore) != null) {
                throw Problem.rule(pointer + "/line", "LINE_TWICE", "Name each line once.");
            }
        }
        return lines;
    }
}
