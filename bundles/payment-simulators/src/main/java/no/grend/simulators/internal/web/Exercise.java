package no.grend.simulators.internal.web;

import java.net.URI;
import java.util.Optional;
import java.util.Set;

/** Where the demo answers on this machine («øvelsen»). Providers speak plain http to this machine only. */
record Exercise(int port) {

    static final String ROOT = "/ovelse";

    private static final Set<String> NEAR = Set.of("127.0.0.1", "localhost", "0.0.0.0");

    /** @param url as Grend was started; empty when it is not known, or does not answer on this machine's own address */
    static Optional<Exercise> of(String url) {
        if (url == null) {
            return Optional.empty();
        }
        URI address = URI.create(url);
        return NEAR.contains(address.getHost()) ? Optional.of(new Exercise(address.getPort())) : Optional.empty();
    }

    URI at(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    URI server(String name) {
        return at(ROOT + "/" + name);
    }
}
