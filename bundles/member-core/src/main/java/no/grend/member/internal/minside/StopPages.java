package no.grend.member.internal.minside;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import no.grend.kernel.Problem;
import no.grend.member.internal.MemberCore;
import no.grend.member.internal.StopPlan;
import no.grend.member.internal.Stopping;
import no.grend.member.internal.Stopping.Bill;
import no.grend.member.internal.Stopping.Fate;
import no.grend.member.internal.Stopping.Preview;
import no.grend.member.internal.store.StoredMembership;
import no.grend.member.internal.store.TerminationTable.Termination;
import no.grend.minside.Reply;
import no.grend.minside.Request;
import no.grend.minside.View;
import no.grend.minside.Visit;

/**
 * Stopping the own membership, and regretting it (S1-06, S1-08): one page that says all it comes to, and one button. There only
 * where the organisation lets members stop; what was given can be regretted whatever it lets them now.
 */
final class StopPages {

    private final MemberCore core;
    private final Stopping stopping;

    StopPages(MemberCore core, Stopping stopping) {
        this.core = core;
        this.stopping = stopping;
    }

    /** Whether a page is one of these. */
    static boolean has(String path) {
        return path.equals("stop") || path.equals("regret");
    }

    Reply handle(Visit visit, Request request) {
        StoredMembership membership =
                core.memberships().required(visit.member(), request.parameters().getOrDefault("membership", ""));
        if (request.path().equals("regret")) {
            return request.post() ? regret(visit, membership) : askRegret(visit, membership);
        }
        if (!core.terminations().byMembers()) {
            return new Reply.NotFound();
        }
        LocalDate last = day(request.parameters().get("last"));
        try {
            return request.post() ? stop(visit, membership, last) : consequence(visit, membership, last, 200);
        } catch (Problem problem) {
            return refused(visit, membership, problem);
        }
    }

    /** A day that cannot be read is none: the page then says what is proposed. */
    private static LocalDate day(String text) {
        try {
            return text == null ? null : LocalDate.parse(text.strip());
        } catch (DateTimeException e) {
            return null;
        }
    }

    private Reply stop(Visit visit, StoredMembership membership, LocalDate last) {
        if (last == null) {
            return consequence(visit, membership, null, 422);
        }
        core.terminations().give(visit.member(), membership.id(), last, null, null);
        return new Reply.Redirect("", "stop.done");
    }

    private Reply refused(Visit visit, StoredMembership membership, Problem problem) {
        return switch (problem.code()) {
            case "TERMINATION_TOO_EARLY", "TERMINATION_TOO_LATE" -> consequence(visit, membership, null, 422);
            case "TERMINATION_EXISTS" -> new Reply.Redirect("", "stop.already");
            case "TERMINATION_CASH", "TERMINATION_NOT_BEGUN" -> new Reply.Redirect("", "stop." + problem.code());
            default -> throw problem;
        };
    }

    private Reply consequence(Visit visit, StoredMembership membership, LocalDate last, int status) {
        Preview preview = stopping.preview(visit.member(), membership.id(), last);
        StopPlan plan = preview.plan();
        Map<String, Object> model = new HashMap<>();
        model.put("membership", membership.id());
        model.put("headingArguments", List.of(membership.category().name()));
        model.put("changed", status != 200);
        model.put("last", plan.lastDay());
        model.put("noticeUntil", plan.noticeUntil());
        model.put("boundUntil", plan.boundUntil());
        model.put("paidUntil", plan.paidUntil());
        model.put("endsBeforePaid", plan.paidUntil() != null && plan.lastDay().isBefore(plan.paidUntil()));
        model.put("other", other(plan));
        model.put("coming", plan.coming());
        model.put("known", preview.invoices() != null);
        model.put("toPay", bills(preview, Fate.TO_PAY));
        model.put("credited", bills(preview, Fate.CREDITED));
        model.put("claimed", bills(preview, Fate.CLAIMED));
        model.put("paidAfter", bills(preview, Fate.PAID_AFTER));
        return new Reply.Show(status, new View("stop.peb", model));
    }

    /** The other of the two days that a member is likely to want; null when they are one. */
    private static LocalDate other(StopPlan plan) {
        if (plan.earliest().equals(plan.proposed())) {
            return null;
        }
        return plan.lastDay().equals(plan.earliest()) ? plan.proposed() : plan.earliest();
    }

    /** @param number as text, since it is a name */
    public record Line(String number, LocalDate due, Object amount) {}

    private static List<Line> bills(Preview preview, Fate fate) {
        return preview.invoices() == null
                ? List.of()
                : preview.invoices().stream()
                        .filter(bill -> bill.fate() == fate)
                        .map(StopPages::line)
                        .toList();
    }

    private static Line line(Bill bill) {
        return new Line(
                Long.toString(bill.number()),
                bill.dueDate(),
                bill.fate() == Fate.PAID_AFTER ? bill.paid() : bill.open());
    }

    /** The notice that this member gave, and that stands. */
    Optional<Termination> own(Visit visit, StoredMembership membership) {
        return core.terminations().ofMembership(visit.member(), membership.id()).stream()
                .filter(given ->
                        given.stands() && given.askedBy().equals(visit.member().id()))
                .findFirst();
    }

    private Reply askRegret(Visit visit, StoredMembership membership) {
        return own(visit, membership)
                .<Reply>map(given -> new Reply.Show(new View(
                        "regret.peb",
                        Map.of(
                                "membership",
                                membership.id(),
                                "headingArguments",
                                List.of(membership.category().name()),
                                "last",
                                given.lastDay(),
                                "credited",
                                given.creditedFrom() != null))))
                .orElseGet(Reply.NotFound::new);
    }

    /** Regretting twice is regretting once. */
    private Reply regret(Visit visit, StoredMembership membership) {
        if (core.terminations().ofMembership(visit.member(), membership.id()).stream()
                .noneMatch(given -> given.askedBy().equals(visit.member().id()))) {
            return new Reply.NotFound();
        }
        try {
            own(visit, membership)
                    .ifPresent(given -> core.terminations().withdraw(visit.member(), membership.id(), given.id()));
        } catch (Problem problem) {
            if (problem.code().equals("TERMINATION_OVER") || problem.code().equals("MEMBERSHIP_EXISTS")) {
                return new Reply.Redirect("", "regret." + problem.code());
            }
            throw problem;
        }
        return new Reply.Redirect("", "regret.done");
    }
}
