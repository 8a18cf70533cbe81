package no.grend.member.internal.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import no.grend.kernel.IdempotencyKey;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** Freezes and their days. Stateless; every call works in the caller's transaction. */
public final class FreezeTable {

    private FreezeTable() {}

    /**
     * A freeze of a membership («frys»).
     *
     * @param last its last day; the day before the first when it was called off
     * @param askedLast the last day that was asked for; later than {@code last} when it was ended early
     * @param countsFrom the first day of the last period that was invoiced when it was made; null when none was
     * @param reason in whoever's words asked; null when none was given
     */
    public record Freeze(
            String id,
            String membershipId,
            LocalDate first,
            LocalDate last,
            LocalDate askedLast,
            LocalDate countsFrom,
            String reason,
            String askedBy,
            String fingerprint) {

        public boolean calledOff() {
            return last.isBefore(first);
        }
    }

    /** Writes it with each of its days, of which no other freeze of the membership can have any. */
    public static void insert(Handle tx, Freeze freeze, IdempotencyKey key, Instant now) {
        tx.createUpdate("""
                        INSERT INTO member_freeze (id, membership_id, first_day, last_day, asked_last_day, counts_from,
                          reason, asked_by, created_at, version, idem_key, idem_fingerprint)
                        VALUES (:id, :membershipId, :first, :last, :askedLast, :countsFrom, :reason, :askedBy, :now, 1,
                          :key, :fingerprint)
                        """)
                .bind("id", freeze.id())
                .bind("membershipId", freeze.membershipId())
                .bind("first", freeze.first())
                .bind("last", freeze.last())
                .bind("askedLast", freeze.askedLast())
                .bind("countsFrom", freeze.countsFrom())
                .bind("reason", freeze.reason())
                .bind("askedBy", freeze.askedBy())
                .bind("now", now)
                .bind("key", key == null ? null : key.key())
                .bind("fingerprint", key == null ? null : key.fingerprint())
                .execute();
        var days = tx.prepareBatch("""
                INSERT INTO member_frozen_day (membership_id, frozen_on, freeze_id) VALUES (:membership, :day, :id)
                """);
        freeze.first().datesUntil(freeze.last().plusDays(1)).forEach(day -> days.bind(
                        "membership", freeze.membershipId())
                .bind("day", day)
                .bind("id", freeze.id())
                .add());
        days.execute();
    }

    /** Lets it end earlier. */
    public static void end(Handle tx, Freeze freeze, LocalDate last) {
        tx.createUpdate("UPDATE member_freeze SET last_day = :last, version = version + 1 WHERE id = :id")
                .bind("last", last)
                .bind("id", freeze.id())
                .execute();
        tx.createUpdate("DELETE FROM member_frozen_day WHERE freeze_id = :id AND frozen_on > :last")
                .bind("id", freeze.id())
                .bind("last", last)
                .execute();
    }

    public static Optional<Freeze> byIdempotencyKey(Handle tx, String key) {
        return tx.createQuery("SELECT * FROM member_freeze WHERE idem_key = :key")
                .bind("key", key)
                .map(FreezeTable::freeze)
                .findOne();
    }

    /** A membership's freezes, oldest first. */
    public static List<Freeze> ofMembership(Handle tx, String membershipId) {
        return tx.createQuery("SELECT * FROM member_freeze WHERE membership_id = :membership ORDER BY first_day, id")
                .bind("membership", membershipId)
                .map(FreezeTable::freeze)
                .list();
    }

    /** The same for several, those called off left out. @param membershipIds at most 2,000 */
    public static List<Freeze> ofMemberships(Handle tx, Collection<String> membershipIds) {
        return membershipIds.isEmpty()
                ? List.of()
                : tx.createQuery("SELECT * FROM member_freeze WHERE membership_id IN (<ids>) AND last_day >= first_day")
                        .bindList("ids", List.copyOf(membershipIds))
                        .map(FreezeTable::freeze)
                        .list();
    }

    /** How many days of a membership are frozen from one day to another, both included. */
    public static int days(Handle tx, String membershipId, LocalDate from, LocalDate to) {
        return tx.createQuery("""
                        SELECT COUNT(*) FROM member_frozen_day
                        WHERE membership_id = :membership AND frozen_on >= :from AND frozen_on <= :to
                        """)
                .bind("membership", membershipId)
                .bind("from", from)
                .bind("to", to)
                .mapTo(Integer.class)
                .one();
    }

    /** By membership, the last day of the freeze that this day is in. @param membershipIds at most 1,000 */
    public static Map<String, LocalDate> frozenOn(Handle tx, Collection<String> membershipIds, LocalDate day) {
        if (membershipIds.isEmpty()) {
            return Map.of();
        }
        return tx
                .createQuery("""
                        SELECT membership_id, last_day FROM member_freeze
                        WHERE membership_id IN (<ids>) AND first_day <= :day AND last_day >= :day
                        """)
                .bindList("ids", membershipIds.stream().distinct().toList())
                .bind("day", day)
                .map((row, context) -> Map.entry(row.getString("membership_id"), Columns.date(row, "last_day")))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static Freeze freeze(ResultSet row, StatementContext context) throws SQLException {
        return new Freeze(
                row.getString("id"),
                row.getString("membership_id"),
                Columns.date(row, "first_day"),
                Columns.date(row, "last_day"),
                Columns.date(row, "asked_last_day"),
                Columns.date(row, "counts_from"),
                row.getString("reason"),
                row.getString("asked_by"),
                row.getString("idem_fingerprint"));
    }
}
