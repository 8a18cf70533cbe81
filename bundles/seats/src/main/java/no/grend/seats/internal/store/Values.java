package no.grend.seats.internal.store;

import java.time.Instant;
import java.util.List;
import no.grend.seats.Place;
import no.grend.seats.Place.Ending;
import no.grend.seats.Place.State;
import no.grend.seats.SeatEvent;
import no.grend.seats.Seats.NewOffering;
import no.grend.seats.internal.rules.Numbers;
import no.grend.seats.internal.rules.Sheet;
import org.jdbi.v3.core.result.RowView;

/** Rows as values. */
final class Values {

    private static final String BETWEEN = ",";

    private Values() {}

    /** Its position is not in the row. */
    static Place place(RowView row) {
        String ending = row.getColumn("ending", String.class);
        return new Place(
                row.getColumn("id", String.class),
                row.getColumn("offering_id", String.class),
                row.getColumn("owner", String.class),
                row.getColumn("entry", Long.class),
                List.of(row.getColumn("contacts", String.class).split(BETWEEN)),
                row.getColumn("guests", Integer.class),
                State.valueOf(row.getColumn("state", String.class)),
                0,
                row.getColumn("entered_at", Instant.class),
                row.getColumn("until_at", Instant.class),
                row.getColumn("offered", Boolean.class),
                ending == null ? null : Ending.valueOf(ending),
                row.getColumn("reason", String.class));
    }

    static String contacts(List<String> ids) {
        return String.join(BETWEEN, ids);
    }

    static Sheet sheet(RowView row) {
        NewOffering terms = new NewOffering(
                row.getColumn("id", String.class),
                row.getColumn("owner", String.class),
                row.getColumn("capacity", Integer.class),
                row.getColumn("waiting_capacity", Integer.class),
                row.getColumn("opens_at", Instant.class),
                row.getColumn("closes_at", Instant.class),
                row.getColumn("promote_until", Instant.class),
                row.getColumn("offer_minutes", Integer.class));
        Numbers numbers = new Numbers(
                row.getColumn("taken", Integer.class),
                row.getColumn("ceiling", Integer.class),
                row.getColumn("waiting", Integer.class),
                row.getColumn("waiting_ceiling", Integer.class),
                row.getColumn("parties", Integer.class),
                row.getColumn("next_entry", Long.class),
                row.getColumn("cancelled", Boolean.class),
                row.getColumn("next_until", Instant.class));
        return new Sheet(terms, numbers);
    }

    static SeatEvent event(RowView row) {
        return new SeatEvent(
                row.getColumn("number", Long.class),
                row.getColumn("happened_at", Instant.class),
                row.getColumn("owner", String.class),
                row.getColumn("offering_id", String.class),
                SeatEvent.Kind.valueOf(row.getColumn("kind", String.class)),
                row.getColumn("place_id", String.class),
                row.getColumn("entry", Long.class),
                row.getColumn("seats", Integer.class),
                row.getColumn("waiting_capacity", Integer.class),
                row.getColumn("holder", String.class),
                row.getColumn("reason", String.class),
                row.getColumn("actor", String.class));
    }
}
