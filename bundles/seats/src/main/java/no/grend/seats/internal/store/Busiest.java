package no.grend.seats.internal.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Calendar;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TimeZone;
import no.grend.schema.RowReader;
import no.grend.seats.internal.rules.Numbers;
import no.grend.seats.internal.rules.Sheet;

/**
 * The statements of the busiest way through, for somebody who comes to a class: prepared once a transaction, for each would cost
 * more to prepare than to run. For one thread.
 */
final class Busiest implements AutoCloseable {

    private static final String LOCK = "UPDATE seats_counter SET next_event = next_event WHERE id = 1";
    private static final String NEXT_EVENT = "SELECT next_event FROM seats_counter WHERE id = 1";
    private static final String SET_NEXT_EVENT = "UPDATE seats_counter SET next_event = ? WHERE id = 1";

    private static final String OFFERING = "SELECT " + Values.SHEET_COLUMNS + " FROM seats_offering WHERE id = ?";

    private static final String LIVE_OF =
            "SELECT place_id FROM seats_person WHERE contact_id = ? AND offering_id = ? AND gone = 0";

    private static final String NUMBERS = """
            UPDATE seats_offering SET taken = ?, ceiling = ?, waiting = ?, waiting_ceiling = ?, parties = ?, next_entry = ?,
              cancelled = ?, next_until = ?
            WHERE id = ? AND taken = ? AND waiting = ? AND next_entry = ?""";

    private final Connection connection;
    private final Calendar utc = Calendar.getInstance(TimeZone.getTimeZone(ZoneOffset.UTC), Locale.ROOT);
    private final List<PreparedStatement> prepared = new ArrayList<>();
    private PreparedStatement offering;
    private PreparedStatement liveOf;
    private PreparedStatement numbers;

    Busiest(Connection connection) {
        this.connection = connection;
    }

    /** Takes the lock. @return the number of the next event */
    long lock() {
        try {
            prepare(LOCK).executeUpdate();
            try (ResultSet row = prepare(NEXT_EVENT).executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        } catch (SQLException e) {
            throw new StoreFailure(e);
        }
    }

    void nextEvent(long number) {
        try {
            PreparedStatement statement = prepare(SET_NEXT_EVENT);
            statement.setLong(1, number);
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new StoreFailure(e);
        }
    }

    Optional<Sheet> offering(String id) {
        try {
            offering = offering == null ? prepare(OFFERING) : offering;
            offering.setString(1, id);
            try (ResultSet row = offering.executeQuery()) {
                return row.next() ? Optional.of(Values.sheet(RowReader.of(row))) : Optional.empty();
            }
        } catch (SQLException e) {
            throw new StoreFailure(e);
        }
    }

    /** The place that a contact has there. */
    Optional<String> liveOf(String contactId, String offeringId) {
        try {
            liveOf = liveOf == null ? prepare(LIVE_OF) : liveOf;
            liveOf.setString(1, contactId);
            liveOf.setString(2, offeringId);
            try (ResultSet row = liveOf.executeQuery()) {
                return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
            }
        } catch (SQLException e) {
            throw new StoreFailure(e);
        }
    }

    /** Gives and takes seats, if they are as many as they were; sent by {@link #flush}. */
    void numbers(String id, Numbers before, Numbers after) {
        try {
            numbers = numbers == null ? prepare(NUMBERS) : numbers;
            int at = 0;
            numbers.setInt(++at, after.taken());
            numbers.setInt(++at, after.ceiling());
            numbers.setInt(++at, after.waiting());
            numbers.setInt(++at, after.waitingCeiling());
            numbers.setInt(++at, after.parties());
            numbers.setLong(++at, after.nextEntry());
            numbers.setBoolean(++at, after.cancelled());
            numbers.setTimestamp(++at, after.nextUntil() == null ? null : Timestamp.from(after.nextUntil()), utc);
            numbers.setString(++at, id);
            numbers.setInt(++at, before.taken());
            numbers.setInt(++at, before.waiting());
            numbers.setLong(++at, before.nextEntry());
            numbers.addBatch();
        } catch (SQLException e) {
            throw new StoreFailure(e);
        }
    }

    void flush() {
        if (numbers == null) {
            return;
        }
        try {
            if (!Arrays.stream(numbers.executeBatch()).allMatch(rows -> rows == 1)) {
                throw new IllegalStateException("Another changed an offering meanwhile");
            }
        } catch (SQLException e) {
            throw new StoreFailure(e);
        }
    }

    private PreparedStatement prepare(String sql) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        prepared.add(statement);
        return statement;
    }

    @Override
    public void close() {
        for (PreparedStatement statement : prepared) {
            try {
                statement.close();
            } catch (SQLException e) {
                throw new StoreFailure(e);
            }
        }
    }
}
