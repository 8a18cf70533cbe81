package no.grend.member.internal;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import no.grend.identity.Actor;
import no.grend.identity.Permission;
import no.grend.kernel.NationalIdentityNumber;
import no.grend.kernel.OrganisationNumber;
import no.grend.kernel.Oslo;
import no.grend.kernel.Problem;
import no.grend.member.Contact.ContactKind;
import no.grend.member.NewContact;
import no.grend.member.internal.store.ContactTable;
import no.grend.member.internal.store.NumberClaimTable;
import no.grend.member.internal.store.StoredContact;
import no.grend.schema.Database;
import org.jdbi.v3.core.Handle;

/**
 * Identity and organisation numbers that members give themselves (S0-05, S0-06). A number that another contact has is kept
 * aside for staff, and the one who gave it sees exactly what everybody else sees: that it is received.
 */
public final class NumberClaims {

    private final Database db;
    private final Clock clock;
    private final NumberVault vault;
    private final ContactRegister contacts;
    private final WorkItems workItems;

    NumberClaims(Database db, Clock clock, NumberVault vault, ContactRegister contacts, WorkItems workItems) {
        this.db = db;
        this.clock = clock;
        this.vault = vault;
        this.contacts = contacts;
        this.workItems = workItems;
    }

    /**
     * Adds the number to the own contact.
     *
     * @throws Problem when it is not valid, or when the contact has a number
     */
    public void add(Actor member, String contactId, String text) {
        member.requireOwn(contactId, Permission.MEMBER_WRITE);
        db.useTransaction(tx -> {
            StoredContact contact =
                    ContactTable.byId(tx, contactId).orElseThrow(() -> Problem.notFound("There is no such contact."));
            boolean person = contact.contact().kind() == ContactKind.PERSON;
            String number = person
                    ? NationalIdentityNumber.of(text == null ? null : text.strip(), Oslo.today(clock))
                            .digits()
                    : OrganisationNumber.parse(text).digits();
            if (numberOf(tx, contact).isPresent()) {
                throw Problem.rule(null, "NUMBER_PRESENT", "The number is registered. Write to us to have it changed.");
            }
            String fingerprint = person ? contacts.fingerprint(number) : contacts.organisationFingerprint(number);
            Optional<String> owner = person
                    ? ContactTable.idByNationalIdentity(tx, fingerprint)
                    : ContactTable.idByOrganisationNumber(tx, fingerprint);
            if (owner.isEmpty()) {
                contacts.changeIn(tx, member, contactId, contact.version(), c -> with(c, person, number));
            } else {
                keepAside(tx, contactId, owner.get(), number, fingerprint);
            }
        });
    }

    private void keepAside(Handle tx, String contactId, String owner, String number, String fingerprint) {
        String sealed = vault.seal(number, claimRow(contactId));
        NumberClaimTable.insert(tx, contactId, sealed, fingerprint, clock.instant());
        String subject = vault.fingerprint("number-claim", contactId + fingerprint);
        workItems.open(tx, WorkItems.Kind.DUPLICATE_NUMBER, subject, List.of(contactId, owner));
    }

    /** A number that waits for staff, in full, as only the contact may see it. */
    String open(String sealed, String contactId) {
        return vault.open(sealed, claimRow(contactId));
    }

    /** The own number as screens show it; empty when none is given. */
    public Optional<String> shown(Actor member, StoredContact contact) {
        member.requireOwn(contact.contact().id(), Permission.MEMBER_READ);
        boolean person = contact.contact().kind() == ContactKind.PERSON;
        return db.read(tx -> numberOf(tx, contact))
                .map(number -> person
                        ? NationalIdentityNumber.of(number, Oslo.today(clock)).masked()
                        : new OrganisationNumber(number).formatted());
    }

    private Optional<String> numberOf(Handle tx, StoredContact contact) {
        String id = contact.contact().id();
        String sealed = contact.contact().kind() == ContactKind.PERSON
                ? contact.nationalIdentitySealed()
                : contact.organisationNumberSealed();
        if (sealed != null) {
            return Optional.of(contacts.open(sealed, id));
        }
        return NumberClaimTable.sealed(tx, id).map(claim -> vault.open(claim, claimRow(id)));
    }

    static String claimRow(String contactId) {
        return "claim:" + contactId;
    }

    private static NewContact with(NewContact c, boolean person, String number) {
        return new NewContact(
                c.kind(),
                c.givenName(),
                c.familyName(),
                c.name(),
                c.birthDate(),
                c.sex(),
                c.email(),
                c.mobile(),
                c.address(),
                c.language(),
                person ? number : null,
                person ? null : number);
    }
}
