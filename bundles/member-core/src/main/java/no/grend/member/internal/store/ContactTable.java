package no.grend.member.internal.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import no.grend.member.Contact;
import no.grend.member.Contact.Address;
import no.grend.member.Contact.ContactKind;
import no.grend.member.internal.ContactFields;
import no.grend.schema.Database;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.Update;

/** The table of contacts and their search words. Stateless; every call works in the caller's transaction. */
public final class ContactTable {

    private ContactTable() {}

    /**
     * What stands beside the fields in a row.
     *
     * @param nationalIdentity sealed and fingerprint, or both null
     * @param idempotencyKey null when there is none
     * @param sourceKey what the contact was imported from; null when it was not
     */
    public record Seals(
            String nationalIdentity,
            String nationalIdentityFingerprint,
            String organisationNumber,
            String organisationNumberFingerprint) {}

    /** Who made a row and from what; all null when nothing is known. */
    public record Origin(String idempotencyKey, String fingerprint, String sourceKey) {

        public static final Origin UNKNOWN = new Origin(null, null, null);

        /** @param sourceKey the row of a file */
        public static Origin imported(String sourceKey) {
            return new Origin(null, null, sourceKey);
        }
    }

    /** The next number that nobody has had (S4-55). Numbers given by an import may lie ahead: they are passed over. */
    public static int nextMemberNumber(Handle tx, Database.Dialect dialect) {
        String next =
                switch (dialect) {
                    case DERBY -> "VALUES (NEXT VALUE FOR member_number_seq)";
                    case POSTGRESQL -> "SELECT nextval('member_number_seq')";
                };
        int number;
        do {
            number = tx.createQuery(next).mapTo(Integer.class).one();
        } while (hasNumber(tx, number));
        return number;
    }

    /** Whether a contact has, or had, this number. */
    public static boolean hasNumber(Handle tx, int number) {
        return tx.createQuery("SELECT 1 FROM member_contact WHERE member_number = :number")
                .bind("number", number)
                .mapTo(Integer.class)
                .findOne()
                .isPresent();
    }

    /** Writes all fields of a contact that is at this version. @return false when it is not */
    public static boolean update(Handle tx, String id, int version, ContactFields fields, Seals seals) {
        Update update = tx.createUpdate("""
                UPDATE member_contact SET given_name = :givenName, family_name = :familyName, display_name = :name,
                  birth_date = :birthDate, sex = :sex, email = :email, email_normal = :emailNormal, mobile = :mobile,
                  street = :street, postal_code = :postalCode, city = :city, country = :country,
                  language_tag = :language, national_id_cipher = :nin, national_id_hmac = :ninHmac,
                  organisation_number_cipher = :orgno, organisation_number_hmac = :orgnoHmac, version = version + 1
                WHERE id = :id AND version = :version
                """);
        return bindFields(update, fields, seals)
                        .bind("id", id)
                        .bind("version", version)
                        .execute()
                == 1;
    }

    private static Update bindFields(Update statement, ContactFields fields, Seals seals) {
        Address address = fields.address() == null ? new Address(null, null, null, null) : fields.address();
        return statement
                .bind("givenName", fields.givenName())
                .bind("familyName", fields.familyName())
                .bind("name", fields.name())
                .bind("birthDate", fields.birthDate())
                .bind("sex", fields.sex())
                .bind("email", fields.email() == null ? null : fields.email().original())
                .bind(
                        "emailNormal",
                        fields.email() == null ? null : fields.email().normal())
                .bind("mobile", fields.mobile() == null ? null : fields.mobile().e164())
                .bind("street", address.street())
                .bind("postalCode", address.postalCode())
                .bind("city", address.city())
                .bind("country", address.country())
                .bind("language", fields.language())
                .bind("nin", seals.nationalIdentity())
                .bind("ninHmac", seals.nationalIdentityFingerprint())
                .bind("orgno", seals.organisationNumber())
                .bind("orgnoHmac", seals.organisationNumberFingerprint());
    }

    /** Replaces the words a contact is found by. */
    public static void index(Handle tx, String id, Collection<String> words) {
        tx.createUpdate("DELETE FROM member_search_token WHERE contact_id = :id")
                .bind("id", id)
                .execute();
        String all = String.join(" ", words.stream().sorted().toList());
        var batch = tx.prepareBatch(
                "INSERT INTO member_search_token (contact_id, token, words) VALUES (:id, :word, :words)");
        words.forEach(word ->
                batch.bind("id", id).bind("word", word).bind("words", all).add());
        batch.execute();
    }

    public static Optional<StoredContact> byId(Handle tx, String id) {
        return tx.createQuery("SELECT * FROM member_contact WHERE id = :id")
                .bind("id", id)
                .map(ContactTable::contact)
                .findOne();
    }

    /** Holds the contact's row until the transaction ends, so that what hangs on it is judged by one at a time. */
    public static void lock(Handle tx, String id) {
        tx.createUpdate("UPDATE member_contact SET version = version WHERE id = :id")
                .bind("id", id)
                .execute();
    }

    /** Those born on a day, at most two hundred. */
    public static List<StoredContact> bornOn(Handle tx, LocalDate day) {
        return tx.createQuery("""
                        SELECT * FROM member_contact WHERE birth_date = :day
                        ORDER BY id FETCH FIRST 200 ROWS ONLY
                        """).bind("day", day).map(ContactTable::contact).list();
    }

    public static Optional<StoredContact> byNumber(Handle tx, int number) {
        return tx.createQuery("SELECT * FROM member_contact WHERE member_number = :number")
                .bind("number", number)
                .map(ContactTable::contact)
                .findOne();
    }

    public static Optional<StoredContact> byIdempotencyKey(Handle tx, String key) {
        return tx.createQuery("SELECT * FROM member_contact WHERE idem_key = :key")
                .bind("key", key)
                .map(ContactTable::contact)
                .findOne();
    }

    public static Optional<StoredContact> bySourceKey(Handle tx, String key) {
        return tx.createQuery("SELECT * FROM member_contact WHERE source_key = :key")
                .bind("key", key)
                .map(ContactTable::contact)
                .findOne();
    }

    /** Who has the identity or organisation number with this fingerprint. */
    public static Optional<String> idByNationalIdentity(Handle tx, String fingerprint) {
        return tx.createQuery("SELECT id FROM member_contact WHERE national_id_hmac = :hmac")
                .bind("hmac", fingerprint)
                .mapTo(String.class)
                .findOne();
    }

    public static Optional<String> idByOrganisationNumber(Handle tx, String fingerprint) {
        return tx.createQuery("SELECT id FROM member_contact WHERE organisation_number_hmac = :hmac")
                .bind("hmac", fingerprint)
                .mapTo(String.class)
                .findOne();
    }

    /** Those of these source keys that have a contact; at most 1,000. */
    public static Set<String> sourceKeys(Handle tx, Collection<String> keys) {
        return keys.isEmpty()
                ? Set.of()
                : tx.createQuery("""
                                SELECT source_key
                                FROM member_contact --DERBY-PROPERTIES constraint=member_contact_source_uq
                                WHERE source_key IN (<keys>)""")
                        .bindList("keys", List.copyOf(keys))
                        .mapTo(String.class)
                        .set();
    }

    /** Those of these numbers that a contact has, or had; at most 1,000. */
    public static Set<Integer> numbers(Handle tx, Collection<Integer> numbers) {
        return numbers.isEmpty()
                ? Set.of()
                : tx.createQuery("""
                                SELECT member_number
                                FROM member_contact --DERBY-PROPERTIES constraint=member_contact_number_uq
                                WHERE member_number IN (<numbers>)""")
                        .bindList("numbers", List.copyOf(numbers))
                        .mapTo(Integer.class)
                        .set();
    }

    /** At most 1,000 ids. */
    public static List<StoredContact> byIds(Handle tx, Collection<String> ids) {
        return ids.isEmpty()
                ? List.of()
                : tx.createQuery("SELECT * FROM member_contact WHERE id IN (<ids>)")
                        .bindList("ids", List.copyOf(ids))
                        .map(ContactTable::contact)
                        .list();
    }

    /** At most 1,000 numbers. */
    public static List<StoredContact> byNumbers(Handle tx, Collection<Integer> numbers) {
        return numbers.isEmpty()
                ? List.of()
                : tx.createQuery("SELECT * FROM member_contact WHERE member_number IN (<numbers>)")
                        .bindList("numbers", List.copyOf(numbers))
                        .map(ContactTable::contact)
                        .list();
    }

    /** Maps a row of the whole table. */
    static StoredContact contact(ResultSet row, StatementContext context) throws SQLException {
        Address address = new Address(
                row.getString("street"), row.getString("postal_code"), row.getString("city"), row.getString("country"));
        Contact contact = new Contact(
                row.getString("id"),
                row.getInt("member_number"),
                ContactKind.valueOf(row.getString("contact_kind")),
                row.getString("given_name"),
                row.getString("family_name"),
                row.getString("display_name"),
                Columns.date(row, "birth_date"),
                row.getString("email"),
                row.getString("mobile"),
                address.country() == null ? null : address,
                row.getString("language_tag"));
        return new StoredContact(
                contact,
                row.getString("sex"),
                row.getString("national_id_cipher"),
                row.getString("organisation_number_cipher"),
                Columns.instant(row, "created_at", context),
                row.getInt("version"),
                row.getString("idem_fingerprint"));
    }
}
