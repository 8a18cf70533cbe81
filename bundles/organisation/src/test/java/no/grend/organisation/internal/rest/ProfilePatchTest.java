package no.grend.organisation.internal.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import no.grend.kernel.Problem;
import no.grend.organisation.JoiningPolicy;
import no.grend.organisation.Organisation.Profile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProfilePatchTest {

    private static final Profile OLD =
            new Profile("Grend", "post@example.no", "919809140", "12345678903", "00112233", "own", 15, true, "Vilkår");

    @Test
    void leavesWhatIsNotSent() throws Exception {
        assertThat(patch("{}")).isEqualTo(OLD);
    }

    @Test
    void setsWhatIsSent() throws Exception {
        assertThat(patch("""
                        {"officialName": " Ås IL ", "account": "1234.56.78911", "billingDay": 1, "approvalRequired": false}
                        """))
                .isEqualTo(new Profile(
                        "Ås IL", "post@example.no", "919809140", "12345678911", "00112233", "own", 1, false, "Vilkår"));
    }

    @Test
    void opensForJoiningOnTheWebAndEmptiedItIsAsBefore() throws Exception {
        Profile open = patch("""
                {"onlineJoining": true, "joiningPolicy": "member_when_paid"}
                """);
        assertThat(open.onlineJoining()).isTrue();
        assertThat(open.joiningPolicy()).isEqualTo(JoiningPolicy.MEMBER_WHEN_PAID);

        assertThat(patch("{\"joiningPolicy\": null}").joiningPolicy()).isEqualTo(JoiningPolicy.MEMBER_AT_ONCE);
    }

    @Test
    void emptiesWhatIsNull() throws Exception {
        assertThat(patch("""
                        {"officialName": null, "email": null, "organisationNumber": null, "account": null,
                         "customerUnitId": null, "kidScheme": null, "billingDay": null, "approvalRequired": null,
                         "terms": null}
                        """)).isEqualTo(new Profile(null, null, null, null, null, "member7-invoice7", 0, false, null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{\"role\": \"ADMIN\"}",
                "{\"version\": 7}",
                "{\"account\": 12345678903}",
                "{\"billingDay\": 1.5}",
                "{\"billingDay\": \"1\"}",
                "{\"billingDay\": 99999999999}",
                "{\"approvalRequired\": \"yes\"}",
                "{\"onlineJoining\": \"yes\"}",
                "{\"joiningPolicy\": \"SOMETIMES\"}"
            })
    void refusesWhatItCannotRead(String json) {
        assertThatThrownBy(() -> patch(json))
                .isInstanceOfSatisfying(Problem.class, p -> assertThat(p.kind()).isEqualTo(Problem.Kind.INVALID));
    }

    private static Profile patch(String json) throws JsonProcessingException {
        return new ProfilePatch(new ObjectMapper().readTree(json)).applyTo(OLD);
    }
}
