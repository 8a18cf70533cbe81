package no.grend.seats.internal.store;

import java.util.List;
import no.grend.seats.Place;
import no.grend.seats.SeatEvent;
import org.jdbi.v3.core.Handle;

/** Reads what happened. Every method works in the caller's transaction; safe between threads. */
public final class EventRows {

    private static final String SELECT = "SELECT " + Values.EVENT_COLUMNS + "\n";

    private static final String AFTER = SELECT + """
            FROM seats_event --DERBY-PROPERTIES index=seats_event_owner
            WHERE owner = :owner AND number > :number ORDER BY owner, number FETCH FIRST :most ROWS ONLY""";

    private static final String OF_PLACE = SELECT + """
            FROM seats_event --DERBY-PROPERTIES index=seats_event_offering
            WHERE offering_id = :offering AND entry = :entry ORDER BY offering_id, number""";

    private EventRows() {}

    /** The owner's, after this number, in order of commit. */
    public static List<SeatEvent> after(Handle tx, String owner, long number, int most) {
        return tx.createQuery(AFTER)
                .bind("owner", owner)
                .bind("number", number)
                .bind("most", most)
                .map(Values.EVENT)
                .list();
    }

    /** What happened to one place, oldest first. */
    public static List<SeatEvent> of(Handle tx, Place place) {
        return tx.createQuery(OF_PLACE)
                .bind("offering", place.offeringId())
                .bind("entry", place.entry())
                .map(Values.EVENT)
                .list();
    }
}
