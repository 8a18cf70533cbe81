package no.grend.member.internal;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import no.grend.audit.Audit;
import no.grend.identity.Actor;
import no.grend.identity.Permission;
import no.grend.kernel.Asked;
import no.grend.kernel.Oslo;
import no.grend.kernel.Problem;
import no.grend.member.Contact;
import no.grend.member.Contact.ContactKind;
import no.grend.member.internal.store.ContactTable;
import no.grend.member.internal.store.GuardianTable;
import no.grend.member.internal.store.GuardianTable.Guardian;
import no.grend.member.internal.store.StoredContact;
import no.grend.schema.Database;
import org.jdbi.v3.core.Handle;

/**
 * Children and who acts for them («foresatte», S2-29). Only staff join the two, so that nobody sees a child by saying that it
 * is theirs (S06); it ends by itself when the child comes of age. Safe between threads.
 */
public final class Wards {

    /** Guardianship of a child ends at this age (vergemålsloven § 8). */
    private static final int OF_AGE = 18;

    private static final int MOST_GUARDIANS = 10;
    private static final int MOST_AT_ONCE = 1_000;
    private static final String GONE = "There is no such contact.";

    private final Database db;
    private final Audit audit;
    private final Clock clock;

    Wards(Database db, Audit audit, Clock clock) {
        this.db = db;
        this.audit = audit;
        this.clock = clock;
    }

    /** Lets a grown-up act for a child. Doing the same again changes nothing. @return the child's guardians */
    public List<Guardian> confirm(Actor actor, String wardId, String guardianId) {
        actor.require(Permission.MEMBER_WRITE);
        Asked.text("contactId", guardianId, "give the id of the guardian's contact");
        return db.inTransaction(tx -> {
            ContactTable.lock(tx, wardId);
            requireChild(required(tx, wardId));
            requireGrownUp(
                    wardId,
                    ContactTable.byId(tx, guardianId)
                            .map(StoredContact::contact)
                            .orElseThrow(() -> Problem.rule(
                                    "/contactId",
                                    "CONTACT_UNKNOWN",
                                    "There is no contact with this id; register it first.")));
            if (GuardianTable.insert(tx, wardId, guardianId, today())) {
                audit.record(tx, entry(actor, "GUARDIAN_CONFIRMED", wardId, null, "contact " + guardianId));
            }
            List<Guardian> guardians = GuardianTable.ofWard(tx, wardId);
            if (guardians.size() > MOST_GUARDIANS) {
                throw Problem.conflict("GUARDIANS_FULL", "A child has 10 guardians at most. Take one away first.");
            }
            return guardians;
        });
    }

    /** Takes it away again, at once. Doing the same again changes nothing. @return the guardians that are left */
    public List<Guardian> withdraw(Actor actor, String wardId, String guardianId) {
        actor.require(Permission.MEMBER_WRITE);
        return db.inTransaction(tx -> {
            required(tx, wardId);
            if (GuardianTable.delete(tx, wardId, guardianId)) {
                audit.record(tx, entry(actor, "GUARDIAN_WITHDRAWN", wardId, "contact " + guardianId, null));
            }
            return GuardianTable.ofWard(tx, wardId);
        });
    }

    /** Who may act for a child, in the order in which they were confirmed. */
    public List<Guardian> guardians(Actor actor, String wardId) {
        actor.requireOwn(wardId, Permission.MEMBER_READ);
        return db.read(tx -> {
            required(tx, wardId);
            return GuardianTable.ofWard(tx, wardId);
        });
    }

    /** @see no.grend.member.Guardians#actsFor */
    Set<String> actsFor(Actor member) {
        if (!member.isMember()) {
            return Set.of();
        }
        Set<String> contacts = new LinkedHashSet<>(List.of(member.contactId()));
        contacts.addAll(db.read(tx -> GuardianTable.wards(tx, member.contactId(), childrenBornAfter())));
        return contacts;
    }

    /** @see no.grend.member.Guardians#actingFor */
    Map<String, List<String>> actingFor(Actor actor, Collection<String> contactIds) {
        actor.require(Permission.MEMBER_READ);
        if (contactIds.size() > MOST_AT_ONCE) {
            throw Problem.invalid(null, "TOO_MANY_IDS", "At most 1000 ids a call.");
        }
        return contactIds.isEmpty()
                ? Map.of()
                : db.read(tx -> GuardianTable.ofWards(tx, contactIds, childrenBornAfter()));
    }

    private void requireChild(Contact ward) {
        if (ward.kind() != ContactKind.PERSON || ward.birthDate() == null) {
            throw Problem.rule(
                    "/contactId",
                    "WARD_NOT_A_CHILD",
                    "Guardians act for children; register the child's date of birth first.");
        }
        if (!ward.birthDate().isAfter(childrenBornAfter())) {
            throw Problem.rule(
                    "/contactId",
                    "WARD_OF_AGE",
                    "This person is of age, and acts for themselves from the 18th birthday.");
        }
    }

    private void requireGrownUp(String wardId, Contact guardian) {
        boolean child = guardian.birthDate() != null && guardian.birthDate().isAfter(childrenBornAfter());
        if (guardian.kind() != ContactKind.PERSON || child || guardian.id().equals(wardId)) {
            throw Problem.rule(
                    "/contactId", "GUARDIAN_UNFIT", "A guardian is another person than the child, and of age.");
        }
    }

    /** Whoever was born on this day is of age today. */
    private LocalDate childrenBornAfter() {
        return today().minusYears(OF_AGE);
    }

    private LocalDate today() {
        return Oslo.today(clock);
    }

    private static Contact required(Handle tx, String contactId) {
        return ContactTable.byId(tx, contactId)
                .orElseThrow(() -> Problem.notFound(GONE))
                .contact();
    }

    private static Audit.Entry entry(Actor actor, String action, String wardId, String before, String after) {
        return new Audit.Entry(actor.id(), action, "contact:" + wardId, before, after, null);
    }
}
