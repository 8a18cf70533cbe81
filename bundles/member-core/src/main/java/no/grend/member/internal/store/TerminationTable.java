package no.grend.member.internal.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import no.grend.kernel.IdempotencyKey;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** Notices to stop memberships. Stateless; every call works in the caller's transaction. */
public final class TerminationTable {

    private TerminationTable() {}

    /**
     * A notice to stop a membership («oppsigelse»). It stands until it is withdrawn.
     *
     * @param givenOn the day that it was given on
     * @param lastDay the last day of the membership
     * @param noticeUntil the last day of the notice period; null when there was none
     * @param boundUntil the last day of the binding time; null when the membership was not bound any more
     * @param reason in whoever's words; null when none was given
     * @param withdrawnBy null while it stands
     * @param creditedFrom the first day of the first period whose invoice it took back; null for none
     * @param dueOn when what it brings with it is looked after next; null when all is done
     */
    public record Termination(
            String id,
            String membershipId,
            LocalDate givenOn,
            LocalDate lastDay,
            LocalDate noticeUntil,
            LocalDate boundUntil,
            String reason,
            String askedBy,
            String withdrawnBy,
            LocalDate creditedFrom,
            LocalDate dueOn,
            int version,
            String fingerprint) {

        public boolean stands() {
            return withdrawnBy == null;
        }

        /** Whether what it brings with it is looked after for the first time since it was given, or was withdrawn. */
        public boolean isNews() {
            return !stands() || givenOn.equals(dueOn);
        }
    }

    /** Writes one, of which no other of the membership may stand. */
    public static void insert(Handle tx, Termination given, IdempotencyKey key, Instant now) {
        tx.createUpdate("""
                        INSERT INTO member_termination (id, membership_id, standing_for, given_on, last_day,
                          notice_until, bound_until, reason, asked_by, created_at, due_on, version, idem_key,
                          idem_fingerprint)
                        VALUES (:id, :membership, :membership, :givenOn, :lastDay, :noticeUntil, :boundUntil, :reason,
                          :askedBy, :now, :dueOn, 1, :key, :fingerprint)
                        """)
                .bind("id", given.id())
                .bind("membership", given.membershipId())
                .bind("givenOn", given.givenOn())
                .bind("lastDay", given.lastDay())
                .bind("noticeUntil", given.noticeUntil())
                .bind("boundUntil", given.boundUntil())
                .bind("reason", given.reason())
                .bind("askedBy", given.askedBy())
                .bind("now", now)
                .bind("dueOn", given.dueOn())
                .bind("key", key == null ? null : key.key())
                .bind("fingerprint", key == null ? null : key.fingerprint())
                .execute();
    }

    /** It stands no more. @param today from when what that brings with it is looked after */
    public static void withdraw(Handle tx, String id, String by, Instant now, LocalDate today) {
        tx.createUpdate("""
                        UPDATE member_termination SET standing_for = NULL, withdrawn_by = :by, withdrawn_at = :now,
                          due_on = :today, version = version + 1
                        WHERE id = :id AND standing_for IS NOT NULL
                        """)
                .bind("by", by)
                .bind("now", now)
                .bind("today", today)
                .bind("id", id)
                .execute();
    }

    /** What it takes back begins on this day; written before it is taken back. */
    public static void creditsFrom(Handle tx, String id, LocalDate start) {
        tx.createUpdate("""
                        UPDATE member_termination SET credited_from = :start
                        WHERE id = :id AND (credited_from IS NULL OR credited_from > :start)
                        """).bind("start", start).bind("id", id).execute();
    }

    /** When it is looked after next, unless it was withdrawn meanwhile. @param next null when all is done */
    public static void followed(Handle tx, Termination termination, LocalDate next) {
        tx.createUpdate("UPDATE member_termination SET due_on = :next WHERE id = :id AND version = :version")
                .bind("next", next)
                .bind("id", termination.id())
                .bind("version", termination.version())
                .execute();
    }

    /** Those that are to be looked after by a day, oldest first. */
    public static List<Termination> due(Handle tx, LocalDate today, int rows) {
        return tx.createQuery("""
                        SELECT * FROM member_termination WHERE due_on <= :today ORDER BY due_on, id
                        FETCH FIRST :rows ROWS ONLY
                        """)
                .bind("today", today)
                .bind("rows", rows)
                .map(TerminationTable::termination)
                .list();
    }

    public static Optional<Termination> byIdempotencyKey(Handle tx, String key) {
        return tx.createQuery("SELECT * FROM member_termination WHERE idem_key = :key")
                .bind("key", key)
                .map(TerminationTable::termination)
                .findOne();
    }

    public static Optional<Termination> standing(Handle tx, String membershipId) {
        return tx.createQuery("SELECT * FROM member_termination WHERE standing_for = :membership")
                .bind("membership", membershipId)
                .map(TerminationTable::termination)
                .findOne();
    }

    /** A membership's, oldest first; those withdrawn too. */
    public static List<Termination> ofMembership(Handle tx, String membershipId) {
        return tx.createQuery("SELECT * FROM member_termination WHERE membership_id = :membership ORDER BY id")
                .bind("membership", membershipId)
                .map(TerminationTable::termination)
                .list();
    }

    /** Those that stand of memberships that have not ended, oldest first. @param after id of the last seen; "" from the start */
    public static List<Termination> toCome(Handle tx, LocalDate today, String after, int limit) {
        return tx.createQuery("""
                        SELECT * FROM member_termination
                        WHERE last_day >= :today AND standing_for IS NOT NULL AND id > :after
                        ORDER BY id FETCH FIRST :rows ROWS ONLY
                        """)
                .bind("today", today)
                .bind("after", after)
                .bind("rows", limit + 1)
                .map(TerminationTable::termination)
                .list();
    }

    /** Memberships that one stands of, and that do not end on its last day. */
    public static List<String> astray(Handle tx) {
        return tx.createQuery("""
                        SELECT m.id FROM member_termination t JOIN member_membership m ON m.id = t.standing_for
                        WHERE m.ended_on IS NULL OR m.ended_on <> t.last_day
                        """).mapTo(String.class).list();
    }

    private static Termination termination(ResultSet row, StatementContext context) throws SQLException {
        return new Termination(
                row.getString("id"),
                row.getString("membership_id"),
                Columns.date(row, "given_on"),
                Columns.date(row, "last_day"),
                Columns.date(row, "notice_until"),
                Columns.date(row, "bound_until"),
                row.getString("reason"),
                row.getString("asked_by"),
                row.getString("withdrawn_by"),
                Columns.date(row, "credited_from"),
                Columns.date(row, "due_on"),
                row.getInt("version"),
                row.getString("idem_fingerprint"));
    }
}
