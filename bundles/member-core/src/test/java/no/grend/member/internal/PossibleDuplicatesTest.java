package no.grend.member.internal;

import static no.grend.member.internal.Register.STAFF;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import no.grend.identity.Actor;
import no.grend.kernel.Problem;
import no.grend.member.Contact.ContactKind;
import no.grend.member.NewContact;
import no.grend.member.internal.PossibleDuplicates.PossibleDuplicate;
import no.grend.member.internal.PossibleDuplicates.Reason;
import no.grend.member.internal.store.StoredContact;
import no.grend.testkit.DatabaseTest;
import no.grend.testkit.TestDatabase;

class PossibleDuplicatesTest {

    private static final LocalDate BORN = LocalDate.of(1980, 5, 17);

    private static StoredContact register(
            Register register, String given, String family, LocalDate born, String email, String mobile) {
        NewContact contact = new NewContact(
                ContactKind.PERSON, given, family, null, born, null, email, mobile, null, null, null, null);
        return register.core.registrations().register(STAFF, contact, null);
    }

    private static List<PossibleDuplicate> hints(Register register, StoredContact stored) {
        return register.core.contacts().possibleDuplicates(STAFF, stored);
    }

    private static PossibleDuplicate hint(StoredContact stored, Reason reason) {
        return new PossibleDuplicate(stored.contact().id(), stored.contact().memberNumber(), reason);
    }

    @DatabaseTest
    void namesWhoHasTheSameNameAndBirthdayMailOrMobile(TestDatabase fresh) {
        Register register = new Register(fresh);
        StoredContact kari = register(register, "Kari", "Åsen", BORN, "kari@example.no", "40000001");
        StoredContact twin = register(register, "Per", "Åsen", BORN, null, null);
        StoredContact mother = register(register, "Anne", "Åsen", null, "ASEN@example.no", "40000002");
        assertThat(hints(register, kari)).isEmpty();
        assertThat(hints(register, twin)).isEmpty();

        StoredContact again = register(register, "KARI", "åsen", BORN, "asen@example.no", "+47 400 00 001");

        assertThat(hints(register, again))
                .containsExactly(hint(kari, Reason.SAME_NAME_AND_BIRTH_DATE), hint(mother, Reason.SAME_EMAIL));
        StoredContact child = register(register, "Liv", "Åsen", null, null, "40000002");
        assertThat(hints(register, child)).containsExactly(hint(mother, Reason.SAME_MOBILE));
    }

    @DatabaseTest
    void saysNothingToWhoMayNotReadContacts(TestDatabase fresh) {
        Register register = new Register(fresh);
        register(register, "Kari", "Åsen", BORN, "kari@example.no", null);
        StoredContact again = register(register, "Kari", "Åsen", BORN, "kari@example.no", null);

        Actor blind = new Actor("staff:9", "Blind", Set.of(), null);
        assertThat(register.core.contacts().possibleDuplicates(blind, again)).isEmpty();
        assertThat(hints(register, again)).hasSize(1);
    }

    @DatabaseTest
    void aNameThatIsSentEmptyIsAMistake(TestDatabase fresh) {
        Register register = new Register(fresh);
        assertThatThrownBy(() -> register(register, " ", "Åsen", null, null, null))
                .isInstanceOfSatisfying(Problem.class, problem -> {
                    assertThat(problem.kind()).isEqualTo(Problem.Kind.INVALID);
                    assertThat(problem.getMessage())
                            .isEqualTo("givenName is empty; give a name, or leave givenName out.");
                    assertThat(problem.errors().get(0).pointer()).isEqualTo("/givenName");
                });
        assertThat(register(register, null, "Åsen", null, null, null).contact().name())
                .isEqualTo("Åsen");
    }
}
