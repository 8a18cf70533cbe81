package no.grend.booking.internal.rest;

import java.time.Instant;
import java.time.OffsetDateTime;
import no.grend.booking.internal.store.Occurrence;
import no.grend.booking.internal.timetable.Slot;
import no.grend.kernel.Oslo;
import no.grend.seats.Seats.Offering;

/**
 * A class as staff read it.
 *
 * @param seriesId null when it stands alone
 * @param taken seats that are held or booked, as free and waiting null while the seats are being set out
 * @param free seats that whoever comes now gets at once
 * @param reason why it was called off; null
 */
record OccurrenceView(
        String id,
        String seriesId,
        String classTypeId,
        String name,
        OffsetDateTime startsAt,
        OffsetDateTime endsAt,
        int capacity,
        Integer taken,
        Integer free,
        Integer waiting,
        Integer waitingCapacity,
        OffsetDateTime opensAt,
        OffsetDateTime closesAt,
        String hallId,
        String hall,
        String instructorId,
        String instructor,
        String note,
        boolean calledOff,
        String reason) {

    static OccurrenceView of(Slot slot) {
        Occurrence it = slot.occurrence();
        Offering seats = slot.offering();
        boolean known = seats != null;
        return new OccurrenceView(
                it.id(),
                it.seriesId(),
                it.classTypeId(),
                it.className(),
                oslo(it.startsAt()),
                oslo(it.endsAt()),
                it.capacity(),
                known ? seats.taken() : null,
                known ? seats.free() : null,
                known ? seats.waiting() : null,
                known ? seats.terms().waitingCapacity() : null,
                known ? oslo(seats.terms().opensAt()) : null,
                known ? oslo(seats.terms().closesAt()) : null,
                it.hallId(),
                it.hall(),
                it.instructorId(),
                it.instructor(),
                it.note(),
                it.calledOff(),
                it.reason());
    }

    static OffsetDateTime oslo(Instant at) {
        return at == null ? null : at.atZone(Oslo.ZONE).toOffsetDateTime();
    }
}
