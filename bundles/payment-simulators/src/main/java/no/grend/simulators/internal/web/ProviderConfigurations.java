package no.grend.simulators.internal.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Map;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sets the providers up against the simulators, as long as the exercise lasts. What an operator has set up is left alone. */
final class ProviderConfigurations {

    private static final Logger LOG = LoggerFactory.getLogger(ProviderConfigurations.class);
    private static final String OURS = "grend.exercise";

    private final ConfigurationAdmin configurations;

    ProviderConfigurations(ConfigurationAdmin configurations) {
        this.configurations = configurations;
    }

    void set(String pid, Map<String, Object> settings) {
        try {
            Configuration configuration = configurations.getConfiguration(pid, "?");
            Dictionary<String, Object> before = configuration.getProperties();
            if (before != null && before.get(OURS) == null) {
                LOG.info("{} is set up already, and is left as it is", pid);
                return;
            }
            Hashtable<String, Object> properties = new Hashtable<>(settings);
            properties.put(OURS, true);
            configuration.update(properties);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void remove(String pid) {
        try {
            Configuration configuration = configurations.getConfiguration(pid, "?");
            Dictionary<String, Object> before = configuration.getProperties();
            if (before == null || before.get(OURS) != null) {
                configuration.delete();
            }
        } catch (IOException | IllegalStateException stopping) {
            LOG.debug("{} stays until the next start", pid, stopping);
        }
    }
}
