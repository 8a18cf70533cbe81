package no.grend.member.internal;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import no.grend.audit.Audit;
import no.grend.identity.Actor;
import no.grend.identity.Permission;
import no.grend.kernel.Asked;
import no.grend.kernel.IdempotencyKey;
import no.grend.kernel.Ids;
import no.grend.kernel.Ore;
import no.grend.kernel.Oslo;
import no.grend.kernel.Page;
import no.grend.kernel.Problem;
import no.grend.member.Contact;
import no.grend.member.Members.CategoryKind;
import no.grend.member.internal.store.CategoryTable;
import no.grend.member.internal.store.ContactTable;
import no.grend.member.internal.store.MembershipChanges;
import no.grend.member.internal.store.MembershipTable;
import no.grend.member.internal.store.StoredCategory;
import no.grend.member.internal.store.StoredContact;
import no.grend.member.internal.store.StoredMembership;
import no.grend.organisation.BillingDay;
import no.grend.organisation.Organisation;
import no.grend.schema.Database;
import org.jdbi.v3.core.Handle;

/** Memberships («medlemskap»): joining, ending, and where each stands. Safe between threads. */
public final class Memberships {

    private static final LocalDate EARLIEST = LocalDate.of(1850, 1, 1);
    private static final int FURTHEST_YEARS = 10;
    private static final int SCANNED_AT_ONCE = 1000;
    private static final int SCANNED_AT_MOST = 20_000;

    private final Database db;
    private final Audit audit;
    private final Clock clock;
    private final Organisation organisation;
    private final int graceDays;
    private final Ids ids;

    /** @param graceDays how long a period may be unpaid before the membership lapses */
    public Memberships(MemberCore.Means means, int graceDays) {
        this.db = means.db();
        this.audit = means.audit();
        this.clock = means.clock();
        this.organisation = means.organisation();
        this.graceDays = graceDays;
        this.ids = new Ids(clock);
    }

    /**
     * Enrols a contact; the same key again gives the same membership (P9). Nobody has two memberships of one category at a
     * time, since both would be invoiced.
     *
     * @param paidUntil the last day already paid for; null when periods are invoiced from {@code from}
     */
    public StoredMembership enrol(
            Actor actor, String contactId, String categoryId, LocalDate from, LocalDate paidUntil, IdempotencyKey key) {
        actor.require(Permission.MEMBER_WRITE);
        Asked.text("contactId", contactId, "give the id of a contact");
        Asked.text("categoryId", categoryId, "give the id of a membership category");
        requireDates(from, paidUntil);
        return db.inTransaction(tx -> {
            // Before anything is looked up, so that two requests at a time see one another's membership.
            ContactTable.lock(tx, contactId);
            if (key != null) {
                Optional<StoredMembership> earlier = MembershipTable.byIdempotencyKey(tx, key.key());
                if (earlier.isPresent()) {
                    key.requireSame(earlier.get().fingerprint());
                    return earlier.get();
                }
            }
            StoredContact contact = ContactTable.byId(tx, contactId)
                    .orElseThrow(() -> Problem.rule(
                            "/contactId", "CONTACT_UNKNOWN", "There is no contact with this id; register it first."));
            StoredMembership fresh = joining(tx, planned(contact.contact(), category(tx, categoryId), from, paidUntil));
            requireNoOther(tx, fresh);
            return insert(tx, actor, fresh, key);
        });
    }

    /**
     * Enrols a contact under an id that the caller chose before; the same id again gives the same membership, whatever it has
     * become.
     */
    StoredMembership enrolAs(Actor actor, String id, String contactId, String categoryId, LocalDate from) {
        actor.require(Permission.MEMBER_WRITE);
        requireDates(from, null);
        return db.inTransaction(tx -> {
            ContactTable.lock(tx, contactId);
            Optional<StoredMembership> earlier = MembershipTable.byId(tx, id);
            if (earlier.isPresent()) {
                return earlier.get();
            }
            StoredMembership fresh = plannedAs(tx, id, contactId, categoryId, from);
            requireNoOther(tx, fresh);
            return insert(tx, actor, fresh, null);
        });
    }

    /** As it would be joined; nothing is written. */
    StoredMembership plannedAs(Handle tx, String id, String contactId, String categoryId, LocalDate from) {
        StoredContact contact = ContactTable.byId(tx, contactId)
                .orElseThrow(() -> Problem.rule("/contactId", "CONTACT_UNKNOWN", "There is no contact with this id."));
        return joining(tx, planned(id, contact.contact(), category(tx, categoryId), from, null));
    }

    private static StoredCategory category(Handle tx, String categoryId) {
        return CategoryTable.byId(tx, categoryId)
                .orElseThrow(() -> Problem.rule(
                        "/categoryId",
                        "CATEGORY_UNKNOWN",
                        "There is no membership category with this id; create it first."));
    }

    /** As somebody would join who is not known yet; nothing is written. */
    StoredMembership plannedForNewcomer(Handle tx, String categoryId, LocalDate from) {
        Contact nobody = new Contact("", 0, Contact.ContactKind.PERSON, null, null, "", null, null, null, null, null);
        return joining(tx, planned("", nobody, category(tx, categoryId), from, null));
    }

    /**
     * What joining brings with it (S2-40), unless the member was taken over from another register: a billing date, when the
     * organisation has a billing day, and the joining fee for somebody who never had a membership here.
     */
    private StoredMembership joining(Handle tx, StoredMembership fresh) {
        if (fresh.paidUntil() != null || fresh.free()) {
            return fresh;
        }
        Ore fee = fresh.category().pricing().joiningFee();
        boolean feeIsDue = fee.isPositive() && !MembershipTable.hasAny(tx, fresh.contactId());
        return fresh.joining(billOn(fresh.from()), feeIsDue ? fee : null);
    }

    /** A membership that begins later is not invoiced before its first day. Null when there is no billing day. */
    private LocalDate billOn(LocalDate from) {
        LocalDate today = Oslo.today(clock);
        LocalDate dayBefore = from.minusDays(1);
        return new BillingDay(organisation.profile().billingDay())
                .after(dayBefore.isAfter(today) ? dayBefore : today)
                .orElse(null);
    }

    /** Refuses a second membership of one category at a time. @param fresh one that is new, or goes on again */
    static void requireNoOther(Handle tx, StoredMembership fresh) {
        for (StoredMembership other : MembershipTable.ofCategory(
                tx, fresh.contactId(), fresh.category().id())) {
            boolean apart = other.id().equals(fresh.id())
                    || other.calledOff()
                    || endsBefore(other, fresh.from())
                    || endsBefore(fresh, other.from());
            if (!apart) {
                throw already(other);
            }
        }
    }

    private static boolean endsBefore(StoredMembership membership, LocalDate day) {
        LocalDate lastDay = Standing.lastDay(membership);
        return lastDay != null && lastDay.isBefore(day);
    }

    private static Problem already(StoredMembership other) {
        LocalDate lastDay = Standing.lastDay(other);
        String detail = "The contact has a membership in " + other.category().name() + " from " + other.from()
                + (lastDay == null ? ", which runs on" : " to " + lastDay)
                + ". Let the new one begin after its last day, or end that one first: POST /api/admin/memberships/"
                + other.id() + "/end.";
        return new Problem(
                Problem.Kind.CONFLICT,
                "MEMBERSHIP_EXISTS",
                detail,
                List.of(Problem.Detail.field("/from", "MEMBERSHIP_EXISTS", detail)));
    }

    /** A membership as it begins; nothing is written. @param paidUntil null when nothing is paid */
    StoredMembership planned(Contact contact, StoredCategory category, LocalDate from, LocalDate paidUntil) {
        return planned(ids.next(), contact, category, from, paidUntil);
    }

    private static StoredMembership planned(
            String id, Contact contact, StoredCategory category, LocalDate from, LocalDate paidUntil) {
        LocalDate next = paidUntil == null ? from : paidUntil.plusDays(1);
        LocalDate firstBilled = PeriodPlan.firstDay(next, category.pricing().periodsFrom(), category.period());
        boolean cashPaid = category.kind() == CategoryKind.CASH && paidUntil != null;
        return new StoredMembership(
                id,
                contact.id(),
                contact.memberNumber(),
                contact.name(),
                category,
                from,
                cashPaid ? from : firstBilled,
                paidUntil,
                null,
                cashPaid ? null : next,
                null,
                null,
                null,
                null,
                1,
                null);
    }

    private StoredMembership insert(Handle tx, Actor actor, StoredMembership membership, IdempotencyKey key) {
        MembershipChanges.insert(tx, membership, key, clock.instant());
        audit.record(tx, begun(actor, membership));
        return membership;
    }

    static Audit.Entry begun(Actor actor, StoredMembership membership) {
        LocalDate paidUntil = membership.paidUntil();
        String after = "category " + membership.category().id() + " from " + membership.from()
                + (paidUntil == null ? "" : ", paid until " + paidUntil);
        return entry(actor, "MEMBERSHIP_BEGUN", membership.id(), null, after, null);
    }

    /** Refuses dates that cannot be. @param paidUntil may be null */
    public void requireDates(LocalDate from, LocalDate paidUntil) {
        LocalDate latest = Oslo.today(clock).plusYears(FURTHEST_YEARS);
        if (from == null || from.isBefore(EARLIEST) || from.isAfter(latest)) {
            throw Problem.invalid("/from", "FROM_INVALID", "from must be a date between 1850 and ten years ahead.");
        }
        if (paidUntil != null && (paidUntil.isBefore(from) || paidUntil.isAfter(latest))) {
            throw Problem.invalid(
                    "/paidUntil", "PAID_UNTIL_INVALID", "paidUntil must be on or after from, at most ten years ahead.");
        }
    }

    /**
     * Ends a membership («utmelding»), or calls off one that has not begun. Doing the same again changes nothing.
     *
     * @param on its last day; for one that has not begun, its first day or an earlier one says that it never shall
     * @param reason in the member's words (S3-02)
     */
    public StoredMembership end(Actor actor, String id, LocalDate on, String reason) {
        actor.require(Permission.MEMBER_WRITE);
        Asked.given("on", on, "give the last day of membership");
        String why = OneMembership.reason(reason);
        return db.inTransaction(tx -> {
            StoredMembership before = OneMembership.required(tx, actor, id);
            if (on.equals(before.endedOn())) {
                return before;
            }
            boolean begun = !before.from().isAfter(Oslo.today(clock));
            if (!begun && !on.isAfter(before.from())) {
                return callOff(tx, actor, before, why);
            }
            if (on.isBefore(before.from())) {
                throw Problem.rule(
                        "/on",
                        "ENDS_BEFORE_BEGINNING",
                        "The membership began on " + before.from() + ", so on must be that day or later.");
            }
            if (!MembershipChanges.end(tx, id, before.version(), on, why)) {
                throw Problem.conflict(
                        "MEMBERSHIP_ENDED", "The membership has been ended already, or is being changed.");
            }
            audit.record(tx, entry(actor, "MEMBERSHIP_ENDED", id, "running", "ends " + on, why));
            return MembershipTable.byId(tx, id).orElseThrow();
        });
    }

    private StoredMembership callOff(Handle tx, Actor actor, StoredMembership before, String why) {
        if (before.calledOff()) {
            return before;
        }
        LocalDate dayBefore = before.from().minusDays(1);
        if (!MembershipChanges.callOff(tx, before.id(), before.version(), dayBefore, why)) {
            throw OneMembership.changing();
        }
        String id = before.id();
        audit.record(tx, entry(actor, "MEMBERSHIP_CALLED_OFF", id, "begins " + before.from(), "never begins", why));
        return MembershipTable.byId(tx, id).orElseThrow();
    }

    public StoredMembership required(Actor actor, String id) {
        return db.read(tx -> OneMembership.required(tx, actor, id));
    }

    /** All memberships of one contact, oldest first. */
    public List<StoredMembership> ofContact(Actor actor, String contactId) {
        actor.requireOwn(contactId, Permission.MEMBER_READ);
        return db.read(tx -> MembershipTable.ofContact(tx, contactId, "", Page.LARGEST));
    }

    /**
     * A page of memberships, oldest first. With a status it looks at {@value #SCANNED_AT_MOST} at most, and gives what it
     * has with a cursor to go on from.
     *
     * @param contactId null for all
     * @param status null for all
     */
    public Page<StoredMembership> page(
            Actor actor, String contactId, Standing.Status status, Integer limit, String cursor) {
        if (contactId == null) {
            actor.require(Permission.MEMBER_READ);
        } else {
            actor.requireOwn(contactId, Permission.MEMBER_READ);
        }
        int size = Page.limit(limit);
        return db.read(tx -> scan(tx, contactId, status, size, Cursor.text(cursor)));
    }

    private Page<StoredMembership> scan(Handle tx, String contactId, Standing.Status status, int size, String from) {
        List<StoredMembership> found = new ArrayList<>();
        String after = from;
        int rows = status == null ? size + 1 : SCANNED_AT_ONCE;
        for (int scanned = 0; scanned < SCANNED_AT_MOST; scanned += rows) {
            List<StoredMembership> some = contactId == null
                    ? MembershipTable.all(tx, after, rows)
                    : MembershipTable.ofContact(tx, contactId, after, rows);
            some.stream()
                    .filter(m -> status == null || standing(m).status() == status)
                    .forEach(found::add);
            if (found.size() > size || some.size() < rows) {
                return Page.cut(found, size, last -> Cursor.of(last.id()));
            }
            after = some.get(some.size() - 1).id();
        }
        return new Page<>(found, Cursor.of(after));
    }

    /** Where a membership stands today. */
    public Standing standing(StoredMembership membership) {
        return standing(membership, Oslo.today(clock));
    }

    Standing standing(StoredMembership membership, LocalDate day) {
        return Standing.of(membership, day, graceDays);
    }

    /** Whether it makes its contact a member on a day, were it not frozen: paid for, free, or unpaid within what is given. */
    boolean counts(StoredMembership membership, LocalDate day) {
        return standing(membership, day).counts();
    }

    private static Audit.Entry entry(Actor actor, String action, String id, String before, String after, String why) {
        return new Audit.Entry(actor.id(), action, "membership:" + id, before, after, why);
    }
}
