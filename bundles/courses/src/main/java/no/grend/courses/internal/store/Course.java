package no.grend.courses.internal.store;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import no.grend.kernel.BankCalendar;
import no.grend.kernel.Ore;
import no.grend.kernel.Oslo;

/**
 * A course («kurs»): what is taught, when, for how many and for how much (S1-37, S1-38). Immutable.
 *
 * @param sessions in order of time; at least one
 * @param calledOffAt null while it is not called off («avlyst»)
 */
public record Course(
        String id,
        int version,
        Plan plan,
        List<Session> sessions,
        Instant calledOffAt,
        String calledOffReason,
        Instant createdAt) {

    public Course {
        sessions = List.copyOf(sessions);
    }

    /**
     * What staff decide about it.
     *
     * @param memberPrice null when members pay what everybody pays
     * @param membersOnly whether only active members may buy it (S1-39)
     * @param opensAt first moment of registration; null from when it is published
     * @param closesAt from here on nobody registers, and nobody is let in from the list
     * @param freeCancelUntil last day on which nothing is kept of the price; null for until it begins
     * @param keptPercent of the price that is kept after that day, 0-100; all of it is kept when the course has begun
     * @param invoiceAllowed whether buyers may choose an invoice, which books at once
     * @param certificatePercent of the sessions that one must have been at for a certificate, 1-100; 0 for no certificates
     * @param published whether others than staff see it
     */
    public record Plan(
            String title,
            String description,
            String place,
            String instructor,
            Ore price,
            Ore memberPrice,
            int capacity,
            int waitingCapacity,
            boolean membersOnly,
            Instant opensAt,
            Instant closesAt,
            LocalDate freeCancelUntil,
            int keptPercent,
            boolean invoiceAllowed,
            int certificatePercent,
            boolean published) {}

    /** One meeting («samling»), in local time. @param id null before it is kept */
    public record Session(String id, LocalDate day, LocalTime starts, LocalTime ends) {

        public Instant startsAt() {
            return day.atTime(starts).atZone(Oslo.ZONE).toInstant();
        }

        public Instant endsAt() {
            return day.atTime(ends).atZone(Oslo.ZONE).toInstant();
        }

        /** Whether it falls on a public holiday; 24 and 31 December are none. */
        public boolean holiday() {
            return BankCalendar.isPublicHoliday(day);
        }
    }

    public boolean isCalledOff() {
        return calledOffAt != null;
    }

    public Instant startsAt() {
        return sessions.get(0).startsAt();
    }

    public LocalDate lastDay() {
        return sessions.get(sessions.size() - 1).day();
    }

    /** Whether people can register at this moment, seats or not. */
    public boolean isOpenAt(Instant now) {
        return plan.published()
                && !isCalledOff()
                && (plan.opensAt() == null || !now.isBefore(plan.opensAt()))
                && now.isBefore(plan.closesAt());
    }
}
