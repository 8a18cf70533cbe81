package no.grend.booking.internal.store;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import no.grend.schema.Database;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Classes as they stand, for those who only look: a week is read hundreds of times between two changes. What this process changes
 * is seen at once, what another changes within seconds. Safe between threads; not to be called in a transaction.
 */
@Component(service = RecentOccurrences.class)
public final class RecentOccurrences {

    /** Some three megabytes: the months that people look at, of a large centre. */
    private static final int MOST = 5_000;

    private final Database db;
    private final Remembered<String, Occurrence> single;
    private final Remembered<Span, List<Occurrence>> pages;

    @Activate
    public RecentOccurrences(@Reference(target = "(module=booking)") Database db, @Reference Clock clock) {
        this.db = db;
        this.single = new Remembered<>(clock, OccurrenceTable::changes, each -> 1, MOST);
        this.pages = new Remembered<>(clock, OccurrenceTable::changes, page -> 1 + page.size(), MOST);
    }

    private record Span(Instant from, Instant to, String typeId, String afterId, int rows) {}

    public Optional<Occurrence> byId(String id) {
        return Optional.ofNullable(
                single.get(id, () -> db.read(tx -> OccurrenceTable.byId(tx, id)).orElse(null)));
    }

    /** In order of time; those that are not there are left out. @param ids at most 1,000 */
    public List<Occurrence> byIds(Collection<String> ids) {
        return single.getAll(ids, missing -> db.read(tx -> OccurrenceTable.byIds(tx, missing)), Occurrence::id).stream()
                .sorted(Occurrence.BY_TIME)
                .toList();
    }

    /** @see OccurrenceTable#between */
    public List<Occurrence> between(Instant from, Instant to, String typeId, String afterId, int rows) {
        return pages.get(
                new Span(from, to, typeId, afterId, rows),
                () -> db.read(tx -> OccurrenceTable.between(tx, from, to, typeId, afterId, rows)));
    }
}
