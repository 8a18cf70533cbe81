package no.grend.member.internal.minside;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import no.grend.member.Contact;
import no.grend.member.internal.MemberCore;
import no.grend.member.internal.Standing;
import no.grend.member.internal.store.StoredMembership;
import no.grend.minside.Panel;
import no.grend.minside.Reply;
import no.grend.minside.Request;
import no.grend.minside.View;
import no.grend.minside.Visit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** «Medlemskap»: where each of the member's memberships stands, in words, and why (S1-09). */
@Component(service = Panel.class)
public final class MembershipPanel implements Panel {

    private final MemberCore core;

    @Activate
    public MembershipPanel(@Reference MemberCore core) {
        this.core = core;
    }

    /**
     * One membership as it is shown.
     *
     * @param tone good, wait, bad or calm
     * @param first the rule's first date
     * @param second the rule's second date; null when it has one only
     */
    public record Shown(
            String category,
            String status,
            String tone,
            String reason,
            LocalDate first,
            LocalDate second,
            LocalDate from,
            LocalDate paidUntil) {}

    @Override
    public String id() {
        return "membership";
    }

    @Override
    public Slot slot() {
        return Slot.OVERVIEW;
    }

    @Override
    public int order() {
        return 10;
    }

    @Override
    public Optional<View> summary(Visit visit) {
        return Optional.of(new View("summary.peb", model(visit)));
    }

    @Override
    public Reply handle(Visit visit, Request request) {
        return request.path().isEmpty() && !request.post()
                ? new Reply.Show(new View("membership.peb", model(visit)))
                : new Reply.NotFound();
    }

    private Map<String, Object> model(Visit visit) {
        String id = visit.member().contactId();
        Contact contact = core.contacts().required(visit.member(), id).contact();
        List<Shown> memberships = core.memberships().ofContact(visit.member(), id).stream()
                .map(this::shown)
                .toList();
        return Map.of("memberNumber", Integer.toString(contact.memberNumber()), "memberships", memberships);
    }

    private Shown shown(StoredMembership membership) {
        Standing standing = core.memberships().standing(membership);
        return new Shown(
                membership.category().name(),
                "status." + standing.status(),
                tone(standing.status()),
                "reason." + standing.reason(),
                standing.dates().get(0),
                standing.dates().size() > 1 ? standing.dates().get(1) : null,
                membership.from(),
                membership.paidUntil());
    }

    private static String tone(Standing.Status status) {
        return switch (status) {
            case ACTIVE -> "good";
            case AWAITING_PAYMENT -> "wait";
            case LAPSED -> "bad";
            case FUTURE, ENDED -> "calm";
        };
    }
}
