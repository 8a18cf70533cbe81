package no.grend.identity.internal;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import no.grend.identity.internal.store.AccountRows;
import no.grend.identity.internal.store.SessionRows;
import no.grend.kernel.Verification;
import no.grend.schema.Database;
import org.jdbi.v3.core.Handle;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Checks P27 and what keeps the organisation able to sign in. */
@Component(service = Verification.class)
public final class IdentityVerification implements Verification {

    private final Database db;

    @Activate
    public IdentityVerification(@Reference(target = "(module=identity)") Database db) {
        this.db = db;
    }

    @Override
    public String area() {
        return "identity";
    }

    @Override
    public List<Violation> verify() {
        return db.read(tx -> {
            List<Violation> found = new ArrayList<>();
            codes(tx, found);
            sessions(tx, found);
            if (AccountRows.enabledAdministrators(tx) == 0) {
                found.add(new Violation("S16", "No account that is enabled has the role ADMIN."));
            }
            return found;
        });
    }

    private static void codes(Handle tx, List<Violation> found) {
        int overtried = tx.createQuery("SELECT count(*) FROM identity_code WHERE tries > :tries")
                .bind("tries", OneTimeCodes.TRIES)
                .mapTo(Integer.class)
                .one();
        int late = tx.createQuery("SELECT count(*) FROM identity_code WHERE used_at >= expires_at")
                .mapTo(Integer.class)
                .one();
        if (overtried > 0) {
            found.add(new Violation("P27", overtried + " one-time codes were tried more often than allowed."));
        }
        if (late > 0) {
            found.add(new Violation("P27", late + " one-time codes were used after they had run out."));
        }
    }

    private static void sessions(Handle tx, List<Violation> found) {
        long tooLong = SessionRows.all(tx)
                .filter(row -> ChronoUnit.MILLIS.between(row.createdAt(), row.expiresAt())
                        > Sessions.Kind.valueOf(row.kind()).longest().toMillis())
                .count();
        if (tooLong > 0) {
            found.add(new Violation("S26", tooLong + " sessions last longer than allowed."));
        }
    }
}
