package no.grend.member.internal.store;

import java.util.List;
import org.jdbi.v3.core.Handle;

/** What erasing a contact does to the register's rows. Stateless; every call works in the caller's transaction. */
public final class ErasureStatements {

    /** What an erased contact is called. */
    public static final String NOBODY = "Slettet kontakt";

    private static final String ERASE_CONTACT = """
            UPDATE member_contact SET given_name = NULL, family_name = NULL, display_name = :nobody, birth_date = NULL,
              sex = NULL, email = NULL, email_normal = NULL, mobile = NULL, street = NULL, postal_code = NULL,
              city = NULL, country = NULL, national_id_cipher = NULL, national_id_hmac = NULL,
              organisation_number_cipher = NULL, organisation_number_hmac = NULL, idem_fingerprint = NULL,
              source_key = NULL, version = version + 1
            WHERE id = :contact AND display_name <> :nobody
            """;

    private static final String FORGET_ENDING = """
            UPDATE member_membership SET end_reason = NULL, idem_fingerprint = NULL WHERE contact_id = :contact
            """;

    private static final String FORGET_FREEZING = """
            UPDATE member_freeze SET reason = NULL, idem_fingerprint = NULL
            WHERE membership_id IN (SELECT id FROM member_membership WHERE contact_id = :contact)
            """;

    private static final String FORGET_STOPPING = """
            UPDATE member_termination SET reason = NULL, idem_fingerprint = NULL
            WHERE membership_id IN (SELECT id FROM member_membership WHERE contact_id = :contact)
            """;

    private static final List<String> DELETE = List.of(
            "DELETE FROM member_search_token WHERE contact_id = :contact",
            "DELETE FROM member_number_claim WHERE contact_id = :contact",
            "DELETE FROM member_household_person WHERE contact_id = :contact",
            "DELETE FROM member_guardian WHERE ward_contact_id = :contact OR guardian_contact_id = :contact",
            "DELETE FROM member_payer WHERE contact_id = :contact OR payer_contact_id = :contact",
            "UPDATE member_household SET payer_contact_id = NULL WHERE payer_contact_id = :contact");

    private ErasureStatements() {}

    /** @return false when the contact was erased before, or is not there */
    public static boolean erase(Handle tx, String contactId) {
        for (String sql : DELETE) {
            tx.createUpdate(sql).bind("contact", contactId).execute();
        }
        tx.createUpdate(FORGET_ENDING).bind("contact", contactId).execute();
        tx.createUpdate(FORGET_FREEZING).bind("contact", contactId).execute();
        tx.createUpdate(FORGET_STOPPING).bind("contact", contactId).execute();
        return tx.createUpdate(ERASE_CONTACT)
                        .bind("contact", contactId)
                        .bind("nobody", NOBODY)
                        .execute()
                == 1;
    }

    /** Whether there is a contact whose name is not erased. */
    public static boolean isNamed(Handle tx, String contactId) {
        return tx.createQuery("SELECT id FROM member_contact WHERE id = :contact AND display_name <> :nobody")
                .bind("contact", contactId)
                .bind("nobody", NOBODY)
                .mapTo(String.class)
                .findFirst()
                .isPresent();
    }

    /** Whether the contact pays for others in a household. */
    public static boolean paysForHousehold(Handle tx, String contactId) {
        return tx.createQuery("""
                        SELECT h.id FROM member_household h JOIN member_household_person p ON p.household_id = h.id
                        WHERE h.payer_contact_id = :contact AND p.contact_id <> :contact
                        """)
                .bind("contact", contactId)
                .mapTo(String.class)
                .findFirst()
                .isPresent();
    }
}
