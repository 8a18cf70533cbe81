package no.grend.agreement.spi;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import no.grend.kernel.Ore;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Ability {@code SETTLEMENTS}: the provider tells, day by day, what it owes the organisation and has paid out («oppgjør»), and of
 * which payments it is made up. Called on a thread of its own, one call at a time; it may wait for the network, at most
 * {@link Terms#timeLimit} for each answer that it waits for. Whatever is thrown is tried again later.
 */
@ConsumerType
public interface SettlementReports {

    /**
     * The report of a day that is over.
     *
     * @param day as the provider counts its days, Europe/Oslo
     * @return empty when it is not ready yet; else all of it, which never changes again
     */
    Optional<Report> report(LocalDate day);

    /** A day's report. @param lines in the provider's order; empty when nothing happened */
    record Report(List<Line> lines) {

        public Report {
            lines = List.copyOf(lines);
        }
    }

    /**
     * A line of it.
     *
     * @param reference the provider's own name of the line, 1-100 characters
     * @param paymentId Grend's name of the payment, as in {@link Order#paymentId}; null when it belongs to none, or nobody knows
     * @param amount whole øre, by which what the provider owes grows: less than nothing for refunds, fees and payouts
     */
    record Line(String reference, Kind kind, String paymentId, Ore amount) {}

    /** What a line is. */
    enum Kind {
        /** A payment, gross. */
        PAYMENT,
        /** Money given back to a payer. */
        REFUND,
        /** What the provider keeps for its work. */
        FEE,
        /** What goes to the organisation's account, or, when it is more than nothing, came back from there. */
        PAYOUT,
        /** All else: a dispute, a correction. */
        OTHER
    }
}
