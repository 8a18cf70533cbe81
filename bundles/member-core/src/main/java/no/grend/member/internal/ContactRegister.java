package no.grend.member.internal;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import no.grend.audit.Audit;
import no.grend.identity.Actor;
import no.grend.identity.Permission;
import no.grend.kernel.NationalIdentityNumber;
import no.grend.kernel.Oslo;
import no.grend.kernel.Page;
import no.grend.kernel.Problem;
import no.grend.member.NewContact;
import no.grend.member.internal.PossibleDuplicates.PossibleDuplicate;
import no.grend.member.internal.PossibleDuplicates.Reason;
import no.grend.member.internal.store.ContactSearch;
import no.grend.member.internal.store.ContactSearch.Found;
import no.grend.member.internal.store.ContactSearch.Walk;
import no.grend.member.internal.store.ContactTable;
import no.grend.member.internal.store.ContactTable.Seals;
import no.grend.member.internal.store.StoredContact;
import no.grend.schema.Database;
import org.jdbi.v3.core.Handle;

/**
 * Contacts («kontakter»): change, search, and the reading of identity numbers; {@link Registrations} brings new ones. Safe
 * between threads.
 */
public final class ContactRegister {

    private static final String NATIONAL_IDENTITY = "national-identity-number";
    private static final String ORGANISATION = "organisation-number";
    private static final String GONE = "There is no such contact.";
    private static final int LARGEST_MEMBER_NUMBER = 9_999_999;

    private final Database db;
    private final Audit audit;
    private final Clock clock;
    private final NumberVault vault;

    public ContactRegister(Database db, Audit audit, Clock clock, NumberVault vault) {
        this.db = db;
        this.audit = audit;
        this.clock = clock;
        this.vault = vault;
    }

    /**
     * Contacts that may be the same as one that was just registered, for whoever may read them.
     *
     * @return empty when there are none, or when the actor may not read contacts
     */
    public List<PossibleDuplicate> possibleDuplicates(Actor actor, StoredContact registered) {
        return actor.may(Permission.MEMBER_READ) ? db.read(tx -> PossibleDuplicates.of(tx, registered)) : List.of();
    }

    /** Contacts that may be somebody who is not registered (S1-22); refuses fields that are ill-formed. */
    Map<Reason, List<StoredContact>> known(Actor actor, NewContact given) {
        actor.require(Permission.MEMBER_READ);
        ContactFields fields = ContactFields.check(given, Oslo.today(clock));
        return db.read(tx -> PossibleDuplicates.of(tx, fields));
    }

    /** Refuses as an import would; writes nothing. */
    public void rehearse(Handle tx, Actor actor, NewContact given, Integer ownNumber) {
        ContactFields fields = ContactFields.check(given, Oslo.today(clock));
        if (ownNumber != null) {
            requireFree(tx, ownNumber);
        }
        seals(tx, actor, "", fields, null);
    }

    int nextNumber(Handle tx) {
        int number = ContactTable.nextMemberNumber(tx, db.dialect());
        if (number > LARGEST_MEMBER_NUMBER) {
            throw Problem.unavailable("MEMBER_NUMBERS_USED_UP", "All seven-digit member numbers are used.");
        }
        return number;
    }

    static Audit.Entry registered(Actor actor, String id, int number) {
        return new Audit.Entry(
                actor.id(), "CONTACT_REGISTERED", "contact:" + id, null, "member number " + number, null);
    }

    private static void requireFree(Handle tx, int number) {
        requireFree(number, ContactTable.hasNumber(tx, number));
    }

    static void requireFree(int number, boolean taken) {
        if (number < 1 || number > LARGEST_MEMBER_NUMBER) {
            throw Problem.invalid("/memberNumber", "MEMBER_NUMBER_INVALID", "A member number is 1 to 7 digits.");
        }
        if (taken) {
            throw Problem.rule(
                    "/memberNumber", "MEMBER_NUMBER_TAKEN", "Another contact has, or had, this member number.");
        }
    }

    /**
     * Changes a contact.
     *
     * @param ifVersion the version that the caller saw
     * @param changed all fields as they shall be; a null number keeps the one that is there
     */
    public StoredContact change(Actor actor, String id, int ifVersion, Change changed) {
        return db.inTransaction(tx -> changeIn(tx, actor, id, ifVersion, changed));
    }

    /** As {@link #change}, inside the caller's transaction. */
    StoredContact changeIn(Handle tx, Actor actor, String id, int ifVersion, Change changed) {
        actor.requireOwn(id, Permission.MEMBER_WRITE);
        StoredContact before = ContactTable.byId(tx, id).orElseThrow(() -> Problem.notFound(GONE));
        if (before.version() != ifVersion) {
            throw stale();
        }
        ContactFields fields = ContactFields.check(changed.apply(asNew(before)), Oslo.today(clock));
        if (fields.kind() != before.contact().kind()) {
            throw Problem.rule("/kind", "KIND_FIXED", "A contact cannot change kind; register a new one.");
        }
        Seals seals = seals(tx, actor, id, fields, before);
        if (!ContactTable.update(tx, id, ifVersion, fields, seals)) {
            throw stale();
        }
        ContactTable.index(tx, id, words(before.contact().memberNumber(), fields));
        StoredContact after = ContactTable.byId(tx, id).orElseThrow();
        audit.record(
                tx,
                new Audit.Entry(
                        actor.id(),
                        "CONTACT_CHANGED",
                        "contact:" + id,
                        null,
                        ContactDifference.between(before, after),
                        null));
        return after;
    }

    /** How a contact is changed: given all its fields as they stand, numbers in full, gives them as they shall be. */
    @FunctionalInterface
    public interface Change {
        NewContact apply(NewContact current);
    }

    /** A contact as a request would have given it; numbers in full, so never shown or kept. */
    private NewContact asNew(StoredContact stored) {
        var contact = stored.contact();
        return new NewContact(
                contact.kind(),
                contact.givenName(),
                contact.familyName(),
                contact.name(),
                contact.birthDate(),
                stored.sex(),
                contact.email(),
                contact.mobile(),
                contact.address(),
                contact.language(),
                open(stored.nationalIdentitySealed(), contact.id()),
                open(stored.organisationNumberSealed(), contact.id()));
    }

    /** A contact; a member reads only the own one. */
    public Optional<StoredContact> contact(Actor actor, String id) {
        actor.requireOwn(id, Permission.MEMBER_READ);
        return db.read(tx -> ContactTable.byId(tx, id));
    }

    public StoredContact required(Actor actor, String id) {
        return contact(actor, id).orElseThrow(() -> Problem.notFound(GONE));
    }

    public Optional<StoredContact> byMemberNumber(Actor actor, int number) {
        actor.require(Permission.MEMBER_READ);
        return db.read(tx -> ContactTable.byNumber(tx, number));
    }

    public List<StoredContact> byIds(Actor actor, Collection<String> contactIds) {
        actor.require(Permission.MEMBER_READ);
        return db.read(tx -> ContactTable.byIds(tx, contactIds));
    }

    public List<StoredContact> byNumbers(Actor actor, Collection<Integer> numbers) {
        actor.require(Permission.MEMBER_READ);
        return db.read(tx -> ContactTable.byNumbers(tx, numbers));
    }

    /**
     * A page of contacts.
     *
     * @param query words that the name, e-mail, mobile or member number begin with; null or blank for all
     */
    public Page<StoredContact> search(Actor actor, String query, Integer limit, String cursor) {
        actor.require(Permission.MEMBER_READ);
        int size = Page.limit(limit);
        if (query == null || query.isBlank()) {
            int after = Cursor.number(cursor);
            return db.read(tx -> Page.cut(ContactSearch.all(tx, after, size), size, ContactRegister::numberCursor));
        }
        List<String> words = SearchWords.inQuery(query);
        if (words.isEmpty()) {
            return new Page<>(List.of(), null);
        }
        return db.read(tx -> {
            Walk walk = ContactSearch.find(tx, words, Cursor.found(cursor), size);
            List<String> order = walk.found().stream().map(Found::contactId).toList();
            var byId = ContactTable.byIds(tx, order).stream()
                    .collect(Collectors.toMap(c -> c.contact().id(), c -> c));
            return new Page<>(order.stream().map(byId::get).toList(), cursor(walk.next()));
        });
    }

    /** Contacts that cannot sign in on Min Side because they have neither e-mail nor mobile (S0-23). */
    public Page<StoredContact> withoutIdentifier(Actor actor, Integer limit, String cursor) {
        actor.require(Permission.MEMBER_READ);
        int size = Page.limit(limit);
        int after = Cursor.number(cursor);
        return db.read(
                tx -> Page.cut(ContactSearch.withoutIdentifier(tx, after, size), size, ContactRegister::numberCursor));
    }

    private static String cursor(Found next) {
        return next == null ? null : Cursor.of(next.contactId(), next.token(), next.walked());
    }

    private static String numberCursor(StoredContact last) {
        return Cursor.of(Integer.toString(last.contact().memberNumber()));
    }

    /** The full national identity number; every read is audited before it is given (P16). */
    public String nationalIdentityNumber(Actor actor, String id, String why) {
        actor.require(Permission.NATIONAL_ID_READ);
        StoredContact stored = required(actor, id);
        if (stored.nationalIdentitySealed() == null) {
            throw Problem.notFound("This contact has no national identity number.");
        }
        audit.record(new Audit.Entry(actor.id(), "NATIONAL_ID_READ", "contact:" + id, null, null, why));
        return open(stored.nationalIdentitySealed(), id);
    }

    /** The number for screens, first six digits; null when there is none. */
    public String maskedNationalIdentityNumber(StoredContact stored) {
        String number = open(stored.nationalIdentitySealed(), stored.contact().id());
        return number == null
                ? null
                : NationalIdentityNumber.of(number, Oslo.today(clock)).masked();
    }

    /** The organisation number, which is public; null when there is none. */
    public String organisationNumber(StoredContact stored) {
        return open(stored.organisationNumberSealed(), stored.contact().id());
    }

    /** A sealed number in full, for its own row; null gives null. */
    String open(String sealed, String contactId) {
        return sealed == null ? null : vault.open(sealed, row(contactId));
    }

    Seals seals(Handle tx, Actor actor, String id, ContactFields fields, StoredContact before) {
        String national = fields.nationalIdentityNumber() == null
                ? null
                : fields.nationalIdentityNumber().digits();
        String organisation = fields.organisationNumber();
        String nationalPrint = national == null ? null : fingerprint(national);
        String organisationPrint = organisation == null ? null : organisationFingerprint(organisation);
        if (nationalPrint != null) {
            ContactTable.idByNationalIdentity(tx, nationalPrint)
                    .filter(owner -> !owner.equals(id))
                    .ifPresent(owner -> {
                        throw taken(
                                tx, actor, owner, "nationalIdentityNumber", "NATIONAL_IDENTITY_NUMBER_TAKEN", "person");
                    });
        }
        if (organisationPrint != null) {
            ContactTable.idByOrganisationNumber(tx, organisationPrint)
                    .filter(owner -> !owner.equals(id))
                    .ifPresent(owner -> {
                        throw taken(
                                tx, actor, owner, "organisationNumber", "ORGANISATION_NUMBER_TAKEN", "organisation");
                    });
        }
        return new Seals(
                seal(national, id, before == null ? null : before.nationalIdentitySealed()),
                nationalPrint,
                seal(organisation, id, before == null ? null : before.organisationNumberSealed()),
                organisationPrint);
    }

    /** A number that did not change keeps its seal, so that a difference between seals is a change. */
    private String seal(String number, String id, String before) {
        if (number == null) {
            return null;
        }
        return number.equals(open(before, id)) ? before : vault.seal(number, row(id));
    }

    public String fingerprint(String nationalIdentityNumber) {
        return vault.fingerprint(NATIONAL_IDENTITY, nationalIdentityNumber);
    }

    String organisationFingerprint(String organisationNumber) {
        return vault.fingerprint(ORGANISATION, organisationNumber);
    }

    /** Says who has the number only to those who may read that contact. */
    private static Problem taken(Handle tx, Actor actor, String owner, String field, String code, String what) {
        String who = actor.may(Permission.MEMBER_READ)
                ? ContactTable.byId(tx, owner)
                        .map(contact -> ", member number " + contact.contact().memberNumber() + ",")
                        .orElse("")
                : "";
        String detail = "Another contact" + who + " has this " + field + " already, so it is the same " + what
                + ". Change that contact rather than register it again.";
        return new Problem(
                Problem.Kind.CONFLICT, code, detail, List.of(Problem.Detail.field("/" + field, code, detail)));
    }

    /** The row that a number is bound to. */
    static String row(String contactId) {
        return "contact:" + contactId;
    }

    static Set<String> words(int number, ContactFields fields) {
        return SearchWords.of(number, fields.name(), fields.email(), fields.mobile());
    }

    private static Problem stale() {
        return Problem.stale("The contact was changed after you read it. Read it again and repeat your change.");
    }
}
