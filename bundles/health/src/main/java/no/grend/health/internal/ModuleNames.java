package no.grend.health.internal;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What modules are called in {@code grend:module-list}, from what is known in the container. */
final class ModuleNames {

    private static final String OURS = "no.grend.";
    private static final Pattern PACKAGE = Pattern.compile("no\\.grend\\.([a-z]+)\\..*");

    /** Packages and tables that are called otherwise than their module. */
    private static final Map<String, String> OTHERWISE = Map.of(
            "member", "member-core",
            "message", "messaging",
            "minside", "min-side",
            "ocr", "ocr-import",
            "nets", "nets-format",
            "adminrest", "admin-rest");

    private ModuleNames() {}

    static boolean isOurs(String symbolicName) {
        return symbolicName != null && symbolicName.startsWith(OURS);
    }

    static String ofBundle(String symbolicName) {
        return symbolicName.substring(OURS.length());
    }

    /** The module that keeps these tables. */
    static String ofTables(String schema) {
        return OTHERWISE.getOrDefault(schema, schema);
    }

    /** The module that a service belongs to; null for one that is not ours. */
    static String ofService(String service) {
        Matcher name = PACKAGE.matcher(service);
        return name.matches() ? ofTables(name.group(1)) : null;
    }
}
