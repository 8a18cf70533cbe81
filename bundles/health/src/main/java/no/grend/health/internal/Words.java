package no.grend.health.internal;

import java.util.List;
import java.util.stream.Collectors;

/** Says in an operator's words why a part does not run. */
final class Words {

    private static final String CAUSED_BY = "Caused by: ";

    private Words() {}

    static String of(Stopped component) {
        if (component.failure() != null) {
            return "A part of it failed when it started: " + component.failure()
                    + " The log tells more (" + simple(component.component())
                    + "). Restart Grend when it is mended.";
        }
        if (component.lacks().stream().anyMatch(need -> need.startsWith(Stopped.DATABASE))) {
            return "It waits for its tables in the database.";
        }
        if (component.lacks().isEmpty()) {
            return "It waits for settings that are not there; the log tells which (" + simple(component.component())
                    + ").";
        }
        return "It waits for what is not there: "
                + component.lacks().stream().sorted().map(Words::service).collect(Collectors.joining(", "))
                + ". See grend:module-list.";
    }

    private static String service(String service) {
        String module = ModuleNames.ofService(service);
        return simple(service) + (module == null ? " of the container" : " of " + module);
    }

    private static String simple(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }

    /** The innermost reason in a stack trace, as one sentence. */
    static String reason(String stackTrace) {
        List<String> lines = stackTrace == null ? List.of() : stackTrace.lines().toList();
        String reason = lines.isEmpty() ? "" : lines.get(0);
        for (String line : lines) {
            if (line.startsWith(CAUSED_BY)) {
                reason = line.substring(CAUSED_BY.length());
            }
        }
        int message = reason.indexOf(": ");
        boolean named = message > 0 && reason.substring(0, message).matches("[\\w.$]+(Exception|Error|Fit|Problem)");
        String words = (named ? reason.substring(message + 2) : simple(reason)).strip();
        if (words.isEmpty()) {
            return "no reason was given.";
        }
        return words.endsWith(".") ? words : words + ".";
    }
}
