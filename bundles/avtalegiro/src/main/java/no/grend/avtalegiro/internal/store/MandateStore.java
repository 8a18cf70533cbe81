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
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

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
        PreparedBatch insert = tx.prepareBatch("""
                INSERT INTO avtalegiro_mandate (member_number, active, kid, written_notice, since, ended_on, decided_on)
                VALUES (:member, :active, :kid, :notice, :since, :ended, :decided)""");
        PreparedBatch update = tx.prepareBatch("""
                UPDATE avtalegiro_mandate SET active = :active, kid = :kid, written_notice = :notice, since = :since,
                    ended_on = :ended, decided_on = :decided
                WHERE member_number = :member""");
        for (Mandate mandate : mandates) {
            (known.contains(mandate.memberNumber()) ? update : insert)
                    .bind("member", mandate.memberNumber())
                    .bind("active", mandate.active())
                    .bind("kid", mandate.kid())
                    .bind("notice", mandate.writtenNotice())
                    .bindByType("since", mandate.since(), LocalDate.class)
                    .bindByType("ended", mandate.endedOn(), LocalDate.class)
                    .bind("decided", mandate.decidedOn())
                    .add();
        }
        run(insert);
        run(update);
    }

    public void append(Handle tx, Collection<MandateEvent> events, String actor, Instant now) {
        PreparedBatch insert = tx.prepareBatch("""
                INSERT INTO avtalegiro_mandate_event (id, member_number, source_key, place, received_on,
                    registration_type, kid, written_notice, effect, recorded_at, recorded_by)
                VALUES (:id, :member, :source, :place, :on, :type, :kid, :notice, :effect, :now, :actor)""");
        for (MandateEvent event : events) {
            insert.bind("id", ids.next())
                    .bindByType("member", event.memberNumber(), Integer.class)
                    .bind("source", event.source())
                    .bind("place", event.place())
                    .bind("on", event.receivedOn())
                    .bind("type", event.registrationType())
                    .bind("kid", event.kid())
                    .bind("notice", event.writtenNotice())
                    .bind("effect", event.effect().name())
                    .bind("now", now)
                    .bind("actor", actor)
                    .add();
        }
        run(insert);
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

    private static void run(PreparedBatch batch) {
        if (batch.size() > 0) {
            batch.execute();
        }
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
