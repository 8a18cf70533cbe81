package no.grend.invoicepdf.internal;

import static org.assertj.core.api.Assertions.assertThat;

import no.grend.member.Contact.Address;
import org.junit.jupiter.api.Test;

class PostalAddressTest {

    @Test
    void theTownStandsInCapitalsAndNorwayIsNotNamed() {
        assertThat(PostalAddress.lines(new Address("Blåbærstien 7", "0150", "Ås", "no")))
                .containsExactly("Blåbærstien 7", "0150 ÅS");
        assertThat(PostalAddress.lines(new Address("c/o Bo\nVei 1 ", "0150", "Oslo", null)))
                .containsExactly("c/o Bo", "Vei 1", "0150 OSLO");
    }

    @Test
    void aLandAbroadStandsLast() {
        assertThat(PostalAddress.lines(new Address("Storgatan 1", "111 22", "Stockholm", "SE")))
                .containsExactly("Storgatan 1", "111 22 Stockholm", "SVERIGE");
    }

    @Test
    void whatIsNotKnownTakesNoLine() {
        assertThat(PostalAddress.lines(null)).isEmpty();
        assertThat(PostalAddress.lines(new Address(null, null, null, null))).isEmpty();
        assertThat(PostalAddress.lines(new Address(" ", "0150", null, "NO"))).containsExactly("0150");
    }

    @Test
    void aLandThatNobodyKnowsStandsAsItIs() {
        assertThat(PostalAddress.lines(new Address("Street 1", "1", "Town", "Norge!")))
                .containsExactly("Street 1", "1 Town", "NORGE!");
    }
}
