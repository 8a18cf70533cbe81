package no.grend.ledger;

import java.time.LocalDate;

/**
 * A charge as it stands on an invoice.
 *
 * @param waived null as long as it has to be paid
 */
public record Charged(String id, String invoiceId, Charge charge, Waiver waived) {

    /** That it need not be paid after all («ettergitt»). @param why as whoever waived it said */
    public record Waiver(LocalDate waivedOn, String why) {}
}
