package no.grend.invoicepdf.internal.sheet;

import java.util.List;
import no.grend.invoicepdf.Letter;
import no.grend.invoicepdf.internal.sheet.Leaf.Ink;

/** The table of lines and their sum: on a new page its headings are repeated, and a line is not torn apart unless it must be. */
final class MoneyTable {

    private static final double TEXT_WIDTH = 126;
    private static final double RIGHT = Galley.LEFT + Galley.WIDTH;
    private static final double PAGE = Galley.BOTTOM - Galley.TOP - 10;
    private static final double ABOVE = 1.5;
    private static final double BELOW = 1.55;

    private static final Style HEAD = Style.bold(8.5, 4.6, Ink.GREY);
    private static final Style SUM = Style.bold(11, 4.6, Ink.BLACK);

    private final Galley galley;
    private final Words words;
    private Tag table;

    MoneyTable(Galley galley, Words words) {
        this.galley = galley;
        this.words = words;
    }

    void set(Letter letter) {
        if (letter.lines().isEmpty()) {
            return;
        }
        table = galley.tag("Table");
        Tag row = galley.tag(table, "TR");
        galley.need(25);
        heads(galley.head(row, "Column"), galley.head(row, "Column"));
        letter.lines().forEach(this::line);
        if (letter.sum() != null) {
            sum(letter.sum().toString());
        }
        galley.skip(8);
    }

    private void heads(Tag text, Tag amount) {
        galley.leaf().begin(text);
        galley.line(HEAD, Galley.LEFT, words.of("lines.text"));
        galley.leaf().end();
        galley.leaf().begin(amount);
        galley.lineEndingAt(HEAD, RIGHT, words.of("lines.amount"));
        galley.leaf().end();
        endHeads();
    }

    /** On the pages after the first: to be seen, but not to be heard again. */
    private void headsAgain() {
        galley.leaf().beginArtifact();
        galley.line(HEAD, Galley.LEFT, words.of("lines.text"));
        galley.lineEndingAt(HEAD, RIGHT, words.of("lines.amount"));
        galley.leaf().end();
        endHeads();
    }

    private void endHeads() {
        galley.skip(HEAD.line() + 1.2);
        rule(Ink.GREEN, 0.4);
    }

    private void rule(Ink ink, double height) {
        galley.leaf().beginArtifact();
        galley.leaf().box(ink, Galley.LEFT, galley.pen(), Galley.WIDTH, height);
        galley.leaf().end();
        galley.skip(height);
    }

    private void line(Letter.Line line) {
        List<String> text = Setting.BODY.lines(line.text(), TEXT_WIDTH);
        double height = ABOVE + text.size() * Setting.BODY.line() + BELOW;
        room(Math.min(height, PAGE));
        Tag row = galley.tag(table, "TR");
        galley.skip(ABOVE);
        double top = galley.pen();
        Leaf first = galley.leaf();
        galley.paragraph(galley.tag(row, "TD"), Setting.BODY, text, Galley.LEFT);
        String amount = line.amount().toString();
        first.begin(galley.tag(row, "TD"));
        first.text(Setting.BODY, RIGHT - Setting.BODY.width(amount), top + Setting.BODY.baseline(), amount);
        first.end();
        galley.skip(BELOW - 0.15);
        rule(Ink.THIN_RULE, 0.15);
    }

    private void sum(String amount) {
        room(2 + SUM.line());
        galley.skip(2);
        Tag row = galley.tag(table, "TR");
        galley.leaf().begin(galley.head(row, "Row"));
        galley.line(SUM, Galley.LEFT, words.of("lines.sum"));
        galley.leaf().end();
        galley.leaf().begin(galley.tag(row, "TD"));
        galley.lineEndingAt(SUM, RIGHT, amount);
        galley.leaf().end();
        galley.skip(SUM.line());
    }

    private void room(double height) {
        if (galley.need(height)) {
            headsAgain();
        }
    }
}
