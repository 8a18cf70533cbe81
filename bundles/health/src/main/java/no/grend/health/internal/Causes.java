package no.grend.health.internal;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import no.grend.kernel.Diagnosis.Finding;

/**
 * Finds the few causes among many parts that do not run: what waits for a part that does not run itself only follows from
 * that part's own cause. For one look, by one thread.
 */
final class Causes {

    private final List<Stopped> left;
    private final Map<List<String>, Cause> causes = new LinkedHashMap<>();
    private final Map<List<String>, Cause> licences = new LinkedHashMap<>();

    /** One cause, with the services and modules that are away because of it. */
    private static final class Cause {
        private final String part;
        private final String detail;
        private final List<Predicate<String>> withholds = new ArrayList<>();
        private final Set<String> services = new HashSet<>();
        private final Set<String> modules = new TreeSet<>();

        Cause(String part, String detail) {
            this.part = part;
            this.detail = detail;
        }

        boolean explains(Stopped component) {
            return component.lacks().stream()
                    .anyMatch(need ->
                            services.contains(need) || withholds.stream().anyMatch(told -> told.test(need)));
        }

        void take(Stopped component) {
            services.addAll(component.provides());
            if (!component.module().equals(part)) {
                modules.add(component.module());
            }
        }

        Finding finding() {
            return new Finding(part, detail, List.copyOf(modules));
        }
    }

    /** @param known what is told by those who know best */
    Causes(List<Stopped> stopped, List<Known> known) {
        this.left = new ArrayList<>(stopped);
        leaveOutUnlicensed();
        for (Known told : known) {
            cause(causes, told.part(), told.detail()).withholds.add(told.withholds());
        }
        follow(causes);
        while (!left.isEmpty()) {
            takeRoot();
            follow(causes);
        }
    }

    List<Finding> troubles() {
        return causes.values().stream().map(Cause::finding).toList();
    }

    /** What is off for want of a licence, and what is off with it. */
    List<Finding> unlicensed() {
        return licences.values().stream().map(Cause::finding).toList();
    }

    private void leaveOutUnlicensed() {
        left.removeIf(component -> {
            boolean unlicensed = component.lacks().contains(Stopped.LICENCE);
            if (unlicensed) {
                cause(licences, component.module(), "No licence covers it now; see grend:licence-list.")
                        .take(component);
            }
            return unlicensed;
        });
        follow(licences);
    }

    private static Cause cause(Map<List<String>, Cause> causes, String part, String detail) {
        return causes.computeIfAbsent(List.of(part, detail), key -> new Cause(part, detail));
    }

    /** Takes away whatever waits for something that is explained, until nothing more does. */
    private void follow(Map<List<String>, Cause> among) {
        boolean more = true;
        while (more) {
            more = left.removeIf(component -> {
                for (Cause cause : among.values()) {
                    if (cause.explains(component)) {
                        cause.take(component);
                        return true;
                    }
                }
                return false;
            });
        }
    }

    /** The next that nobody else explains; in a ring, any of them. */
    private void takeRoot() {
        Stopped root = left.stream().filter(this::isRoot).findFirst().orElse(left.get(0));
        left.remove(root);
        if (!root.excused()) {
            cause(causes, root.module(), Words.of(root)).take(root);
        }
    }

    private boolean isRoot(Stopped component) {
        return left.stream().filter(other -> other != component).noneMatch(other -> component.lacks().stream()
                .anyMatch(need -> other.provides().contains(need)));
    }
}
