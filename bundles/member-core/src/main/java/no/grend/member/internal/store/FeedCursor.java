package no.grend.member.internal.store;

import org.jdbi.v3.core.Handle;

/** How far the ledger's feed has been read. */
public final class FeedCursor {

    private FeedCursor() {}

    public static long position(Handle tx) {
        return tx.createQuery("SELECT last_number FROM member_feed_cursor WHERE feed = 'ledger'")
                .mapTo(Long.class)
                .one();
    }

    /** @return false when another reader was quicker, and nothing may be applied */
    public static boolean advance(Handle tx, long from, long to) {
        return tx.createUpdate("""
                                UPDATE member_feed_cursor SET last_number = :to
                                WHERE feed = 'ledger' AND last_number = :from
                                """).bind("from", from).bind("to", to).execute() == 1;
    }
}
