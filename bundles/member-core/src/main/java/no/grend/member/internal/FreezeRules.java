package no.grend.member.internal;

import java.time.Clock;
import java.time.LocalDate;
import no.grend.identity.Actor;
import no.grend.identity.Permission;
import no.grend.kernel.Asked;
import no.grend.kernel.Count;
import no.grend.kernel.Oslo;
import no.grend.kernel.Problem;
import no.grend.member.Members.CategoryKind;
import no.grend.member.internal.store.FreezeTable;
import no.grend.member.internal.store.StoredMembership;
import org.jdbi.v3.core.Handle;

/** What may be frozen («fryseregler», S1-06), by staff and by members; each refusal says why. Safe between threads. */
final class FreezeRules {

    private static final int STAFF_LONGEST_DAYS = 366;
    private static final int FURTHEST_DAYS = 366;

    private final Clock clock;
    private final Memberships memberships;
    private final Freezes.Rules rules;

    FreezeRules(Clock clock, Memberships memberships, Freezes.Rules rules) {
        this.clock = clock;
        this.memberships = memberships;
        this.rules = rules;
    }

    /** Whether they may freeze at all. */
    void requireMay(Actor actor) {
        if (!actor.isMember()) {
            actor.require(Permission.MEMBER_WRITE);
        } else if (!rules.byMembers()) {
            throw Problem.forbidden("This organisation does not let members freeze by themselves. Ask it to.");
        }
    }

    /** Whether these days may be frozen of this membership, by them and now. */
    void require(Handle tx, Actor actor, StoredMembership membership, LocalDate first, LocalDate last) {
        requireMay(actor);
        Asked.given("first", first, "give the first frozen day");
        Asked.given("last", last, "give the last frozen day");
        requireDays(actor, first, last);
        requireRunning(membership, first, last);
        if (membership.frozenUntil() != null && !membership.frozenUntil().isBefore(today())) {
            throw Problem.conflict(
                    "FREEZE_EXISTS",
                    "The membership is frozen from " + membership.frozenFrom() + " to " + membership.frozenUntil()
                            + ". End that freeze first, or wait until it is over.");
        }
        if (actor.isMember()) {
            requireWithinYear(tx, membership, first, last);
        }
    }

    private void requireDays(Actor actor, LocalDate first, LocalDate last) {
        if (first.isBefore(today()) || first.isAfter(today().plusDays(FURTHEST_DAYS))) {
            throw Problem.rule("/first", "FREEZE_FIRST_INVALID", "first must be today or later, at most a year ahead.");
        }
        if (last.isBefore(first)) {
            throw Problem.rule(
                    "/last",
                    "FREEZE_LENGTH",
                    "last is the last frozen day, so it cannot be before first, " + first + ".");
        }
        int longest = actor.isMember() ? rules.longest() : STAFF_LONGEST_DAYS;
        int shortest = actor.isMember() ? rules.shortest() : 1;
        long days = Freezes.days(first, last);
        if (days < shortest || days > longest) {
            throw Problem.rule(
                    "/last",
                    "FREEZE_LENGTH",
                    "A freeze lasts " + shortest + " to " + longest + " days, and this would be " + days + ".");
        }
    }

    private void requireRunning(StoredMembership membership, LocalDate first, LocalDate last) {
        if (membership.category().kind() == CategoryKind.CASH) {
            throw Problem.conflict("FREEZE_CASH", "A cash membership lasts its one period, and cannot be frozen.");
        }
        if (membership.billOn() != null) {
            throw Problem.conflict(
                    "FREEZE_TOO_EARLY",
                    "The first invoice comes on " + membership.billOn() + "; the membership can be frozen after that.");
        }
        if (!memberships.counts(membership, first)) {
            throw Problem.conflict(
                    "FREEZE_NOT_ACTIVE",
                    "Only a membership that runs on its first frozen day can be frozen. "
                            + memberships.standing(membership, first).explanation());
        }
        if (membership.endedOn() != null && membership.endedOn().isBefore(last)) {
            throw Problem.rule(
                    "/last",
                    "FREEZE_AFTER_END",
                    "The membership ends on " + membership.endedOn() + ", so that is the last day that can be frozen.");
        }
    }

    private void requireWithinYear(Handle tx, StoredMembership membership, LocalDate first, LocalDate last) {
        for (int year = first.getYear(); year <= last.getYear(); year++) {
            LocalDate newYear = LocalDate.of(year, 1, 1);
            LocalDate newYearsEve = LocalDate.of(year, 12, 31);
            long before = FreezeTable.days(tx, membership.id(), newYear, newYearsEve);
            long asked = Freezes.days(
                    first.isBefore(newYear) ? newYear : first, last.isAfter(newYearsEve) ? newYearsEve : last);
            if (before + asked > rules.mostAYear()) {
                throw Problem.rule(
                        "/last",
                        "FREEZE_YEAR",
                        "A membership may be frozen " + Count.of(rules.mostAYear(), "day") + " a year, and " + before
                                + " of " + year + " are used.");
            }
        }
    }

    private LocalDate today() {
        return Oslo.today(clock);
    }
}
