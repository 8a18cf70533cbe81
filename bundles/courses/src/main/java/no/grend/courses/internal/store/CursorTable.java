package no.grend.courses.internal.store;

import org.jdbi.v3.core.Handle;

/** How far the feeds of other modules are read. */
public final class CursorTable {

    private CursorTable() {}

    /** 0 before the first is read. */
    public static long of(Handle tx, String feed) {
        return tx.createQuery("SELECT number FROM courses_cursor WHERE feed = :feed")
                .bind("feed", feed)
                .mapTo(Long.class)
                .findOne()
                .orElse(0L);
    }

    public static void set(Handle tx, String feed, long number) {
        int moved = tx.createUpdate("UPDATE courses_cursor SET number = :number WHERE feed = :feed")
                .bind("number", number)
                .bind("feed", feed)
                .execute();
        if (moved == 0) {
            tx.createUpdate("INSERT INTO courses_cursor (feed, number) VALUES (:feed, :number)")
                    .bind("feed", feed)
                    .bind("number", number)
                    .execute();
        }
    }
}
