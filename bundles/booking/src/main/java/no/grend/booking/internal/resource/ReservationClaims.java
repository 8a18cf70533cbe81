package no.grend.booking.internal.resource;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import no.grend.booking.internal.store.ClaimTable;
import no.grend.booking.internal.store.ClaimTable.Claim;
import no.grend.booking.internal.store.Reservation;
import no.grend.booking.internal.timetable.Claims;
import no.grend.booking.internal.timetable.Conflict;
import no.grend.kernel.Problem;
import org.jdbi.v3.core.Handle;

/** The time of resources that reservations take up, five minutes to a row. */
final class ReservationClaims {

    private static final int FEW = 3;

    private ReservationClaims() {}

    /** The five minutes of a span, by number. */
    static Stream<Integer> grains(Instant starts, Instant ends) {
        return IntStream.range(ClaimTable.firstGrain(starts), ClaimTable.endGrain(ends))
                .boxed();
    }

    /** Refuses what somebody has already, and says who has the first of it. */
    static void requireFree(Handle tx, Reservation wanted) {
        List<Conflict> taken = Claims.conflicts(tx, wanted.resourceIds(), wanted.startsAt(), wanted.endsAt());
        if (!taken.isEmpty()) {
            throw new Problem(
                    Problem.Kind.CONFLICT,
                    "TAKEN",
                    taken.stream().limit(FEW).map(Conflict::words).collect(Collectors.joining(" "))
                            + (taken.size() > FEW ? " And more. Choose another time." : " Choose another time."),
                    taken.stream().map(each -> each.told("/startsAt", "TAKEN")).toList());
        }
    }

    /** Takes up the time of each of its resources; the primary key refuses what somebody has taken meanwhile. */
    static void take(Handle tx, Reservation reservation) {
        ClaimTable.insert(tx, claims(reservation));
    }

    private static List<Claim> claims(Reservation reservation) {
        List<Claim> claims = new ArrayList<>();
        for (String resource : reservation.resourceIds()) {
            grains(reservation.startsAt(), reservation.endsAt())
                    .forEach(grain -> claims.add(new Claim(resource, grain, reservation.id())));
        }
        return claims;
    }
}
