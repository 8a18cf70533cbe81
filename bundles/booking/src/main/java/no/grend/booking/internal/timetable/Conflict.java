package no.grend.booking.internal.timetable;

import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import no.grend.booking.internal.store.Resource;
import no.grend.kernel.Oslo;
import no.grend.kernel.Problem.Detail;

/**
 * Somebody else has a hall, an instructor or another resource then («kollisjon», S1-34, S1-43). All times are Oslo's.
 *
 * @param resource its name
 * @param startsAt when what is wanted begins
 * @param takenBy id of the class or reservation that has it
 * @param takenByKind what that is
 * @param takenByName name of the class; null for a reservation
 * @param takenFrom when whoever has it begins, as takenTo
 * @param words all of this for people
 */
public record Conflict(
        String resourceId,
        String resource,
        OffsetDateTime startsAt,
        String takenBy,
        Holder.Kind takenByKind,
        String takenByName,
        OffsetDateTime takenFrom,
        OffsetDateTime takenTo,
        String words) {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEEE uuuu-MM-dd HH:mm", Locale.UK);
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm", Locale.UK);

    static Conflict of(Resource resource, OffsetDateTime wanted, Holder holder) {
        OffsetDateTime from = holder.startsAt().atZone(Oslo.ZONE).toOffsetDateTime();
        OffsetDateTime to = holder.endsAt().atZone(Oslo.ZONE).toOffsetDateTime();
        return new Conflict(
                resource.id(),
                resource.name(),
                wanted,
                holder.id(),
                holder.kind(),
                holder.name(),
                from,
                to,
                resource.name() + ' ' + words(holder) + ", " + span(from, to) + '.');
    }

    private static String words(Holder holder) {
        return switch (holder.kind()) {
            case CLASS -> "is taken by the class " + holder.name();
            case RESERVATION -> "is reserved";
            case BLOCK -> "is closed";
        };
    }

    private static String span(OffsetDateTime from, OffsetDateTime to) {
        boolean sameDay = from.toLocalDate().equals(to.toLocalDate());
        return DAY.format(from) + '–' + (sameDay ? CLOCK : DAY).format(to);
    }

    /** As one of the things that are wrong with a request. */
    public Detail told(String pointer, String code) {
        Map<String, String> about = new LinkedHashMap<>();
        about.put("resourceId", resourceId);
        about.put("startsAt", startsAt.toString());
        about.put("takenBy", takenBy);
        about.put("takenByKind", takenByKind.name());
        about.put("takenFrom", takenFrom.toString());
        about.put("takenTo", takenTo.toString());
        return Detail.field(pointer, code, words).about(about);
    }
}
