package no.grend.testkit;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import no.grend.audit.Audit;
import org.jdbi.v3.core.Handle;

/** An audit log that a test can look into. Keeps an entry even when its transaction is rolled back. */
public final class RecordingAudit implements Audit {

    private final List<Entry> entries = new CopyOnWriteArrayList<>();

    @Override
    public void record(Handle tx, Entry entry) {
        if (!tx.isInTransaction()) {
            throw new IllegalStateException(
                    "An audit entry belongs in the transaction of the change: " + entry.action());
        }
        entries.add(entry);
    }

    @Override
    public void record(Entry entry) {
        entries.add(entry);
    }

    /** All of them, the oldest first. */
    public List<Entry> entries() {
        return List.copyOf(entries);
    }

    /** Those with this action, the oldest first. */
    public List<Entry> of(String action) {
        return entries.stream().filter(entry -> entry.action().equals(action)).toList();
    }

    public void clear() {
        entries.clear();
    }
}
