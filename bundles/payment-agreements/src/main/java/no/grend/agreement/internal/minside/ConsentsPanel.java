package no.grend.agreement.internal.minside;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import no.grend.agreement.Consent;
import no.grend.agreement.Consent.State;
import no.grend.agreement.Consents;
import no.grend.agreement.NewConsent;
import no.grend.agreement.Payments;
import no.grend.agreement.Payments.Way;
import no.grend.agreement.internal.Settings;
import no.grend.identity.Actor;
import no.grend.kernel.Ore;
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
 * «Faste betalinger»: what the member has consented to be charged for, ending it, giving one for what the organisation has
 * opened, and giving one anew where the organisation changes provider. {@code <id>/ending} ends one, {@code giving} begins one,
 * {@code <id>/moving} begins the one that takes over.
 */
@Component(service = Panel.class)
public final class ConsentsPanel implements Panel {

    private static final int ORDER = 14;
    private static final int A_YEAR = 12;
    private static final String ENDING = "/ending";
    private static final String MOVING = "/moving";
    private static final String GIVING = "giving";

    private final Consents consents;
    private final Payments payments;
    private final Settings settings;

    @Activate
    public ConsentsPanel(@Reference Consents consents, @Reference Payments payments, @Reference Settings settings) {
        this.consents = consents;
        this.payments = payments;
        this.settings = settings;
    }

    /**
     * A consent as its payer sees it.
     *
     * @param limit the most a period: theirs when they set one, else what was asked for
     * @param movesTo the name of the provider that it must be given to instead; null when it stays
     * @param movable whether the member has still to ask for that one
     */
    public record ConsentCard(
            String id,
            String purpose,
            String provider,
            Ore limit,
            String period,
            String state,
            String tone,
            String redirect,
            boolean endable,
            String movesTo,
            boolean movable) {}

    /** Something that the member can give a consent for. */
    public record Offered(String purpose, String words, Ore most, String provider, String name) {}

    @Override
    public String id() {
        return "consents";
    }

    @Override
    public Slot slot() {
        return Slot.FINANCE;
    }

    @Override
    public int order() {
        return ORDER;
    }

    /** Where there is none to see and none to give there is no panel. */
    @Override
    public boolean visibleTo(Actor member) {
        return !settings.memberConsents().isEmpty()
                || !consents.ofContact(member, member.contactId()).isEmpty();
    }

    /** There only while there is something to know or to do. */
    @Override
    public Optional<View> summary(Visit visit) {
        List<Consent> own = own(visit);
        List<ConsentCard> live = own.stream()
                .filter(consent -> !consent.state().isOver() || isMoving(consent))
                .map(consent -> card(consent, own))
                .toList();
        return live.isEmpty() ? Optional.empty() : Optional.of(new View("summary.peb", Map.of("consents", live)));
    }

    @Override
    public Reply handle(Visit visit, Request request) {
        if (!request.post()) {
            return request.path().isEmpty() ? show(visit, request) : new Reply.NotFound();
        }
        if (request.path().equals(GIVING)) {
            return give(visit, request.parameters());
        }
        String path = request.path();
        if (path.endsWith(MOVING)) {
            return move(visit, path.substring(0, path.length() - MOVING.length()));
        }
        return path.endsWith(ENDING)
                ? end(visit, path.substring(0, path.length() - ENDING.length()))
                : new Reply.NotFound();
    }

    private Reply end(Visit visit, String id) {
        if (own(visit).stream().noneMatch(consent -> consent.id().equals(id))) {
            return new Reply.NotFound();
        }
        consents.end(visit.member(), id);
        return new Reply.Redirect("", "flash.ENDED");
    }

    private Reply move(Visit visit, String id) {
        if (own(visit).stream().noneMatch(consent -> consent.id().equals(id) && isMoving(consent))) {
            return new Reply.NotFound();
        }
        try {
            consents.move(visit.member(), id);
            return new Reply.Redirect("", null);
        } catch (Problem refused) {
            return new Reply.Redirect("", "flash.NOT_MOVED");
        }
    }

    private static boolean isMoving(Consent consent) {
        return consent.move() != null && consent.move().stage().isOpen();
    }

    private Reply give(Visit visit, Map<String, String> fields) {
        Optional<Offered> offered = offered(own(visit)).stream()
                .filter(each -> each.purpose().equals(fields.get("purpose"))
                        && each.provider().equals(fields.get("provider")))
                .findFirst();
        if (offered.isEmpty()) {
            return new Reply.NotFound();
        }
        try {
            consents.begin(
                    visit.member(),
                    new NewConsent(
                            visit.member().contactId(),
                            offered.get().provider(),
                            offered.get().purpose(),
                            null,
                            offered.get().most(),
                            A_YEAR,
                            null,
                            null),
                    null);
            return new Reply.Redirect("", null);
        } catch (Problem refused) {
            return new Reply.Redirect("", "flash.AWAY");
        }
    }

    /** Who comes back from a provider sees what it says now. */
    private Reply show(Visit visit, Request request) {
        List<Consent> own = own(visit);
        String back = request.parameters().get("back");
        if (own.stream()
                .anyMatch(
                        consent -> consent.id().equals(back) && !consent.state().isOver())) {
            askQuietly(visit.member(), back);
            own = own(visit);
        }
        Map<String, Object> model = new HashMap<>();
        List<Consent> shown = own;
        model.put(
                "consents", shown.stream().map(consent -> card(consent, shown)).toList());
        model.put("offered", offered(own));
        return new Reply.Show(new View("list.peb", model));
    }

    private void askQuietly(Actor member, String id) {
        try {
            consents.ask(member, id);
        } catch (Problem away) {
            // The page then tells what is known, and the provider is asked later.
        }
    }

    private List<Consent> own(Visit visit) {
        return consents.ofContact(visit.member(), visit.member().contactId());
    }

    /** What the organisation has opened, less what the member has a consent for already. */
    private List<Offered> offered(List<Consent> own) {
        List<Offered> offered = new ArrayList<>();
        settings.memberConsents().forEach((purpose, most) -> {
            boolean has = own.stream()
                    .anyMatch(consent -> consent.purpose().equals(purpose)
                            && consent.subject() == null
                            && (isMoving(consent) || !consent.state().isOver() && consent.state() != State.ENDING));
            if (!has) {
                for (Way way : consents.ways(purpose)) {
                    offered.add(new Offered(purpose, words(purpose), most, way.provider(), way.name()));
                }
            }
        });
        return offered;
    }

    private ConsentCard card(Consent consent, List<Consent> own) {
        boolean moving = isMoving(consent);
        boolean underWay = own.stream()
                .anyMatch(heir -> consent.id().equals(heir.replaces())
                        && (heir.state() == State.STARTED || heir.state() == State.UNKNOWN));
        return new ConsentCard(
                consent.id(),
                words(consent.purpose()),
                payments.nameOf(consent.provider()),
                consent.limit() == null ? consent.most() : consent.limit(),
                consent.everyMonths() == A_YEAR
                        ? "period.YEAR"
                        : consent.everyMonths() == 1 ? "period.MONTH" : "period.OTHER",
                "state." + consent.state(),
                tone(consent.state()),
                consent.state() == State.STARTED && consent.redirect() != null
                        ? consent.redirect().toString()
                        : null,
                !consent.state().isOver() && consent.state() != State.ENDING,
                moving ? payments.nameOf(consent.move().to()) : null,
                moving && !underWay);
    }

    /** Key of the words for a purpose; one that has none is told as it is. */
    private static String words(String purpose) {
        return switch (purpose) {
            case "membership", "gift", "course" -> "purpose." + purpose;
            default -> "purpose.other";
        };
    }

    private static String tone(State state) {
        return switch (state) {
            case STARTED, UNKNOWN, ENDING -> "wait";
            case ACTIVE -> "good";
            case FAILED -> "bad";
            case STOPPED, EXPIRED -> "calm";
        };
    }
}
