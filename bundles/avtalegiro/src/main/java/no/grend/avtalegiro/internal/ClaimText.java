package no.grend.avtalegiro.internal;

import no.grend.ledger.Invoice;
import no.grend.nets.LatinText;

/** What identifies a claim to people: for the bank network, and on the payer's account statement. */
final class ClaimText {

    private static final int SHORT_NAME_WIDTH = 10;
    private static final int REFERENCE_WIDTH = 25;

    private ClaimText() {}

    static String shortName(Invoice invoice) {
        return LatinText.cut(invoice.payerName(), SHORT_NAME_WIDTH);
    }

    static String reference(Invoice invoice) {
        return LatinText.cut("Faktura " + invoice.number(), REFERENCE_WIDTH);
    }
}
