package no.grend.member.internal.store;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Which memberships are frozen on a day. Stateless; every call works in the caller's transaction. */
public final class FreezeDays {

    private FreezeDays() {}

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
}
