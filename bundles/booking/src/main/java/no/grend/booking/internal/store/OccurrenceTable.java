package no.grend.booking.internal.store;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import no.grend.schema.Keys;
import no.grend.schema.RowReader;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.Query;

/**
 * Every statement on the occurrences.
 *
 * <p>Derby plans a query when the tables are nearly empty and then keeps reading all of them; the lines
 * {@code --DERBY-PROPERTIES} make it walk the keys, and are comments to PostgreSQL.
 */
public final class OccurrenceTable {

    private static final Duration LONGEST = Duration.ofDays(1);

    private static final RowMapper<Occurrence> ROW = RowReader.each(OccurrenceTable::occurrence);
    private static final RowMapper<Occurrence> BARE = RowReader.each(OccurrenceTable::bare);

    private static final String COLUMNS = """
            o.id, o.series_id, o.series_day, o.class_type_id, o.starts_at, o.ends_at, o.capacity, o.hall_id, o.instructor_id,
              o.note, o.called_off, o.reason, o.offering_due, o.version""";

    private static final String SELECT = "SELECT " + COLUMNS + """
            , t.name, h.name, i.name
            FROM --DERBY-PROPERTIES joinOrder=FIXED
              booking_occurrence o --DERBY-PROPERTIES %s
              JOIN booking_class_type t --DERBY-PROPERTIES constraint=booking_class_type_pk, joinStrategy=NESTEDLOOP
                ON t.id = o.class_type_id
              LEFT JOIN booking_resource h --DERBY-PROPERTIES constraint=booking_resource_pk, joinStrategy=NESTEDLOOP
                ON h.id = o.hall_id
              LEFT JOIN booking_resource i --DERBY-PROPERTIES constraint=booking_resource_pk, joinStrategy=NESTEDLOOP
                ON i.id = o.instructor_id
            """;

    private static final String BY_KEY = SELECT.formatted("constraint=booking_occurrence_pk");
    private static final String BY_TIME = SELECT.formatted("index=booking_occurrence_start_ix");
    private static final String BY_SERIES = SELECT.formatted("constraint=booking_occurrence_series_uq");
    private static final String BY_DUE = SELECT.formatted("index=booking_occurrence_due_ix");

    private static final String BY_ID = BY_KEY + "WHERE o.id = :id";
    private static final String BY_IDS = BY_KEY + "WHERE o.id IN (<ids>) ORDER BY o.starts_at, o.id";
    private static final String DUE =
            BY_DUE + "WHERE o.offering_due = TRUE ORDER BY o.starts_at, o.id FETCH FIRST :rows ROWS ONLY";
    private static final String PAGE = "SELECT " + COLUMNS + """

            FROM booking_occurrence o --DERBY-PROPERTIES index=%s
            WHERE %s o.starts_at >= :from AND o.starts_at < :to AND (o.starts_at > :from OR o.id > :afterId)
            ORDER BY o.starts_at, o.id FETCH FIRST :rows ROWS ONLY
            """;
    private static final String BETWEEN = PAGE.formatted("booking_occurrence_start_ix", "");
    private static final String OF_TYPE_BETWEEN =
            PAGE.formatted("booking_occurrence_type_ix", "o.class_type_id = :type AND");

    private static final String USING = BY_TIME + """
            WHERE o.starts_at > :soonest AND o.starts_at < :to AND o.ends_at > :from AND o.called_off = FALSE
              AND (o.hall_id = :resource OR o.instructor_id = :resource)
            ORDER BY o.starts_at, o.id
            """;
    private static final String OF_SERIES = BY_SERIES + """
            WHERE o.series_id = :series AND o.starts_at >= :from AND o.called_off = FALSE
            ORDER BY o.starts_at, o.id
            """;
    private static final String UNREMINDED = BY_TIME + """
            WHERE o.starts_at > :from AND o.starts_at < :to AND o.reminded = FALSE AND o.called_off = FALSE
            ORDER BY o.starts_at FETCH FIRST 1000 ROWS ONLY
            """;

    /** How often what is read here has changed since the start. */
    private static final AtomicLong CHANGES = new AtomicLong();

    private OccurrenceTable() {}

    /** Another number after each commit that changed a class, or what it is called, for whoever remembers what they read. */
    static long changes() {
        return CHANGES.get();
    }

    /** To be called by whatever writes something of which an {@link Occurrence} is made. */
    static void willChange(Handle tx) {
        tx.afterCommit(CHANGES::incrementAndGet);
    }

    /** What uses a hall or an instructor some time in a span. */
    public static List<Occurrence> using(Handle tx, String resourceId, Instant from, Instant to) {
        return tx.createQuery(USING)
                .bind("soonest", from.minus(LONGEST))
                .bind("from", from)
                .bind("to", to)
                .bind("resource", resourceId)
                .map(ROW)
                .list();
    }

    /** What stands of a series and begins at a moment or later, in order of time. */
    public static List<Occurrence> ofSeries(Handle tx, String seriesId, Instant from) {
        return tx.createQuery(OF_SERIES)
                .bind("series", seriesId)
                .bind("from", from)
                .map(ROW)
                .list();
    }

    /** What begins in a span and of which nobody was reminded. */
    public static List<Occurrence> unreminded(Handle tx, Instant from, Instant to) {
        return tx.createQuery(UNREMINDED)
                .bind("from", from)
                .bind("to", to)
                .map(ROW)
                .list();
    }

    public static void reminded(Handle tx, String id) {
        tx.createUpdate("UPDATE booking_occurrence SET reminded = TRUE WHERE id = :id")
                .bind("id", id)
                .execute();
    }

    public static void insert(Handle tx, Occurrence occurrence) {
        willChange(tx);
        tx.createUpdate("""
                        INSERT INTO booking_occurrence (id, series_id, series_day, class_type_id, starts_at, ends_at,
                          capacity, hall_id, instructor_id, note, called_off, reason, offering_due, reminded, version)
                        VALUES (:id, :seriesId, :seriesDay, :classTypeId, :startsAt, :endsAt, :capacity, :hallId,
                          :instructorId, :note, :calledOff, :reason, :offeringDue, FALSE, :version)
                        """).bindMethods(occurrence).execute();
    }

    /** The days of a series that have their occurrence. */
    public static List<LocalDate> daysOf(Handle tx, String seriesId) {
        return tx.createQuery("SELECT series_day FROM booking_occurrence WHERE series_id = :series")
                .bind("series", seriesId)
                .mapTo(LocalDate.class)
                .list();
    }

    /** @return false when it has another version by now */
    public static boolean change(Handle tx, Occurrence occurrence) {
        willChange(tx);
        return tx.createUpdate("""
                        UPDATE booking_occurrence SET starts_at = :startsAt, ends_at = :endsAt, capacity = :capacity,
                          hall_id = :hallId, instructor_id = :instructorId, note = :note, offering_due = TRUE,
                          reminded = FALSE, version = version + 1
                        WHERE id = :id AND version = :version AND called_off = FALSE
                        """).bindMethods(occurrence).execute() == 1;
    }

    /** @return false when it has another version by now */
    public static boolean callOff(Handle tx, String id, int version, String reason) {
        willChange(tx);
        return tx.createUpdate("""
                                UPDATE booking_occurrence SET called_off = TRUE, reason = :reason, offering_due = TRUE,
                                  version = version + 1
                                WHERE id = :id AND version = :version AND called_off = FALSE
                                """)
                        .bind("id", id)
                        .bind("version", version)
                        .bind("reason", reason)
                        .execute()
                == 1;
    }

    /** The seats were told it as it was in this version; when it has another by now, they are to be told again. */
    public static void offered(Handle tx, String id, int version) {
        willChange(tx);
        int told = tx.createUpdate(
                        "UPDATE booking_occurrence SET offering_due = FALSE WHERE id = :id AND version = :version")
                .bind("id", id)
                .bind("version", version)
                .execute();
        if (told == 0) {
            tx.createUpdate("UPDATE booking_occurrence SET offering_due = TRUE WHERE id = :id")
                    .bind("id", id)
                    .execute();
        }
    }

    /** The rules of all to come have changed, so the seats are to be told. */
    public static void offerAgain(Handle tx, Instant now) {
        willChange(tx);
        tx.createUpdate(
                        "UPDATE booking_occurrence SET offering_due = TRUE, version = version + 1 WHERE starts_at > :now")
                .bind("now", now)
                .execute();
    }

    public static Optional<Occurrence> byId(Handle tx, String id) {
        return tx.createQuery(BY_ID).bind("id", id).map(ROW).findOne();
    }

    /** In order of time. @param ids at most 1,000 */
    public static List<Occurrence> byIds(Handle tx, Collection<String> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        return tx.createQuery(BY_IDS)
                .bindList("ids", Keys.filledUp(ids))
                .map(ROW)
                .list();
    }

    public static List<Occurrence> due(Handle tx, int rows) {
        return tx.createQuery(DUE).bind("rows", rows).map(ROW).list();
    }

    /**
     * What begins in a span, in order of time.
     *
     * @param typeId of one type; null for all
     * @param afterId the last that was seen, which began at from; the empty text for none
     */
    public static List<Occurrence> between(
            Handle tx, Instant from, Instant to, String typeId, String afterId, int rows) {
        Query query = typeId == null
                ? tx.createQuery(BETWEEN)
                : tx.createQuery(OF_TYPE_BETWEEN).bind("type", typeId);
        List<Occurrence> page = query.bind("from", from)
                .bind("to", to)
                .bind("afterId", afterId)
                .bind("rows", rows)
                .map(BARE)
                .list();
        return Names.of(tx, page).given(page);
    }

    private static Occurrence occurrence(RowReader row) throws SQLException {
        return bare(row).named(row.text(), row.text(), row.text());
    }

    private static Occurrence bare(RowReader row) throws SQLException {
        return new Occurrence(
                row.text(),
                row.text(),
                row.day(),
                row.text(),
                null,
                row.instant(),
                row.instant(),
                row.number(),
                row.text(),
                null,
                row.text(),
                null,
                row.text(),
                row.truth(),
                row.text(),
                row.truth(),
                row.number());
    }
}
