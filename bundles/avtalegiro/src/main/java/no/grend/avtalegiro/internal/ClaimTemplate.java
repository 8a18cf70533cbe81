package no.grend.avtalegiro.internal;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import no.grend.kernel.Ore;
import no.grend.kernel.Problem;
import no.grend.ledger.Invoice;
import no.grend.nets.Claim;
import no.grend.nets.LatinText;

/**
 * How the bank's notice of a claim is worded («spesifikasjon», S4-20): rows of text with placeholders. A row that tells of
 * the invoice's lines is repeated for each of them; one whose placeholders all have nothing to say is left out.
 *
 * <p>A row travels as two records, one a column of 40 (bank-files 4.4), and a bank may show them as it likes: so words stand
 * in the first column, broken between words, and what follows a {@code |} at the right edge of the second.
 *
 * @param source as it was written
 */
record ClaimTemplate(String source, List<Row> head, List<Row> perLine, List<Row> tail) {

    private static final int LONGEST = 4_000;
    private static final int COLUMN = Claim.LINE_WIDTH / 2;
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\w+)\\}");
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd.MM.uuuu");

    /** A period at the end of an invoice line, as the renewal writes it. */
    private static final Pattern PERIOD =
            Pattern.compile("^(.*?)[\\s,]*\\b(\\d{2}\\.\\d{2}\\.\\d{4}\\s?[-–]\\s?\\d{2}\\.\\d{2}\\.\\d{4})$");

    /** As long as nobody has written another one. */
    static final ClaimTemplate BUILT_IN = parse("""
            {payee}
            Faktura {invoice}
            {line} {period}|{amount}
            Kreditert|{credited}
            Gebyr og renter|{charges}
            Innbetalt|{paid}
            Å betale|{toPay}""");

    /** What a template can tell. */
    enum Field {
        PAYEE("payee", "the organisation's official name"),
        INVOICE("invoice", "the invoice's number"),
        KID("kid", "its KID"),
        DUE_DATE("dueDate", "the day on which it is debited"),
        MEMBER("member", "the member's number"),
        LINE("line", "an invoice line's text; without its period when the template tells {period} too"),
        PERIOD("period", "the period that an invoice line's text ends with; nothing when there is none"),
        AMOUNT("amount", "an invoice line's amount"),
        CREDITED("credited", "what credit notes took off the invoice; nothing when none did"),
        CHARGES("charges", "fees and late interest; nothing when there are none"),
        PAID("paid", "what is paid already; nothing when nothing is"),
        TO_PAY("toPay", "what is claimed");

        private final String word;
        private final String meaning;

        Field(String word, String meaning) {
            this.word = word;
            this.meaning = meaning;
        }

        /** As it is written between braces. */
        String word() {
            return word;
        }

        String meaning() {
            return meaning;
        }

        boolean ofLine() {
            return this == LINE || this == PERIOD || this == AMOUNT;
        }
    }

    /** A row of it. @param right what stands at the right edge; null for nothing */
    record Row(String left, String right, List<Field> fields) {

        boolean perLine() {
            return fields.stream().anyMatch(Field::ofLine);
        }
    }

    /** Reads a template, and refuses in words what it cannot mean. */
    static ClaimTemplate parse(String text) {
        if (text == null || text.isBlank() || text.length() > LONGEST) {
            throw refused("TEMPLATE_LENGTH", "A template has 1-4,000 characters.");
        }
        List<Row> head = new ArrayList<>();
        List<Row> perLine = new ArrayList<>();
        List<Row> tail = new ArrayList<>();
        for (String line : text.lines().toList()) {
            Row row = row(line);
            if (!row.perLine()) {
                (perLine.isEmpty() ? head : tail).add(row);
            } else if (tail.isEmpty()) {
                perLine.add(row);
            } else {
                throw refused(
                        "TEMPLATE_SPLIT",
                        "The rows with {line}, {period} or {amount} must follow each other; they are"
                                + " repeated together for each line of the invoice.");
            }
        }
        return new ClaimTemplate(text, List.copyOf(head), List.copyOf(perLine), List.copyOf(tail));
    }

    private static Row row(String line) {
        int bar = line.indexOf('|');
        String left = bar < 0 ? line : line.substring(0, bar);
        String right = bar < 0 ? null : line.substring(bar + 1);
        List<Field> fields = PLACEHOLDER
                .matcher(line)
                .results()
                .map(found -> field(found.group(1)))
                .toList();
        return new Row(left, right, fields);
    }

    private static Field field(String word) {
        for (Field field : Field.values()) {
            if (field.word.equals(word)) {
                return field;
            }
        }
        StringBuilder known = new StringBuilder();
        for (Field field : Field.values()) {
            known.append(known.isEmpty() ? "{" : ", {").append(field.word).append('}');
        }
        throw refused("PLACEHOLDER_UNKNOWN", "There is no {" + word + "}. These are known: " + known + ".");
    }

    private static Problem refused(String code, String detail) {
        return Problem.rule("/template", code, detail);
    }

    /** A notice. @param complete whether every line of the invoice has room; those that have not are counted in it */
    record Notice(List<String> rows, boolean complete) {}

    /** The notice of a claim. @param claimed its amount @param payee may be null */
    Notice notice(Invoice invoice, Ore claimed, String payee) {
        Map<Field, String> known = known(invoice, claimed, payee);
        List<String> above = rendered(head, known);
        List<String> below = rendered(tail, known);
        int room = Claim.MOST_LINES - above.size() - below.size();
        if (room < 1) {
            return tooMuch(above, below, perLine.isEmpty());
        }
        List<String> all = new ArrayList<>(above);
        boolean complete = perLine.isEmpty() || addLines(all, invoice.lines(), known, room);
        all.addAll(below);
        return new Notice(List.copyOf(all), complete);
    }

    /** Only when the payee's name has grown since the template was written, for a template that does not fit is refused. */
    private static Notice tooMuch(List<String> above, List<String> below, boolean nothingBetween) {
        List<String> all = new ArrayList<>(above);
        all.addAll(below);
        if (all.size() == Claim.MOST_LINES && nothingBetween) {
            return new Notice(all, true);
        }
        List<String> cut = new ArrayList<>(all.subList(0, Claim.MOST_LINES - 1));
        cut.add("... mer på fakturaen");
        return new Notice(cut, false);
    }

    /** The invoice's lines, or as many as leave one row to count the others in. @return whether all have room */
    private boolean addLines(List<String> all, List<Invoice.Line> lines, Map<Field, String> known, int room) {
        int shown = 0;
        for (int i = 0; i < lines.size(); i++) {
            List<String> next = rendered(perLine, withLine(known, lines.get(i)));
            int left = lines.size() - i;
            if (shown + next.size() > (left == 1 ? room : room - 1)) {
                all.add("... og " + left + (left == 1 ? " linje" : " linjer") + " til, se fakturaen");
                return false;
            }
            shown += next.size();
            all.addAll(next);
        }
        return true;
    }

    private Map<Field, String> known(Invoice invoice, Ore claimed, String payee) {
        Map<Field, String> known = new EnumMap<>(Field.class);
        known.put(Field.PAYEE, payee == null ? "" : payee);
        known.put(Field.INVOICE, Long.toString(invoice.number()));
        known.put(Field.KID, invoice.kid());
        known.put(Field.DUE_DATE, day(invoice.dueDate()));
        known.put(Field.MEMBER, Integer.toString(invoice.memberNumber()));
        known.put(Field.CREDITED, unlessZero(invoice.credited().negate()));
        known.put(Field.CHARGES, unlessZero(invoice.owed().charges()));
        known.put(Field.PAID, unlessZero(invoice.paid().negate()));
        known.put(Field.TO_PAY, claimed.toString());
        return known;
    }

    private static String day(LocalDate date) {
        return DAY.format(date);
    }

    private static String unlessZero(Ore amount) {
        return amount.isZero() ? "" : amount.toString();
    }

    private Map<Field, String> withLine(Map<Field, String> known, Invoice.Line line) {
        Map<Field, String> all = new EnumMap<>(known);
        Matcher period = PERIOD.matcher(line.text().strip());
        boolean apart = perLine.stream().anyMatch(row -> row.fields().contains(Field.PERIOD)) && period.matches();
        all.put(Field.LINE, apart ? period.group(1) : line.text());
        all.put(Field.PERIOD, apart ? period.group(2) : "");
        all.put(Field.AMOUNT, line.amount().toString());
        return all;
    }

    private static List<String> rendered(List<Row> rows, Map<Field, String> values) {
        List<String> all = new ArrayList<>();
        for (Row row : rows) {
            boolean silent = !row.fields().isEmpty()
                    && row.fields().stream().allMatch(field -> values.get(field).isBlank());
            if (!silent) {
                all.addAll(rendered(row, values));
            }
        }
        return all;
    }

    /** Words in the first column, as many rows as they need; what is at the right, beside the last of them. */
    private static List<String> rendered(Row row, Map<Field, String> values) {
        List<String> rows = wrapped(filled(row.left(), values));
        List<String> right = row.right() == null ? List.of() : wrapped(filled(row.right(), values));
        if (right.isEmpty()) {
            return rows.isEmpty() ? List.of("") : rows;
        }
        String last = rows.isEmpty() ? "" : rows.remove(rows.size() - 1);
        for (String part : right) {
            rows.add(last + " ".repeat(Claim.LINE_WIDTH - last.length() - part.length()) + part);
            last = "";
        }
        return rows;
    }

    private static String filled(String text, Map<Field, String> values) {
        Function<MatchResult, String> value = found -> Matcher.quoteReplacement(values.get(field(found.group(1))));
        return PLACEHOLDER.matcher(text).replaceAll(value);
    }

    private static List<String> wrapped(String text) {
        List<String> rows = new ArrayList<>(LatinText.wrap(text, COLUMN));
        rows.removeIf(String::isEmpty);
        return rows;
    }
}
