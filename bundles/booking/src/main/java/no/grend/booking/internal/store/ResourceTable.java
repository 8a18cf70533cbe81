package no.grend.booking.internal.store;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import no.grend.booking.internal.store.Resource.Kind;
import no.grend.schema.Keys;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.RowView;

/** Every statement on the resources. */
public final class ResourceTable {

    private ResourceTable() {}

    public static void insert(Handle tx, Resource resource) {
        tx.createUpdate(
                        "INSERT INTO booking_resource (id, kind, name, version) VALUES (:id, :kindName, :name, :version)")
                .bind("kindName", resource.kind().name())
                .bindMethods(resource)
                .execute();
    }

    public static Optional<Resource> byId(Handle tx, String id) {
        return tx.createQuery("SELECT * FROM booking_resource WHERE id = :id")
                .bind("id", id)
                .map(ResourceTable::resource)
                .findOne();
    }

    public static List<Resource> byIds(Handle tx, Collection<String> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        return tx.createQuery("SELECT * FROM booking_resource WHERE id IN (<ids>) ORDER BY id")
                .bindList("ids", Keys.filledUp(ids))
                .map(ResourceTable::resource)
                .list();
    }

    /** Oldest first. @param after null from the start */
    public static List<Resource> page(Handle tx, String after, int rows) {
        return tx.createQuery("""
                        SELECT * FROM booking_resource WHERE id > :after ORDER BY id FETCH FIRST :rows ROWS ONLY
                        """)
                .bind("after", after == null ? "" : after)
                .bind("rows", rows)
                .map(ResourceTable::resource)
                .list();
    }

    /** Those that have opening hours, by kind and name. */
    public static List<Resource> open(Handle tx, int rows) {
        return tx.createQuery("""
                        SELECT r.* FROM booking_resource r
                        WHERE EXISTS (SELECT 1 FROM booking_hours h WHERE h.resource_id = r.id)
                        ORDER BY r.kind, r.name, r.id FETCH FIRST :rows ROWS ONLY
                        """)
                .bind("rows", rows)
                .map(ResourceTable::resource)
                .list();
    }

    private static Resource resource(RowView row) {
        return new Resource(
                row.getColumn("id", String.class),
                Kind.valueOf(row.getColumn("kind", String.class)),
                row.getColumn("name", String.class),
                row.getColumn("version", Integer.class));
    }
}
