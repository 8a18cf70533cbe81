package no.grend.invoicepdf.internal.sheet;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;

/**
 * Liberation Sans, regular and bold (SIL Open Font License 1.1): æøå and the Sámi letters, and figures that are all of one
 * width. Parsed once and then lent to one document at a time: what the parser reads later it reads from one place in one
 * buffer. Not safe between threads.
 */
final class Typeface {

    /** Its name in the template. */
    static final String NAME = "Liberation Sans";

    private final TrueTypeFont regular = parsed("LiberationSans-Regular.ttf");
    private final TrueTypeFont bold = parsed("LiberationSans-Bold.ttf");

    TrueTypeFont regular() {
        return regular;
    }

    TrueTypeFont bold() {
        return bold;
    }

    private static TrueTypeFont parsed(String file) {
        try (InputStream in = Typeface.class.getClassLoader().getResourceAsStream("liberation/" + file)) {
            TrueTypeFont font = new TTFParser(true).parse(new RandomAccessReadBuffer(in.readAllBytes()));
            // Ligatures would cost as much time as all the rest together, and make text harder to find.
            font.setEnableGsub(false);
            return font;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
