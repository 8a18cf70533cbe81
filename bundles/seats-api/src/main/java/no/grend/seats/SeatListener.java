package no.grend.seats;

import org.osgi.annotation.versioning.ConsumerType;

/** A nudge that an owner has new events: read them now rather than later. A service; may be called on any thread. */
@ConsumerType
public interface SeatListener {

    /** Called after commit, for every owner; must return at once, and may be missed without harm. @param owner whose events */
    void newEvents(String owner);
}
