package no.grend.member.internal;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import no.grend.audit.Audit;
import no.grend.identity.Actor;
import no.grend.identity.Permission;
import no.grend.kernel.Ids;
import no.grend.kernel.Page;
import no.grend.kernel.Problem;
import no.grend.member.internal.store.WorkItemTable;
import no.grend.schema.Database;
import org.jdbi.v3.core.Handle;

/** Things that staff must look at («arbeidsoppgaver»): one open item for each subject. Safe between threads. */
public final class WorkItems {

    private static final int LONGEST_NOTE = 500;

    private final Database db;
    private final Audit audit;
    private final Clock clock;
    private final Ids ids;

    public WorkItems(Database db, Audit audit, Clock clock) {
        this.db = db;
        this.audit = audit;
        this.clock = clock;
        this.ids = new Ids(clock);
    }

    /** What an item is about. */
    public enum Kind {
        /** Several contacts share an e-mail or mobile, so that none can sign in with it (S0-20, S0-21). */
        SHARED_IDENTIFIER,
        /** A member gave an identity number that another contact has (S0-06). */
        DUPLICATE_NUMBER,
        /** A stopped membership has an invoice for the time after its end that is paid, or claimed at the bank (S1-08). */
        STOPPED_MEMBERSHIP_INVOICE
    }

    /**
     * A work item.
     *
     * @param contactIds whom it concerns, when it was opened
     * @param closedAt null while it is open
     */
    public record Item(
            String id,
            Kind kind,
            List<String> contactIds,
            Instant createdAt,
            Instant closedAt,
            String closedBy,
            String closingNote) {}

    /**
     * Opens an item unless one is open for the same subject.
     *
     * @param subject names it without telling it: an HMAC
     */
    void open(Handle tx, Kind kind, String subject, Collection<String> contactIds) {
        String key = kind + ":" + subject;
        if (!WorkItemTable.isOpen(tx, key)) {
            String id = ids.next();
            WorkItemTable.insert(tx, id, kind, key, List.copyOf(contactIds), clock.instant());
            audit.record(tx, Audit.Entry.of(Actor.SYSTEM.id(), "WORK_ITEM_OPENED", "work-item:" + id));
        }
    }

    /** A page, oldest first. @param open true for open ones, false for closed, null for all */
    public Page<Item> page(Actor actor, Boolean open, Integer limit, String cursor) {
        actor.require(Permission.MEMBER_READ);
        int size = Page.limit(limit);
        return db.read(tx ->
                Page.cut(WorkItemTable.page(tx, open, Cursor.text(cursor), size), size, last -> Cursor.of(last.id())));
    }

    /** Closes an item; closing it again changes nothing. @param note what was done; may be null */
    public Item close(Actor actor, String id, String note) {
        actor.require(Permission.MEMBER_WRITE);
        if (note != null && note.length() > LONGEST_NOTE) {
            throw Problem.invalid("/note", "NOTE_TOO_LONG", "note may have 500 characters.");
        }
        return db.inTransaction(tx -> {
            Item item = WorkItemTable.byId(tx, id).orElseThrow(() -> Problem.notFound("There is no such work item."));
            if (item.closedAt() != null) {
                return item;
            }
            WorkItemTable.close(tx, id, clock.instant(), actor.id(), note);
            audit.record(
                    tx, new Audit.Entry(actor.id(), "WORK_ITEM_CLOSED", "work-item:" + id, "open", "closed", note));
            return WorkItemTable.byId(tx, id).orElseThrow();
        });
    }
}
