package no.grend.member.internal;

import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import no.grend.identity.Actor;
import no.grend.identity.Permission;
import no.grend.kernel.Asked;
import no.grend.kernel.Problem;
import no.grend.member.Standings;
import no.grend.member.internal.store.FreezeTable;
import no.grend.member.internal.store.MembershipTable;
import no.grend.member.internal.store.StoredMembership;
import org.jdbi.v3.core.Handle;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Where contacts stand, as other modules see it: the rules are those of each {@link no.grend.member.internal.Standing}. */
@Component(service = Standings.class)
public final class StandingsService implements Standings {

    private static final int AT_MOST = 1000;
    private static final Standing NONE = new Standing(State.NONE, null);
    private static final Standing ACTIVE = new Standing(State.ACTIVE, null);

    private final MemberCore core;

    @Activate
    public StandingsService(@Reference MemberCore core) {
        this.core = core;
    }

    @Override
    public Map<String, Standing> on(Actor actor, Collection<String> contactIds, LocalDate day) {
        Asked.given("day", day, "say on which day");
        Set<String> asked = new LinkedHashSet<>(contactIds);
        if (asked.size() > AT_MOST) {
            throw new IllegalArgumentException("At most " + AT_MOST + " contacts a call");
        }
        requireMayAsk(actor, asked);
        return core.db().read(tx -> standings(tx, asked, day));
    }

    /** The own contact is what a member asks for nearly always, and needs no look at wards. */
    private void requireMayAsk(Actor actor, Set<String> asked) {
        if (!actor.isMember()) {
            actor.require(Permission.MEMBER_READ);
        } else if (!Set.of(actor.contactId()).containsAll(asked)
                && !core.wards().actsFor(actor).containsAll(asked)) {
            throw Problem.notFound("There is no such object.");
        }
    }

    private Map<String, Standing> standings(Handle tx, Set<String> asked, LocalDate day) {
        List<StoredMembership> counting = MembershipTable.ofContacts(tx, asked).stream()
                .filter(membership -> core.memberships().counts(membership, day))
                .toList();
        Map<String, LocalDate> frozen = FreezeTable.frozenOn(
                tx, counting.stream().map(StoredMembership::id).toList(), day);
        Map<String, Standing> found = new HashMap<>();
        asked.forEach(contact -> found.put(contact, NONE));
        for (StoredMembership membership : counting) {
            LocalDate until = frozen.get(membership.id());
            found.merge(
                    membership.contactId(),
                    until == null ? ACTIVE : new Standing(State.FROZEN, until),
                    StandingsService::better);
        }
        return found;
    }

    /** What one more membership makes of a contact's standing. */
    private static Standing better(Standing one, Standing other) {
        if (one.state() != other.state()) {
            return one.state().compareTo(other.state()) < 0 ? one : other;
        }
        return one.frozenUntil() != null && other.frozenUntil().isBefore(one.frozenUntil()) ? other : one;
    }
}
