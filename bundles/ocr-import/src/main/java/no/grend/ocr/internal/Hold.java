package no.grend.ocr.internal;

/**
 * That a payment is not posted.
 *
 * @param why in words for staff, who decide; null when nobody has to look, since it surely came before
 */
record Hold(String why) {

    static final Hold SURELY_THE_SAME = new Hold(null);

    static final Hold LUMP_SUM = new Hold(
            "The bank tells only the sum of several payments here and none of them, so they may come one by one in another file."
                    + " It was not posted. Order notifications with details, or place the sum by hand.");
}
