package no.grend.avtalegiro.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import no.grend.avtalegiro.internal.store.ClaimRow;
import no.grend.avtalegiro.internal.store.ClaimStore.Standing;
import no.grend.avtalegiro.internal.store.ClaimStore.State;
import no.grend.kernel.Problem;
import no.grend.ledger.Invoice;

/** Which single claims can be stopped: all that are asked for, or none with the reasons (S4-40). */
final class SingleCancellation {

    private final Deadlines deadlines;

    SingleCancellation(Deadlines deadlines) {
        this.deadlines = deadlines;
    }

    /** The invoices, each once: ticked twice is one cancellation (S4-42). */
    static List<String> wanted(List<String> invoiceIds) {
        if (invoiceIds == null
                || invoiceIds.isEmpty()
                || invoiceIds.size() > Batches.SIZE
                || invoiceIds.stream().anyMatch(id -> id == null)) {
            throw Problem.invalid("/invoiceIds", "INVOICES_MISSING", "Give 1-1000 invoice ids.");
        }
        return invoiceIds.stream().distinct().toList();
    }

    /** What can be stopped, and why the rest cannot. */
    record Sorted(List<ClaimRow> stoppable, List<Problem.Detail> refusals) {}

    /**
     * What is known when it is decided.
     *
     * @param claims every claim ever made for the invoices, oldest first
     * @param invoices those of them that there are, by id
     * @param fileName the name of a file by its id
     */
    record Known(List<Standing> claims, Map<String, Invoice> invoices, UnaryOperator<String> fileName) {}

    List<ClaimRow> stoppable(Known known, List<String> invoiceIds) {
        Sorted sorted = sorted(known, invoiceIds);
        if (!sorted.refusals().isEmpty()) {
            throw refused(sorted.refusals(), " Nothing was cancelled.");
        }
        return sorted.stoppable();
    }

    /** @param outcome what was not done, a sentence with a space before it */
    static Problem refused(List<Problem.Detail> refusals, String outcome) {
        Problem.Detail first = refusals.get(0);
        return new Problem(Problem.Kind.CONFLICT, first.code(), first.detail() + outcome, refusals);
    }

    /** As {@link #stoppable}, refusing nothing. */
    Sorted sorted(Known known, List<String> invoiceIds) {
        Map<String, Standing> latest = known.claims().stream()
                .collect(Collectors.toMap(one -> one.claim().invoiceId(), one -> one, (old, later) -> later));
        List<ClaimRow> stoppable = new ArrayList<>();
        List<Problem.Detail> refusals = new ArrayList<>();
        for (String invoiceId : invoiceIds) {
            Standing claim = latest.get(invoiceId);
            Problem.Detail refusal = refusal(invoiceId, claim, known);
            if (refusal == null) {
                stoppable.add(claim.claim());
            } else {
                refusals.add(refusal);
            }
        }
        return new Sorted(stoppable, refusals);
    }

    /** Why this invoice's claim cannot be stopped; null when it can. */
    private Problem.Detail refusal(String invoiceId, Standing standing, Known known) {
        Invoice invoice = known.invoices().get(invoiceId);
        if (standing == null) {
            return refusal(
                    "NOT_CLAIMED",
                    invoice == null
                            ? "There is no invoice with the id " + invoiceId + "."
                            : Named.invoice(invoice) + " has never been claimed by AvtaleGiro.");
        }
        ClaimRow claim = standing.claim();
        String what = Named.claim(claim);
        if (standing.state() == State.REJECTED) {
            return refusal("REJECTED", what + " was rejected by the bank; there is nothing left to stop.");
        }
        if (standing.cancellationFileId() != null) {
            return refusal(
                    "ALREADY_CANCELLED",
                    what + " is cancelled already, in file " + known.fileName().apply(standing.cancellationFileId())
                            + ".");
        }
        if (invoice != null && invoice.status() == Invoice.Status.PAID) {
            return refusal("ALREADY_PAID", Named.invoice(invoice) + " is paid already; there is nothing left to stop.");
        }
        return deadlines.isStoppable(claim.dueDate())
                ? null
                : refusal("DEADLINE_PASSED", deadlines.notStoppable(what, claim.dueDate()));
    }

    private static Problem.Detail refusal(String code, String detail) {
        return Problem.Detail.field("/invoiceIds", code, detail);
    }
}
