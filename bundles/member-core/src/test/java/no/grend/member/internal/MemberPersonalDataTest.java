package no.grend.member.internal;

import static no.grend.member.internal.Register.STAFF;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import no.grend.member.Members.CategoryKind;
import no.grend.privacy.Fate;
import no.grend.privacy.Held;
import no.grend.testkit.AllRows;
import no.grend.testkit.DatabaseTest;
import no.grend.testkit.MadeUpPeople;
import no.grend.testkit.MutableClock;
import no.grend.testkit.PersonalColumns;
import no.grend.testkit.TestDatabase;

/** What the register hands out and erases; the canaries are looked for in every column of every table. */
class MemberPersonalDataTest {

    private static final String NUMBER = new MadeUpPeople(19).next().nationalId();

    private static Held table(List<Held> held, String name) {
        return held.stream().filter(one -> one.table().equals(name)).findFirst().orElseThrow();
    }

    @DatabaseTest
    void handsOutWhatItDeclares(TestDatabase fresh) {
        Register register = new Register(fresh);
        MemberPersonalData data = new MemberPersonalData(register.core);
        String kari = register.core
                .registrations()
                .register(STAFF, Register.person("Kanarikari", "Canaryson", "kari@canary.no", "91234567", NUMBER), null)
                .contact()
                .id();

        PersonalColumns.of(MemberPersonalData.class).requireHeld(data.held(kari));
        assertThat(table(data.held(kari), "member_contact").rows().rows().get(0))
                .containsEntry("given_name", "Kanarikari")
                .containsEntry("email", "kari@canary.no")
                .containsEntry("national_id_cipher", NUMBER);
        assertThat(data.held("nobody")).allMatch(table -> table.rows().rows().isEmpty());
    }

    @DatabaseTest
    void afterErasureNoCanaryIsLeft(TestDatabase fresh) {
        Register register = new Register(fresh);
        MemberPersonalData data = new MemberPersonalData(register.core);
        String year = register.category("Voksen", 500, "P1Y", CategoryKind.RUNNING);
        String kari = register.core
                .registrations()
                .register(STAFF, Register.person("Kanarikari", "Canaryson", "kari@canary.no", "91234567", NUMBER), null)
                .contact()
                .id();
        String other = register.member("Ola", "Blir");
        String child = register.child("Barn", "2016-05-05");
        String id = register.membership(kari, year, "2026-01-01", "2026-12-31");
        register.core.wards().confirm(STAFF, child, kari);
        register.core.households().create(STAFF, kari, List.of(kari, child));

        assertThat(data.obstacles(kari)).hasSize(2);
        register.core.memberships().end(STAFF, id, LocalDate.parse("2026-11-21"), "Kanarikari flyttet");
        assertThat(data.obstacles(kari))
                .contains("The membership in Voksen lasts until 2026-11-21. Erase the contact on 2026-11-22 or later.");
        register.clock.set(MutableClock.noonOf("2026-11-22").instant());
        String household =
                register.core.households().ofContact(STAFF, kari).orElseThrow().id();
        register.core.households().leave(STAFF, household, child);
        assertThat(data.obstacles(kari)).isEmpty();

        assertThat(data.fates(kari)).extracting(Fate::outcome).containsExactly(Fate.Outcome.ERASED, Fate.Outcome.KEPT);
        assertThat(data.erase(kari))
                .isEqualTo(List.of(
                        Fate.erased(
                                "name, addresses, numbers, household, guardians and words about the memberships", 1),
                        Fate.kept(
                                "the dates of memberships, under a number without a name",
                                1,
                                "bokføringsloven § 13: invoices were made of it; says nothing of who it was",
                                LocalDate.parse("2031-12-31"))));

        String everything =
                new AllRows(fresh.dataSource(), "member_").asText().toString().toLowerCase(Locale.ROOT);
        assertThat(everything)
                .doesNotContain("kanarikari", "canaryson", "canary.no", "91234567", NUMBER)
                .contains("ola", "barn");
        assertThat(data.erase(kari)).allMatch(fate -> fate.outcome() == Fate.Outcome.KEPT);
        assertThat(register.core.contacts().required(STAFF, kari).contact().memberNumber())
                .isEqualTo(1_000_001);
        assertThat(register.core.contacts().required(STAFF, other).contact().name())
                .isEqualTo("Ola Blir");
        assertThat(register.core.wards().guardians(STAFF, child)).isEmpty();
        assertThat(new RegisterVerification(register.core).verify()).isEmpty();
    }
}
