package no.grend.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.OptionalLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class KidTest {

    @ParameterizedTest
    @CsvSource({
        "12345678, MOD10, 123456782",
        "234567, MOD10, 2345676",
        "1234567, MOD10, 12345674",
        "12345678, MOD11, 123456785",
        "1000005, MOD11, 1000005-",
        "123456, MOD11, 1234560"
    })
    void addsTheCheckCharacter(String payload, Kid.Algorithm algorithm, String expected) {
        assertThat(Kid.generate(payload, algorithm)).hasToString(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"01290865", "12345678903", "1000005-", "00", "0000000000000000000000000"})
    void acceptsEitherAlgorithm(String kid) {
        assertThat(Kid.isValid(kid)).isTrue();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "100030",
                "100031",
                "100033",
                "",
                "0",
                "-",
                "--",
                "1000-05",
                "1000005 ",
                " 1000005-",
                "123456783",
                "1234567é",
                "٠٠",
                "00000000000000000000000000"
            })
    void refusesWhatNoAlgorithmGives(String kid) {
        assertThat(Kid.isValid(kid)).isFalse();
        assertThatThrownBy(() -> new Kid(kid)).isInstanceOf(Problem.class).hasMessageContaining("check digit");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "12", "12a", "1234567890123456789012345"})
    void neitherPadsNorCutsAPayload(String payload) {
        assertThatThrownBy(() -> Kid.generate(payload, Kid.Algorithm.MOD10)).isInstanceOf(Problem.class);
    }

    @Property
    void whatIsMadeIsValidAndOneChangedDigitIsNot(
            @ForAll @StringLength(min = 3, max = 24) @CharRange(from = '0', to = '9') String payload,
            @ForAll Kid.Algorithm algorithm) {
        String kid = Kid.generate(payload, algorithm).value();
        assertThat(Kid.matches(kid, algorithm)).isTrue();
        char first = kid.charAt(0) == '9' ? '0' : (char) (kid.charAt(0) + 1);
        assertThat(Kid.matches(first + kid.substring(1), algorithm)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "1, 0, 050000000100000004",
        "1234567, 0, 050123456700000004",
        "1234567, 7654321, 050123456776543218",
        "42, 1001, 050000004200010012",
        "1, 1, 050000000100000012"
    })
    void buildsAndReadsTheStandardScheme(long member, long invoice, String expected) {
        Kid kid = KidScheme.STANDARD.kid(member, invoice);
        assertThat(kid.value()).isEqualTo(expected);
        assertThat(KidScheme.STANDARD.member(kid)).hasValue(member);
        assertThat(KidScheme.STANDARD.invoice(kid)).hasValue(invoice);
    }

    @ParameterizedTest
    @CsvSource({"10000000, 1", "1, 10000000", "-1, 1", "1, -1"})
    void refusesNumbersThatDoNotFit(long member, long invoice) {
        assertThatThrownBy(() -> KidScheme.STANDARD.kid(member, invoice))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.code()).isEqualTo("KID_NUMBER_TOO_LARGE"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"123456782", "1000005-", "060000000100000003"})
    void readsNoMemberFromAnothersKid(String kid) {
        assertThat(KidScheme.STANDARD.member(new Kid(kid))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "050000004200010012",
                "050000004200000009",
                "0500000042       0",
                "0500000042*******0",
                "05000000420000000-"
            })
    void findsTheMemberOfAMandateByTheFixedPositions(String kid) {
        boolean whole = kid.length() == 18;
        assertThat(KidScheme.STANDARD.memberOnMandate(kid))
                .isEqualTo(whole ? OptionalLong.of(42) : OptionalLong.empty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "05000000420001001", "060000004200010012", "0500000x4200010012"})
    void findsNoMemberOnAnothersMandate(String kid) {
        assertThat(KidScheme.STANDARD.memberOnMandate(kid)).isEmpty();
    }
}
