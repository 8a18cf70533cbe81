package no.grend.booking.internal.timetable;

import no.grend.booking.internal.store.Occurrence;
import no.grend.seats.Seats.Offering;

/** A class with its seats as they are now. @param offering null while the seats are not told of it */
public record Slot(Occurrence occurrence, Offering offering) {}
