package no.grend.ledger;

import org.osgi.annotation.versioning.ConsumerType;

/** A nudge that there are new events: read the feed now rather than later. A service; may be called on any thread. */
@ConsumerType
public interface LedgerListener {

    /** Called after commit; must return at once, and may be missed without harm. */
    void newEvents();
}
