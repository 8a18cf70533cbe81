package no.grend.ledger.spi;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import no.grend.identity.Actor;
import no.grend.ledger.Invoice;
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

    /** Why the latest claims for these invoices brought no money, where that is known (S4-52); the others are left out. */
    default Map<String, Unpaid> unpaid(Collection<String> invoiceIds) {
        return Map.of();
    }

    /** What the payer may expect of an open invoice that no claim stands for, so that they know whether to pay it themselves. */
    default Outlook outlook(Invoice invoice) {
        return Outlook.NO_MANDATE;
    }

    /** What becomes of an open invoice without a claim; the later ones tell the payer more. */
    enum Outlook {
        /** The payer has no mandate, and pays their invoices themselves. */
        NO_MANDATE,
        /** The payer has a mandate, and this invoice is not collected by it. */
        NOT_COLLECTED,
        /** The payer has a mandate, and there still is time to claim the invoice. */
        NOT_CLAIMED_YET
    }

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
     * @param firstPossibleDueDate the first due date that this notice is still in time for; null while nothing is claimed at
     *     all, as the explanation says
     * @param explanation in words for staff
     */
    record Window(
            Notice notice, boolean possible, ZonedDateTime until, LocalDate firstPossibleDueDate, String explanation) {}

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
    record Claim(String claimFileId, String transmissionNumber, Instant createdAt, boolean cancelled, Notice notice) {

        /** A claim of which the organisation itself tells the payer. */
        public Claim(String claimFileId, String transmissionNumber, Instant createdAt, boolean cancelled) {
            this(claimFileId, transmissionNumber, createdAt, cancelled, Notice.SELF);
        }

        /** The later of the two, when several collectors have claimed an invoice: that one counts. */
        public Claim orLater(Claim other) {
            return createdAt.isAfter(other.createdAt) ? this : other;
        }
    }

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
            /** The bank knew of no mandate. */
            NO_MANDATE,
            /** Something was wrong with the claim, which is not the payer's doing. */
            FAULTY,
            /** The bank turned it down for another reason. */
            REJECTED
        }
    }
}
