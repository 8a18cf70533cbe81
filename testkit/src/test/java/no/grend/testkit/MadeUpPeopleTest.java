package no.grend.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import no.grend.kernel.NationalIdentityNumber;
import no.grend.testkit.MadeUpPeople.MadeUpPerson;
import org.junit.jupiter.api.Test;

class MadeUpPeopleTest {

    private static final LocalDate TODAY = LocalDate.parse("2026-11-21");

    @Test
    void areTheSameForTheSameSeed() {
        assertThat(new MadeUpPeople(1).take(100).toList())
                .isEqualTo(new MadeUpPeople(1).take(100).toList())
                .isNotEqualTo(new MadeUpPeople(2).take(100).toList());
    }

    @Test
    void areNobody() {
        assertThat(new MadeUpPeople(1).take(1000)).allSatisfy(person -> {
            assertThat(person.nationalId().substring(2, 3)).isIn("8", "9");
            assertThat(NationalIdentityNumber.isValid(person.nationalId(), TODAY))
                    .isTrue();
            assertThat(person.email()).matches("[a-z.]+[0-9]+@example\\.no");
        });
    }

    @Test
    void areBornWhenAsked() {
        MadeUpPerson child = new MadeUpPeople(1).bornOn(LocalDate.parse("2015-12-31"));

        assertThat(child.birthDate()).isEqualTo("2015-12-31");
        assertThat(child.nationalId()).startsWith("319215");
    }
}
