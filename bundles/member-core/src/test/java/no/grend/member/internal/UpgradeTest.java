package no.grend.member.internal;

import static no.grend.member.internal.Register.STAFF;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import no.grend.ledger.InvoiceDraft;
import no.grend.member.Members.CategoryKind;
import no.grend.testkit.AllRows;
import no.grend.testkit.DatabaseTest;
import no.grend.testkit.TestDatabase;

/** A register from before joining fees and households comes through the later change sets. */
class UpgradeTest {

    private static final String FIRST_OF_THE_NEWER = "membership-once";

    private static void year(Register register) {
        String adult = register.category("Voksen", 500, "P1Y", CategoryKind.RUNNING);
        String kari = register.member("Kari", "Nordmann");
        register.membership(kari, adult, "2020-01-01", "2026-12-31");
        String ended = register.membership(register.member("Ola", "Nordmann"), adult, "2019-01-01", "2026-12-31");
        register.core.memberships().end(STAFF, ended, LocalDate.parse("2026-11-30"), "Flyttet");
        register.membership(register.member("Kim", "Nordmann", "nn"), adult, "2026-11-21", null);
    }

    @DatabaseTest
    void oldRowsBecomeWhatTodaysProgramWouldHaveWritten(TestDatabase old) {
        try (TestDatabase now = TestDatabase.fresh(old.dialect())) {
            year(new Register(now));
            AllRows today = new AllRows(now.dataSource(), "member_");
            AllRows upgraded = new AllRows(old.before(FIRST_OF_THE_NEWER, "member", MemberCore.class), "member_");
            upgraded.copyFrom(today);
            assertThat(upgraded.asText()).doesNotContainKeys("member_household", "member_payer");

            Register register = new Register(old);

            Map<String, List<String>> rows = upgraded.asText();
            assertThat(rows.get("member_membership")).hasSize(3).allMatch(row -> row.contains("held_from=20"));
            assertThat(rows).isEqualTo(today.asText());
            assertThat(new RegisterVerification(register.core).verify()).isEmpty();
            List<InvoiceDraft> drafts = new ArrayList<>();
            new RenewalSource(register.core).due(LocalDate.parse("2027-01-01"), drafts::add, skipped -> {});
            assertThat(drafts).hasSize(2);
        }
    }
}
