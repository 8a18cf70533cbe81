package no.grend.agreement;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import no.grend.kernel.Ore;

/**
 * A standing payment agreement («fast betalingsavtale») as it stands: an amount that a contact pays on the same day of each
 * period, until it is ended. Each time it becomes an ordinary invoice of the ledger.
 *
 * @param amount what is debited each time, whole øre
 * @param provider id of the payment provider that holds the payer's consent; null unless {@code PROVIDER}
 * @param start nothing is debited before this day
 * @param endsOn the last day on which anything is debited; null for no end
 * @param pausedOn since when it is paused; null when it is not
 * @param resumesOn the first day on which it is debited again by itself; null when it is not paused, or until somebody resumes
 *     it
 * @param nextDebit the due date of the next invoice to be made; null when none will be
 * @param version for {@code If-Match}
 */
public record StandingAgreement(
        String id,
        String contactId,
        Purpose purpose,
        Ore amount,
        DebitDay debitDay,
        Every every,
        CollectedBy collection,
        String provider,
        State state,
        LocalDate start,
        LocalDate endsOn,
        LocalDate pausedOn,
        LocalDate resumesOn,
        LocalDate nextDebit,
        int version,
        Instant createdAt) {

    /** What it is for («formål»); also the route's name, in small letters. */
    public enum Purpose {
        /** «Medlemsavtale»: seen by the member, and never changed by them (S0-29). */
        MEMBERSHIP,
        /** «Gave». */
        GIFT,
        /** «Kurs». */
        COURSE;

        /** As routes and source keys name it, {@code gift}. */
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** How often («periode»). */
    public enum Every {
        MONTH(1),
        QUARTER(3),
        HALF_YEAR(6),
        YEAR(12);

        private final int months;

        Every(int months) {
            this.months = months;
        }

        public int months() {
            return months;
        }
    }

    /** How the money comes («innkreving»). */
    public enum CollectedBy {
        /** The payer pays an invoice; it is not collected by mandate, even when there is one. */
        INVOICE,
        /** By the member's AvtaleGiro mandate, as long as there is one; else the payer pays the invoice. */
        AVTALEGIRO,
        /** By a consent that the payer gave a payment provider. */
        PROVIDER
    }

    /** Where it stands. */
    public enum State {
        /** It is debited. */
        RUNNING,
        /** Nothing is debited until it is resumed. */
        PAUSED,
        /** It is over. */
        ENDED
    }
}
