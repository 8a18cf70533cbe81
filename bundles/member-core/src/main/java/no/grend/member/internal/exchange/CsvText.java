package no.grend.member.internal.exchange;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import no.grend.kernel.Problem;

/**
 * An uploaded CSV file, read as its maker meant it: UTF-8 when it can be, else Windows-1252 as Norwegian Excel writes;
 * separated by what the first line holds most of, semicolon, comma or tab.
 *
 * @param columns the headers, as they stand
 */
record CsvText(String text, char separator, List<String> columns) {

    private static final Charset WINDOWS = Charset.forName("windows-1252");
    private static final char BYTE_ORDER_MARK = '\ufeff';
    private static final int MOST_COLUMNS = 100;
    private static final int LONGEST_HEADER = 60;

    /** Reads the headers. @throws Problem when it is empty or no table */
    static CsvText of(byte[] bytes) {
        String decoded = decode(bytes);
        String text = !decoded.isEmpty() && decoded.charAt(0) == BYTE_ORDER_MARK ? decoded.substring(1) : decoded;
        char separator = separator(text);
        List<String> columns = new ArrayList<>();
        CsvText headless = new CsvText(text, separator, List.of());
        headless.read(true, (line, fields) -> fields.forEach(field -> columns.add(field.strip())));
        boolean table = columns.stream().anyMatch(c -> !c.isEmpty())
                && columns.size() <= MOST_COLUMNS
                && columns.stream().allMatch(c -> c.length() <= LONGEST_HEADER);
        if (!table) {
            throw Problem.invalid(
                    null,
                    "CSV_WITHOUT_HEADERS",
                    "The first line must name the columns, each in at most 60 characters.");
        }
        return new CsvText(text, separator, List.copyOf(columns));
    }

    /** Gives each row after the headers. @param row told the line in the file, from 1, and its fields */
    void rows(BiConsumer<Integer, List<String>> row) {
        read(false, row);
    }

    private void read(boolean headers, BiConsumer<Integer, List<String>> row) {
        try (CsvReader<CsvRecord> reader = CsvReader.builder()
                .fieldSeparator(separator)
                .skipEmptyLines(true)
                .ofCsvRecord(text)) {
            boolean first = true;
            for (CsvRecord fields : reader) {
                if (first == headers) {
                    row.accept((int) fields.getStartingLineNumber(), fields.getFields());
                }
                if (headers) {
                    return;
                }
                first = false;
            }
        } catch (CsvParseException e) {
            throw Problem.rule(
                    null, "CSV_UNREADABLE", "The file cannot be read as CSV; look for a quote that is not closed.");
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String decode(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return new String(bytes, WINDOWS);
        }
    }

    private static char separator(String text) {
        int end = text.indexOf('\n');
        String first = end < 0 ? text : text.substring(0, end);
        char best = ';';
        long most = 0;
        for (char candidate : new char[] {';', ',', '\t'}) {
            long count = first.chars().filter(c -> c == candidate).count();
            if (count > most) {
                best = candidate;
                most = count;
            }
        }
        return best;
    }

    /** Says nothing of the content. */
    @Override
    public String toString() {
        return "CsvText[" + columns.size() + " columns]";
    }
}
