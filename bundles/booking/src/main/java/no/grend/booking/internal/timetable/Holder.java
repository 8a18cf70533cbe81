package no.grend.booking.internal.timetable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import no.grend.booking.internal.store.Occurrence;
import no.grend.booking.internal.store.OccurrenceTable;
import no.grend.booking.internal.store.Reservation;
import no.grend.booking.internal.store.ReservationTable;
import org.jdbi.v3.core.Handle;

/**
 * Who has taken up a hall, an instructor or another resource.
 *
 * @param id of the class or the reservation
 * @param name of the class; null for a reservation, as who has it is nobody else's business
 */
public record Holder(String id, Kind kind, String name, Instant startsAt, Instant endsAt) {

    private static final int AT_A_TIME = 1_000;

    /** What it is. */
    public enum Kind {
        CLASS,
        RESERVATION,
        /** Closed, as for maintenance. */
        BLOCK
    }

    /** Those of these ids that are there, by id. */
    static Map<String, Holder> of(Handle tx, Collection<String> ids) {
        Map<String, Holder> found = new HashMap<>();
        List<String> asked = new ArrayList<>(Set.copyOf(ids));
        for (int from = 0; from < asked.size(); from += AT_A_TIME) {
            OccurrenceTable.byIds(tx, asked.subList(from, Math.min(asked.size(), from + AT_A_TIME)))
                    .forEach(each -> found.put(each.id(), of(each)));
        }
        for (String id : asked) {
            if (!found.containsKey(id)) {
                ReservationTable.byId(tx, id).ifPresent(each -> found.put(id, of(each)));
            }
        }
        return found;
    }

    private static Holder of(Occurrence it) {
        return new Holder(it.id(), Kind.CLASS, it.className(), it.startsAt(), it.endsAt());
    }

    private static Holder of(Reservation it) {
        Kind kind = it.kind() == Reservation.Kind.BLOCKED ? Kind.BLOCK : Kind.RESERVATION;
        return new Holder(it.id(), kind, null, it.startsAt(), it.endsAt());
    }
}
