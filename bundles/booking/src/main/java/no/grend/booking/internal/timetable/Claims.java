package no.grend.booking.internal.timetable;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import no.grend.booking.internal.store.ClaimTable;
import no.grend.booking.internal.store.ClaimTable.Claim;
import no.grend.booking.internal.store.Occurrence;
import no.grend.booking.internal.store.OccurrenceTable;
import no.grend.booking.internal.store.Resource;
import no.grend.booking.internal.store.ResourceTable;
import no.grend.kernel.Count;
import no.grend.kernel.Oslo;
import no.grend.kernel.Problem;
import no.grend.kernel.Problem.Detail;
import org.jdbi.v3.core.Handle;

/** Takes up halls and instructors for classes, and finds who has them already (S1-34). */
public final class Claims {

    private static final int MOST_TOLD = 50;

    private static final Comparator<Claim> SAME_FOR_ALL =
            Comparator.comparing(Claim::resourceId).thenComparing(Claim::grain);

    private Claims() {}

    /** The halls and instructors that are named; refused when one is not there. */
    static Map<String, Resource> resources(Handle tx, Collection<Occurrence> wanted) {
        Set<String> ids = wanted.stream().flatMap(Claims::ids).collect(Collectors.toCollection(LinkedHashSet::new));
        Map<String, Resource> found =
                ResourceTable.byIds(tx, ids).stream().collect(Collectors.toMap(Resource::id, Function.identity()));
        for (Occurrence each : wanted) {
            requireThere("/hallId", each.hallId(), found);
            requireThere("/instructorId", each.instructorId(), found);
        }
        return found;
    }

    private static void requireThere(String pointer, String id, Map<String, Resource> found) {
        if (id != null && !found.containsKey(id)) {
            throw Problem.rule(pointer, "RESOURCE_UNKNOWN", "There is no resource with this id.");
        }
    }

    private static Stream<String> ids(Occurrence occurrence) {
        return Stream.of(occurrence.hallId(), occurrence.instructorId())
                .filter(Objects::nonNull)
                .distinct();
    }

    /**
     * Takes up what these classes need. What is taken already stays with whoever has it.
     *
     * @param acceptConflicts whether the classes are held all the same; else they are refused
     */
    static List<Conflict> take(Handle tx, List<Occurrence> wanted, boolean acceptConflicts) {
        resources(tx, wanted);
        List<Conflict> conflicts = new ArrayList<>();
        List<Claim> free = new ArrayList<>();
        for (Occurrence each : wanted) {
            List<String> needed = ids(each).toList();
            conflicts.addAll(conflicts(tx, needed, each.startsAt(), each.endsAt()));
            needed.forEach(id -> free.addAll(free(tx, each, id)));
        }
        if (!conflicts.isEmpty() && !acceptConflicts) {
            throw refusal(conflicts);
        }
        ClaimTable.insert(tx, free.stream().sorted(SAME_FOR_ALL).toList());
        return conflicts;
    }

    /** Who has these resources in a span, in the order of the resources; at most fifty. */
    public static List<Conflict> conflicts(Handle tx, List<String> resourceIds, Instant from, Instant to) {
        Map<String, List<String>> holders = new LinkedHashMap<>();
        for (String id : resourceIds) {
            List<Claim> taken = ClaimTable.taken(tx, id, ClaimTable.firstGrain(from), ClaimTable.endGrain(to));
            if (!taken.isEmpty()) {
                holders.put(
                        id,
                        taken.stream()
                                .map(Claim::holderId)
                                .distinct()
                                .limit(MOST_TOLD)
                                .toList());
            }
        }
        if (holders.isEmpty()) {
            return List.of();
        }
        Map<String, Resource> resources = ResourceTable.byIds(tx, holders.keySet()).stream()
                .collect(Collectors.toMap(Resource::id, Function.identity()));
        Map<String, Holder> known =
                Holder.of(tx, holders.values().stream().flatMap(List::stream).toList());
        OffsetDateTime wanted = from.atZone(Oslo.ZONE).toOffsetDateTime();
        return holders.entrySet().stream()
                .flatMap(each -> each.getValue().stream()
                        .filter(known::containsKey)
                        .map(holder -> Conflict.of(resources.get(each.getKey()), wanted, known.get(holder))))
                .limit(MOST_TOLD)
                .toList();
    }

    private static Problem refusal(List<Conflict> conflicts) {
        List<Detail> told = conflicts.stream()
                .limit(MOST_TOLD)
                .map(each -> each.told("/startsAt", "DOUBLE_USE"))
                .toList();
        return new Problem(
                Problem.Kind.CONFLICT,
                "DOUBLE_USE",
                conflicts.get(0).words() + more(conflicts.size() - 1)
                        + " Choose others, or send acceptConflicts: true to hold the classes all the same.",
                told);
    }

    private static String more(int others) {
        return others == 0 ? "" : " " + Count.of(others, "other time is", "other times are") + " taken too.";
    }

    /** Lets go of all that a class has. @param occurrence as it stood */
    static void release(Handle tx, Occurrence occurrence) {
        ClaimTable.release(tx, occurrence.id());
        ids(occurrence).forEach(id -> passOn(tx, id, occurrence.startsAt(), occurrence.endsAt()));
    }

    /** What was let go of falls to the classes that were held there all the same. */
    public static void passOn(Handle tx, String resourceId, Instant from, Instant to) {
        List<Claim> free = new ArrayList<>();
        for (Occurrence each : OccurrenceTable.using(tx, resourceId, from, to)) {
            Set<Integer> known = free.stream().map(Claim::grain).collect(Collectors.toSet());
            free(tx, each, resourceId).stream()
                    .filter(claim -> !known.contains(claim.grain()))
                    .forEach(free::add);
        }
        ClaimTable.insert(tx, free.stream().sorted(SAME_FOR_ALL).toList());
    }

    private static List<Claim> free(Handle tx, Occurrence each, String resourceId) {
        int from = ClaimTable.firstGrain(each.startsAt());
        int to = ClaimTable.endGrain(each.endsAt());
        Set<Integer> taken = ClaimTable.taken(tx, resourceId, from, to).stream()
                .map(Claim::grain)
                .collect(Collectors.toSet());
        return IntStream.range(from, to)
                .filter(grain -> !taken.contains(grain))
                .mapToObj(grain -> new Claim(resourceId, grain, each.id()))
                .toList();
    }

    /** A whole number of grains, so that one class may begin when the other ends. */
    static void requireGrain(String pointer, Instant at) {
        if (Math.floorMod(at.getEpochSecond(), ClaimTable.GRAIN) != 0 || at.getNano() != 0) {
            throw Problem.rule(pointer, "TIME_UNEVEN", "Classes begin and end on whole five minutes.");
        }
    }
}
