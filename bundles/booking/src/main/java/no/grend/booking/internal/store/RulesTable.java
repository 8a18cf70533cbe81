package no.grend.booking.internal.store;

import java.util.HashMap;
import java.util.Map;
import no.grend.booking.internal.store.Rules.Who;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.RowView;

/** Every statement on the rules. */
public final class RulesTable {

    /** The scope of the organisation's own rules; others are ids of class types. */
    public static final String ORGANISATION = "organisation";

    private RulesTable() {}

    /** Rules of a scope. @param version 0 before any were set */
    public record Stored(Rules rules, int version) {}

    /** All that were set, by scope. */
    public static Map<String, Stored> all(Handle tx) {
        Map<String, Stored> all = new HashMap<>();
        tx.createQuery("SELECT * FROM booking_rules")
                .map(row -> Map.entry(row.getColumn("scope", String.class), stored(row)))
                .forEach(each -> all.put(each.getKey(), each.getValue()));
        return all;
    }

    /** @param version that was seen; 0 when none were set @return false when they have another by now */
    public static boolean set(Handle tx, String scope, Rules rules, int version) {
        if (version == 0) {
            return insert(tx, scope, rules);
        }
        return tx.createUpdate("""
                        UPDATE booking_rules SET who = :whoName, opens_minutes = :opensMinutes,
                          closes_minutes = :closesMinutes, cancel_minutes = :cancelMinutes,
                          promote_minutes = :promoteMinutes, waiting_capacity = :waitingCapacity,
                          most_live = :mostLive, no_shows = :noShows, no_show_days = :noShowDays,
                          barred_days = :barredDays, reminder_minutes = :reminderMinutes, version = version + 1
                        WHERE scope = :scope AND version = :version
                        """)
                        .bind("scope", scope)
                        .bind("version", version)
                        .bind("whoName", name(rules))
                        .bindMethods(rules)
                        .execute()
                == 1;
    }

    private static boolean insert(Handle tx, String scope, Rules rules) {
        if (all(tx).containsKey(scope)) {
            return false;
        }
        tx.createUpdate("""
                        INSERT INTO booking_rules (scope, who, opens_minutes, closes_minutes, cancel_minutes,
                          promote_minutes, waiting_capacity, most_live, no_shows, no_show_days, barred_days,
                          reminder_minutes, version)
                        VALUES (:scope, :whoName, :opensMinutes, :closesMinutes, :cancelMinutes, :promoteMinutes,
                          :waitingCapacity, :mostLive, :noShows, :noShowDays, :barredDays, :reminderMinutes, 1)
                        """)
                .bind("scope", scope)
                .bind("whoName", name(rules))
                .bindMethods(rules)
                .execute();
        return true;
    }

    private static String name(Rules rules) {
        return rules.who() == null ? null : rules.who().name();
    }

    private static Stored stored(RowView row) {
        String who = row.getColumn("who", String.class);
        return new Stored(
                new Rules(
                        who == null ? null : Who.valueOf(who),
                        row.getColumn("opens_minutes", Integer.class),
                        row.getColumn("closes_minutes", Integer.class),
                        row.getColumn("cancel_minutes", Integer.class),
                        row.getColumn("promote_minutes", Integer.class),
                        row.getColumn("waiting_capacity", Integer.class),
                        row.getColumn("most_live", Integer.class),
                        row.getColumn("no_shows", Integer.class),
                        row.getColumn("no_show_days", Integer.class),
                        row.getColumn("barred_days", Integer.class),
                        row.getColumn("reminder_minutes", Integer.class)),
                row.getColumn("version", Integer.class));
    }
}
