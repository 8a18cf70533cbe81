package no.grend.member.internal.store;

import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** What the verification of the register looks for. */
public final class RegisterCounts {

    private RegisterCounts() {}

    /** A number as it lies in the row. @param national false for an organisation number */
    public record SealedNumber(String contactId, boolean national, String sealed, String fingerprint) {}

    public static List<Integer> repeatedMemberNumbers(Handle tx) {
        return tx.createQuery("SELECT member_number FROM member_contact GROUP BY member_number HAVING COUNT(*) > 1")
                .mapTo(Integer.class)
                .list();
    }

    public static List<String> openWorkItemsTwice(Handle tx) {
        return tx.createQuery("""
                        SELECT item_kind FROM member_work_item WHERE open_key IS NOT NULL
                        GROUP BY item_kind, open_key HAVING COUNT(*) > 1
                        """).mapTo(String.class).list();
    }

    /** The sealed numbers of these contacts, at most 1,000. */
    public static List<SealedNumber> sealedNumbers(Handle tx, List<String> contactIds) {
        List<SealedNumber> numbers = new ArrayList<>();
        if (contactIds.isEmpty()) {
            return numbers;
        }
        tx.createQuery("""
                        SELECT id, national_id_cipher, national_id_hmac, organisation_number_cipher,
                          organisation_number_hmac FROM member_contact
                        WHERE id IN (<ids>) AND (national_id_cipher IS NOT NULL OR organisation_number_cipher IS NOT NULL)
                        """)
                .bindList("ids", contactIds)
                .map((row, context) -> row.getString("national_id_cipher") != null
                        ? new SealedNumber(
                                row.getString("id"),
                                true,
                                row.getString("national_id_cipher"),
                                row.getString("national_id_hmac"))
                        : new SealedNumber(
                                row.getString("id"),
                                false,
                                row.getString("organisation_number_cipher"),
                                row.getString("organisation_number_hmac")))
                .forEach(numbers::add);
        return numbers;
    }

    /** Those of these contacts that no search finds, at most 1,000. */
    public static List<String> withoutSearchWords(Handle tx, List<String> contactIds) {
        return contactIds.isEmpty()
                ? List.of()
                : tx.createQuery("""
                                SELECT c.id FROM member_contact c WHERE c.id IN (<ids>)
                                  AND NOT EXISTS (SELECT 1 FROM member_search_token t WHERE t.contact_id = c.id)
                                """)
                        .bindList("ids", contactIds)
                        .mapTo(String.class)
                        .list();
    }
}
