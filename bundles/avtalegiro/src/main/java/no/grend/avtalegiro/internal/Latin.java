package no.grend.avtalegiro.internal;

import java.text.Normalizer;
import java.util.Map;

/** Text as the bank's files can carry it: ISO-8859-1, one line, no wider than its field (bank-files 6). */
final class Latin {

    private static final int LAST = 0xff;

    /** Sámi letters that have no accent to take off. */
    private static final Map<Integer, String> WITHOUT_BASE =
            Map.of(0x110, "D", 0x111, "d", 0x14a, "N", 0x14b, "n", 0x166, "T", 0x167, "t", 0x2013, "-", 0x2019, "'");

    private Latin() {}

    /** Null gives nothing. What ISO-8859-1 lacks becomes the letter below its accents, or a question mark. */
    static String fit(String text, int width) {
        if (text == null) {
            return "";
        }
        StringBuilder fitted = new StringBuilder();
        Normalizer.normalize(text, Normalizer.Form.NFC).codePoints().forEach(letter -> fitted.append(latin(letter)));
        String plain = fitted.toString().strip();
        return plain.length() <= width ? plain : plain.substring(0, width).strip();
    }

    private static String latin(int letter) {
        if (Character.isISOControl(letter)) {
            return " ";
        }
        if (letter <= LAST) {
            return Character.toString(letter);
        }
        if (WITHOUT_BASE.containsKey(letter)) {
            return WITHOUT_BASE.get(letter);
        }
        int base = Normalizer.normalize(Character.toString(letter), Normalizer.Form.NFD)
                .codePointAt(0);
        return base <= LAST ? Character.toString(base) : "?";
    }
}
