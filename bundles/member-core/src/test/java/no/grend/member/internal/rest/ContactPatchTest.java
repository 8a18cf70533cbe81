package no.grend.member.internal.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.LocalDate;
import no.grend.kernel.Problem;
import no.grend.member.Contact.Address;
import no.grend.member.Contact.ContactKind;
import no.grend.member.NewContact;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContactPatchTest {

    private static final NewContact BEFORE = new NewContact(
            ContactKind.PERSON,
            "Kari",
            "Nordmann",
            null,
            LocalDate.of(1990, 1, 1),
            "FEMALE",
            "kari@example.no",
            "+4791234567",
            new Address("Storgata 1", "0155", "Oslo", "NO"),
            "nb",
            null,
            null);

    private static ContactPatch patch(String json) throws JsonProcessingException {
        return new ContactPatch(new ObjectMapper().readTree(json));
    }

    @Test
    void keepsWhatIsMissingAndTakesAwayWhatIsNull() throws JsonProcessingException {
        NewContact after = patch("{\"familyName\":\"Berg\",\"email\":null,\"address\":{\"city\":\"Bergen\"}}")
                .apply(BEFORE);

        assertThat(after.givenName()).isEqualTo("Kari");
        assertThat(after.familyName()).isEqualTo("Berg");
        assertThat(after.email()).isNull();
        assertThat(after.birthDate()).isEqualTo("1990-01-01");
        assertThat(after.address()).isEqualTo(new Address("Storgata 1", "0155", "Bergen", "NO"));
        assertThat(patch("{\"address\":null}").apply(BEFORE).address()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "null",
                "{\"id\":\"x\"}",
                "{\"memberNumber\":1}",
                "{\"kind\":\"ORGANISATION\"}",
                "{\"role\":\"ADMIN\"}",
                "{\"address\":{\"x\":1}}",
                "{\"address\":\"x\"}",
                "{\"givenName\":1}",
                "{\"birthDate\":\"1.1.1990\"}"
            })
    void refusesWhatMayNotBeChangedOrCannotBeRead(String json) {
        assertThatThrownBy(() -> patch(json).apply(BEFORE))
                .isInstanceOfSatisfying(Problem.class, p -> assertThat(p.kind()).isEqualTo(Problem.Kind.INVALID));
    }
}
