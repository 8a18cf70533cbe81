package no.grend.invoicepdf.internal.sheet;

import io.pebbletemplates.pebble.PebbleEngine;
import io.pebbletemplates.pebble.loader.ClasspathLoader;
import io.pebbletemplates.pebble.template.PebbleTemplate;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import no.grend.invoicepdf.Letter;
import no.grend.invoicepdf.Letter.Payment;

/**
 * The sheet («brevark») as XHTML, from a template that is read once. Safe between threads.
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
final class Sheet {

    /** Where the address may stand, in mm: left, top, width, height. */
    static final List<Integer> ADDRESS = List.of(20, 44, 80, 26);

    /** What may show in a window, in mm likewise: nothing but the address may stand there. */
    static final List<Integer> WINDOW = List.of(0, 29, 120, 50);

    private final PebbleTemplate template;

    Sheet() {
        ClasspathLoader loader = new ClasspathLoader(Sheet.class.getClassLoader());
        loader.setPrefix("sheet");
        this.template = new PebbleEngine.Builder()
                .loader(loader)
                .autoEscaping(true)
                .strictVariables(true)
                .build()
                .getTemplate("letter.peb");
    }

    /** The letter as well-formed XHTML. */
    String xhtml(Letter letter) {
        StringWriter page = new StringWriter(16_384);
        try {
            template.evaluate(page, model(letter), letter.language());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return withoutControls(page.toString());
    }

    private static Map<String, Object> model(Letter letter) {
        Words words = Words.in(letter.language().getLanguage());
        Map<String, Object> model = new HashMap<>();
        model.put("t", new Texts(words));
        model.put("language", words.language().toLanguageTag());
        model.put("letter", letter);
        model.put("date", Written.date(letter.date()));
        model.put("sender", sender(letter.sender(), words));
        model.put("lines", letter.lines().stream().map(Row::of).toList());
        model.put("sum", letter.sum() == null ? "" : letter.sum().toString());
        model.put("payment", payment(letter, words));
        model.put("terms", letter.terms() == null ? List.of() : split(letter.terms()));
        model.put("opening", letter.opening().stream().map(Sheet::broken).toList());
        model.put("closing", letter.closing().stream().map(Sheet::broken).toList());
        return model;
    }

    private static String sender(Letter.Sender sender, Words words) {
        StringBuilder text = new StringBuilder(sender.name());
        if (sender.organisationNumber() != null) {
            text.append(" · ")
                    .append(words.of("sender.number", Written.organisationNumber(sender.organisationNumber())));
        }
        if (sender.email() != null) {
            text.append(" · ").append(sender.email());
        }
        return text.toString();
    }

    private static PaymentPart payment(Letter letter, Words words) {
        Payment payment = letter.payment();
        if (payment instanceof Payment.ToPay pay) {
            return new PaymentPart(
                    words.of("pay.title"),
                    null,
                    true,
                    pay.account() == null ? words.of("pay.account.missing") : Written.account(pay.account()),
                    pay.kid(),
                    Written.date(pay.dueDate()),
                    pay.amount().toString());
        }
        if (payment instanceof Payment.Collected collected) {
            return PaymentPart.words(
                    words.of("collected.title", collected.collector()),
                    words.of(
                            "collected.text",
                            collected.collector(),
                            collected.amount().toString(),
                            Written.date(collected.on())));
        }
        String reason = ((Payment.None) payment).reason();
        return reason == null ? null : PaymentPart.words(words.of("none.title"), reason);
    }

    private static List<List<String>> split(String terms) {
        return Written.paragraphs(terms).stream().map(Sheet::broken).toList();
    }

    private static List<String> broken(String paragraph) {
        return paragraph.lines().toList();
    }

    /** XML cannot carry control characters or halves of characters, in whatever way they came into a name. */
    static String withoutControls(String text) {
        if (text.codePoints().allMatch(Sheet::isXml)) {
            return text;
        }
        StringBuilder kept = new StringBuilder(text.length());
        text.codePoints().filter(Sheet::isXml).forEach(kept::appendCodePoint);
        return kept.toString();
    }

    private static boolean isXml(int c) {
        return c == '\t'
                || c == '\n'
                || c == '\r'
                || c >= 0x20 && c <= 0xd7ff
                || c >= 0xe000 && c <= 0xfffd
                || c >= 0x10000;
    }

    /** The words as the template asks for them. */
    public record Texts(Words words) {
        public String of(String key) {
            return words.of(key);
        }
    }

    /** A line of the table, written out. */
    public record Row(String text, String amount) {
        static Row of(Letter.Line line) {
            return new Row(line.text(), line.amount().toString());
        }
    }

    /** The part about payment: either words or what a payer types. */
    public record PaymentPart(
            String title, String text, boolean typed, String account, String kid, String due, String amount) {
        static PaymentPart words(String title, String text) {
            return new PaymentPart(title, text, false, null, null, null, null);
        }
    }
}
