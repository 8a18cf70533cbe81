package no.grend.invoicepdf.internal.sheet;

import java.util.ArrayList;
import java.util.List;

/**
 * A letter's pages while they are set from the top down: where the pen is, and when a new page begins. All measures in mm from the
 * top left corner of the paper. For one thread.
 */
final class Galley {

    static final double LEFT = 20;
    static final double WIDTH = 170;
    static final double TOP = 14;

    /** Below it stands only the foot. */
    static final double BOTTOM = 273;

    /** Lines of a paragraph that stay together before and after a break. */
    private static final int TOGETHER = 3;

    private final Document document;
    private final Tag part;
    private final List<Leaf> leaves = new ArrayList<>();
    private double pen = TOP;

    Galley(Document document, Tag part) {
        this.document = document;
        this.part = part;
        leaves.add(document.leaf());
    }

    List<Leaf> leaves() {
        return leaves;
    }

    Leaf leaf() {
        return leaves.get(leaves.size() - 1);
    }

    double pen() {
        return pen;
    }

    void moveTo(double top) {
        pen = top;
    }

    void skip(double height) {
        pen += height;
    }

    Tag tag(String kind) {
        return document.child(part, kind, "");
    }

    Tag tag(Tag parent, String kind) {
        return document.child(parent, kind, "");
    }

    /** A heading of a table. @param scope {@code Row} or {@code Column} */
    Tag head(Tag row, String scope) {
        return document.child(row, "TH", "/A<</O/Table/Scope/" + scope + ">>");
    }

    void bookmark(String title) {
        document.bookmark(title, leaf(), pen);
    }

    boolean fits(double height) {
        return pen + height <= BOTTOM;
    }

    /** Goes on on a new page unless so much fits on this one. @return whether a page was begun */
    boolean need(double height) {
        if (fits(height) || pen <= TOP) {
            return false;
        }
        leaves.add(document.leaf());
        pen = TOP;
        return true;
    }

    /** A whole paragraph, over as many pages as it needs; never fewer than three of its lines alone on one. */
    void paragraph(Tag tag, Style style, List<String> lines, double left) {
        int from = 0;
        while (from < lines.size()) {
            int to = from + fitting(lines.size() - from, style.line());
            if (to == from) {
                need(BOTTOM);
                continue;
            }
            leaf().begin(tag);
            for (String line : lines.subList(from, to)) {
                line(style, left, line);
                pen += style.line();
            }
            leaf().end();
            from = to;
        }
    }

    /** How many of so many lines stand on this page; 0 for a break before them. */
    private int fitting(int lines, double height) {
        int fit = (int) Math.floor((BOTTOM - pen + 0.001) / height);
        if (fit >= lines) {
            return lines;
        }
        boolean fresh = pen <= TOP;
        int kept = lines - fit < TOGETHER ? lines - TOGETHER : fit;
        return fresh ? Math.max(1, kept) : kept < TOGETHER ? 0 : kept;
    }

    /** A line at the pen, which stays where it is. */
    void line(Style style, double left, String words) {
        if (!words.isEmpty()) {
            leaf().text(style, left, pen + style.baseline(), words);
        }
    }

    /** As {@link #line}, ending at the right. */
    void lineEndingAt(Style style, double right, String words) {
        line(style, right - style.width(words), words);
    }
}
