package no.grend.member.internal.minside;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import no.grend.kernel.Oslo;
import no.grend.member.Contact;
import no.grend.member.Members.CategoryKind;
import no.grend.member.internal.MemberCore;
import no.grend.member.internal.Standing;
import no.grend.member.internal.Stopping;
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
    private final FreezePages freezing;
    private final StopPages stopping;

    @Activate
    public MembershipPanel(@Reference MemberCore core, @Reference Stopping stopping) {
        this.core = core;
        this.freezing = new FreezePages(core);
        this.stopping = new StopPages(core, stopping);
    }

    /**
     * One membership as it is shown.
     *
     * @param tone good, wait, bad or calm
     * @param first the rule's first date
     * @param second the rule's second date; null when it has one only
     * @param frozenFrom of a freeze that is not over; null for none
     * @param mayFreeze whether the member is let freeze it now
     * @param endsOn its last day, when it has one that is not over; null else
     * @param mayStop whether the member is let give notice now
     * @param mayRegret whether the member gave notice, and may withdraw it
     */
    public record Shown(
            String id,
            String category,
            String status,
            String tone,
            String reason,
            LocalDate first,
            LocalDate second,
            LocalDate from,
            LocalDate paidUntil,
            LocalDate frozenFrom,
            LocalDate frozenUntil,
            boolean mayFreeze,
            boolean mayThaw,
            LocalDate endsOn,
            boolean mayStop,
            boolean mayRegret) {}

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
        if (StopPages.has(request.path())) {
            return stopping.handle(visit, request);
        }
        if (!request.path().isEmpty()) {
            return freezing.handle(visit, request);
        }
        return request.post() ? new Reply.NotFound() : new Reply.Show(new View("membership.peb", model(visit)));
    }

    private Map<String, Object> model(Visit visit) {
        String id = visit.member().contactId();
        Contact contact = core.contacts().required(visit.member(), id).contact();
        List<Shown> memberships = core.memberships().ofContact(visit.member(), id).stream()
                .map(membership -> shown(visit, membership))
                .toList();
        return Map.of("memberNumber", Integer.toString(contact.memberNumber()), "memberships", memberships);
    }

    private Shown shown(Visit visit, StoredMembership membership) {
        Standing standing = core.memberships().standing(membership);
        LocalDate today = Oslo.today(core.clock());
        boolean frozen =
                membership.frozenUntil() != null && !membership.frozenUntil().isBefore(today);
        boolean byMembers = core.freezes().rules().byMembers();
        boolean ends = membership.endedOn() != null && !membership.endedOn().isBefore(today);
        return new Shown(
                membership.id(),
                membership.category().name(),
                "status." + standing.status(),
                tone(standing.status()),
                "reason." + standing.reason(),
                standing.dates().get(0),
                standing.dates().size() > 1 ? standing.dates().get(1) : null,
                membership.from(),
                membership.coveredUntil(),
                frozen ? membership.frozenFrom() : null,
                frozen ? membership.frozenUntil() : null,
                byMembers && !frozen && mayBeFrozen(standing, membership),
                byMembers && frozen,
                ends ? membership.endedOn() : null,
                core.terminations().byMembers() && mayBeStopped(standing, membership),
                ends && stopping.own(visit, membership).isPresent());
    }

    /** One that has lapsed too: it is invoiced until somebody stops it. */
    private static boolean mayBeStopped(Standing standing, StoredMembership membership) {
        return membership.endedOn() == null
                && membership.category().kind() == CategoryKind.RUNNING
                && standing.status() != Standing.Status.FUTURE;
    }

    /** Whether it is one that the rules let be frozen at all; they are asked again when it is. */
    private static boolean mayBeFrozen(Standing standing, StoredMembership membership) {
        boolean runs =
                standing.status() == Standing.Status.ACTIVE || standing.status() == Standing.Status.AWAITING_PAYMENT;
        return runs && membership.category().kind() == CategoryKind.RUNNING && membership.billOn() == null;
    }

    private static String tone(Standing.Status status) {
        return switch (status) {
            case ACTIVE -> "good";
            case FROZEN, AWAITING_PAYMENT -> "wait";
            case LAPSED -> "bad";
            case FUTURE, ENDED -> "calm";
        };
    }
}
