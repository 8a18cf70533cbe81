package no.grend.seats.internal.store;

import java.sql.SQLException;
import java.util.List;
import no.grend.schema.RowReader;
import no.grend.seats.Place;
import no.grend.seats.Place.Ending;
import no.grend.seats.Place.State;
import no.grend.seats.SeatEvent;
import no.grend.seats.Seats.NewOffering;
import no.grend.seats.internal.rules.Numbers;
import no.grend.seats.internal.rules.Sheet;
import org.jdbi.v3.core.mapper.RowMapper;

/** Rows as values: for each kind its columns, as a query must name them, and what is made of them. */
final class Values {

    /** Of {@code seats_place p}. */
    static final String PLACE_COLUMNS = """
            p.id, p.offering_id, p.owner, p.entry, p.contacts, p.guests, p.state, p.entered_at, p.until_at, p.offered, p.ending,
            p.reason""";

    static final String SHEET_COLUMNS = """
            id, owner, capacity, waiting_capacity, opens_at, closes_at, promote_until, offer_minutes, taken, ceiling, waiting,
            waiting_ceiling, parties, next_entry, cancelled, next_until""";

    static final String EVENT_COLUMNS = """
            number, happened_at, owner, offering_id, kind, place_id, entry, seats, waiting_capacity, holder, reason, actor""";

    /** Its position is not in the row. */
    static final RowMapper<Place> PLACE = RowReader.each(Values::place);

    static final RowMapper<Sheet> SHEET = RowReader.each(Values::sheet);
    static final RowMapper<SeatEvent> EVENT = RowReader.each(Values::event);

    private static final String BETWEEN = ",";

    private Values() {}

    private static Place place(RowReader row) throws SQLException {
        return new Place(
                row.text(),
                row.text(),
                row.text(),
                row.large(),
                List.of(row.text().split(BETWEEN)),
                row.number(),
                State.valueOf(row.text()),
                0,
                row.instant(),
                row.instant(),
                row.truth(),
                ending(row.text()),
                row.text());
    }

    private static Ending ending(String name) {
        return name == null ? null : Ending.valueOf(name);
    }

    static String contacts(List<String> ids) {
        return String.join(BETWEEN, ids);
    }

    static Sheet sheet(RowReader row) throws SQLException {
        NewOffering terms = new NewOffering(
                row.text(),
                row.text(),
                row.number(),
                row.number(),
                row.instant(),
                row.instant(),
                row.instant(),
                row.number());
        Numbers numbers = new Numbers(
                row.number(),
                row.number(),
                row.number(),
                row.number(),
                row.number(),
                row.large(),
                row.truth(),
                row.instant());
        return new Sheet(terms, numbers);
    }

    private static SeatEvent event(RowReader row) throws SQLException {
        return new SeatEvent(
                row.large(),
                row.instant(),
                row.text(),
                row.text(),
                SeatEvent.Kind.valueOf(row.text()),
                row.text(),
                row.large(),
                row.number(),
                row.number(),
                row.text(),
                row.text(),
                row.text());
    }
}
