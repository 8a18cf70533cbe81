package no.grend.avtalegiro.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import no.grend.avtalegiro.internal.store.ClaimRow;
import no.grend.avtalegiro.internal.store.ClaimStore.Standing;
import no.grend.avtalegiro.internal.store.ClaimStore.State;
import no.grend.kernel.Problem;

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

    /** @param all every claim ever made for the invoices, oldest first @param paid those of the invoices that are paid */
    List<ClaimRow> stoppable(List<Standing> all, List<String> invoiceIds, Set<String> paid) {
        Sorted sorted = sorted(all, invoiceIds, paid);
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
    Sorted sorted(List<Standing> all, List<String> invoiceIds, Set<String> paid) {
        Map<String, Standing> latest = all.stream()
                .collect(Collectors.toMap(one -> one.claim().invoiceId(), one -> one, (old, later) -> later));
        List<ClaimRow> stoppable = new ArrayList<>();
        List<Problem.Detail> refusals = new ArrayList<>();
        for (String invoiceId : invoiceIds) {
            Standing claim = latest.get(invoiceId);
            Problem.Detail refusal = refusal(invoiceId, claim, paid);
            if (refusal == null) {
                stoppable.add(claim.claim());
            } else {
                refusals.add(refusal);
            }
        }
        return new Sorted(stoppable, refusals);
    }

    /** Why this invoice's claim cannot be stopped; null when it can. */
    private Problem.Detail refusal(String invoiceId, Standing standing, Set<String> paid) {
        if (standing == null) {
            return refusal("NOT_CLAIMED", "Invoice " + invoiceId + " has never been claimed by AvtaleGiro.");
        }
        ClaimRow claim = standing.claim();
        String what = "The claim for invoice " + claim.invoiceNumber();
        if (standing.state() == State.REJECTED) {
            return refusal("REJECTED", what + " was rejected by the bank; there is nothing left to stop.");
        }
        if (standing.cancellationFileId() != null) {
            return refusal(
                    "ALREADY_CANCELLED",
                    what + " is cancelled already, in file " + standing.cancellationFileId() + ".");
        }
        if (paid.contains(invoiceId)) {
            return refusal(
                    "ALREADY_PAID",
                    "Invoice " + claim.invoiceNumber() + " is paid already; there is nothing left to stop.");
        }
        return deadlines.isStoppable(claim.dueDate())
                ? null
                : refusal("DEADLINE_PASSED", deadlines.notStoppable(what, claim.dueDate()));
    }

    private static Problem.Detail refusal(String code, String detail) {
        return Problem.Detail.field("/invoiceIds", code, detail);
    }
}
