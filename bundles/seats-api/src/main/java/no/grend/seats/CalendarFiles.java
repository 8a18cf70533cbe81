package no.grend.seats;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** Writes appointments as iCalendar files (RFC 5545), which every calendar reads. Safe between threads. */
@ProviderType
public interface CalendarFiles {

    /** Of {@link #write}. */
    String MEDIA_TYPE = "text/calendar; charset=utf-8";

    /** What is cancelled is marked so, so that calendars take it out. @param name of the calendar */
    byte[] write(String name, List<Appointment> appointments);
}
