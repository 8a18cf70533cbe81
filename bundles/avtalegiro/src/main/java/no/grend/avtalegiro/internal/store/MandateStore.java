package no.grend.avtalegiro.internal.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import no.grend.avtalegiro.MandateIntake.Report;
import no.grend.kernel.Ids;
import no.grend.schema.RowBatch;
import org.jdbi.v3.core.Handle;

/**
 * The mandates' tables. Every method works in the caller's transaction; safe between threads.
 *
 * <p>Derby plans a query when the table is nearly empty and then keeps scanning; the lines {@code --DERBY-PROPERTIES}
 * make it use the index, and are comments to PostgreSQL.
 */
public final class MandateStore {

    private static final String COLUMNS_EVENT = """
            SELECT member_number, source_key, place, received_on, registration_type, kid, written_notice, effect
            FROM avtalegiro_mandate_event --DERBY-PROPERTIES index=avtalegiro_event_member
            WHERE member_number IN (<members>)
            ORDER BY recorded_at, source_key, place""";

    private final Ids ids;

    public MandateStore(Ids ids) {
        this.ids = ids;
    }

    /** Makes intakes wait for each other: two files may tell of the same member. */
    public void lock(Handle tx) {
        tx.execute("UPDATE avtalegiro_counter SET last_given = last_given + 1 WHERE name = 'mandates'");
    }

    public Optional<Report> intake(Handle tx, String sourceKey) {
        return tx.createQuery("""
                        SELECT created_count, changed_count, deleted_count, unknown_count
                        FROM avtalegiro_intake WHERE source_key = :key""")
                .bind("key", sourceKey)
                .map((row, context) -> new Report(row.getInt(1), row.getInt(2), row.getInt(3), row.getInt(4)))
                .findOne();
    }

    public void saveIntake(Handle tx, String sourceKey, LocalDate receivedOn, Report report, Instant now) {
        tx.createUpdate("""
                        INSERT INTO avtalegiro_intake (source_key, received_on, created_count, changed_count,
                            deleted_count, unknown_count, applied_at)
                        VALUES (:key, :on, :created, :changed, :deleted, :unknown, :now)""")
                .bind("key", sourceKey)
                .bind("on", receivedOn)
                .bind("created", report.created())
                .bind("changed", report.changed())
                .bind("deleted", report.deleted())
                .bind("unknown", report.unknown())
                .bind("now", now)
                .execute();
    }

    /** At most 1,000 members a call. */
    public Map<Integer, Mandate> byMembers(Handle tx, Collection<Integer> memberNumbers) {
        Map<Integer, Mandate> found = new HashMap<>();
        if (memberNumbers.isEmpty()) {
            return found;
        }
        tx.createQuery("""
                        SELECT member_number, active, kid, written_notice, since, ended_on, decided_on
                        FROM avtalegiro_mandate --DERBY-PROPERTIES constraint=avtalegiro_mandate_of_member
                        WHERE member_number IN (<members>)""")
                .bindList("members", List.copyOf(memberNumbers))
                .map((row, context) -> mandate(row))
                .forEach(mandate -> found.put(mandate.memberNumber(), mandate));
        return found;
    }

    /** Every active mandate, in order of member number. */
    public List<Mandate> active(Handle tx) {
        return tx.createQuery("""
                        SELECT member_number, active, kid, written_notice, since, ended_on, decided_on
                        FROM avtalegiro_mandate WHERE active = TRUE ORDER BY member_number""").map((row, context) -> mandate(row)).list();
    }

    /** A page in order of member number, after the one given. */
    public List<Mandate> page(Handle tx, int afterMember, int rows) {
        return tx.createQuery("""
                        SELECT member_number, active, kid, written_notice, since, ended_on, decided_on
                        FROM avtalegiro_mandate WHERE member_number > :after
                        ORDER BY member_number FETCH FIRST :rows ROWS ONLY""")
                .bind("after", afterMember)
                .bind("rows", rows)
                .map((row, context) -> mandate(row))
                .list();
    }

    /** How many members have an active mandate. */
    public long countActive(Handle tx) {
        return tx.createQuery("SELECT COUNT(*) FROM avtalegiro_mandate WHERE active = TRUE")
                .mapTo(Long.class)
                .one();
    }

    /** How many of these members have an active mandate; at most 1,000 a call. */
    public int countActive(Handle tx, Collection<Integer> memberNumbers) {
        return tx.createQuery("""
                        SELECT COUNT(*)
                        FROM avtalegiro_mandate --DERBY-PROPERTIES constraint=avtalegiro_mandate_of_member
                        WHERE active = TRUE AND member_number IN (<members>)""")
                .bindList("members", List.copyOf(memberNumbers))
                .mapTo(Integer.class)
                .one();
    }

    /** Writes mandates as they stand now. @param known those that have a row already */
    public void save(Handle tx, Collection<Mandate> mandates, Collection<Integer> known) {
        try (RowBatch insert = new RowBatch(tx.getConnection(), """
                        INSERT INTO avtalegiro_mandate (active, kid, written_notice, since, ended_on, decided_on,
                            member_number)
                        VALUES (?, ?, ?, ?, ?, ?, ?)""");
                RowBatch update = new RowBatch(tx.getConnection(), """
                        UPDATE avtalegiro_mandate SET active = ?, kid = ?, written_notice = ?, since = ?,
                            ended_on = ?, decided_on = ?
                        WHERE member_number = ?""")) {
            for (Mandate mandate : mandates) {
                (known.contains(mandate.memberNumber()) ? update : insert)
                        .with(mandate.active())
                        .with(mandate.kid())
                        .with(mandate.writtenNotice())
                        .with(mandate.since())
                        .with(mandate.endedOn())
                        .with(mandate.decidedOn())
                        .with(mandate.memberNumber())
                        .add();
            }
            insert.flush();
            update.flush();
        }
    }

    public void append(Handle tx, Collection<MandateEvent> events, String actor, Instant now) {
        try (RowBatch insert = new RowBatch(tx.getConnection(), """
                INSERT INTO avtalegiro_mandate_event (id, member_number, source_key, place, received_on,
                    registration_type, kid, written_notice, effect, recorded_at, recorded_by)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")) {
            for (MandateEvent event : events) {
                Integer member = event.memberNumber();
                insert.with(ids.next())
                        .with(member == null ? null : Long.valueOf(member))
                        .with(event.source())
                        .with(event.place())
                        .with(event.receivedOn())
                        .with(event.registrationType())
                        .with(event.kid())
                        .with(event.writtenNotice())
                        .with(event.effect().name())
                        .with(now)
                        .with(actor)
                        .add();
            }
            insert.flush();
        }
    }

    /** What the bank has told of these members, oldest first; at most 1,000 members a call. */
    public List<MandateEvent> events(Handle tx, Collection<Integer> memberNumbers) {
        return memberNumbers.isEmpty()
                ? List.of()
                : tx.createQuery(COLUMNS_EVENT)
                        .bindList("members", List.copyOf(memberNumbers))
                        .map((row, context) -> event(row))
                        .list();
    }

    private static Mandate mandate(ResultSet row) throws SQLException {
        return new Mandate(
                row.getInt("member_number"),
                row.getBoolean("active"),
                row.getString("kid"),
                row.getBoolean("written_notice"),
                Rows.date(row, "since"),
                Rows.date(row, "ended_on"),
                Rows.date(row, "decided_on"));
    }

    private static MandateEvent event(ResultSet row) throws SQLException {
        return new MandateEvent(
                Rows.integer(row, "member_number"),
                row.getString("source_key"),
                row.getLong("place"),
                Rows.date(row, "received_on"),
                row.getInt("registration_type"),
                row.getString("kid"),
                row.getBoolean("written_notice"),
                MandateEvent.Effect.valueOf(row.getString("effect")));
    }
}
