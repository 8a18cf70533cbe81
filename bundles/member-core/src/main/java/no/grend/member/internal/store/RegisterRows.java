package no.grend.member.internal.store;

import java.time.Instant;
import java.util.Collection;
import no.grend.member.Contact.Address;
import no.grend.member.internal.ContactFields;
import no.grend.member.internal.store.ContactTable.Origin;
import no.grend.member.internal.store.ContactTable.Seals;
import no.grend.schema.RowBatch;
import org.jdbi.v3.core.Handle;

/** New contacts and memberships on their way into the database, many at a time. Belongs to one transaction and its thread. */
public final class RegisterRows implements AutoCloseable {

    /** The version of what was never changed. */
    public static final int FIRST_VERSION = 1;

    private static final int WORDS_TOGETHER = 900;

    private static final String CONTACT = """
            INSERT INTO member_contact (id, member_number, contact_kind, given_name, family_name, display_name,
              birth_date, sex, email, email_normal, mobile, street, postal_code, city, country, language_tag,
              national_id_cipher, national_id_hmac, organisation_number_cipher, organisation_number_hmac,
              created_at, version, idem_key, idem_fingerprint, source_key)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    private static final String WORD = "INSERT INTO member_search_token (contact_id, token, words) VALUES (?, ?, ?)";

    private static final String MEMBERSHIP = """
            INSERT INTO member_membership (id, contact_id, category_id, valid_from, first_billed_from, paid_until,
              next_from, created_at, version, held_from)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    private final RowBatch contacts;
    private final RowBatch words;
    private final RowBatch memberships;
    private int waitingWords;

    public RegisterRows(Handle tx) {
        this.contacts = new RowBatch(tx.getConnection(), CONTACT);
        this.words = new RowBatch(tx.getConnection(), WORD);
        this.memberships = new RowBatch(tx.getConnection(), MEMBERSHIP);
    }

    /** A contact and what it is found by. */
    public void contact(
            String id,
            int number,
            ContactFields fields,
            Seals seals,
            Origin origin,
            Instant now,
            Collection<String> searchWords) {
        Address address = fields.address() == null ? new Address(null, null, null, null) : fields.address();
        contacts.with(id)
                .with(number)
                .with(fields.kind().name())
                .with(fields.givenName())
                .with(fields.familyName())
                .with(fields.name())
                .with(fields.birthDate())
                .with(fields.sex())
                .with(fields.email() == null ? null : fields.email().original())
                .with(fields.email() == null ? null : fields.email().normal())
                .with(fields.mobile() == null ? null : fields.mobile().e164())
                .with(address.street())
                .with(address.postalCode())
                .with(address.city())
                .with(address.country())
                .with(fields.language())
                .with(seals.nationalIdentity())
                .with(seals.nationalIdentityFingerprint())
                .with(seals.organisationNumber())
                .with(seals.organisationNumberFingerprint())
                .with(now)
                .with(FIRST_VERSION)
                .with(origin.idempotencyKey())
                .with(origin.fingerprint())
                .with(origin.sourceKey())
                .add();
        if (waitingWords + searchWords.size() > WORDS_TOGETHER) {
            // Words refer to contacts, so no batch of them may go by itself.
            flush();
        }
        waitingWords += searchWords.size();
        String all = String.join(" ", searchWords.stream().sorted().toList());
        searchWords.forEach(word -> words.with(id).with(word).with(all).add());
    }

    /** A membership of a contact that was added before it. */
    public void membership(StoredMembership membership, Instant now) {
        memberships
                .with(membership.id())
                .with(membership.contactId())
                .with(membership.category().id())
                .with(membership.from())
                .with(membership.firstBilledFrom())
                .with(membership.paidUntil())
                .with(membership.nextFrom())
                .with(now)
                .with(1)
                .with(membership.from())
                .add();
    }

    /** Sends what waits, contacts before what refers to them. */
    public void flush() {
        contacts.flush();
        words.flush();
        memberships.flush();
        waitingWords = 0;
    }

    @Override
    public void close() {
        contacts.close();
        words.close();
        memberships.close();
    }
}
