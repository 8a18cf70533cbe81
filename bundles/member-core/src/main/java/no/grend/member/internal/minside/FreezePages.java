package no.grend.member.internal.minside;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import no.grend.kernel.Ore;
import no.grend.kernel.Problem;
import no.grend.ledger.Invoice.Line;
import no.grend.member.internal.Freezes;
import no.grend.member.internal.Freezes.Consequence;
import no.grend.member.internal.MemberCore;
import no.grend.member.internal.store.FreezeTable.Freeze;
import no.grend.member.internal.store.StoredMembership;
import no.grend.minside.Reply;
import no.grend.minside.Request;
import no.grend.minside.View;
import no.grend.minside.Visit;

/**
 * Freezing and thawing the own membership (S1-06, S1-07): which days, then what it comes to, and only then the deed. There
 * only where the organisation lets members freeze.
 */
final class FreezePages {

    private final MemberCore core;

    FreezePages(MemberCore core) {
        this.core = core;
    }

    Reply handle(Visit visit, Request request) {
        if (!core.freezes().rules().byMembers()) {
            return new Reply.NotFound();
        }
        StoredMembership membership =
                core.memberships().required(visit.member(), request.parameters().getOrDefault("membership", ""));
        return switch (request.path()) {
            case "freeze" ->
                request.post() ? consequence(visit, request, membership) : form(200, membership, Map.of(), Map.of());
            case "freeze/confirm" -> request.post() ? freeze(visit, request, membership) : new Reply.NotFound();
            case "thaw" -> request.post() ? thaw(visit, membership) : askThaw(visit, membership);
            default -> new Reply.NotFound();
        };
    }

    private Reply form(
            int status, StoredMembership membership, Map<String, String> values, Map<String, String> errors) {
        Freezes.Rules rules = core.freezes().rules();
        Map<String, Object> model = new HashMap<>();
        model.put("membership", membership.id());
        model.put("headingArguments", List.of(membership.category().name()));
        model.put("first", values.getOrDefault("first", ""));
        model.put("last", values.getOrDefault("last", ""));
        model.put("errors", errors);
        model.put("shortest", Integer.toString(rules.shortest()));
        model.put("longest", Integer.toString(rules.longest()));
        model.put("mostAYear", Integer.toString(rules.mostAYear()));
        return new Reply.Show(status, new View("freeze.peb", model));
    }

    private Reply consequence(Visit visit, Request request, StoredMembership membership) {
        return withDays(membership, request, (first, last) -> {
            Consequence consequence = core.freezes().preview(visit.member(), membership.id(), first, last);
            Map<String, Object> model = new HashMap<>();
            model.put("membership", membership.id());
            model.put("heading", "freeze.title");
            model.put("headingArguments", List.of(membership.category().name()));
            model.put("first", first);
            model.put("last", last);
            model.put("days", Long.toString(consequence.days()));
            model.put("paidUntil", consequence.paidUntil());
            model.put("nextFrom", membership.free() ? null : consequence.nextFrom());
            model.put("price", sum(consequence.nextLines()));
            return new Reply.Show(new View("consequence.peb", model));
        });
    }

    private Reply freeze(Visit visit, Request request, StoredMembership membership) {
        return withDays(membership, request, (first, last) -> {
            core.freezes().freeze(visit.member(), membership.id(), first, last, null, null);
            return new Reply.Redirect("", "freeze.done");
        });
    }

    private interface Deed {
        Reply on(LocalDate first, LocalDate last);
    }

    private Reply withDays(StoredMembership membership, Request request, Deed deed) {
        Map<String, String> asked = request.parameters();
        Map<String, String> errors = new HashMap<>();
        LocalDate first = day(asked, "first", errors);
        LocalDate last = day(asked, "last", errors);
        if (!errors.isEmpty()) {
            return form(422, membership, asked, errors);
        }
        try {
            return deed.on(first, last);
        } catch (Problem problem) {
            if (!problem.code().startsWith("FREEZE_")) {
                throw problem;
            }
            String field = problem.code().equals("FREEZE_FIRST_INVALID") ? "first" : "last";
            return form(422, membership, asked, Map.of(field, "error." + problem.code()));
        }
    }

    private static LocalDate day(Map<String, String> asked, String field, Map<String, String> errors) {
        try {
            return LocalDate.parse(asked.getOrDefault(field, "").strip());
        } catch (DateTimeException e) {
            errors.put(field, "error.DATE");
            return null;
        }
    }

    private Optional<Freeze> running(Visit visit, StoredMembership membership) {
        return core.freezes().ofMembership(visit.member(), membership.id()).stream()
                .filter(freeze -> !freeze.calledOff() && freeze.last().equals(membership.frozenUntil()))
                .findFirst();
    }

    private Reply askThaw(Visit visit, StoredMembership membership) {
        return running(visit, membership)
                .<Reply>map(freeze -> new Reply.Show(new View(
                        "thaw.peb",
                        Map.of(
                                "membership",
                                membership.id(),
                                "headingArguments",
                                List.of(membership.category().name()),
                                "first",
                                freeze.first(),
                                "last",
                                freeze.last()))))
                .orElseGet(Reply.NotFound::new);
    }

    private Reply thaw(Visit visit, StoredMembership membership) {
        Optional<Freeze> freeze = running(visit, membership);
        if (freeze.isEmpty()) {
            return new Reply.NotFound();
        }
        core.freezes().end(visit.member(), membership.id(), freeze.get().id(), null);
        return new Reply.Redirect("", "thaw.done");
    }

    private static Ore sum(List<Line> lines) {
        return Ore.of(lines.stream().mapToLong(line -> line.amount().value()).sum());
    }
}
