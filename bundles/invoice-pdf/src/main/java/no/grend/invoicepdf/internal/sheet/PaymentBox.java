package no.grend.invoicepdf.internal.sheet;

import java.util.List;
import no.grend.invoicepdf.Letter.Payment;
import no.grend.invoicepdf.internal.sheet.Leaf.Ink;

/**
 * The part about payment («giroen»): either what a payer types, or words in its place, so that what is collected is not paid twice
 * (S4-19). It is never torn apart.
 */
final class PaymentBox {

    private static final double FRAME = 0.3;
    private static final double ABOVE = 3.4;
    private static final double BELOW = 3;
    private static final double SIDE = 4;
    private static final double INNER_LEFT = Galley.LEFT + FRAME + SIDE;
    private static final double INNER_WIDTH = 161;
    private static final double[] COLUMNS = {0, 38, 96, 124};

    private static final Style HEAD = Style.plain(8.5, 4.6, Ink.DARK_GREY);
    private static final Style TYPED = Style.bold(11, 5.4, Ink.BLACK);

    private final Galley galley;
    private final Words words;

    PaymentBox(Galley galley, Words words) {
        this.galley = galley;
        this.words = words;
    }

    void set(Payment payment) {
        if (payment instanceof Payment.ToPay pay) {
            box(words.of("pay.title"), HEAD.line() + TYPED.line(), () -> typed(pay));
        } else if (payment instanceof Payment.Collected collected) {
            said(
                    words.of("collected.title", collected.collector()),
                    words.of(
                            "collected.text",
                            collected.collector(),
                            collected.amount().toString(),
                            Written.date(collected.on())));
        } else if (payment instanceof Payment.None none && none.reason() != null) {
            said(words.of("none.title"), none.reason());
        }
    }

    private void said(String title, String text) {
        List<String> lines = text.lines()
                .flatMap(line -> Setting.BODY.lines(line, INNER_WIDTH).stream())
                .toList();
        box(
                title,
                lines.size() * Setting.BODY.line(),
                () -> galley.paragraph(galley.tag("P"), Setting.BODY, lines, INNER_LEFT));
    }

    private void box(String title, double inner, Runnable content) {
        Style heading = Setting.HEADING;
        double height = 2 * FRAME + ABOVE + heading.line() + 1.6 + inner + BELOW;
        galley.need(height);
        double top = galley.pen();
        galley.leaf().beginArtifact();
        galley.leaf().box(Ink.GREEN, Galley.LEFT, top, Galley.WIDTH, height);
        galley.leaf().box(Ink.SHADE, Galley.LEFT + FRAME, top + FRAME, Galley.WIDTH - 2 * FRAME, height - 2 * FRAME);
        galley.leaf().end();
        galley.skip(FRAME + ABOVE);
        galley.paragraph(galley.tag("H2"), heading, List.of(title), INNER_LEFT);
        galley.skip(1.6);
        content.run();
        galley.moveTo(top + height + 7);
    }

    private void typed(Payment.ToPay pay) {
        Tag table = galley.tag("Table");
        Tag heads = galley.tag(table, "TR");
        List<String> labels = List.of("pay.account", "pay.kid", "pay.due", "pay.amount");
        for (int column = 0; column < labels.size(); column++) {
            cell(galley.head(heads, "Column"), HEAD, column, words.of(labels.get(column)));
        }
        galley.skip(HEAD.line());
        Tag row = galley.tag(table, "TR");
        List<String> values = List.of(
                pay.account() == null ? words.of("pay.account.missing") : Written.account(pay.account()),
                pay.kid(),
                Written.date(pay.dueDate()),
                pay.amount().toString());
        for (int column = 0; column < values.size(); column++) {
            cell(galley.tag(row, "TD"), TYPED, column, values.get(column));
        }
    }

    private void cell(Tag tag, Style style, int column, String text) {
        galley.leaf().begin(tag);
        if (column == COLUMNS.length - 1) {
            galley.lineEndingAt(style, INNER_LEFT + INNER_WIDTH, text);
        } else {
            galley.line(style, INNER_LEFT + COLUMNS[column], text);
        }
        galley.leaf().end();
    }
}
