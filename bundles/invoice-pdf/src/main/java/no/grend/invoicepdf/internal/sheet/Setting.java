package no.grend.invoicepdf.internal.sheet;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import no.grend.invoicepdf.Letter;
import no.grend.invoicepdf.internal.sheet.Leaf.Ink;

/**
 * Sets one letter on the sheet («brevark»): from the organisation's name and the address in the window down to the terms, then a
 * foot on every page.
 *
 * <p>Measures in mm on A4, from the top left corner of the paper. A window of an envelope lies 15 mm from its left edge and,
 * from its top, 40 mm on E65 (30 high, 95 wide) and 44 mm on C5 (35 high, 105 wide): officeconsult.no, «Brevmaler: plassering
 * av mottakerfelt i vinduskonvolutter». A folded sheet is smaller than its envelope (E65 220 × 110 for 210 × 99, C5
 * 229 × 162 for 210 × 148.5: ISO 269) and may lie anywhere in it, so that
 * <ul>
 *   <li>what lies within x 15-100, y 44-59 shows in both, however the sheet has slid: there the address begins, at x 20,
 *       y 44, with lines of 4.3 mm, so that the usual three stand within it and a fifth in all but the worst corner;
 *   <li>what lies within x 0-120, y 29-79 may show: nothing else stands there.
 * </ul>
 */
final class Setting {

    /** Where the address may stand, in mm: left, top, width, height. */
    static final List<Integer> ADDRESS = List.of(20, 44, 80, 26);

    /** What may show in a window, in mm likewise: nothing but the address may stand there. */
    static final List<Integer> WINDOW = List.of(0, 29, 120, 50);

    private static final double SENDER_HEIGHT = 15;
    private static final int LONG_NAME = 110;
    private static final double BODY_TOP = 82;
    private static final double FACTS_LEFT = 124;
    private static final double RIGHT = Galley.LEFT + Galley.WIDTH;
    private static final double FOOT_MIDDLE = 285;
    private static final double FOOT_LEFT_WIDTH = 112;
    private static final double FOOT_RIGHT_WIDTH = 56;

    static final Style BODY = Style.plain(9.5, 4.6, Ink.BLACK);
    private static final Style NAME = Style.bold(13, 5.6, Ink.GREEN);
    private static final Style LONGER_NAME = Style.bold(9.5, 4.6, Ink.GREEN);
    private static final Style ADDRESSEE = Style.plain(10, 4.3, Ink.BLACK);
    private static final Style LABEL = Style.plain(9.5, 4.8, Ink.GREY);
    private static final Style FACT = Style.plain(9.5, 4.8, Ink.BLACK);
    private static final Style TITLE = Style.bold(19, 8, Ink.GREEN);
    static final Style HEADING = Style.bold(11, 5, Ink.GREEN);
    private static final Style TERMS = Style.plain(9, 4.3, Ink.BLACK);
    private static final Style FOOT = Style.plain(8, 4, Ink.GREY);

    private final Document document;
    private final Letter letter;
    private final Words words;
    private final Galley galley;

    Setting(Document document, Letter letter) {
        this.document = document;
        this.letter = letter;
        this.words = Words.in(letter.language().getLanguage());
        this.galley = new Galley(document, document.part(words.language().toLanguageTag()));
    }

    /** Sets it and writes its pages. @param withinToo whether bookmarks lead to places within it as well */
    void set(boolean withinToo) throws IOException {
        sender();
        double end = Math.max(address(), facts());
        galley.moveTo(Math.max(BODY_TOP, end + 3));
        galley.bookmark(letter.title());
        galley.paragraph(galley.tag("H1"), TITLE, TITLE.lines(letter.title(), Galley.WIDTH), Galley.LEFT);
        galley.skip(4);
        paragraphs(letter.opening(), BODY, 2.4);
        new MoneyTable(galley, words).set(letter);
        new PaymentBox(galley, words).set(letter.payment());
        paragraphs(letter.closing(), BODY, 2.4);
        terms(withinToo);
        feet();
        for (Leaf leaf : galley.leaves()) {
            document.add(leaf);
        }
    }

    private void sender() {
        Style style = letter.sender().name().length() > LONG_NAME ? LONGER_NAME : NAME;
        List<String> lines = style.lines(letter.sender().name(), Galley.WIDTH);
        int shown = Math.min(lines.size(), (int) (SENDER_HEIGHT / style.line()));
        galley.paragraph(galley.tag("P"), style, lines.subList(0, shown), Galley.LEFT);
    }

    /** @return where it ends */
    private double address() {
        galley.moveTo(ADDRESS.get(1));
        List<String> lines = Stream.concat(letter.recipient().name().lines(), letter.recipient().address().stream())
                .flatMap(line -> ADDRESSEE.lines(line, ADDRESS.get(2)).stream())
                .filter(line -> !line.isEmpty())
                .toList();
        if (!lines.isEmpty()) {
            galley.paragraph(galley.tag("P"), ADDRESSEE, lines, Galley.LEFT);
        }
        return galley.pen();
    }

    /** @return where they end */
    private double facts() {
        galley.moveTo(ADDRESS.get(1));
        if (letter.facts().isEmpty()) {
            return galley.pen();
        }
        Tag table = galley.tag("Table");
        for (Letter.Fact fact : letter.facts()) {
            fact(galley.tag(table, "TR"), fact);
        }
        return galley.pen();
    }

    private void fact(Tag row, Letter.Fact fact) {
        List<String> value = FACT.lines(fact.value(), (RIGHT - FACTS_LEFT) / 2);
        double widest = value.stream().mapToDouble(FACT::width).max().orElse(0);
        double top = galley.pen();
        galley.paragraph(
                galley.head(row, "Row"), LABEL, LABEL.lines(fact.label(), RIGHT - FACTS_LEFT - widest - 2), FACTS_LEFT);
        double end = galley.pen();
        galley.moveTo(top);
        galley.leaf().begin(galley.tag(row, "TD"));
        for (String line : value) {
            galley.lineEndingAt(FACT, RIGHT, line.stripTrailing());
            galley.skip(FACT.line());
        }
        galley.leaf().end();
        galley.moveTo(Math.max(end, galley.pen()));
    }

    private void paragraphs(List<String> paragraphs, Style style, double space) {
        for (String paragraph : paragraphs) {
            List<String> lines = paragraph
                    .lines()
                    .flatMap(line -> style.lines(line, Galley.WIDTH).stream())
                    .toList();
            galley.paragraph(galley.tag("P"), style, lines, Galley.LEFT);
            galley.skip(space);
        }
    }

    private void terms(boolean bookmarked) {
        List<String> paragraphs = letter.terms() == null ? List.of() : Written.paragraphs(letter.terms());
        if (paragraphs.isEmpty()) {
            return;
        }
        galley.skip(3);
        galley.need(HEADING.line() + 1.6 + 3 * TERMS.line());
        if (bookmarked) {
            galley.bookmark(words.of("terms"));
        }
        galley.paragraph(galley.tag("H2"), HEADING, List.of(words.of("terms")), Galley.LEFT);
        galley.skip(1.6);
        paragraphs(paragraphs, TERMS, 2);
    }

    private void feet() {
        List<String> sender = FOOT.lines(senderLine(), FOOT_LEFT_WIDTH);
        int pages = galley.leaves().size();
        for (int page = 1; page <= pages; page++) {
            Leaf leaf = galley.leaves().get(page - 1);
            double top = FOOT_MIDDLE - (1.8 + sender.size() * FOOT.line()) / 2;
            leaf.beginFoot();
            leaf.box(Ink.RULE, Galley.LEFT, top, Galley.WIDTH, 0.2);
            double baseline = top + 1.8 + FOOT.baseline();
            for (int i = 0; i < sender.size(); i++) {
                leaf.text(FOOT, Galley.LEFT, baseline + i * FOOT.line(), sender.get(i));
            }
            String number = words.of("page") + " " + page + " " + words.of("page.of") + " " + pages;
            String titled = Style.clean(letter.title()) + " · " + number;
            String shown = FOOT.width(titled) > FOOT_RIGHT_WIDTH ? number : titled;
            leaf.text(FOOT, RIGHT - FOOT.width(shown), baseline, shown);
            leaf.end();
        }
    }

    private String senderLine() {
        List<String> parts = new ArrayList<>(List.of(letter.sender().name()));
        if (letter.sender().organisationNumber() != null) {
            parts.add(words.of(
                    "sender.number", Written.organisationNumber(letter.sender().organisationNumber())));
        }
        if (letter.sender().email() != null) {
            parts.add(letter.sender().email());
        }
        return String.join(" · ", parts);
    }
}
