package no.grend.nets;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Makes any text fit the fields of a file: ISO-8859-1, one byte a character, no control characters (bank-files 6). */
public final class LatinText {

    private static final int LAST_LATIN = 0xff;

    /** What has no accent to take away: Sami and Polish letters, and typographic signs. */
    private static final Map<Integer, String> REPLACEMENTS = Map.ofEntries(
            Map.entry((int) 'đ', "d"),
            Map.entry((int) 'Đ', "D"),
            Map.entry((int) 'ŋ', "n"),
            Map.entry((int) 'Ŋ', "N"),
            Map.entry((int) 'ŧ', "t"),
            Map.entry((int) 'Ŧ', "T"),
            Map.entry((int) 'ł', "l"),
            Map.entry((int) 'Ł', "L"),
            Map.entry((int) 'ı', "i"),
            Map.entry((int) 'œ', "oe"),
            Map.entry((int) 'Œ', "OE"),
            Map.entry((int) '‘', "'"),
            Map.entry((int) '’', "'"),
            Map.entry((int) '“', "\""),
            Map.entry((int) '”', "\""),
            Map.entry((int) '–', "-"),
            Map.entry((int) '—', "-"),
            Map.entry((int) '…', "..."),
            Map.entry((int) '€', "EUR"));

    private static final Pattern BLANKS = Pattern.compile(" {2,}");

    private LatinText() {}

    /**
     * The text in the letters that a file has: runs of line ends and blanks become one blank, control characters go,
     * foreign letters lose their accents, and what is left over becomes a question mark.
     *
     * @param text null gives the empty text
     */
    public static String clean(String text) {
        if (text == null) {
            return "";
        }
        return isPlain(text)
                ? text.strip()
                : BLANKS.matcher(letters(text).strip()).replaceAll(" ");
    }

    /** Whether the text holds nothing that would be changed, as most do. */
    private static boolean isPlain(String text) {
        char before = 0;
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c < ' ' || c > '~' || (c == ' ' && before == ' ')) {
                return false;
            }
            before = c;
        }
        return true;
    }

    /** The same, but every blank keeps its place: for lines that are laid out in columns. Blanks at the end go. */
    public static String line(String text) {
        return text == null ? "" : letters(text).stripTrailing();
    }

    /** The cleaned text, cut to so many characters. Only for names and free references, never for amounts and KIDs. */
    public static String cut(String text, int width) {
        String clean = clean(text);
        return clean.length() <= width ? clean : clean.substring(0, width).stripTrailing();
    }

    /**
     * The cleaned text in lines of at most so many characters, broken between words where that can be.
     *
     * @param text its own line ends are kept
     */
    public static List<String> wrap(String text, int width) {
        List<String> lines = new ArrayList<>();
        text.lines().map(LatinText::clean).forEach(line -> wrapLine(line, width, lines));
        return lines;
    }

    private static void wrapLine(String line, int width, List<String> lines) {
        String rest = line;
        while (rest.length() > width) {
            int blank = rest.lastIndexOf(' ', width);
            int end = blank > 0 ? blank : width;
            lines.add(rest.substring(0, end).stripTrailing());
            rest = rest.substring(end).stripLeading();
        }
        lines.add(rest);
    }

    private static String letters(String text) {
        StringBuilder letters = new StringBuilder(text.length());
        Normalizer.normalize(text, Normalizer.Form.NFC).codePoints().forEach(c -> append(letters, c));
        return letters.toString();
    }

    private static void append(StringBuilder letters, int c) {
        if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
            letters.append(' ');
        } else if (c > LAST_LATIN) {
            letters.append(replaced(c));
        } else if (!Character.isISOControl(c)) {
            letters.append((char) c);
        }
    }

    private static String replaced(int c) {
        String known = REPLACEMENTS.get(c);
        if (known != null) {
            return known;
        }
        int type = Character.getType(c);
        if (type == Character.FORMAT || type == Character.NON_SPACING_MARK) {
            return "";
        }
        StringBuilder parts = new StringBuilder();
        Normalizer.normalize(Character.toString(c), Normalizer.Form.NFKD)
                .codePoints()
                .filter(part -> part <= LAST_LATIN && !Character.isISOControl(part))
                .forEach(part -> parts.append((char) part));
        return parts.isEmpty() ? "?" : parts.toString();
    }
}
