package no.grend.audit.internal;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import no.grend.audit.Audit;
import no.grend.audit.internal.store.AuditTables;
import no.grend.audit.internal.store.StoredEntry;
import no.grend.identity.Actor;
import no.grend.identity.Permission;
import no.grend.kernel.Ids;
import no.grend.kernel.Page;
import no.grend.schema.Database;
import org.jdbi.v3.core.Handle;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The log itself: writes entries and shows them. */
@Component(service = {Audit.class, AuditLog.class})
public final class AuditLog implements Audit {

    private static final int LONGEST_STATE = 4000;
    private static final int LONGEST_WHY = 1000;

    private final Database db;
    private final Clock clock;
    private final Ids ids;

    @Activate
    public AuditLog(@Reference(target = "(module=audit)") Database db, @Reference Clock clock) {
        this.db = db;
        this.clock = clock;
        this.ids = new Ids(clock);
    }

    @Override
    public void record(Handle tx, Entry entry) {
        AuditTables.insert(tx, stored(entry));
    }

    @Override
    public void record(Handle tx, List<Entry> entries) {
        AuditTables.insert(tx, entries.stream().map(this::stored).toList());
    }

    private StoredEntry stored(Entry entry) {
        return new StoredEntry(
                ids.next(),
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                entry.actor(),
                entry.action(),
                entry.object(),
                fit(entry.before(), LONGEST_STATE),
                fit(entry.after(), LONGEST_STATE),
                fit(entry.why(), LONGEST_WHY));
    }

    @Override
    public void record(Entry entry) {
        db.useTransaction(tx -> record(tx, entry));
    }

    /**
     * A page of the log, the newest first.
     *
     * @param about only entries about this object; null for all
     * @param by only entries by this actor; null for all
     * @param cursor as the page before gave it; null for the first page
     */
    public Page<StoredEntry> entries(Actor actor, String about, String by, String cursor, int limit) {
        actor.require(Permission.AUDIT_READ);
        String before = cursor == null ? AuditTables.NEWEST : cursor;
        List<StoredEntry> rows = db.read(tx -> {
            if (about != null && by != null) {
                return AuditTables.newestAboutBy(tx, about, by, before, limit + 1);
            }
            if (about != null) {
                return AuditTables.newestAbout(tx, about, before, limit + 1);
            }
            if (by != null) {
                return AuditTables.newestBy(tx, by, before, limit + 1);
            }
            return AuditTables.newest(tx, before, limit + 1);
        });
        return Page.cut(rows, limit, StoredEntry::id);
    }

    /** Cut rather than refused: the change itself must not fail because its description is long. PostgreSQL takes no NUL. */
    private static String fit(String text, int longest) {
        if (text == null) {
            return null;
        }
        String clean = text.replace('\0', ' ');
        return clean.length() <= longest ? clean : clean.substring(0, longest - 1) + '…';
    }
}
