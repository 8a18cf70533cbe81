package no.grend.identity.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import no.grend.schema.Database;
import no.grend.testkit.DatabaseTest;
import no.grend.testkit.PersonalColumns;
import no.grend.testkit.TestDatabase;
import org.jdbi.v3.core.Handle;

/** What the module hands out about a contact is what it declares, on both databases (P20). */
class IdentityPersonalDataTest {

    @DatabaseTest
    void handsOutWhatItDeclares(TestDatabase fresh) {
        IdentityPersonalData data = new IdentityPersonalData(fresh.database("identity", IdentityPersonalData.class));

        PersonalColumns.of(IdentityPersonalData.class).requireHeld(data.held("nobody"));
        assertThat(data.obstacles("nobody")).isEmpty();
        assertThat(data.fates("nobody")).isEmpty();
        assertThat(data.erase("nobody")).isEmpty();
    }

    @DatabaseTest
    void endsTheMembersSessionsAndNobodyElses(TestDatabase fresh) {
        Database db = fresh.database("identity", IdentityPersonalData.class);
        IdentityPersonalData data = new IdentityPersonalData(db);
        db.useTransaction(tx -> {
            session(tx, "a", "MEMBER", "contact-1");
            session(tx, "b", "MEMBER", "contact-2");
            session(tx, "c", "STAFF", "contact-1");
        });

        assertThat(data.fates("contact-1")).hasSize(1);
        assertThat(data.erase("contact-1")).isNotEmpty();

        assertThat(data.erase("contact-1")).isEmpty();
        assertThat(data.held("contact-2").get(0).rows().rows()).hasSize(1);
        int left = db.read(tx -> tx.createQuery("SELECT COUNT(*) FROM identity_session")
                .mapTo(Integer.class)
                .one());
        assertThat(left).isEqualTo(2);
    }

    private static void session(Handle tx, String hash, String kind, String subject) {
        tx.createUpdate("""
                        INSERT INTO identity_session (token_hash, kind, subject, created_at, last_seen_at, expires_at)
                        VALUES (:hash, :kind, :subject, :at, :at, :at)
                        """)
                .bind("hash", hash)
                .bind("kind", kind)
                .bind("subject", subject)
                .bind("at", Instant.parse("2026-12-01T12:00:00Z"))
                .execute();
    }
}
