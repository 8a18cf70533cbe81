package no.grend.avtalegiro.internal.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import no.grend.avtalegiro.MandateSignings.State;
import no.grend.kernel.Ids;
import no.grend.kernel.Ore;
import org.jdbi.v3.core.Handle;

/** Limits of mandates, and signings of new ones. Every method works in the caller's transaction; safe between threads. */
public final class SigningStore {

    /** What the bank tells of a new or changed mandate. */
    private static final int NEW_OR_CHANGED = 1;

    private final Ids ids;

    public SigningStore(Ids ids) {
        this.ids = ids;
    }

    /** A signing. @param startedOn the business date; what the bank told before it is not about it @param endedAt null while started */
    public record Row(
            String id,
            int memberNumber,
            String contactId,
            Ore most,
            State state,
            Instant startedAt,
            LocalDate startedOn,
            Instant endedAt,
            String reason) {}

    /** A limit. @param saidOn the business date */
    public record Limit(Ore most, LocalDate saidOn) {}

    public Row start(
            Handle tx, int memberNumber, String contactId, Ore most, Instant now, LocalDate today, String actor) {
        Row row = new Row(ids.next(), memberNumber, contactId, most, State.STARTED, now, today, null, null);
        tx.createUpdate("""
                        INSERT INTO avtalegiro_signing (id, open_member, member_number, contact_id, most_ore, state, started_at,
                            started_on, started_by)
                        VALUES (:id, :member, :member, :contact, :most, 'STARTED', :now, :today, :actor)""")
                .bind("id", row.id())
                .bind("member", memberNumber)
                .bind("contact", contactId)
                .bind("most", most.value())
                .bind("now", now)
                .bind("today", today)
                .bind("actor", actor)
                .execute();
        return row;
    }

    /** @param reason null for a signing that is completed @return whether it was started until now */
    public boolean end(Handle tx, String id, State state, String reason, Instant now, String actor) {
        return tx.createUpdate("""
                        UPDATE avtalegiro_signing SET state = :state, open_member = NULL, ended_at = :now, ended_by = :actor,
                            reason = :reason
                        WHERE id = :id AND state = 'STARTED'""")
                        .bind("state", state.name())
                        .bind("now", now)
                        .bind("actor", actor)
                        .bind("reason", reason)
                        .bind("id", id)
                        .execute()
                > 0;
    }

    /** Every signing that is started; few. */
    public List<Row> open(Handle tx) {
        return tx.createQuery("SELECT * FROM avtalegiro_signing WHERE open_member IS NOT NULL ORDER BY id")
                .map((row, context) -> row(row))
                .list();
    }

    /** Newest first. */
    public List<Row> of(Handle tx, int memberNumber, int limit) {
        return tx.createQuery("""
                        SELECT * FROM avtalegiro_signing WHERE member_number = :member
                        ORDER BY id DESC FETCH FIRST :limit ROWS ONLY""")
                .bind("member", memberNumber)
                .bind("limit", limit)
                .map((row, context) -> row(row))
                .list();
    }

    /** Whether the bank has told of a new or changed mandate since it was started, in a file that is not older. */
    public boolean isHeardOf(Handle tx, Row row) {
        return tx.createQuery("""
                        SELECT COUNT(*) FROM avtalegiro_mandate_event
                        WHERE member_number = :member AND registration_type = :type AND received_on >= :since
                          AND recorded_at > :startedAt
                          AND effect IN ('CREATED', 'CHANGED', 'CONFIRMED')""")
                        .bind("member", row.memberNumber())
                        .bind("type", NEW_OR_CHANGED)
                        .bind("since", row.startedOn())
                        .bind("startedAt", row.startedAt())
                        .mapTo(Integer.class)
                        .one()
                > 0;
    }

    /** @param signingId null when somebody said it */
    public void say(Handle tx, int memberNumber, Ore most, LocalDate today, String actor, String signingId) {
        tx.createUpdate("""
                        INSERT INTO avtalegiro_mandate_limit (id, member_number, most_ore, said_on, said_by, signing_id)
                        VALUES (:id, :member, :most, :today, :actor, :signing)""")
                .bind("id", ids.next())
                .bind("member", memberNumber)
                .bind("most", most.value())
                .bind("today", today)
                .bind("actor", actor)
                .bind("signing", signingId)
                .execute();
    }

    /** The latest that was said. */
    public Optional<Limit> limit(Handle tx, int memberNumber) {
        return tx.createQuery("""
                        SELECT most_ore, said_on FROM avtalegiro_mandate_limit WHERE member_number = :member
                        ORDER BY id DESC FETCH FIRST ROW ONLY""")
                .bind("member", memberNumber)
                .map((row, context) -> new Limit(Ore.of(row.getLong("most_ore")), Rows.date(row, "said_on")))
                .findOne();
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                row.getString("id"),
                row.getInt("member_number"),
                row.getString("contact_id"),
                Ore.of(row.getLong("most_ore")),
                State.valueOf(row.getString("state")),
                Rows.instant(row, "started_at"),
                Rows.date(row, "started_on"),
                Rows.instant(row, "ended_at"),
                row.getString("reason"));
    }
}
