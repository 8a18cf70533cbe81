package no.grend.member.internal.exchange;

import java.util.HashMap;
import java.util.Map;
import no.grend.identity.Actor;
import no.grend.kernel.Problem;
import no.grend.member.Contact;
import no.grend.member.NewContact;
import no.grend.member.internal.Intake;
import no.grend.member.internal.MemberCore;
import no.grend.member.internal.store.CategoryTable;
import no.grend.member.internal.store.ContactTable.Origin;
import no.grend.member.internal.store.ImportTable.Fate;
import no.grend.member.internal.store.ImportTable.StoredImport;
import no.grend.member.internal.store.StoredCategory;
import org.jdbi.v3.core.Handle;

/** Makes contacts and memberships of an import's rows, or rehearses it. For one run, on one thread. */
final class ImportedRows {

    private final MemberCore core;
    private final Actor actor;
    private final StoredImport stored;

    /** In a rehearsal nothing is stored that a later row could collide with, so it is remembered here: what, by line. */
    private final Map<String, Integer> rehearsed = new HashMap<>();

    private final Map<String, StoredCategory> categories = new HashMap<>();

    ImportedRows(MemberCore core, Actor actor, StoredImport stored) {
        this.core = core;
        this.actor = actor;
        this.stored = stored;
    }

    /** Who imports. */
    Actor actor() {
        return actor;
    }

    /** What these rows are known by when they are registered. */
    static String sourceKey(StoredImport stored, int line) {
        return "csv:" + stored.sha256() + ":" + line;
    }

    /**
     * Takes one row.
     *
     * @throws Problem when it is refused; nothing is written of it then
     */
    Fate take(Handle tx, Intake intake, ImportRow row, int line) {
        String sourceKey = sourceKey(stored, line);
        if (intake.has(sourceKey)) {
            return Fate.ALREADY;
        }
        StoredCategory category = row.category() == null ? null : category(tx, row.category());
        if (category != null) {
            core.memberships().requireDates(row.from(), row.paidUntil());
        }
        if (stored.dryRun()) {
            core.contacts().rehearse(tx, actor, row.contact(), row.memberNumber());
            requireOnce("memberNumber", row.memberNumber(), line);
            requireOnce("nationalIdentityNumber", fingerprint(row.contact()), line);
            return Fate.DONE;
        }
        Contact contact = intake.contact(actor, row.contact(), Origin.imported(sourceKey), row.memberNumber())
                .contact();
        if (category != null) {
            intake.membership(actor, contact, category, row.from(), row.paidUntil());
        }
        return Fate.DONE;
    }

    private String fingerprint(NewContact contact) {
        String number = contact.nationalIdentityNumber();
        return number == null ? null : core.contacts().fingerprint(number.replace(" ", ""));
    }

    private void requireOnce(String field, Object value, int line) {
        if (value != null) {
            Integer earlier = rehearsed.putIfAbsent(field + ":" + value, line);
            if (earlier != null && earlier != line) {
                throw Problem.rule("/" + field, "REPEATED_IN_FILE", field + " stands on line " + earlier + " too.");
            }
        }
    }

    /** Read once: a file mostly names few categories, and many times. */
    private StoredCategory category(Handle tx, String name) {
        return categories.computeIfAbsent(name, wanted -> CategoryTable.byName(tx, wanted)
                .orElseThrow(() -> Problem.rule(
                        "/category",
                        "CATEGORY_UNKNOWN",
                        "There is no membership category of this name; create it first.")));
    }
}
