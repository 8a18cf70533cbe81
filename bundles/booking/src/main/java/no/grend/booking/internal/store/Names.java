package no.grend.booking.internal.store;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import no.grend.schema.Keys;
import org.jdbi.v3.core.Handle;

/**
 * The names that many classes share, of their types, halls and instructors: looked up once each, where a join looks them up for
 * every class. Immutable.
 */
record Names(Map<String, String> types, Map<String, String> resources) {

    private static final String TYPES = """
            SELECT id, name FROM booking_class_type --DERBY-PROPERTIES constraint=booking_class_type_pk
            WHERE id IN (<ids>)""";
    private static final String RESOURCES = """
            SELECT id, name FROM booking_resource --DERBY-PROPERTIES constraint=booking_resource_pk
            WHERE id IN (<ids>)""";

    /** Those of some classes. @param classes at most some hundreds */
    static Names of(Handle tx, List<Occurrence> classes) {
        return new Names(
                read(tx, TYPES, classes.stream().map(Occurrence::classTypeId)),
                read(tx, RESOURCES, classes.stream().flatMap(each -> Stream.of(each.hallId(), each.instructorId()))));
    }

    private static Map<String, String> read(Handle tx, String sql, Stream<String> ids) {
        Set<String> wanted = ids.filter(id -> id != null).collect(Collectors.toSet());
        Map<String, String> names = new HashMap<>();
        if (!wanted.isEmpty()) {
            tx.createQuery(sql)
                    .bindList("ids", Keys.filledUp(wanted))
                    .map((row, context) -> Map.entry(row.getString(1), row.getString(2)))
                    .forEach(each -> names.put(each.getKey(), each.getValue()));
        }
        return names;
    }

    /** The same classes with their names. */
    List<Occurrence> given(List<Occurrence> classes) {
        return classes.stream()
                .map(each -> each.named(types.get(each.classTypeId()), name(each.hallId()), name(each.instructorId())))
                .toList();
    }

    private String name(String resourceId) {
        return resourceId == null ? null : resources.get(resourceId);
    }
}
