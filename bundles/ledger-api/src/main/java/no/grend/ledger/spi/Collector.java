package no.grend.ledger.spi;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import no.grend.identity.Actor;
import org.osgi.annotation.versioning.ConsumerType;

/** Collects invoices by mandate, as AvtaleGiro does; a service that comes and goes. */
@ConsumerType
public interface Collector {

    /** Its name, {@code avtalegiro}. */
    String id();

    /** Refuses, with the deadline in words and the first possible due date, when it is too late for this due date. */
    void requireInTime(LocalDate dueDate, Notice notice);

    /**
     * For each way to tell the payers, whether it is still possible for a due date and until when (S4-24, S4-25). Empty when
     * the collector knows no deadlines beforehand and only {@link #requireInTime} decides.
     */
    default List<Window> windows(LocalDate dueDate) {
        return List.of();
    }

    /** How many of these members it could collect from today. */
    int collectable(Collection<Integer> memberNumbers);

    /**
     * Claims the open invoices of a run. Idempotent by run: again gives the same file.
     *
     * @return the claim file's id, or null when nobody in the run has a mandate
     */
    String collect(Actor actor, String run, LocalDate dueDate, Notice notice);

    /** The latest claim for each of these invoices; those never claimed are left out. */
    Map<String, Claim> claims(Collection<String> invoiceIds);

    /** Who tells the payer beforehand («varsling»). */
    enum Notice {
        /** The payer's bank. */
        BANK,
        /** The organisation itself («egenvarsling»). */
        SELF
    }

    /**
     * Until when claims with a due date and a notice can be sent («innsendingsfrist»).
     *
     * @param possible whether a claim made now would be in time
     * @param until the last moment, in Europe/Oslo
     * @param firstPossibleDueDate the first due date that this notice is still in time for
     * @param explanation in words for staff
     */
    record Window(
            Notice notice, boolean possible, ZonedDateTime until, LocalDate firstPossibleDueDate, String explanation) {}

    /** How an invoice was claimed (S4-33). */
    record Claim(String claimFileId, String transmissionNumber, Instant createdAt, boolean cancelled) {}
}
