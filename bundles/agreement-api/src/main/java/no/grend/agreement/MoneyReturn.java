package no.grend.agreement;

import no.grend.kernel.Ore;

/**
 * Money that the organisation gives up («tilbakebetaling»): taken off the invoice by a credit note, and given back if it is paid.
 * What it is given up for, the module's own record says.
 */
public interface MoneyReturn {

    /** How far it has come. */
    enum State {
        /** To be done. */
        DUE,
        /** The provider is asked, or staff are asked to approve it. */
        ASKED,
        /** No provider can give it back: a person must. */
        STAFF,
        /** Done. */
        DONE
    }

    Ore amount();

    State state();

    /** The payment that is given back; null for none. */
    String paymentId();

    /** What was asked of the provider; null for none. */
    String refundId();

    /** In words for staff: what is in the way, or what they did. */
    String note();
}
