package no.grend.member.internal;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import no.grend.audit.Audit;
import no.grend.identity.Actor;
import no.grend.identity.Permission;
import no.grend.kernel.Ids;
import no.grend.kernel.Oslo;
import no.grend.member.Contact;
import no.grend.member.NewContact;
import no.grend.member.internal.store.ContactTable;
import no.grend.member.internal.store.ContactTable.Origin;
import no.grend.member.internal.store.ContactTable.Seals;
import no.grend.member.internal.store.RegisterRows;
import no.grend.member.internal.store.StoredCategory;
import no.grend.member.internal.store.StoredContact;
import no.grend.member.internal.store.StoredMembership;
import org.jdbi.v3.core.Handle;

/**
 * New contacts and memberships («innlesing»), checked one by one and written many at a time. What is refused is refused before
 * anything of it is written. For one transaction and its thread; {@link #finish} it before commit.
 */
public final class Intake implements AutoCloseable {

    private final MemberCore core;
    private final Handle tx;
    private final Ids ids;
    private final LocalDate today;
    private final Instant now;
    private final RegisterRows rows;
    private final Set<String> knownKeys;
    private final Set<Integer> takenNumbers;
    private final Set<String> waitingNumbers = new HashSet<>();
    private final List<Audit.Entry> entries = new ArrayList<>();

    /**
     * Looks up at once what is asked for each row.
     *
     * @param sourceKeys of all rows to come, at most 1,000; none when they come from no file
     * @param ownNumbers member numbers from another register that these rows bring
     */
    public Intake(MemberCore core, Handle tx, Collection<String> sourceKeys, Collection<Integer> ownNumbers) {
        this.core = core;
        this.tx = tx;
        this.ids = new Ids(core.clock());
        this.today = Oslo.today(core.clock());
        this.now = core.clock().instant().truncatedTo(ChronoUnit.MICROS); // as the databases keep it
        this.rows = new RegisterRows(tx);
        this.knownKeys = ContactTable.sourceKeys(tx, sourceKeys);
        this.takenNumbers = new HashSet<>(ContactTable.numbers(tx, ownNumbers));
    }

    /** Whether the row with this key was imported before. */
    public boolean has(String sourceKey) {
        return knownKeys.contains(sourceKey);
    }

    /**
     * Registers a contact.
     *
     * @param origin the row or the request that it came from, which has brought none before
     * @param ownNumber a member number from another register; null for a new one
     * @return as it will stand when this is finished
     */
    public StoredContact contact(Actor actor, NewContact given, Origin origin, Integer ownNumber) {
        actor.require(Permission.MEMBER_WRITE);
        ContactFields fields = ContactFields.check(given, today);
        if (ownNumber != null) {
            ContactRegister.requireFree(ownNumber, takenNumbers.contains(ownNumber));
        }
        String id = ids.next();
        Seals seals = seals(actor, id, fields);
        int number = ownNumber != null ? ownNumber : nextNumber();
        takenNumbers.add(number);
        rows.contact(id, number, fields, seals, origin, now, ContactRegister.words(number, fields));
        entries.add(ContactRegister.registered(actor, id, number));
        Contact contact = new Contact(
                id,
                number,
                fields.kind(),
                fields.givenName(),
                fields.familyName(),
                fields.name(),
                fields.birthDate(),
                fields.email() == null ? null : fields.email().original(),
                fields.mobile() == null ? null : fields.mobile().e164(),
                fields.address(),
                fields.language());
        return new StoredContact(
                contact,
                fields.sex(),
                seals.nationalIdentity(),
                seals.organisationNumber(),
                now,
                RegisterRows.FIRST_VERSION,
                origin.fingerprint());
    }

    /** Enrols a contact that this intake registered, so that it can have no other membership. */
    public void membership(Actor actor, Contact contact, StoredCategory category, LocalDate from, LocalDate paidUntil) {
        StoredMembership membership = core.memberships().planned(contact, category, from, paidUntil);
        rows.membership(membership, now);
        entries.add(Memberships.begun(actor, membership));
    }

    /** Writes what waits. */
    public void finish() {
        rows.flush();
        core.audit().record(tx, List.copyOf(entries));
        entries.clear();
    }

    @Override
    public void close() {
        rows.close();
    }

    /** An identity number that a waiting row has too is only found in the database. */
    private Seals seals(Actor actor, String id, ContactFields fields) {
        String national = fields.nationalIdentityNumber() == null
                ? null
                : fields.nationalIdentityNumber().digits();
        boolean repeated = national != null && !waitingNumbers.add("person:" + national);
        String organisation = fields.organisationNumber();
        repeated |= organisation != null && !waitingNumbers.add("organisation:" + organisation);
        if (repeated) {
            rows.flush();
        }
        return core.contacts().seals(tx, actor, id, fields, null);
    }

    /** A number that the sequence gives may be one that a row before has brought. */
    private int nextNumber() {
        int number;
        do {
            number = core.contacts().nextNumber(tx);
        } while (takenNumbers.contains(number));
        return number;
    }
}
