package no.grend.avtalegiro.internal.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import no.grend.avtalegiro.internal.store.MandateException.State;
import no.grend.kernel.Ids;
import org.jdbi.v3.core.Handle;

/** The queue of mandates that nobody has. Every method works in the caller's transaction; safe between threads. */
public final class ExceptionStore {

    private final Ids ids;

    public ExceptionStore(Ids ids) {
        this.ids = ids;
    }

    /** Puts a record in the queue, or renews the question when its KID waits there already. */
    public void ask(Handle tx, MandateEvent event, String reason) {
        int renewed = tx.createUpdate("""
                        UPDATE avtalegiro_mandate_exception SET registration_type = :type, written_notice = :notice,
                            received_on = :on, source_key = :source, place = :place, reason = :reason
                        WHERE open_kid = :kid""")
                .bind("type", event.registrationType())
                .bind("notice", event.writtenNotice())
                .bind("on", event.receivedOn())
                .bind("source", event.source())
                .bind("place", event.place())
                .bind("reason", reason)
                .bind("kid", event.kid())
                .execute();
        if (renewed == 0) {
            insert(tx, event, reason);
        }
    }

    private void insert(Handle tx, MandateEvent event, String reason) {
        tx.createUpdate("""
                        INSERT INTO avtalegiro_mandate_exception (id, open_kid, kid, registration_type, written_notice,
                            received_on, source_key, place, reason, state)
                        VALUES (:id, :kid, :kid, :type, :notice, :on, :source, :place, :reason, 'OPEN')""")
                .bind("id", ids.next())
                .bind("kid", event.kid())
                .bind("type", event.registrationType())
                .bind("notice", event.writtenNotice())
                .bind("on", event.receivedOn())
                .bind("source", event.source())
                .bind("place", event.place())
                .bind("reason", reason)
                .execute();
    }

    /** The payer ended a mandate that waits in the queue: there is nothing left to ask. */
    public void withdraw(Handle tx, String kid, Instant now) {
        tx.createUpdate("""
                        UPDATE avtalegiro_mandate_exception SET open_kid = NULL, state = 'WITHDRAWN', resolved_at = :now
                        WHERE open_kid = :kid""").bind("now", now).bind("kid", kid).execute();
    }

    /** Records a person's answer. @return false when somebody answered before */
    public boolean resolve(
            Handle tx, String id, State state, Integer memberNumber, String actor, Instant now, String why) {
        return tx.createUpdate("""
                                UPDATE avtalegiro_mandate_exception SET open_kid = NULL, state = :state,
                                    member_number = :member, resolved_by = :actor, resolved_at = :now, resolution = :why
                                WHERE id = :id AND state = 'OPEN'""")
                        .bind("state", state.name())
                        .bindByType("member", memberNumber, Integer.class)
                        .bind("actor", actor)
                        .bind("now", now)
                        .bind("why", why)
                        .bind("id", id)
                        .execute()
                == 1;
    }

    public Optional<MandateException> byId(Handle tx, String id) {
        return tx.createQuery("SELECT * FROM avtalegiro_mandate_exception WHERE id = :id")
                .bind("id", id)
                .map((row, context) -> exception(row))
                .findOne();
    }

    /** A page in order of arrival, after the id given; null state for all. */
    public List<MandateException> page(Handle tx, State state, String after, int rows) {
        return tx.createQuery("""
                        SELECT * FROM avtalegiro_mandate_exception WHERE (:state = '' OR state = :state) AND id > :after
                        ORDER BY id FETCH FIRST :rows ROWS ONLY""")
                .bind("state", state == null ? "" : state.name())
                .bind("after", after)
                .bind("rows", rows)
                .map((row, context) -> exception(row))
                .list();
    }

    /** The member that a person gave each KID to; the latest answer wins. */
    public Map<String, Integer> assigned(Handle tx) {
        Map<String, Integer> members = new HashMap<>();
        tx.createQuery("""
                        SELECT kid, member_number FROM avtalegiro_mandate_exception
                        WHERE state = 'ASSIGNED' ORDER BY resolved_at""")
                .map((row, context) -> Map.entry(row.getString(1), row.getInt(2)))
                .forEach(entry -> members.put(entry.getKey(), entry.getValue()));
        return members;
    }

    private static MandateException exception(ResultSet row) throws SQLException {
        return new MandateException(
                row.getString("id"),
                row.getString("kid"),
                row.getInt("registration_type"),
                row.getBoolean("written_notice"),
                Rows.date(row, "received_on"),
                row.getString("source_key"),
                row.getLong("place"),
                row.getString("reason"),
                State.valueOf(row.getString("state")),
                Rows.integer(row, "member_number"),
                row.getString("resolved_by"),
                Rows.instant(row, "resolved_at"),
                row.getString("resolution"));
    }
}
