package no.grend.kernel;

/**
 * Keeps a spreadsheet from running a cell that somebody wrote as a formula (S36): an apostrophe goes before it on the way
 * out and is taken away again on the way in. Pure.
 */
public final class FormulaGuard {

    private static final String STARTS = "=+-@\t\r|%＝＋－＠";

    private FormulaGuard() {}

    /** The text as it may stand in a cell; null gives an empty one. */
    public static String on(String text) {
        if (text == null) {
            return "";
        }
        return dangerous(text) || guarded(text) ? "'" + text : text;
    }

    /** The text as it was before {@link #on}. */
    public static String off(String cell) {
        return guarded(cell) ? cell.substring(1) : cell;
    }

    /** An apostrophe before something dangerous, or before another such: so that taking it away gives back what was. */
    private static boolean guarded(String text) {
        int apostrophes = 0;
        while (apostrophes < text.length() && text.charAt(apostrophes) == '\'') {
            apostrophes++;
        }
        return apostrophes > 0 && dangerous(text.substring(apostrophes));
    }

    private static boolean dangerous(String text) {
        int at = 0;
        while (at < text.length()
                && (text.charAt(at) == ' ' || text.charAt(at) == '\u00a0' || text.charAt(at) == '\n')) {
            at++;
        }
        return at < text.length() && STARTS.indexOf(text.charAt(at)) >= 0;
    }
}
