package no.grend.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegistryNumberTest {

    @ParameterizedTest
    @ValueSource(strings = {"919809140", "888888888"})
    void acceptsOrganisationNumbers(String digits) {
        assertThat(OrganisationNumber.isValid(digits)).isTrue();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "919809141", "91980914", "9198091400", "91980914a", "919 809 140"})
    void refusesOrganisationNumbers(String digits) {
        assertThat(OrganisationNumber.isValid(digits)).isFalse();
        assertThatThrownBy(() -> new OrganisationNumber(digits)).isInstanceOf(Problem.class);
    }

    @Test
    void readsNumbersAsPeopleTypeThem() {
        assertThat(OrganisationNumber.parse("919 809\u00a0140").digits()).isEqualTo("919809140");
        assertThat(AccountNumber.parse("1234.56.78903").digits()).isEqualTo("12345678903");
        assertThat(OrganisationNumber.parse("919809140").formatted()).isEqualTo("919\u00a0809\u00a0140");
        assertThat(AccountNumber.parse("1234 56 78903").formatted()).isEqualTo("1234.56.78903");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "12345678904", "1234567890", "123456789033", "00000000000", "1234567890-"})
    void refusesAccountNumbers(String digits) {
        assertThat(AccountNumber.isValid(digits)).isFalse();
        assertThatThrownBy(() -> new AccountNumber(digits)).isInstanceOf(Problem.class);
    }

    @Test
    void knowsNoAccountWhoseRemainderIsOne() {
        // 1000000005: sum 5 + 2*5 = 15, rest 4 -> 7; 1000000004: 5 + 8 = 13, rest 2 -> 9; 1000000009: 5 + 18 = 23, rest
        // 1
        assertThat(AccountNumber.isValid("10000000057")).isTrue();
        for (char check = '0'; check <= '9'; check++) {
            assertThat(AccountNumber.isValid("1000000009" + check)).isFalse();
        }
    }
}
