package no.grend.member.internal;

import static no.grend.member.internal.Register.STAFF;
import static no.grend.member.internal.Register.organisation;
import static no.grend.member.internal.Register.person;
import static org.assertj.core.api.Assertions.assertThat;

import no.grend.member.Members.CategoryKind;
import no.grend.testkit.DatabaseTest;
import no.grend.testkit.MadeUpPeople;
import no.grend.testkit.TestDatabase;

class RegisterVerificationTest {

    @DatabaseTest
    void isSilentWhenAllIsWellAndNamesWhatIsNot(TestDatabase fresh) {
        Register register = new Register(fresh);
        RegisterVerification verification = new RegisterVerification(register.core);
        String number = new MadeUpPeople(3).next().nationalId();
        String kari = register.core
                .registrations()
                .register(STAFF, person("Kari", "N", "kari@example.no", null, number), null)
                .contact()
                .id();
        register.core.registrations().register(STAFF, organisation("Sykkelklubben", "919809140"), null);
        String adult = register.category("Voksen", 500, "P1Y", CategoryKind.RUNNING);
        String membership = register.membership(kari, adult, "2026-01-01", null);
        new RenewalSource(register.core).invoiced(java.util.List.of("membership:" + membership + ":2026-01-01"));
        assertThat(verification.area()).isEqualTo("members");
        assertThat(verification.verify()).isEmpty();

        register.db.useTransaction(tx -> {
            tx.execute("UPDATE member_contact SET national_id_hmac = 'other' WHERE national_id_hmac IS NOT NULL");
            tx.execute("UPDATE member_membership SET next_from = DATE('2026-06-01')");
            tx.execute("DELETE FROM member_search_token");
        });

        assertThat(verification.verify()).hasSize(4).noneMatch(v -> v.detail().contains(number));
    }
}
