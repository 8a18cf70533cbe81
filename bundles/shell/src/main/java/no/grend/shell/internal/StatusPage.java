package no.grend.shell.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import no.grend.kernel.Count;
import no.grend.kernel.Diagnosis.Finding;
import no.grend.schema.SchemaStatus.ModuleSchema;
import no.grend.schema.SchemaStatus.State;

/** The lines of {@code grend:status} that are no table. */
public final class StatusPage {

    private StatusPage() {}

    /** As {@code 3 days 4 h}, {@code 2 h 5 min}, {@code 12 s}. */
    public static String since(Duration up) {
        if (up.toDays() > 0) {
            return Count.of(up.toDays(), "day") + " " + up.toHoursPart() + " h";
        }
        if (up.toHours() > 0) {
            return up.toHours() + " h " + up.toMinutesPart() + " min";
        }
        return up.toMinutes() > 0 ? up.toMinutes() + " min" : up.toSeconds() + " s";
    }

    /** How far the modules' tables have come, the ready ones only counted. */
    public static List<String> tables(List<ModuleSchema> modules) {
        if (modules.isEmpty()) {
            return List.of("none: no database is installed (grend-db-derby or grend-db-postgresql)");
        }
        long ready =
                modules.stream().filter(module -> module.state() == State.READY).count();
        List<String> lines = new ArrayList<>();
        lines.add(
                ready == modules.size()
                        ? (ready == 1
                                ? "READY in the only module that keeps any"
                                : "READY in all " + ready + " modules that keep any")
                        : "READY in " + ready + " of " + modules.size() + " modules that keep any");
        modules.stream()
                .filter(module -> module.state() != State.READY)
                .forEach(module -> lines.add(module.module() + " " + module.state()
                        + (module.reason() == null ? "" : ": " + module.reason())));
        return lines;
    }

    /** Each cause with what follows from it. */
    public static List<String> causes(String title, List<Finding> findings, String andSo) {
        if (findings.isEmpty()) {
            return List.of();
        }
        List<String> lines = new ArrayList<>();
        lines.add(title);
        for (Finding finding : findings) {
            lines.add("  " + finding.part() + ": " + finding.detail());
            if (!finding.affected().isEmpty()) {
                lines.add("    " + andSo + ": " + String.join(", ", finding.affected()));
            }
        }
        return lines;
    }
}
