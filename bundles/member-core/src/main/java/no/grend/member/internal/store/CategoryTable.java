package no.grend.member.internal.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.Period;
import java.util.List;
import java.util.Optional;
import no.grend.kernel.IdempotencyKey;
import no.grend.kernel.Ore;
import no.grend.member.Members.CategoryKind;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** The table of membership categories. Stateless; every call works in the caller's transaction. */
public final class CategoryTable {

    private CategoryTable() {}

    public static void insert(Handle tx, StoredCategory category, IdempotencyKey key, Instant now) {
        tx.createUpdate("""
                        INSERT INTO member_category (id, category_name, price, period_length, category_kind,
                          created_at, version, idem_key, idem_fingerprint, periods_from, proration, joining_fee,
                          family_percent, family_amount, whole_kroner, online)
                        VALUES (:id, :name, :price, :period, :kind, :now, 1, :key, :fingerprint, :periodsFrom,
                          :proration, :joiningFee, :familyPercent, :familyAmount, :wholeKroner, :online)
                        """)
                .bindMap(PricingColumns.values(category.pricing()))
                .bind("id", category.id())
                .bind("name", category.name())
                .bind("price", category.price().value())
                .bind("period", category.period().toString())
                .bind("kind", category.kind().name())
                .bind("online", category.online())
                .bind("now", now)
                .bind("key", key == null ? null : key.key())
                .bind("fingerprint", key == null ? null : key.fingerprint())
                .execute();
    }

    /** Name, price, what is asked beside it and where it is offered may change. @return false when it is no longer at this version */
    public static boolean update(Handle tx, String id, int version, StoredCategory changed) {
        return tx.createUpdate("""
                                UPDATE member_category SET category_name = :name, price = :price,
                                  periods_from = :periodsFrom, proration = :proration, joining_fee = :joiningFee,
                                  family_percent = :familyPercent, family_amount = :familyAmount,
                                  whole_kroner = :wholeKroner, online = :online, version = version + 1
                                WHERE id = :id AND version = :version
                                """)
                        .bindMap(PricingColumns.values(changed.pricing()))
                        .bind("name", changed.name())
                        .bind("price", changed.price().value())
                        .bind("online", changed.online())
                        .bind("id", id)
                        .bind("version", version)
                        .execute()
                == 1;
    }

    public static Optional<StoredCategory> byId(Handle tx, String id) {
        return tx.createQuery("SELECT * FROM member_category WHERE id = :id")
                .bind("id", id)
                .map(CategoryTable::category)
                .findOne();
    }

    public static Optional<StoredCategory> byIdempotencyKey(Handle tx, String key) {
        return tx.createQuery("SELECT * FROM member_category WHERE idem_key = :key")
                .bind("key", key)
                .map(CategoryTable::category)
                .findOne();
    }

    /** The newest category of that very name. */
    public static Optional<StoredCategory> byName(Handle tx, String name) {
        return tx
                .createQuery("SELECT * FROM member_category WHERE category_name = :name ORDER BY id DESC")
                .bind("name", name)
                .map(CategoryTable::category)
                .list()
                .stream()
                .findFirst();
    }

    /** One more than the limit when there are more, oldest first. @param after id of the last seen; "" from the start */
    public static List<StoredCategory> page(Handle tx, String after, int limit) {
        return tx.createQuery("SELECT * FROM member_category WHERE id > :after ORDER BY id FETCH FIRST :rows ROWS ONLY")
                .bind("after", after)
                .bind("rows", limit + 1)
                .map(CategoryTable::category)
                .list();
    }

    /** Those that can be joined on the web, oldest first. */
    public static List<StoredCategory> online(Handle tx) {
        return tx.createQuery("SELECT * FROM member_category WHERE online = TRUE ORDER BY id")
                .map(CategoryTable::category)
                .list();
    }

    private static StoredCategory category(ResultSet row, StatementContext context) throws SQLException {
        return new StoredCategory(
                row.getString("id"),
                row.getString("category_name"),
                Ore.of(row.getLong("price")),
                Period.parse(row.getString("period_length")),
                CategoryKind.valueOf(row.getString("category_kind")),
                PricingColumns.read(row),
                row.getBoolean("online"),
                row.getInt("version"),
                row.getString("idem_fingerprint"));
    }
}
