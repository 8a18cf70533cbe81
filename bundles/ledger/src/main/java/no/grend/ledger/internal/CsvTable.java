package no.grend.ledger.internal;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import no.grend.kernel.FormulaGuard;
import no.grend.kernel.Ore;

/**
 * A table as Norwegian spreadsheets and accounting systems read it: UTF-8 with its mark, semicolons, decimal comma, and no
 * text that would run as a formula. Belongs to one thread; keeps no row.
 */
public final class CsvTable {

    /** What is served. */
    public static final String MEDIA_TYPE = "text/csv";

    /** What is served where there is JSON too: to those who ask for it. Who accepts anything gets JSON. */
    public static final String BESIDE_JSON = MEDIA_TYPE + ";qs=0.5";

    private static final byte[] MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

    private final CsvWriter csv;

    private CsvTable(CsvWriter csv) {
        this.csv = csv;
    }

    /** Writes the rows. */
    @FunctionalInterface
    public interface Rows {
        void into(CsvTable table);
    }

    /** Writes a whole table and leaves the stream open. */
    public static void write(OutputStream out, List<String> headers, Rows rows) throws IOException {
        out.write(MARK);
        CsvWriter csv = CsvWriter.builder().fieldSeparator(';').build(new Kept(out), StandardCharsets.UTF_8);
        try (csv) {
            csv.writeRecord(headers);
            rows.into(new CsvTable(csv));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** One row. @param cells amounts as {@link Ore}; null is an empty cell */
    public void row(Object... cells) {
        List<String> texts = new ArrayList<>(cells.length);
        for (Object cell : cells) {
            texts.add(text(cell));
        }
        csv.writeRecord(texts);
    }

    private static String text(Object cell) {
        if (cell instanceof Ore ore) {
            return amount(ore.value());
        }
        return cell == null ? "" : cell instanceof Number ? cell.toString() : FormulaGuard.on(cell.toString());
    }

    /** Without spaces between thousands, which a machine would trip over. */
    private static String amount(long ore) {
        long cents = Math.abs(ore % 100);
        return (ore < 0 ? "-" : "") + Math.abs(ore / 100) + (cents < 10 ? ",0" : ",") + cents;
    }

    /** The response's stream, which is its container's to close. */
    private static final class Kept extends java.io.FilterOutputStream {

        Kept(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
