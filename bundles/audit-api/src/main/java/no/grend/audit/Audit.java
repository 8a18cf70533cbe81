package no.grend.audit;

import java.util.List;
import org.jdbi.v3.core.Handle;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The audit log («endringslogg»), promise P18: an entry stands in the same transaction as the change it tells of.
 *
 * <p>Safe between threads; quick (one insert). Entries are chained by HMAC shortly after commit.
 */
@ProviderType
public interface Audit {

    /** Writes an entry with the caller's transaction: it is there exactly when the change is. */
    void record(Handle tx, Entry entry);

    /** As {@link #record(Handle, Entry)} for many at once, in this order: a batch costs little more than one. */
    default void record(Handle tx, List<Entry> entries) {
        entries.forEach(entry -> record(tx, entry));
    }

    /** Writes an entry on its own, for a read of sensitive data or a refused login. */
    void record(Entry entry);

    /**
     * One entry. Never put a full identity number, a password, a code or a token in any field.
     *
     * @param actor id of who did it ({@code Actor.id()})
     * @param action stable verb in upper case, {@code CONTACT_CHANGED}
     * @param object what it was done to, {@code contact:<id>}
     * @param before the old state as short text; null when there was none
     * @param after the new state as short text; null when nothing is left
     * @param why the person's reason or the rule; null when there is none
     */
    record Entry(String actor, String action, String object, String before, String after, String why) {

        public static Entry of(String actor, String action, String object) {
            return new Entry(actor, action, object, null, null, null);
        }
    }
}
