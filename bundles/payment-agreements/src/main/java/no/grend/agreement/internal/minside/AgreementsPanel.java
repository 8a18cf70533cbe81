package no.grend.agreement.internal.minside;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import no.grend.agreement.Consent;
import no.grend.agreement.StandingAgreement;
import no.grend.agreement.StandingAgreement.CollectedBy;
import no.grend.agreement.StandingAgreement.State;
import no.grend.agreement.StandingAgreements;
import no.grend.agreement.StandingAgreements.Act;
import no.grend.agreement.StandingAgreements.AgreementWarning;
import no.grend.agreement.StandingAgreements.Effect;
import no.grend.agreement.StandingAgreements.Limits;
import no.grend.agreement.StandingAgreements.Right;
import no.grend.identity.Actor;
import no.grend.kernel.ETag;
import no.grend.kernel.Problem;
import no.grend.minside.Panel;
import no.grend.minside.Reply;
import no.grend.minside.Request;
import no.grend.minside.View;
import no.grend.minside.Visit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * «Avtaler»: the member's standing agreements, and what the organisation has opened for doing with them (S0-28 to S0-33).
 * {@code <id>/change}, {@code /pause}, {@code /resumption} and {@code /end} are forms; what is sent is first shown with the date
 * from which it counts, and done when it is sent again confirmed.
 */
@Component(service = Panel.class)
public final class AgreementsPanel implements Panel {

    private static final int ORDER = 13;
    private static final int DEBITS_SHOWN = 12;
    private static final String CONSENT = "consent";

    /** What a member must know of the mandate's limit (S0-39). */
    private static final Set<String> LIMITS = Set.of("OVER_LIMIT", "LIMIT_UNKNOWN", "NO_MANDATE", "OVER_CONSENT");

    private final StandingAgreements agreements;

    @Activate
    public AgreementsPanel(@Reference StandingAgreements agreements) {
        this.agreements = agreements;
    }

    @Override
    public String id() {
        return "agreements";
    }

    @Override
    public Slot slot() {
        return Slot.FINANCE;
    }

    @Override
    public int order() {
        return ORDER;
    }

    /** Who has none, or may see none, has nothing to look at. */
    @Override
    public boolean visibleTo(Actor member) {
        return !agreements.own(member).isEmpty();
    }

    @Override
    public Optional<View> summary(Visit visit) {
        List<AgreementCard> live = cards(visit.member()).stream()
                .filter(card -> !card.state().equals("state." + State.ENDED))
                .toList();
        return live.isEmpty() ? Optional.empty() : Optional.of(new View("summary.peb", Map.of("agreements", live)));
    }

    @Override
    public Reply handle(Visit visit, Request request) {
        if (request.path().isEmpty()) {
            return request.post()
                    ? new Reply.NotFound()
                    : new Reply.Show(new View("list.peb", Map.of("agreements", cards(visit.member()))));
        }
        String[] path = request.path().split("/", 2);
        Optional<StandingAgreement> found = agreements.agreement(visit.member(), path[0]);
        if (found.isEmpty()) {
            return new Reply.NotFound();
        }
        if (path.length == 1) {
            return request.post() ? new Reply.NotFound() : show(visit.member(), found.get());
        }
        if (path[1].equals(CONSENT)) {
            return request.post() ? askForConsent(visit.member(), found.get()) : new Reply.NotFound();
        }
        return isOpen(visit.member(), found.get(), path[1])
                ? form(visit.member(), found.get(), path[1], request)
                : new Reply.NotFound();
    }

    private List<AgreementCard> cards(Actor member) {
        return agreements.own(member).stream().map(one -> card(member, one)).toList();
    }

    private AgreementCard card(Actor member, StandingAgreement agreement) {
        return AgreementCard.of(agreement, agreements.rights(member, agreement));
    }

    private Reply show(Actor member, StandingAgreement agreement) {
        Map<String, Object> model = new HashMap<>();
        model.put("agreement", card(member, agreement));
        model.put(
                "debits",
                agreements.debits(member, agreement.id()).stream()
                        .filter(debit -> debit.invoiceId() != null)
                        .limit(DEBITS_SHOWN)
                        .map(DebitCard::of)
                        .toList());
        model.put("mandate", agreement.collection() == CollectedBy.AVTALEGIRO);
        boolean asks = agreement.collection() == CollectedBy.PROVIDER && agreement.state() != State.ENDED;
        Consent consent = asks ? agreements.consent(member, agreement.id()).orElse(null) : null;
        boolean moving = consent != null
                && consent.move() != null
                && consent.move().stage().isOpen();
        model.put("moving", moving);
        model.put("asks", asks && !moving && (consent == null || consent.state().isOver()));
        model.put("consent", consent == null ? null : "consent." + consent.state());
        model.put("consentTone", consent != null && consent.state() == Consent.State.ACTIVE ? "good" : "wait");
        model.put(
                "redirect",
                consent == null || consent.redirect() == null
                        ? null
                        : consent.redirect().toString());
        return new Reply.Show(new View("agreement.peb", model));
    }

    private Reply askForConsent(Actor member, StandingAgreement agreement) {
        try {
            agreements.askForConsent(member, agreement.id());
            return new Reply.Redirect(agreement.id(), null);
        } catch (Problem refused) {
            return new Reply.Redirect(agreement.id(), "consent.AWAY");
        }
    }

    /** What is closed looks as if it was not there. */
    private boolean isOpen(Actor member, StandingAgreement agreement, String what) {
        Set<Right> rights = agreements.rights(member, agreement);
        boolean right = rights.contains(what.equals(AgreementForm.END) ? Right.END : Right.CHANGE);
        boolean paused = agreement.state() == State.PAUSED;
        return AgreementForm.isKnown(what)
                && right
                && agreement.state() != State.ENDED
                && (!what.equals(AgreementForm.RESUMPTION) || paused)
                && (!what.equals(AgreementForm.PAUSE) || !paused);
    }

    private Reply form(Actor member, StandingAgreement agreement, String what, Request request) {
        if (!request.post()) {
            AgreementForm form = AgreementForm.of(what, agreement);
            boolean asks = what.equals(AgreementForm.CHANGE) || what.equals(AgreementForm.PAUSE);
            return asks ? ask(200, member, agreement, form) : confirm(200, member, agreement, form, false);
        }
        AgreementForm form = AgreementForm.of(what, request.parameters());
        Act act = form.act();
        if (!form.errors().isEmpty()) {
            return ask(422, member, agreement, form);
        }
        return request.parameters().containsKey("confirmed")
                ? done(member, agreement, form, act)
                : confirm(200, member, agreement, form, false);
    }

    private Reply ask(int status, Actor member, StandingAgreement agreement, AgreementForm form) {
        Map<String, Object> model = model(member, agreement, form);
        Limits limits = agreements.limits(agreement.purpose());
        model.put("least", limits.least());
        model.put("most", limits.most());
        model.put("days", AgreementForm.days());
        return new Reply.Show(status, new View(form.what() + ".peb", model));
    }

    /** @param again whether it was confirmed before, and the agreement is another since */
    private Reply confirm(int status, Actor member, StandingAgreement agreement, AgreementForm form, boolean again) {
        Effect effect;
        try {
            effect = agreements.foresee(member, agreement.id(), form.act());
        } catch (Problem problem) {
            form.refused(problem);
            return ask(422, member, agreement, form);
        }
        Map<String, Object> model = model(member, effect.before(), form);
        model.put("heading", "confirm." + form.what());
        model.put("after", card(member, effect.after()));
        model.put(
                "amountChanges", !effect.before().amount().equals(effect.after().amount()));
        model.put("from", effect.from());
        model.put("standing", effect.standing().stream().map(DebitCard::of).toList());
        model.put("mandate", effect.before().collection() == CollectedBy.AVTALEGIRO);
        model.put("again", again);
        model.put(
                "limit",
                effect.warnings().stream()
                        .map(AgreementWarning::code)
                        .filter(LIMITS::contains)
                        .map(code -> "limit." + code)
                        .findFirst()
                        .orElse(null));
        return new Reply.Show(status, new View("confirm.peb", model));
    }

    private Reply done(Actor member, StandingAgreement agreement, AgreementForm form, Act act) {
        try {
            ETag seen = ETag.required(form.fields().get("version"));
            agreements.act(member, agreement.id(), seen, act, null);
            return new Reply.Redirect(agreement.id(), "done." + form.what());
        } catch (Problem problem) {
            if (problem.kind() == Problem.Kind.STALE || problem.kind() == Problem.Kind.PRECONDITION_REQUIRED) {
                return confirm(422, member, agreement, form, true);
            }
            form.refused(problem);
            return ask(422, member, agreement, form);
        }
    }

    private Map<String, Object> model(Actor member, StandingAgreement agreement, AgreementForm form) {
        Map<String, Object> model = new HashMap<>();
        model.put("agreement", card(member, agreement));
        model.put("version", Integer.toString(agreement.version()));
        model.put("what", form.what());
        model.put("form", form.fields());
        model.put("errors", form.errors());
        return model;
    }
}
