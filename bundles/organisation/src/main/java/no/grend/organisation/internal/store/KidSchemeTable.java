package no.grend.organisation.internal.store;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import no.grend.organisation.Organisation.KidSchemeUse;
import org.jdbi.v3.core.Handle;

/** Every statement on the dated KID schemes. Ask for the profile to change first: it is the lock. */
public final class KidSchemeTable {

    private KidSchemeTable() {}

    /** All of them, in the order in which they took or take effect; of one date, the last decided comes last. */
    public static List<KidSchemeUse> read(Handle tx) {
        return tx.createQuery("SELECT valid_from, scheme FROM organisation_kid_scheme ORDER BY valid_from, decided_in")
                .map((row, context) ->
                        new KidSchemeUse(row.getDate("valid_from").toLocalDate(), row.getString("scheme")))
                .list();
    }

    /**
     * Lets a scheme take effect; the same again moves it behind what else was decided for the date.
     *
     * @param version of the profile that it comes with
     */
    public static void put(Handle tx, KidSchemeUse use, int version, String actor, Instant now) {
        int known = tx.createUpdate("""
                        UPDATE organisation_kid_scheme SET decided_by = :actor, decided_at = :now, decided_in = :version
                        WHERE valid_from = :from AND scheme = :scheme""")
                .bind("scheme", use.scheme())
                .bind("from", use.validFrom())
                .bind("actor", actor)
                .bind("now", now)
                .bind("version", version)
                .execute();
        if (known == 0) {
            tx.createUpdate("""
                            INSERT INTO organisation_kid_scheme (valid_from, scheme, decided_by, decided_at, decided_in)
                            VALUES (:from, :scheme, :actor, :now, :version)""")
                    .bind("scheme", use.scheme())
                    .bind("from", use.validFrom())
                    .bind("actor", actor)
                    .bind("now", now)
                    .bind("version", version)
                    .execute();
        }
    }

    /** Takes back what has not taken effect. */
    public static void remove(Handle tx, LocalDate validFrom) {
        tx.createUpdate("DELETE FROM organisation_kid_scheme WHERE valid_from = :from")
                .bind("from", validFrom)
                .execute();
    }
}
