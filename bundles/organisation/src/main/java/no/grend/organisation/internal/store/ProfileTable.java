package no.grend.organisation.internal.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import no.grend.organisation.JoiningPolicy;
import no.grend.organisation.Organisation.KidSchemeUse;
import no.grend.organisation.Organisation.Profile;
import org.jdbi.v3.core.Handle;

/** Every statement on the one row. The change log made it, so it is always there. */
public final class ProfileTable {

    private ProfileTable() {}

    /** The row as it is, with the KID scheme of a day. */
    public static StoredProfile read(Handle tx, LocalDate day) {
        List<KidSchemeUse> schemes = KidSchemeTable.read(tx);
        return tx.createQuery("SELECT * FROM organisation_profile WHERE id = 1")
                .map((row, context) -> stored(row, schemes, day))
                .one();
    }

    /** The row, which nobody else can change until the transaction ends. */
    public static StoredProfile readToChange(Handle tx, LocalDate day) {
        tx.execute("UPDATE organisation_profile SET id = 1 WHERE id = 1");
        return read(tx, day);
    }

    /** All but the KID schemes, which have dates and a table of their own. */
    public static void write(Handle tx, StoredProfile changed) {
        Profile profile = changed.profile();
        tx.createUpdate("""
                        UPDATE organisation_profile
                        SET version = :version, official_name = :officialName, email = :email,
                            organisation_number = :organisationNumber, account = :account,
                            customer_unit_id = :customerUnitId, billing_day = :billingDay,
                            approval_required = :approvalRequired, terms = :terms,
                            online_joining = :onlineJoining, joining_policy = :policy
                        WHERE id = 1
                        """)
                .bind("version", changed.version())
                .bindMethods(profile)
                .bind("policy", profile.joiningPolicy().name())
                .execute();
    }

    private static StoredProfile stored(ResultSet row, List<KidSchemeUse> schemes, LocalDate day) throws SQLException {
        return new StoredProfile(
                row.getInt("version"),
                new Profile(
                        row.getString("official_name"),
                        row.getString("email"),
                        row.getString("organisation_number"),
                        row.getString("account"),
                        row.getString("customer_unit_id"),
                        KidSchemeUse.on(schemes, day).scheme(),
                        row.getInt("billing_day"),
                        row.getBoolean("approval_required"),
                        row.getString("terms"),
                        row.getBoolean("online_joining"),
                        JoiningPolicy.valueOf(row.getString("joining_policy"))),
                schemes);
    }
}
