package no.grend.member.internal.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import no.grend.member.internal.WorkItems.Item;
import no.grend.member.internal.WorkItems.Kind;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** The table of work items. Stateless; every call works in the caller's transaction. */
public final class WorkItemTable {

    private static final int CONTACTS_AT_MOST = 50;

    private WorkItemTable() {}

    public static boolean isOpen(Handle tx, String openKey) {
        return tx.createQuery("SELECT 1 FROM member_work_item WHERE open_key = :key")
                .bind("key", openKey)
                .mapTo(Integer.class)
                .findOne()
                .isPresent();
    }

    public static void insert(Handle tx, String id, Kind kind, String openKey, List<String> contactIds, Instant now) {
        tx.createUpdate("""
                        INSERT INTO member_work_item (id, item_kind, open_key, contact_ids, created_at)
                        VALUES (:id, :kind, :key, :contacts, :now)
                        """)
                .bind("id", id)
                .bind("kind", kind.name())
                .bind("key", openKey)
                .bind(
                        "contacts",
                        String.join(
                                ",", contactIds.stream().limit(CONTACTS_AT_MOST).toList()))
                .bind("now", now)
                .execute();
    }

    public static void close(Handle tx, String id, Instant now, String by, String note) {
        tx.createUpdate("""
                        UPDATE member_work_item SET open_key = NULL, closed_at = :now, closed_by = :by,
                          closing_note = :note WHERE id = :id
                        """)
                .bind("now", now)
                .bind("by", by)
                .bind("note", note)
                .bind("id", id)
                .execute();
    }

    public static Optional<Item> byId(Handle tx, String id) {
        return tx.createQuery("SELECT * FROM member_work_item WHERE id = :id")
                .bind("id", id)
                .map(WorkItemTable::item)
                .findOne();
    }

    /** One more than the limit when there are more. @param open null for all */
    public static List<Item> page(Handle tx, Boolean open, String after, int limit) {
        String sql = open == null
                ? "SELECT * FROM member_work_item WHERE id > :after ORDER BY id FETCH FIRST :rows ROWS ONLY"
                : open ? """
                          SELECT * FROM member_work_item WHERE id > :after AND closed_at IS NULL
                          ORDER BY id FETCH FIRST :rows ROWS ONLY
                          """ : """
                          SELECT * FROM member_work_item WHERE id > :after AND closed_at IS NOT NULL
                          ORDER BY id FETCH FIRST :rows ROWS ONLY
                          """;
        return tx.createQuery(sql)
                .bind("after", after)
                .bind("rows", limit + 1)
                .map(WorkItemTable::item)
                .list();
    }

    private static Item item(ResultSet row, StatementContext context) throws SQLException {
        return new Item(
                row.getString("id"),
                Kind.valueOf(row.getString("item_kind")),
                List.of(row.getString("contact_ids").split(",")),
                Columns.instant(row, "created_at", context),
                Columns.instant(row, "closed_at", context),
                row.getString("closed_by"),
                row.getString("closing_note"));
    }
}
