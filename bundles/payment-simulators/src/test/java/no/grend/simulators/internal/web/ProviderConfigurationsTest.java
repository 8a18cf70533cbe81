package no.grend.simulators.internal.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

class ProviderConfigurationsTest {

    private final Map<String, Dictionary<String, ?>> stored = new HashMap<>();
    private final ProviderConfigurations configurations = new ProviderConfigurations(admin());

    @Test
    void setsUpWhatNobodyHasAndTakesItAway() {
        configurations.set("p", Map.of("url", "a"));
        assertThat(stored.get("p").get("url")).isEqualTo("a");
        configurations.set("p", Map.of("url", "b"));
        assertThat(stored.get("p").get("url")).isEqualTo("b");

        configurations.remove("p");
        assertThat(stored).isEmpty();
    }

    @Test
    void leavesAnOperatorsOwnAlone() {
        stored.put("p", new Hashtable<>(Map.of("url", "https://api.example.org")));
        configurations.set("p", Map.of("url", "a"));
        configurations.remove("p");

        assertThat(stored.get("p").get("url")).isEqualTo("https://api.example.org");
    }

    private ConfigurationAdmin admin() {
        return (ConfigurationAdmin) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {ConfigurationAdmin.class}, (self, method, asked) -> {
                    assertThat(method.getName()).isEqualTo("getConfiguration");
                    return configuration((String) asked[0]);
                });
    }

    @SuppressWarnings("unchecked")
    private Configuration configuration(String pid) {
        return (Configuration) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Configuration.class}, (self, method, asked) -> {
                    switch (method.getName()) {
                        case "update" -> stored.put(pid, (Dictionary<String, ?>) asked[0]);
                        case "delete" -> stored.remove(pid);
                        default -> {
                            return stored.get(pid);
                        }
                    }
                    return null;
                });
    }
}
