package no.grend.ledger.spi;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
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

    /** Why the latest claims for these invoices brought no money, where that is known (S4-52); the others are left out. */
    default Map<String, Unpaid> unpaid(Collection<String> invoiceIds) {
        return Map.of();
    }

    /** Who tells the payer beforehand («varsling»). */
    enum Notice {
        /** The payer's bank. */
        BANK,
        /** The organisation itself («egenvarsling»). */
        SELF
    }

    /** How an invoice was claimed (S4-33). */
    record Claim(String claimFileId, String transmissionNumber, Instant createdAt, boolean cancelled) {}

    /** Why a claim brought no money. @param on the day the bank told of it */
    record Unpaid(Cause cause, LocalDate on) {

        /** What the bank tells. */
        public enum Cause {
            /** Not enough money in the account («ikke dekning»). */
            NO_COVER,
            /** More than the payer's limit («beløpsgrense»). */
            OVER_LIMIT,
            /** The payer stopped this payment. */
            STOPPED,
            /** The payer's mandate had ended. */
            MANDATE_ENDED,
            /** The bank turned it down for another reason. */
            REJECTED
        }
    }
}
