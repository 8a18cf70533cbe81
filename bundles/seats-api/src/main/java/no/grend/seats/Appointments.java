package no.grend.seats;

import java.time.Instant;
import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A module that knows of appointments of people: a service that the calendar feed asks, where there is one. Whoever asks has made
 * sure that the contact's appointments may be told.
 */
@ConsumerType
public interface Appointments {

    /** What a contact comes to, and what was cancelled, that ends after this moment; in any order. */
    List<Appointment> of(String contactId, Instant since);
}
