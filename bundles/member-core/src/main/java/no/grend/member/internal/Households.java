package no.grend.member.internal;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import no.grend.audit.Audit;
import no.grend.identity.Actor;
import no.grend.identity.Permission;
import no.grend.kernel.Asked;
import no.grend.kernel.Count;
import no.grend.kernel.ETag;
import no.grend.kernel.Ids;
import no.grend.kernel.Oslo;
import no.grend.kernel.Problem;
import no.grend.member.Contact.ContactKind;
import no.grend.member.internal.store.ContactTable;
import no.grend.member.internal.store.HouseholdTable;
import no.grend.member.internal.store.HouseholdTable.Household;
import no.grend.member.internal.store.HouseholdTable.HouseholdPerson;
import no.grend.member.internal.store.StoredContact;
import no.grend.schema.Database;
import org.jdbi.v3.core.Handle;

/**
 * Households («husstander»): persons who get a family discount together, and maybe one who pays for all of them. The order
 * that they came in counts: the first who has a membership pays it in full. Safe between threads.
 */
public final class Households {

    private static final int MOST_PERSONS = 30;
    private static final String GONE = "There is no such household.";

    private final Database db;
    private final Audit audit;
    private final Clock clock;
    private final Ids ids;

    Households(Database db, Audit audit, Clock clock) {
        this.db = db;
        this.audit = audit;
        this.clock = clock;
        this.ids = new Ids(clock);
    }

    /**
     * Makes a household.
     *
     * @param payerContactId who pays for all in it, in it themselves or not; null when each pays
     * @param contactIds the persons, in the order that counts for the discount
     */
    public Household create(Actor actor, String payerContactId, List<String> contactIds) {
        actor.require(Permission.MEMBER_WRITE);
        Asked.given("contactIds", contactIds, "give the persons' ids, in the order that counts for the discount");
        if (contactIds.isEmpty() || contactIds.size() > MOST_PERSONS) {
            throw Problem.invalid("/contactIds", "PERSONS_INVALID", "A household has 1 to 30 persons.");
        }
        String id = ids.next();
        return db.inTransaction(tx -> {
            requirePayer(tx, payerContactId);
            HouseholdTable.insert(tx, id, payerContactId, clock.instant());
            int place = 1;
            for (String contactId : contactIds) {
                String pointer = "/contactIds/" + (place - 1);
                add(tx, id, Asked.text("contactIds/" + (place - 1), contactId, "give an id"), pointer, place++);
            }
            audit.record(
                    tx,
                    entry(
                            actor,
                            "HOUSEHOLD_MADE",
                            id,
                            null,
                            Count.of(contactIds.size(), "person") + payer(payerContactId)));
            return HouseholdTable.byId(tx, id).orElseThrow();
        });
    }

    /** Takes a person into a household, as the last. */
    public Household join(Actor actor, String id, String contactId) {
        actor.require(Permission.MEMBER_WRITE);
        Asked.text("contactId", contactId, "give the person's id");
        return db.inTransaction(tx -> {
            Household before = required(tx, id);
            if (isIn(before, contactId)) {
                return before;
            }
            if (before.persons().size() >= MOST_PERSONS) {
                throw Problem.conflict("HOUSEHOLD_FULL", "A household has 30 persons at most.");
            }
            advance(tx, before);
            int last = before.persons().stream()
                    .mapToInt(HouseholdPerson::place)
                    .max()
                    .orElse(0);
            add(tx, id, contactId, "/contactId", last + 1);
            audit.record(tx, entry(actor, "HOUSEHOLD_JOINED", id, null, "contact " + contactId));
            return HouseholdTable.byId(tx, id).orElseThrow();
        });
    }

    /** Takes a person out of a household; those after move up. Empty ones stay, for the audit's sake. */
    public Household leave(Actor actor, String id, String contactId) {
        actor.require(Permission.MEMBER_WRITE);
        return db.inTransaction(tx -> {
            Household before = required(tx, id);
            if (!isIn(before, contactId)) {
                return before;
            }
            advance(tx, before);
            HouseholdTable.remove(tx, id, contactId);
            audit.record(tx, entry(actor, "HOUSEHOLD_LEFT", id, "contact " + contactId, null));
            return HouseholdTable.byId(tx, id).orElseThrow();
        });
    }

    /** Sets who pays for all in a household. @param payerContactId null when each shall pay */
    public Household setPayer(Actor actor, String id, ETag seen, String payerContactId) {
        actor.require(Permission.MEMBER_WRITE);
        return db.inTransaction(tx -> {
            Household before = required(tx, id);
            seen.requireCurrent(before.version());
            requirePayer(tx, payerContactId);
            advance(tx, before);
            HouseholdTable.setPayer(tx, id, payerContactId);
            audit.record(
                    tx,
                    entry(
                            actor,
                            "HOUSEHOLD_PAYER_SET",
                            id,
                            "household" + payer(before.payerContactId()),
                            "household" + payer(payerContactId)));
            return HouseholdTable.byId(tx, id).orElseThrow();
        });
    }

    public Household required(Actor actor, String id) {
        actor.require(Permission.MEMBER_READ);
        return db.read(tx -> required(tx, id));
    }

    /** The household that a contact is in; empty when in none. */
    public Optional<Household> ofContact(Actor actor, String contactId) {
        actor.require(Permission.MEMBER_READ);
        return db.read(tx -> HouseholdTable.idOf(tx, contactId).flatMap(id -> HouseholdTable.byId(tx, id)));
    }

    private void add(Handle tx, String id, String contactId, String pointer, int place) {
        ContactTable.lock(tx, contactId);
        StoredContact stored = ContactTable.byId(tx, contactId)
                .orElseThrow(() -> Problem.rule(
                        pointer, "CONTACT_UNKNOWN", "There is no contact with this id; register it first."));
        if (stored.contact().kind() != ContactKind.PERSON) {
            throw Problem.rule(pointer, "NOT_A_PERSON", "Only persons are in households; an organisation can pay.");
        }
        HouseholdTable.idOf(tx, contactId).ifPresent(other -> {
            throw Problem.conflict(
                    "IN_HOUSEHOLD",
                    "The person is in a household already. Let them leave it first: DELETE /api/admin/households/"
                            + other + "/persons/" + contactId + ".");
        });
        HouseholdTable.add(tx, id, contactId, place, Oslo.today(clock));
    }

    private static void requirePayer(Handle tx, String payerContactId) {
        if (payerContactId != null) {
            Payers.requireContact(tx, "/payerContactId", payerContactId);
        }
    }

    private static Household required(Handle tx, String id) {
        return HouseholdTable.byId(tx, id).orElseThrow(() -> Problem.notFound(GONE));
    }

    private static void advance(Handle tx, Household household) {
        if (!HouseholdTable.advance(tx, household.id(), household.version())) {
            throw Problem.conflict("HOUSEHOLD_CHANGING", "The household is being changed by somebody else; try again.");
        }
    }

    private static boolean isIn(Household household, String contactId) {
        return household.persons().stream()
                .anyMatch(person -> person.contactId().equals(contactId));
    }

    private static String payer(String contactId) {
        return contactId == null ? ", each pays" : ", contact " + contactId + " pays";
    }

    private static Audit.Entry entry(Actor actor, String action, String id, String before, String after) {
        return new Audit.Entry(actor.id(), action, "household:" + id, before, after, null);
    }
}
