package no.grend.seats.internal.calendar;

import biweekly.Biweekly;
import biweekly.ICalVersion;
import biweekly.ICalendar;
import biweekly.component.VEvent;
import biweekly.property.Method;
import biweekly.property.Status;
import biweekly.util.Duration;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.List;
import no.grend.seats.Appointment;
import no.grend.seats.CalendarFiles;
import org.osgi.service.component.annotations.Component;

/** Appointments as an iCalendar file that is published, in universal time. */
@Component(service = CalendarFiles.class)
public final class CalendarWriter implements CalendarFiles {

    private static final String PRODUCT = "-//Grend//Booking//NO";

    @Override
    public byte[] write(String name, List<Appointment> appointments) {
        ICalendar calendar = new ICalendar();
        calendar.setVersion(ICalVersion.V2_0);
        calendar.setProductId(PRODUCT);
        calendar.setMethod(Method.publish());
        calendar.addExperimentalProperty("X-WR-CALNAME", name);
        calendar.setRefreshInterval(Duration.builder().hours(1).build());
        appointments.forEach(each -> calendar.addEvent(event(each)));
        return Biweekly.write(calendar).go().getBytes(StandardCharsets.UTF_8);
    }

    private static VEvent event(Appointment it) {
        VEvent event = new VEvent();
        event.setUid(it.id() + "@grend");
        event.setDateTimeStamp(Date.from(it.changedAt()));
        event.setSequence(it.sequence() + (it.cancelled() ? 1 : 0));
        event.setDateStart(Date.from(it.startsAt()));
        event.setDateEnd(Date.from(it.endsAt()));
        event.setSummary(it.title());
        if (it.place() != null) {
            event.setLocation(it.place());
        }
        if (it.note() != null) {
            event.setDescription(it.note());
        }
        event.setStatus(it.cancelled() ? Status.cancelled() : Status.confirmed());
        return event;
    }
}
