package no.grend.member.internal;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import no.grend.audit.Audit;
import no.grend.identity.Actor;
import no.grend.identity.Permission;
import no.grend.kernel.Asked;
import no.grend.kernel.Ids;
import no.grend.kernel.Page;
import no.grend.kernel.Problem;
import no.grend.member.internal.store.ContactTable;
import no.grend.member.internal.store.PayerTable;
import no.grend.member.internal.store.PayerTable.Payer;
import no.grend.schema.Database;
import org.jdbi.v3.core.Handle;

/** Who pays for whom («betaler», S2-11), with dates: at most one on a day. Safe between threads. */
public final class Payers {

    private static final String GONE = "There is no such payer.";

    private final Database db;
    private final Audit audit;
    private final Clock clock;
    private final Ids ids;

    Payers(Database db, Audit audit, Clock clock) {
        this.db = db;
        this.audit = audit;
        this.clock = clock;
        this.ids = new Ids(clock);
    }

    /**
     * Lets one contact pay for another; what is invoiced with a due date in that time goes to the payer.
     *
     * @param until the last day; null while it goes on
     */
    public Payer add(Actor actor, String contactId, String payerContactId, LocalDate from, LocalDate until) {
        actor.require(Permission.MEMBER_WRITE);
        Asked.text("contactId", contactId, "give the id of the member");
        Asked.text("payerContactId", payerContactId, "give the id of the contact who shall pay");
        Asked.given("from", from, "give the first day");
        if (contactId.equals(payerContactId)) {
            throw Problem.rule("/payerContactId", "PAYER_SELF", "Members pay for themselves unless another is set.");
        }
        if (until != null && until.isBefore(from)) {
            throw Problem.invalid("/until", "UNTIL_INVALID", "until must be on or after from.");
        }
        String id = ids.next();
        return db.inTransaction(tx -> {
            ContactTable.lock(tx, contactId);
            requireContact(tx, "/contactId", contactId);
            requireContact(tx, "/payerContactId", payerContactId);
            requireNoOther(tx, contactId, from, until);
            PayerTable.insert(tx, id, contactId, payerContactId, from, until, clock.instant());
            audit.record(tx, entry(actor, "PAYER_ADDED", contactId, null, words(payerContactId, from, until)));
            return PayerTable.byId(tx, id).orElseThrow();
        });
    }

    private static void requireNoOther(Handle tx, String contactId, LocalDate from, LocalDate until) {
        for (Payer other : PayerTable.ofContact(tx, contactId)) {
            if (other.overlaps(from, until)) {
                throw Problem.conflict(
                        "PAYER_EXISTS",
                        "Another pays for this member from " + other.from()
                                + (other.until() == null ? "" : " to " + other.until())
                                + ". End that first: POST /api/admin/payers/" + other.id() + "/end.");
            }
        }
    }

    static void requireContact(Handle tx, String pointer, String contactId) {
        if (ContactTable.byId(tx, contactId).isEmpty()) {
            throw Problem.rule(pointer, "CONTACT_UNKNOWN", "There is no contact with this id; register it first.");
        }
    }

    /** Sets the last day; one before the first day says that it never was. Doing the same again changes nothing. */
    public Payer end(Actor actor, String id, LocalDate on) {
        actor.require(Permission.MEMBER_WRITE);
        Asked.given("on", on, "give the last day");
        return db.inTransaction(tx -> {
            String contactId = PayerTable.byId(tx, id)
                    .orElseThrow(() -> Problem.notFound(GONE))
                    .contactId();
            ContactTable.lock(tx, contactId);
            Payer before = PayerTable.byId(tx, id).orElseThrow(() -> Problem.notFound(GONE));
            if (before.until() != null && before.until().isBefore(on)) {
                throw Problem.conflict("PAYER_ENDED", "It ended on " + before.until() + " already.");
            }
            if (!on.equals(before.until())) {
                PayerTable.end(tx, id, on);
                String payer = before.payerContactId();
                audit.record(
                        tx,
                        entry(
                                actor,
                                "PAYER_ENDED",
                                contactId,
                                words(payer, before.from(), before.until()),
                                words(payer, before.from(), on)));
            }
            return PayerTable.byId(tx, id).orElseThrow();
        });
    }

    /** Who pays, paid and shall pay for a contact, by first day. */
    public List<Payer> ofContact(Actor actor, String contactId) {
        actor.requireOwn(contactId, Permission.MEMBER_READ);
        return db.read(tx -> PayerTable.ofContact(tx, contactId));
    }

    /** For whom a contact pays, paid and shall pay. */
    public Page<Payer> ofPayer(Actor actor, String payerContactId, Integer limit, String cursor) {
        actor.requireOwn(payerContactId, Permission.MEMBER_READ);
        int size = Page.limit(limit);
        return db.read(tx -> Page.cut(
                PayerTable.ofPayer(tx, payerContactId, Cursor.text(cursor), size + 1),
                size,
                last -> Cursor.of(last.id())));
    }

    private static String words(String payerContactId, LocalDate from, LocalDate until) {
        return "contact " + payerContactId + " pays from " + from + (until == null ? "" : " to " + until);
    }

    private static Audit.Entry entry(Actor actor, String action, String contactId, String before, String after) {
        return new Audit.Entry(actor.id(), action, "contact:" + contactId, before, after, null);
    }
}
