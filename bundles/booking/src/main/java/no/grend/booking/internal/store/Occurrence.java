package no.grend.booking.internal.store;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;

/**
 * One class at one time («gruppetime»); also the thing that seats are at, under the same id.
 *
 * @param seriesId null when it stands alone, as seriesDay
 * @param seriesDay the day it has in its series, wherever it was moved to
 * @param className of its type
 * @param hallId a resource, with its name; null for none, as instructorId
 * @param note what is special this time; null for nothing
 * @param reason why it was called off; null
 * @param offeringDue the seats are not told yet of what stands here
 */
public record Occurrence(
        String id,
        String seriesId,
        LocalDate seriesDay,
        String classTypeId,
        String className,
        Instant startsAt,
        Instant endsAt,
        int capacity,
        String hallId,
        String hall,
        String instructorId,
        String instructor,
        String note,
        boolean calledOff,
        String reason,
        boolean offeringDue,
        int version) {

    public static final Comparator<Occurrence> BY_TIME =
            Comparator.comparing(Occurrence::startsAt).thenComparing(Occurrence::id);

    /** With the names of its type, its hall and its instructor; null for none. */
    Occurrence named(String type, String hallName, String instructorName) {
        return new Occurrence(
                id,
                seriesId,
                seriesDay,
                classTypeId,
                type,
                startsAt,
                endsAt,
                capacity,
                hallId,
                hallName,
                instructorId,
                instructorName,
                note,
                calledOff,
                reason,
                offeringDue,
                version);
    }

    /** As it is changed by hand. */
    public Occurrence with(
            Instant starts, Instant ends, int seats, String newHallId, String newInstructorId, String newNote) {
        return new Occurrence(
                id,
                seriesId,
                seriesDay,
                classTypeId,
                className,
                starts,
                ends,
                seats,
                newHallId,
                null,
                newInstructorId,
                null,
                newNote,
                calledOff,
                reason,
                true,
                version);
    }

    /** As somebody saw it who changes it. */
    public Occurrence seenAs(int seenVersion) {
        return new Occurrence(
                id,
                seriesId,
                seriesDay,
                classTypeId,
                className,
                startsAt,
                endsAt,
                capacity,
                hallId,
                hall,
                instructorId,
                instructor,
                note,
                calledOff,
                reason,
                offeringDue,
                seenVersion);
    }
}
