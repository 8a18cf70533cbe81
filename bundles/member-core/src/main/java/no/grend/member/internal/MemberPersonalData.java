package no.grend.member.internal;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import no.grend.kernel.Oslo;
import no.grend.kernel.Page;
import no.grend.member.internal.store.ContactTable;
import no.grend.member.internal.store.ErasureStatements;
import no.grend.member.internal.store.MembershipTable;
import no.grend.member.internal.store.PayerTable;
import no.grend.member.internal.store.StoredMembership;
import no.grend.privacy.Fate;
import no.grend.privacy.Held;
import no.grend.privacy.PersonalDataContributor;
import no.grend.schema.PlainRows;
import org.jdbi.v3.core.Handle;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * What the register holds about a contact. The row of an erased contact stays with its member number, so that no number is
 * given twice, and says nothing about anybody; memberships stay as dates, since invoices were made of them.
 */
@Component(service = PersonalDataContributor.class)
public final class MemberPersonalData implements PersonalDataContributor {

    private static final String BOOKS = "bokføringsloven § 13: invoices were made of it; says nothing of who it was";

    private static final String CONTACT = """
            SELECT member_number, contact_kind, given_name, family_name, display_name, birth_date, sex, email, mobile,
              street, postal_code, city, country, language_tag, national_id_cipher, organisation_number_cipher,
              created_at
            FROM member_contact WHERE id = :contact""";

    private static final String MEMBERSHIPS = """
            SELECT category_id, valid_from, paid_until, invoiced_until, next_from, ended_on, end_reason, bill_on,
              joining_fee, active_until, frozen_from, frozen_until, created_at
            FROM member_membership WHERE contact_id = :contact ORDER BY id""";

    private static final String FREEZES = """
            SELECT f.first_day, f.last_day, f.asked_last_day, f.reason, f.created_at
            FROM member_freeze f JOIN member_membership m ON m.id = f.membership_id
            WHERE m.contact_id = :contact ORDER BY f.id""";

    private static final String TERMINATIONS = """
            SELECT t.given_on, t.last_day, t.notice_until, t.bound_until, t.reason, t.created_at, t.withdrawn_at
            FROM member_termination t JOIN member_membership m ON m.id = t.membership_id
            WHERE m.contact_id = :contact ORDER BY t.id""";

    private static final String CLAIMS =
            "SELECT number_cipher, created_at FROM member_number_claim WHERE contact_id = :contact";

    private static final String HOUSEHOLD =
            "SELECT household_id, place, since FROM member_household_person WHERE contact_id = :contact";

    private static final String PAYERS = """
            SELECT contact_id, payer_contact_id, valid_from, valid_until FROM member_payer
            WHERE contact_id = :contact OR payer_contact_id = :contact ORDER BY id""";

    private static final String GUARDIANS = """
            SELECT ward_contact_id, guardian_contact_id, since FROM member_guardian
            WHERE ward_contact_id = :contact OR guardian_contact_id = :contact ORDER BY since""";

    private final MemberCore core;

    @Activate
    public MemberPersonalData(@Reference MemberCore core) {
        this.core = core;
    }

    @Override
    public String module() {
        return "member";
    }

    @Override
    public List<Held> held(String contactId) {
        return core.db()
                .read(tx -> List.of(
                        new Held(
                                "member_contact",
                                PlainRows.of(tx, CONTACT, contactId)
                                        .with("national_id_cipher", cipher -> core.contacts()
                                                .open(cipher, contactId))
                                        .with("organisation_number_cipher", cipher -> core.contacts()
                                                .open(cipher, contactId))),
                        new Held("member_membership", PlainRows.of(tx, MEMBERSHIPS, contactId)),
                        new Held("member_freeze", PlainRows.of(tx, FREEZES, contactId)),
                        new Held("member_termination", PlainRows.of(tx, TERMINATIONS, contactId)),
                        new Held(
                                "member_number_claim",
                                PlainRows.of(tx, CLAIMS, contactId).with("number_cipher", cipher -> core.numberClaims()
                                        .open(cipher, contactId))),
                        new Held("member_household_person", PlainRows.of(tx, HOUSEHOLD, contactId)),
                        new Held("member_payer", PlainRows.of(tx, PAYERS, contactId)),
                        new Held("member_guardian", PlainRows.of(tx, GUARDIANS, contactId))));
    }

    @Override
    public List<String> obstacles(String contactId) {
        return core.db().read(tx -> {
            List<String> obstacles = new ArrayList<>();
            memberships(tx, contactId).stream()
                    .filter(membership ->
                            core.memberships().standing(membership).status() != Standing.Status.ENDED)
                    .forEach(membership -> obstacles.add(notEnded(membership)));
            if (paysForOthers(tx, contactId)) {
                obstacles.add("The contact pays for others. Let somebody else do so first.");
            }
            return obstacles;
        });
    }

    private static String notEnded(StoredMembership membership) {
        String which = "The membership in " + membership.category().name();
        return membership.endedOn() == null
                ? which + " has not ended. End it first: POST /api/admin/memberships/" + membership.id() + "/end."
                : which + " lasts until " + membership.endedOn() + ". Erase the contact on "
                        + membership.endedOn().plusDays(1) + " or later.";
    }

    private boolean paysForOthers(Handle tx, String contactId) {
        LocalDate today = Oslo.today(core.clock());
        return ErasureStatements.paysForHousehold(tx, contactId)
                || PayerTable.ofPayer(tx, contactId, "", Page.LARGEST).stream()
                        .anyMatch(
                                payer -> payer.until() == null || !payer.until().isBefore(today));
    }

    @Override
    public List<Fate> fates(String contactId) {
        return core.db().read(tx -> fates(tx, contactId, ErasureStatements.isNamed(tx, contactId)));
    }

    @Override
    public List<Fate> erase(String contactId) {
        return core.db().inTransaction(tx -> {
            boolean erased = ErasureStatements.erase(tx, contactId);
            index(tx, contactId);
            return fates(tx, contactId, erased);
        });
    }

    /** Staff who are asked about a member number still find it, and that nobody is behind it. */
    private static void index(Handle tx, String contactId) {
        ContactTable.byId(tx, contactId)
                .ifPresent(stored -> ContactTable.index(
                        tx,
                        contactId,
                        SearchWords.of(stored.contact().memberNumber(), ErasureStatements.NOBODY, null, null)));
    }

    private static List<Fate> fates(Handle tx, String contactId, boolean named) {
        List<Fate> fates = new ArrayList<>();
        if (named) {
            fates.add(Fate.erased("name, addresses, numbers, household, guardians and words about the memberships", 1));
        }
        List<StoredMembership> memberships = memberships(tx, contactId);
        memberships.stream()
                .map(membership -> membership.endedOn() == null ? membership.from() : membership.endedOn())
                .max(Comparator.naturalOrder())
                .ifPresent(last -> fates.add(Fate.kept(
                        "the dates of memberships, under a number without a name",
                        memberships.size(),
                        BOOKS,
                        Fate.bookkeepingEnds(last))));
        return fates;
    }

    private static List<StoredMembership> memberships(Handle tx, String contactId) {
        return MembershipTable.ofContact(tx, contactId, "", Page.LARGEST);
    }

    @Override
    public List<Retention> retention() {
        return List.of(
                new Retention("contacts", "until the contact is erased", "to keep the register of members"),
                new Retention("the dates of memberships", "5 years after the end of the year", BOOKS));
    }
}
