package no.grend.identity.internal.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import no.grend.identity.internal.ListSetting;
import org.junit.jupiter.api.Test;

class ClientAddressTest {

    @Test
    void believesNobodyUnlessConfigured() {
        ClientAddress usual = new ClientAddress(Set.of());

        assertThat(usual.of("192.0.2.1", "203.0.113.9")).isEqualTo("192.0.2.1");
    }

    @Test
    void takesTheLastHopThatIsNoProxyOfOurs() {
        ClientAddress behindProxy = new ClientAddress(Set.of("10.0.0.1", "10.0.0.2"));

        assertThat(behindProxy.of("10.0.0.1", "forged, 203.0.113.9, 10.0.0.2")).isEqualTo("203.0.113.9");
        assertThat(behindProxy.of("192.0.2.1", "203.0.113.9")).isEqualTo("192.0.2.1");
        assertThat(behindProxy.of("10.0.0.1", null)).isEqualTo("10.0.0.1");
    }

    @Test
    void anEmptyChainIsTheProxyItself() {
        ClientAddress behindProxy = new ClientAddress(Set.of("10.0.0.1"));

        assertThat(behindProxy.of("10.0.0.1", "")).isEqualTo("10.0.0.1");
        assertThat(ListSetting.values("10.0.0.1, 10.0.0.2", "::1"))
                .as("in one line or as a list")
                .containsExactly("10.0.0.1", "10.0.0.2", "::1");
    }
}
