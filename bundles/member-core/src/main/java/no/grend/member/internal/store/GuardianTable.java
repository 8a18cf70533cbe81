package no.grend.member.internal.store;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import no.grend.schema.Keys;
import org.jdbi.v3.core.Handle;

/** Who acts for which child. Stateless; every call works in the caller's transaction. */
public final class GuardianTable {

    private GuardianTable() {}

    /** A guardian («foresatt») of a child. @param since the day that staff confirmed it */
    public record Guardian(String contactId, int memberNumber, String name, LocalDate since) {}

    /** @return false when the two were joined already */
    public static boolean insert(Handle tx, String wardId, String guardianId, LocalDate since) {
        return tx.createUpdate("""
                                INSERT INTO member_guardian (ward_contact_id, guardian_contact_id, since)
                                SELECT id, :guardian, :since FROM member_contact WHERE id = :ward AND NOT EXISTS (
                                  SELECT 1 FROM member_guardian
                                  WHERE ward_contact_id = :ward AND guardian_contact_id = :guardian)
                                """)
                        .bind("ward", wardId)
                        .bind("guardian", guardianId)
                        .bind("since", since)
                        .execute()
                == 1;
    }

    /** @return false when the two were not joined */
    public static boolean delete(Handle tx, String wardId, String guardianId) {
        return tx.createUpdate("""
                                DELETE FROM member_guardian
                                WHERE ward_contact_id = :ward AND guardian_contact_id = :guardian
                                """)
                        .bind("ward", wardId)
                        .bind("guardian", guardianId)
                        .execute()
                == 1;
    }

    /** In the order in which they were confirmed. */
    public static List<Guardian> ofWard(Handle tx, String wardId) {
        return tx.createQuery("""
                        SELECT g.guardian_contact_id, c.member_number, c.display_name, g.since
                        FROM member_guardian g JOIN member_contact c ON c.id = g.guardian_contact_id
                        WHERE g.ward_contact_id = :ward ORDER BY g.since, g.guardian_contact_id
                        """)
                .bind("ward", wardId)
                .map((row, context) -> new Guardian(
                        row.getString("guardian_contact_id"),
                        row.getInt("member_number"),
                        row.getString("display_name"),
                        Columns.date(row, "since")))
                .list();
    }

    /** Of each child who was born after a day, in the order in which they were confirmed. */
    public static Map<String, List<String>> ofWards(Handle tx, Collection<String> wardIds, LocalDate bornAfter) {
        Map<String, List<String>> guardians = new HashMap<>();
        if (wardIds.isEmpty()) {
            return guardians;
        }
        tx.createQuery("""
                        SELECT g.ward_contact_id, g.guardian_contact_id
                        FROM member_guardian g JOIN member_contact c ON c.id = g.ward_contact_id
                        WHERE g.ward_contact_id IN (<wards>) AND c.birth_date > :bornAfter
                        ORDER BY g.since, g.guardian_contact_id
                        """)
                .bindList("wards", Keys.filledUp(wardIds))
                .bind("bornAfter", bornAfter)
                .map((row, context) ->
                        Map.entry(row.getString("ward_contact_id"), row.getString("guardian_contact_id")))
                .forEach(each -> guardians
                        .computeIfAbsent(each.getKey(), ward -> new ArrayList<>())
                        .add(each.getValue()));
        return guardians;
    }

    /** The children of a guardian who were born after a day, oldest relation first. */
    public static List<String> wards(Handle tx, String guardianId, LocalDate bornAfter) {
        return tx.createQuery("""
                        SELECT g.ward_contact_id
                        FROM member_guardian g JOIN member_contact c ON c.id = g.ward_contact_id
                        WHERE g.guardian_contact_id = :guardian AND c.birth_date > :bornAfter
                        ORDER BY g.since, g.ward_contact_id
                        """)
                .bind("guardian", guardianId)
                .bind("bornAfter", bornAfter)
                .mapTo(String.class)
                .list();
    }
}
