package no.grend.member.internal;

import static no.grend.member.internal.Register.READER;
import static no.grend.member.internal.Register.STAFF;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import no.grend.identity.Actor;
import no.grend.identity.Permission;
import no.grend.kernel.Problem;
import no.grend.member.internal.store.GuardianTable.Guardian;
import no.grend.testkit.DatabaseTest;
import no.grend.testkit.TestDatabase;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

class WardsTest {

    private static void refused(String code, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(Problem.class, problem -> assertThat(problem.code())
                .isEqualTo(code));
    }

    @DatabaseTest
    void aGuardianActsForAChildOnceStaffConfirmedItAndUntilItIsOfAge(TestDatabase fresh) {
        Register register = new Register(fresh);
        Wards wards = register.core.wards();
        String mother = register.member("Mor", "Prøve");
        String child = register.child("Barn", "2008-12-24");
        Actor member = Actor.member(mother, "Mor");
        GuardiansService guardians = new GuardiansService(register.core);

        assertThat(guardians.actsFor(member)).containsExactly(mother);
        refused("NOT_FOUND", () -> guardians.requireActsFor(member, child, Permission.MEMBER_READ));
        wards.confirm(STAFF, child, mother);
        wards.confirm(STAFF, child, mother);

        assertThat(guardians.actsFor(member)).containsExactly(mother, child);
        assertThat(guardians.actingFor(STAFF, List.of(child, mother))).isEqualTo(Map.of(child, List.of(mother)));
        refused("FORBIDDEN", () -> guardians.actingFor(member, List.of(child)));
        guardians.requireActsFor(member, child, Permission.MEMBER_READ);
        assertThat(guardians.actsFor(Actor.member(child, "Barn"))).containsExactly(child);
        assertThat(guardians.actsFor(STAFF)).isEmpty();
        assertThat(wards.guardians(READER, child))
                .extracting(Guardian::contactId)
                .containsExactly(mother);
        assertThat(register.audit.entries())
                .filteredOn(entry -> entry.action().equals("GUARDIAN_CONFIRMED"))
                .hasSize(1);

        register.clock.set(Instant.parse("2026-12-23T22:59:59Z"));
        assertThat(guardians.actsFor(member)).containsExactly(mother, child);
        register.clock.set(Instant.parse("2026-12-23T23:00:00Z"));
        assertThat(guardians.actsFor(member)).as("midnight in Oslo").containsExactly(mother);
        assertThat(guardians.actingFor(STAFF, List.of(child))).isEmpty();
    }

    @DatabaseTest
    void whatIsWithdrawnCountsNoMore(TestDatabase fresh) {
        Register register = new Register(fresh);
        Wards wards = register.core.wards();
        String father = register.member("Far", "Prøve");
        String child = register.child("Barn", "2016-05-05");
        wards.confirm(STAFF, child, father);

        assertThat(wards.withdraw(STAFF, child, father)).isEmpty();
        assertThat(wards.withdraw(STAFF, child, father)).isEmpty();

        assertThat(wards.actsFor(Actor.member(father, "Far"))).containsExactly(father);
        assertThat(register.audit.entries())
                .filteredOn(entry -> entry.action().equals("GUARDIAN_WITHDRAWN"))
                .hasSize(1);
    }

    @DatabaseTest
    void whoCannotBeAChildOrAGuardianIsRefused(TestDatabase fresh) {
        Register register = new Register(fresh);
        Wards wards = register.core.wards();
        String mother = register.member("Mor", "Prøve");
        String grownUp = register.child("Voksen", "2008-11-21");
        String child = register.child("Barn", "2016-05-05");
        String sister = register.child("Søster", "2012-05-05");

        refused("WARD_NOT_A_CHILD", () -> wards.confirm(STAFF, mother, grownUp));
        refused("WARD_OF_AGE", () -> wards.confirm(STAFF, grownUp, mother));
        refused("GUARDIAN_UNFIT", () -> wards.confirm(STAFF, child, sister));
        refused("GUARDIAN_UNFIT", () -> wards.confirm(STAFF, child, child));
        refused("CONTACT_UNKNOWN", () -> wards.confirm(STAFF, child, "nobody"));
        refused("NOT_FOUND", () -> wards.confirm(STAFF, "nobody", mother));
        refused("FORBIDDEN", () -> wards.confirm(READER, child, mother));
        refused("FORBIDDEN", () -> wards.confirm(Actor.member(mother, "Mor"), child, mother));
        refused("NOT_FOUND", () -> wards.guardians(Actor.member(mother, "Mor"), child));
        for (int i = 0; i < 10; i++) {
            wards.confirm(STAFF, child, register.member("Onkel", "Nr" + i));
        }
        refused("GUARDIANS_FULL", () -> wards.confirm(STAFF, child, mother));
        assertThat(wards.guardians(STAFF, child)).hasSize(10);
        assertThat(List.copyOf(wards.actsFor(Actor.member(mother, "Mor")))).isEqualTo(List.of(mother));
    }
}
