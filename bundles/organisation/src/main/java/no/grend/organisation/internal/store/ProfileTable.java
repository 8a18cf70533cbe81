package no.grend.organisation.internal.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import no.grend.organisation.Organisation.Profile;
import org.jdbi.v3.core.Handle;

/** Every statement on the one row. The change log made it, so it is always there. */
public final class ProfileTable {

    private ProfileTable() {}

    /** The row as it is. */
    public static StoredProfile read(Handle tx) {
        return tx.createQuery("SELECT * FROM organisation_profile WHERE id = 1")
                .map((row, context) -> stored(row))
                .one();
    }

    /** The row, which nobody else can change until the transaction ends. */
    public static StoredProfile readToChange(Handle tx) {
        tx.execute("UPDATE organisation_profile SET id = 1 WHERE id = 1");
        return read(tx);
    }

    public static void write(Handle tx, StoredProfile changed) {
        Profile profile = changed.profile();
        tx.createUpdate("""
                        UPDATE organisation_profile
                        SET version = :version, official_name = :officialName, email = :email,
                            organisation_number = :organisationNumber, account = :account,
                            customer_unit_id = :customerUnitId, kid_scheme = :kidScheme, billing_day = :billingDay,
                            approval_required = :approvalRequired, terms = :terms
                        WHERE id = 1
                        """)
                .bind("version", changed.version())
                .bindMethods(profile)
                .execute();
    }

    private static StoredProfile stored(ResultSet row) throws SQLException {
        return new StoredProfile(
                row.getInt("version"),
                new Profile(
                        row.getString("official_name"),
                        row.getString("email"),
                        row.getString("organisation_number"),
                        row.getString("account"),
                        row.getString("customer_unit_id"),
                        row.getString("kid_scheme"),
                        row.getInt("billing_day"),
                        row.getBoolean("approval_required"),
                        row.getString("terms")));
    }
}
