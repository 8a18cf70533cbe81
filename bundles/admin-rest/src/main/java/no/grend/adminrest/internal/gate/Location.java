package no.grend.adminrest.internal.gate;

import java.net.URI;

/**
 * The {@code Location} header as a path alone: the caller knows the host, and what the {@code Host} header says is not
 * believed (S35). CXF puts the base before every path, also before one that begins with it; that is undone here.
 */
final class Location {

    private static final String BASE = "/api/admin";

    private Location() {}

    static String plain(String location) {
        URI uri = URI.create(location);
        String path = uri.getRawPath();
        while (path.startsWith(BASE + BASE + "/")) {
            path = path.substring(BASE.length());
        }
        return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
    }
}
