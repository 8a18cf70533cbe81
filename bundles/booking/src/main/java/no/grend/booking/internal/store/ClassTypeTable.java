package no.grend.booking.internal.store;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.RowView;

/** Every statement on the class types. */
public final class ClassTypeTable {

    private ClassTypeTable() {}

    public static void insert(Handle tx, ClassType type) {
        tx.createUpdate("INSERT INTO booking_class_type (id, name, text, version) VALUES (:id, :name, :text, :version)")
                .bindMethods(type)
                .execute();
    }

    /** @return false when it has another version by now */
    public static boolean change(Handle tx, ClassType type) {
        OccurrenceTable.willChange(tx);
        return tx.createUpdate("""
                                UPDATE booking_class_type SET name = :name, text = :text, version = version + 1
                                WHERE id = :id AND version = :version
                                """).bindMethods(type).execute() == 1;
    }

    public static Optional<ClassType> byId(Handle tx, String id) {
        return tx.createQuery("SELECT * FROM booking_class_type WHERE id = :id")
                .bind("id", id)
                .map(ClassTypeTable::type)
                .findOne();
    }

    /** Oldest first. @param after null from the start */
    public static List<ClassType> page(Handle tx, String after, int rows) {
        return tx.createQuery("""
                        SELECT * FROM booking_class_type WHERE id > :after ORDER BY id FETCH FIRST :rows ROWS ONLY
                        """)
                .bind("after", after == null ? "" : after)
                .bind("rows", rows)
                .map(ClassTypeTable::type)
                .list();
    }

    private static ClassType type(RowView row) {
        return new ClassType(
                row.getColumn("id", String.class),
                row.getColumn("name", String.class),
                row.getColumn("text", String.class),
                row.getColumn("version", Integer.class));
    }
}
