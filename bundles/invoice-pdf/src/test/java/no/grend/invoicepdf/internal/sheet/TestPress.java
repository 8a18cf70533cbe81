package no.grend.invoicepdf.internal.sheet;

import no.grend.invoicepdf.Letters;

/** A press for tests of what is printed. */
public final class TestPress {

    private static final LetterPress PRESS = new LetterPress();

    private TestPress() {}

    public static Letters press() {
        return PRESS;
    }
}
