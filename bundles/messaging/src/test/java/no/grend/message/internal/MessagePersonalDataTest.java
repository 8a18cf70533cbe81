package no.grend.message.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import no.grend.identity.spi.MemberDirectory;
import no.grend.member.Contact;
import no.grend.schema.Database;
import no.grend.testkit.DatabaseTest;
import no.grend.testkit.FakeMembers;
import no.grend.testkit.PersonalColumns;
import no.grend.testkit.TestDatabase;
import org.jdbi.v3.core.Handle;

/** What the module hands out about a contact is what it declares, on both databases (P20). */
class MessagePersonalDataTest {

    @DatabaseTest
    void handsOutWhatItDeclares(TestDatabase fresh) {
        MessagePersonalData data = new MessagePersonalData(
                fresh.database("messaging", MessagePersonalData.class), new FakeMembers(), directory(true));

        PersonalColumns.of(MessagePersonalData.class).requireHeld(data.held("nobody"));
        assertThat(data.obstacles("nobody")).isEmpty();
        assertThat(data.fates("nobody")).isEmpty();
        assertThat(data.erase("nobody")).isEmpty();
    }

    @DatabaseTest
    void forgetsWhatWasSentButNotThatItWas(TestDatabase fresh) {
        Database db = fresh.database("messaging", MessagePersonalData.class);
        FakeMembers members = new FakeMembers();
        Contact kari = members.put(FakeMembers.kari(1_000_001, "Kari@Example.no", null, null, "nb"));
        MessagePersonalData data = new MessagePersonalData(db, members, directory(true));
        MessagePersonalData shared = new MessagePersonalData(db, members, directory(false));
        db.useTransaction(tx -> {
            message(tx, "m-1", "kari@example.no");
            message(tx, "m-2", "ola@example.no");
        });

        assertThat(data.held(kari.id()).get(0).rows().rows()).hasSize(1);
        assertThat(shared.held(kari.id()).get(0).rows().rows()).isEmpty();
        assertThat(shared.erase(kari.id())).isEmpty();
        assertThat(data.erase(kari.id())).hasSize(1);

        assertThat(data.fates(kari.id())).isEmpty();
        int named = db.read(tx -> tx.createQuery("SELECT COUNT(*) FROM messaging_message WHERE recipient <> '-'")
                .mapTo(Integer.class)
                .one());
        assertThat(named).isEqualTo(1);
    }

    private static void message(Handle tx, String id, String to) {
        tx.createUpdate("""
                        INSERT INTO messaging_message (id, message_key, channel, recipient, recipient_folded, subject,
                          body, secret, recorded, state, attempts, due_at, created_at)
                        VALUES (:id, :id, 'EMAIL', :to, :to, 'Hei', 'Hei på deg', FALSE, FALSE, 'SENT', 1, :at, :at)
                        """)
                .bind("id", id)
                .bind("to", to)
                .bind("at", Instant.parse("2026-12-01T12:00:00Z"))
                .execute();
    }

    private static MemberDirectory directory(boolean one) {
        return new MemberDirectory() {
            @Override
            public Lookup find(String identifier) {
                return one ? new Lookup.One("contact", identifier, true) : new Lookup.Shared();
            }

            @Override
            public String nameOf(String contactId) {
                return null;
            }
        };
    }
}
