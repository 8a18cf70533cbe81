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

    /** Who tells the payer beforehand («varsling»). */
    enum Notice {
        /** The payer's bank. */
        BANK,
        /** The organisation itself («egenvarsling»). */
        SELF
    }

    /**
     * How an invoice was claimed (S4-33), and so how its payer is told. Whoever sends invoices asks for it: while the claim is
     * not cancelled,
     * <ul>
     *   <li>{@code BANK}: the payer's bank tells, and no letter leaves here (S4-32);
     *   <li>{@code SELF}: the invoice goes out with the others, e-mail or paper, its giro part replaced, so that it is not paid
     *       twice (S4-19, S4-31);
     *   <li>null: nothing more is to be sent, because the payer has asked not to be told (S4-17) or the collector has told
     *       them itself, by e-mail or SMS.
     * </ul>
     *
     * @param notice who tells the payer of this claim; null for nobody any more
     */
    record Claim(
            String claimFileId, String transmissionNumber, Instant createdAt, boolean cancelled, Notice notice) {

        /** A claim of which the organisation itself tells the payer. */
        public Claim(String claimFileId, String transmissionNumber, Instant createdAt, boolean cancelled) {
            this(claimFileId, transmissionNumber, createdAt, cancelled, Notice.SELF);
        }
    }
}
