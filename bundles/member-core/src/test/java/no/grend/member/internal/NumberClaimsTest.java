package no.grend.member.internal;

import static no.grend.member.internal.Register.STAFF;
import static no.grend.member.internal.Register.person;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import no.grend.identity.Actor;
import no.grend.kernel.Problem;
import no.grend.testkit.DatabaseTest;
import no.grend.testkit.MadeUpPeople;
import no.grend.testkit.TestDatabase;

class NumberClaimsTest {

    private static final String NUMBER = new MadeUpPeople(11).next().nationalId();

    @DatabaseTest
    void aTakenNumberLooksJustLikeAFreeOneToTheMemberAndBecomesAWorkItem(TestDatabase fresh) {
        Register register = new Register(fresh);
        NumberClaims claims = register.core.numberClaims();
        ContactRegister contacts = register.core.contacts();
        String owner = register.core
                .registrations()
                .register(STAFF, person("Eier", "E", null, null, null), null)
                .contact()
                .id();
        String other = register.core
                .registrations()
                .register(STAFF, person("Annen", "A", null, null, null), null)
                .contact()
                .id();
        Actor first = Actor.member(owner, "Eier");
        Actor second = Actor.member(other, "Annen");

        claims.add(first, owner, NUMBER);
        claims.add(second, other, NUMBER);

        String shownFirst = claims.shown(first, contacts.required(first, owner)).orElseThrow();
        String shownSecond =
                claims.shown(second, contacts.required(second, other)).orElseThrow();
        assertThat(shownSecond).isEqualTo(shownFirst).doesNotContain(NUMBER.substring(6));
        for (Actor member : new Actor[] {first, second}) {
            assertThatThrownBy(() -> claims.add(member, member.contactId(), NUMBER))
                    .isInstanceOfSatisfying(
                            Problem.class, p -> assertThat(p.code()).isEqualTo("NUMBER_PRESENT"));
        }
        assertThat(register.core.workItems().page(STAFF, true, null, null).items())
                .singleElement()
                .satisfies(item -> {
                    assertThat(item.kind()).isEqualTo(WorkItems.Kind.DUPLICATE_NUMBER);
                    assertThat(item.contactIds()).containsExactly(other, owner);
                });
        assertThat(new RegisterVerification(register.core).verify()).isEmpty();
    }

    @DatabaseTest
    void onlyTheOwnContactAndOnlyValidNumbers(TestDatabase fresh) {
        Register register = new Register(fresh);
        String own = register.member("Eva", "E");
        String other = register.member("Odd", "O");
        Actor member = Actor.member(own, "Eva");

        assertThatThrownBy(() -> register.core.numberClaims().add(member, other, NUMBER))
                .isInstanceOfSatisfying(Problem.class, p -> assertThat(p.kind()).isEqualTo(Problem.Kind.NOT_FOUND));
        assertThatThrownBy(() -> register.core.numberClaims().add(member, own, "12345678901"))
                .isInstanceOfSatisfying(
                        Problem.class, p -> assertThat(p.code()).isEqualTo("NATIONAL_IDENTITY_NUMBER_INVALID"));
        assertThatThrownBy(() -> register.core.numberClaims().add(member, own, null))
                .isInstanceOf(Problem.class);
    }
}
