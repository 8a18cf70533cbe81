package no.grend.invoicepdf.internal.sheet;

import java.util.ArrayList;
import java.util.List;

/**
 * One page as it is drawn. Measures are in mm from the top left corner of an A4 paper, sizes of type in points. What is drawn
 * belongs to a {@link Tag}, or to none and is read by nobody.
 */
final class Leaf {

    static final double POINTS_IN_MM = 72 / 25.4;

    private static final double HEIGHT = 297;

    private final int number;
    private final Type regular;
    private final Type bold;
    private final StringBuilder drawing = new StringBuilder(4_096);
    private final List<Integer> tags = new ArrayList<>();
    private Ink ink;

    /** @param number of the page's object */
    Leaf(int number, Type regular, Type bold) {
        this.number = number;
        this.regular = regular;
        this.bold = bold;
    }

    /** The colours of the sheet; contrast with what is behind them is at least 4.5 to 1. */
    enum Ink {
        BLACK(0x1a1a1a),
        GREY(0x4a4a4a),
        DARK_GREY(0x3a3a3a),
        GREEN(0x14532d),
        RULE(0xb8b8b8),
        THIN_RULE(0xcfcfcf),
        SHADE(0xf1f6f2);

        private final String fill;

        Ink(int rgb) {
            StringBuilder parts = new StringBuilder();
            for (int shift = 16; shift >= 0; shift -= 8) {
                number((rgb >> shift & 255) / 255.0, parts);
                parts.append(' ');
            }
            this.fill = parts + "rg\n";
        }
    }

    int number() {
        return number;
    }

    /** What follows belongs to this tag. */
    void begin(Tag tag) {
        tag.mark(number, tags.size());
        drawing.append('/')
                .append(tag.kind())
                .append("<</MCID ")
                .append(tags.size())
                .append(">>BDC\n");
        tags.add(tag.number());
    }

    /** What follows is ornament, or repeated from elsewhere. */
    void beginArtifact() {
        drawing.append("/Artifact BMC\n");
    }

    /** What follows stands on every page. */
    void beginFoot() {
        drawing.append("/Artifact<</Type/Pagination/Subtype/Footer>>BDC\n");
    }

    void end() {
        drawing.append("EMC\n");
    }

    /** Words on one line. @param baseline from the top */
    void text(Style style, double left, double baseline, String words) {
        fill(style.ink());
        Type type = style.face() == Typeface.BOLD ? bold : regular;
        drawing.append("BT/").append(style.face() == Typeface.BOLD ? "B " : "R ");
        number(style.size(), drawing);
        drawing.append(" Tf ");
        point(left, baseline);
        drawing.append("Td");
        type.encode(words, drawing);
        drawing.append("Tj ET\n");
    }

    /** A filled rectangle. */
    void box(Ink colour, double left, double top, double width, double height) {
        fill(colour);
        point(left, top + height);
        number(width * POINTS_IN_MM, drawing);
        drawing.append(' ');
        number(height * POINTS_IN_MM, drawing);
        drawing.append(" re f\n");
    }

    String drawing() {
        return drawing.toString();
    }

    /** The numbers of the tags of its contents, in order. */
    List<Integer> tags() {
        return tags;
    }

    private void fill(Ink colour) {
        if (colour != ink) {
            drawing.append(colour.fill);
            ink = colour;
        }
    }

    private void point(double left, double top) {
        number(left * POINTS_IN_MM, drawing);
        drawing.append(' ');
        number((HEIGHT - top) * POINTS_IN_MM, drawing);
        drawing.append(' ');
    }

    /** At most three decimals, without trailing zeros. */
    private static void number(double value, StringBuilder out) {
        long thousandths = Math.round(value * 1_000);
        if (thousandths < 0) {
            out.append('-');
            thousandths = -thousandths;
        }
        out.append(thousandths / 1_000);
        long rest = thousandths % 1_000;
        if (rest != 0) {
            int decimals = rest % 100 == 0 ? 1 : rest % 10 == 0 ? 2 : 3;
            String digits = Long.toString(1_000 + rest);
            out.append('.').append(digits, 1, 1 + decimals);
        }
    }
}
