package no.grend.invoicepdf.internal.sheet;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * Liberation Sans, regular and bold (SIL Open Font License 1.1): æøå and the Sámi letters, and figures that are all of one
 * width. Read from the bundle when the first letter is set, and shared from then on.
 */
enum Typeface {
    REGULAR("LiberationSans", "LiberationSans-Regular.ttf", 80),
    BOLD("LiberationSans-Bold", "LiberationSans-Bold.ttf", 140);

    /** How high letters reach and how deep, in parts of the size. */
    static final double ASCENT = 0.905;

    static final double DESCENT = 0.212;

    private final String postScriptName;
    private final int stem;
    private final TrueType font;

    Typeface(String postScriptName, String file, int stem) {
        this.postScriptName = postScriptName;
        this.stem = stem;
        this.font = read(file);
    }

    String postScriptName() {
        return postScriptName;
    }

    /** How thick its stems are, in thousandths of the size. */
    int stem() {
        return stem;
    }

    TrueType font() {
        return font;
    }

    private static TrueType read(String file) {
        try (InputStream in = Typeface.class.getClassLoader().getResourceAsStream("liberation/" + file)) {
            return new TrueType(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
