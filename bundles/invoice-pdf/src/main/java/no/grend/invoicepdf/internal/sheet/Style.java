package no.grend.invoicepdf.internal.sheet;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import no.grend.invoicepdf.internal.sheet.Leaf.Ink;

/**
 * How words look, and how they break into lines.
 *
 * @param size in points
 * @param line from one line to the next, in mm
 */
record Style(Typeface face, double size, double line, Ink ink) {

    static Style plain(double size, double line, Ink ink) {
        return new Style(Typeface.REGULAR, size, line, ink);
    }

    static Style bold(double size, double line, Ink ink) {
        return new Style(Typeface.BOLD, size, line, ink);
    }

    /** Where the letters of a line stand, from the line's top, in mm. */
    double baseline() {
        double letters = (Typeface.ASCENT + Typeface.DESCENT) * size / Leaf.POINTS_IN_MM;
        return (line - letters) / 2 + Typeface.ASCENT * size / Leaf.POINTS_IN_MM;
    }

    /** In mm. */
    double width(String words) {
        return Type.width(face, words, size) / Leaf.POINTS_IN_MM;
    }

    /** Words as they can be shown: composed, without control characters or halves of characters, spaces drawn together. */
    static String clean(String words) {
        StringBuilder clean = new StringBuilder(words.length());
        String composed = Normalizer.isNormalized(words, Normalizer.Form.NFC)
                ? words
                : Normalizer.normalize(words, Normalizer.Form.NFC);
        boolean space = true;
        for (int i = 0; i < composed.length(); ) {
            int c = composed.codePointAt(i);
            i += Character.charCount(c);
            if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
                if (!space) {
                    clean.append(' ');
                }
                space = true;
            } else if (!Character.isISOControl(c) && Character.getType(c) != Character.SURROGATE) {
                clean.appendCodePoint(c);
                space = false;
            }
        }
        int end = clean.length();
        return end > 0 && clean.charAt(end - 1) == ' ' ? clean.substring(0, end - 1) : clean.toString();
    }

    /**
     * Breaks words into lines: at spaces, after hyphens, and within what is longer than a line. Lines that go on keep the space
     * at their end, so that whoever reads them aloud hears two words. At least one line.
     *
     * @param width in mm
     */
    List<String> lines(String words, double width) {
        String clean = clean(words);
        double room = width * Leaf.POINTS_IN_MM * 1_000 / size;
        List<String> lines = new ArrayList<>(4);
        int start = 0;
        while (start < clean.length()) {
            int end = end(clean, start, room);
            lines.add(clean.substring(start, end));
            start = end;
        }
        return lines.isEmpty() ? List.of("") : lines;
    }

    /** Where a line that begins at start ends. @param room in thousandths of the size */
    private int end(String words, int start, double room) {
        long used = 0;
        int breakable = -1;
        for (int i = start; i < words.length(); ) {
            int c = words.codePointAt(i);
            int next = i + Character.charCount(c);
            used += Type.advance(face, c);
            if (used > room && c != ' ') {
                return breakable > 0 ? breakable : Math.max(i, start + Character.charCount(words.codePointAt(start)));
            }
            if (c == ' ' || c == '-' && breaksAfterHyphen(words, start, next)) {
                breakable = next;
            }
            i = next;
        }
        return words.length();
    }

    /** Between letters, as in a double name; never before a number, which may be a negative amount or a range. */
    private static boolean breaksAfterHyphen(String words, int start, int next) {
        return next - 2 >= start
                && next < words.length()
                && Character.isLetter(words.charAt(next - 2))
                && Character.isLetter(words.charAt(next));
    }
}
