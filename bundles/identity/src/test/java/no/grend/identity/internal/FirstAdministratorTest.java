package no.grend.identity.internal;

import static no.grend.identity.internal.Fixture.HERE;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import no.grend.testkit.DatabaseTest;
import no.grend.testkit.TestDatabase;

class FirstAdministratorTest {

    @DatabaseTest
    void aRandomPasswordIsPrintedOnceAndWorks(TestDatabase fresh) {
        Fixture house = empty(fresh);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);

        house.firstAdministrator(null, print).appear();
        house.firstAdministrator(null, print).appear();

        String printed = out.toString(StandardCharsets.UTF_8).strip();
        assertThat(printed.lines()).hasSize(1);
        assertThat(printed).startsWith("Grend: first administrator is 'admin', password ");
        String password = printed.substring(printed.lastIndexOf(' ') + 1);
        assertThat(house.staff.signIn("admin", password, null, HERE)).isNotNull();
        assertThat(house.audit.entries().toString()).doesNotContain(password);
    }

    @DatabaseTest
    void theOperatorsPasswordIsTakenAsItIsAndNotPrinted(TestDatabase fresh) {
        Fixture house = empty(fresh);
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        house.firstAdministrator("kort", new PrintStream(out, true, StandardCharsets.UTF_8))
                .appear();

        assertThat(out.toString(StandardCharsets.UTF_8)).isEmpty();
        assertThat(house.staff.signIn("admin", "kort", null, HERE)).isNotNull();
    }

    @DatabaseTest
    void nodesThatStartTogetherMakeOne(TestDatabase fresh) {
        Fixture house = empty(fresh);

        Fixture.atOnce(6, () -> {
            house.firstAdministrator(null, Fixture.silence()).appear();
            return null;
        });

        assertThat(house.count("SELECT count(*) FROM identity_account")).isEqualTo(1);
    }

    private static Fixture empty(TestDatabase fresh) {
        Fixture house = new Fixture(fresh);
        house.db.useTransaction(tx -> {
            tx.execute("DELETE FROM identity_account_role");
            tx.execute("DELETE FROM identity_account");
        });
        return house;
    }
}
