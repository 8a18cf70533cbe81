package no.grend.ledger;

import java.time.LocalDate;
import no.grend.kernel.Ore;

/**
 * A fee or late interest («gebyr», «forsinkelsesrente») to put on an invoice, apart from what the invoice itself is for. The
 * ledger knows no rates: whoever charges says by which dated rule (norwegian-rules 4).
 *
 * @param sourceKey unique for ever, 1-160 characters, {@code dunning:<invoice>:<step>}: the same key charges once
 * @param amount more than zero
 * @param explanation in words for whoever has to pay, 1-500 characters; no personal data
 * @param rule id of the rule that it follows, 1-80 characters, {@code reminder-fee-2026}
 * @param chargedOn the day it counts from, such as the day the reminder was sent
 */
public record Charge(String sourceKey, Kind kind, Ore amount, String explanation, String rule, LocalDate chargedOn) {

    /** What it is for. */
    public enum Kind {
        /** «Purregebyr». */
        REMINDER_FEE,
        /** «Forsinkelsesrente». */
        LATE_INTEREST
    }
}
