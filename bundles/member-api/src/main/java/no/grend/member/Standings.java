package no.grend.member;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Map;
import no.grend.identity.Actor;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Whether contacts count as members on a day («medlemsstatus»), for what only members may do (S1-07, S1-24). Worked out from
 * dates and never stored, so it is right at once after a payment, a freeze or an ending. Safe between threads.
 */
@ProviderType
public interface Standings {

    /**
     * Where each contact stands, as the register knows it now. For a day to come that means: if nothing more is paid. A period
     * may be unpaid for the days of grace, and counts as long.
     *
     * @param actor staff with {@code MEMBER_READ}; a member, for the contacts that they {@linkplain Guardians act for}
     * @param contactIds at most 1,000; those that are not in the register have no membership
     * @param day whole day, Europe/Oslo
     * @return an answer for every id that was asked for
     * @throws no.grend.kernel.Problem 403 without the permission, 404 when a member asks for somebody else
     * @throws IllegalArgumentException for more than 1,000 ids
     */
    Map<String, Standing> on(Actor actor, Collection<String> contactIds, LocalDate day);

    /**
     * Where a contact stands on the day.
     *
     * @param frozenUntil the last day of the freeze; of the one that ends first when several memberships are frozen. Null
     *     unless frozen
     */
    record Standing(State state, LocalDate frozenUntil) {

        /** Whether what is for active members is for this contact. */
        public boolean active() {
            return state == State.ACTIVE;
        }
    }

    /** What a contact's memberships come to together. */
    enum State {
        /** «Aktiv»: at least one membership counts. */
        ACTIVE,
        /** «Fryst»: there is a membership, but each that would count is frozen. */
        FROZEN,
        /** No membership counts: none was made, none has begun, or all have lapsed or ended. */
        NONE
    }
}
