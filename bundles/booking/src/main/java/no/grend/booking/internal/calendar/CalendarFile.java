package no.grend.booking.internal.calendar;

import biweekly.Biweekly;
import biweekly.ICalVersion;
import biweekly.ICalendar;
import biweekly.component.VEvent;
import biweekly.property.Method;
import biweekly.property.Status;
import biweekly.util.Duration;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import no.grend.booking.internal.store.Occurrence;

/** Classes as an iCalendar file (RFC 5545), with those that are cancelled marked so, so that calendars take them out. */
public final class CalendarFile {

    private static final String PRODUCT = "-//Grend//Booking//NO";

    private CalendarFile() {}

    /**
     * A class in somebody's calendar.
     *
     * @param cancelled whether they do not come after all, or it is called off
     * @param changedAt when that was so
     */
    public record Appointment(Occurrence occurrence, boolean cancelled, Instant changedAt) {}

    /** @param name of the calendar */
    public static byte[] of(String name, List<Appointment> appointments) {
        ICalendar calendar = new ICalendar();
        calendar.setVersion(ICalVersion.V2_0);
        calendar.setProductId(PRODUCT);
        calendar.setMethod(Method.publish());
        calendar.addExperimentalProperty("X-WR-CALNAME", name);
        calendar.setRefreshInterval(Duration.builder().hours(1).build());
        appointments.forEach(each -> calendar.addEvent(event(each)));
        return Biweekly.write(calendar).go().getBytes(StandardCharsets.UTF_8);
    }

    private static VEvent event(Appointment appointment) {
        Occurrence it = appointment.occurrence();
        VEvent event = new VEvent();
        event.setUid(it.id() + "@grend");
        event.setDateTimeStamp(Date.from(appointment.changedAt()));
        event.setSequence(it.version() + (appointment.cancelled() ? 1 : 0));
        event.setDateStart(Date.from(it.startsAt()));
        event.setDateEnd(Date.from(it.endsAt()));
        event.setSummary(it.className());
        if (it.hall() != null) {
            event.setLocation(it.hall());
        }
        if (it.note() != null) {
            event.setDescription(it.note());
        }
        event.setStatus(appointment.cancelled() ? Status.cancelled() : Status.confirmed());
        return event;
    }
}
