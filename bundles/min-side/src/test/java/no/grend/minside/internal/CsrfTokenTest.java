package no.grend.minside.internal;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class CsrfTokenTest {

    @Test
    void aTokenIsGoodForItsOwnSessionOnly() {
        String token = CsrfToken.issue("session-a");
        assertThat(CsrfToken.valid("session-a", token)).isTrue();
        assertThat(CsrfToken.valid("session-b", token)).isFalse();
        assertThat(CsrfToken.issue("session-a")).isNotEqualTo(token);
        char other = token.charAt(30) == 'A' ? 'B' : 'A';
        assertThat(CsrfToken.valid("session-a", token.substring(0, 30) + other + token.substring(31)))
                .isFalse();
    }

    @Property(tries = 300)
    void rubbishIsRefusedQuietly(@ForAll String rubbish) {
        assertThat(CsrfToken.valid("session", rubbish)).isFalse();
        assertThat(CsrfToken.valid("session", null)).isFalse();
    }
}
