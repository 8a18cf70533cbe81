package no.grend.identity.internal.store;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import no.grend.identity.Role;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.RowView;

/** The accounts of staff in the database. */
public final class AccountRows {

    private static final String COLUMNS = """
            SELECT id, username, display_name, password_hash, enabled, totp_secret, totp_confirmed, totp_last_step,
                   version
            FROM identity_account
            """;

    private AccountRows() {}

    /**
     * An account without its roles.
     *
     * @param totpSecret sealed; null without a second factor
     * @param totpConfirmed whether the second factor is in force
     * @param totpLastStep the last time step whose code was used
     */
    public record Row(
            String id,
            String username,
            String displayName,
            String passwordHash,
            boolean enabled,
            String totpSecret,
            boolean totpConfirmed,
            long totpLastStep,
            int version) {}

    public static boolean anyAtAll(Handle tx) {
        return tx.createQuery("SELECT count(*) FROM identity_account")
                        .mapTo(Integer.class)
                        .one()
                > 0;
    }

    /** Makes this transaction the only one that changes accounts until it ends. */
    public static void takeTurn(Handle tx) {
        tx.execute("UPDATE identity_turn SET taken = taken + 1 WHERE name = 'accounts'");
    }

    public static void insert(Handle tx, Row row, Set<Role> roles, Instant now) {
        tx.createUpdate("""
                        INSERT INTO identity_account (id, username, display_name, password_hash, enabled, created_at)
                        VALUES (:id, :username, :displayName, :passwordHash, :enabled, :now)
                        """)
                .bind("id", row.id())
                .bind("username", row.username())
                .bind("displayName", row.displayName())
                .bind("passwordHash", row.passwordHash())
                .bind("enabled", row.enabled())
                .bind("now", now)
                .execute();
        insertRoles(tx, row.id(), roles);
    }

    private static void insertRoles(Handle tx, String id, Set<Role> roles) {
        for (Role role : roles) {
            tx.createUpdate("INSERT INTO identity_account_role (account_id, role_name) VALUES (:id, :role)")
                    .bind("id", id)
                    .bind("role", role.name())
                    .execute();
        }
    }

    public static Optional<Row> byId(Handle tx, String id) {
        return tx.createQuery(COLUMNS + "WHERE id = :id")
                .bind("id", id)
                .map(AccountRows::row)
                .findOne();
    }

    public static Optional<Row> byUsername(Handle tx, String username) {
        return tx.createQuery(COLUMNS + "WHERE username = :username")
                .bind("username", username)
                .map(AccountRows::row)
                .findOne();
    }

    /** By user name. @param after the last name seen; empty from the start */
    public static List<Row> page(Handle tx, String after, int count) {
        return tx.createQuery(COLUMNS + "WHERE username > :after ORDER BY username FETCH FIRST :count ROWS ONLY")
                .bind("after", after)
                .bind("count", count)
                .map(AccountRows::row)
                .list();
    }

    public static Set<Role> roles(Handle tx, String id) {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        tx.createQuery("SELECT role_name FROM identity_account_role WHERE account_id = :id")
                .bind("id", id)
                .mapTo(String.class)
                .forEach(name -> roles.add(Role.valueOf(name)));
        return roles;
    }

    /** Changes what staff may change, one version on. */
    public static void update(Handle tx, Row row, Set<Role> roles) {
        tx.createUpdate("""
                        UPDATE identity_account
                        SET display_name = :displayName, password_hash = :passwordHash, enabled = :enabled,
                            version = version + 1
                        WHERE id = :id
                        """)
                .bind("id", row.id())
                .bind("displayName", row.displayName())
                .bind("passwordHash", row.passwordHash())
                .bind("enabled", row.enabled())
                .execute();
        tx.createUpdate("DELETE FROM identity_account_role WHERE account_id = :id")
                .bind("id", row.id())
                .execute();
        insertRoles(tx, row.id(), roles);
    }

    /** Replaces the hash alone: the account did not change for anybody who reads it. */
    public static void rehash(Handle tx, String id, String passwordHash) {
        tx.createUpdate("UPDATE identity_account SET password_hash = :hash WHERE id = :id")
                .bind("hash", passwordHash)
                .bind("id", id)
                .execute();
    }

    /** Sets or removes the second factor. @param sealedSecret null removes it */
    public static void totp(Handle tx, String id, String sealedSecret, boolean confirmed) {
        tx.createUpdate("""
                        UPDATE identity_account
                        SET totp_secret = :secret, totp_confirmed = :confirmed, version = version + 1
                        WHERE id = :id
                        """)
                .bind("secret", sealedSecret)
                .bind("confirmed", confirmed)
                .bind("id", id)
                .execute();
    }

    /** Uses up a time step; false when this one or a later one has been used (S23). */
    public static boolean useTotpStep(Handle tx, String id, long step) {
        int changed = tx.createUpdate(
                        "UPDATE identity_account SET totp_last_step = :step WHERE id = :id AND totp_last_step < :step")
                .bind("step", step)
                .bind("id", id)
                .execute();
        return changed == 1;
    }

    /** How many can administer accounts. */
    public static int enabledAdministrators(Handle tx) {
        return tx.createQuery("""
                        SELECT count(*) FROM identity_account a
                        JOIN identity_account_role r ON r.account_id = a.id
                        WHERE a.enabled = TRUE AND r.role_name = 'ADMIN'
                        """).mapTo(Integer.class).one();
    }

    private static Row row(RowView row) {
        return new Row(
                row.getColumn("id", String.class),
                row.getColumn("username", String.class),
                row.getColumn("display_name", String.class),
                row.getColumn("password_hash", String.class),
                row.getColumn("enabled", Boolean.class),
                row.getColumn("totp_secret", String.class),
                row.getColumn("totp_confirmed", Boolean.class),
                row.getColumn("totp_last_step", Long.class),
                row.getColumn("version", Integer.class));
    }
}
