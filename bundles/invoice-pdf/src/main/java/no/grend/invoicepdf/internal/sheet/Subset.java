package no.grend.invoicepdf.internal.sheet;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A font program with some glyphs of a font, numbered anew from 0: what is embedded in a PDF (ISO 32000-1, 9.9). Glyphs that
 * others are put together of come along. Instructions for coarse screens are left out; they are half of the file, and nobody
 * who shows or prints PDF follows them any more.
 */
final class Subset {

    private static final int INSTRUCTED = 0x0100;
    private static final int MORE = 0x0020;
    private static final int WORDS = 0x0001;
    private static final int SCALED = 0x0008;
    private static final int SCALED_TWICE = 0x0040;
    private static final int TURNED = 0x0080;

    private final TrueType font;
    private final List<Integer> glyphs;
    private final Map<Integer, Integer> places = new HashMap<>();

    /** @param glyphs of the font in the order of their new numbers, the first being its 0; one may come twice */
    Subset(TrueType font, List<Integer> glyphs) {
        this.font = font;
        this.glyphs = new ArrayList<>(glyphs);
        for (int i = 0; i < glyphs.size(); i++) {
            places.putIfAbsent(glyphs.get(i), i);
        }
    }

    byte[] program() {
        try {
            TreeMap<String, byte[]> tables = new TreeMap<>();
            drawings(tables);
            tables.put("hmtx", metrics());
            tables.put("head", withShort(withInt(font.table("head"), 8, 0), 50, 1));
            tables.put("hhea", withShort(font.table("hhea"), 34, glyphs.size()));
            tables.put("maxp", withShort(font.table("maxp"), 4, glyphs.size()));
            return file(tables);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** While it runs, glyphs that a glyph is put together of join the list's end. */
    private void drawings(Map<String, byte[]> tables) throws IOException {
        ByteArrayOutputStream drawn = new ByteArrayOutputStream(16_384);
        ByteArrayOutputStream starts = new ByteArrayOutputStream(1_024);
        DataOutputStream start = new DataOutputStream(starts);
        for (int i = 0; i < glyphs.size(); i++) {
            start.writeInt(drawn.size());
            ByteBuffer drawing = font.drawing(glyphs.get(i));
            if (drawing.hasRemaining()) {
                drawn.write(drawing.getShort(0) < 0 ? composite(drawing) : simple(drawing));
                while (drawn.size() % 4 != 0) {
                    drawn.write(0);
                }
            }
        }
        start.writeInt(drawn.size());
        tables.put("glyf", drawn.toByteArray());
        tables.put("loca", starts.toByteArray());
    }

    private static byte[] simple(ByteBuffer drawing) {
        int before = 10 + 2 * drawing.getShort(0);
        int instructions = Short.toUnsignedInt(drawing.getShort(before));
        int after = before + 2 + instructions;
        byte[] kept = new byte[drawing.remaining() - instructions];
        drawing.get(0, kept, 0, before);
        drawing.get(after, kept, before + 2, drawing.remaining() - after);
        return kept;
    }

    private byte[] composite(ByteBuffer drawing) {
        byte[] bytes = new byte[drawing.remaining()];
        drawing.get(0, bytes);
        ByteBuffer kept = ByteBuffer.wrap(bytes);
        int at = 10;
        int flags;
        do {
            flags = Short.toUnsignedInt(kept.getShort(at));
            kept.putShort(at, (short) (flags & ~INSTRUCTED));
            kept.putShort(at + 2, (short) place(Short.toUnsignedInt(kept.getShort(at + 2))));
            at += 4 + ((flags & WORDS) == 0 ? 2 : 4);
            at += (flags & SCALED) != 0 ? 2 : (flags & SCALED_TWICE) != 0 ? 4 : (flags & TURNED) != 0 ? 8 : 0;
        } while ((flags & MORE) != 0);
        return Arrays.copyOf(bytes, at);
    }

    private int place(int glyph) {
        return places.computeIfAbsent(glyph, added -> {
            glyphs.add(added);
            return glyphs.size() - 1;
        });
    }

    private byte[] metrics() {
        ByteBuffer metrics = ByteBuffer.allocate(4 * glyphs.size());
        glyphs.forEach(glyph -> metrics.putInt(font.metrics(glyph)));
        return metrics.array();
    }

    private static byte[] file(TreeMap<String, byte[]> tables) {
        int size = 12 + 16 * tables.size();
        for (byte[] table : tables.values()) {
            size += (table.length + 3) / 4 * 4;
        }
        ByteBuffer file = ByteBuffer.allocate(size);
        int power = Integer.highestOneBit(tables.size());
        file.putInt(0x00010000).putShort((short) tables.size()).putShort((short) (16 * power));
        file.putShort((short) Integer.numberOfTrailingZeros(power)).putShort((short) (16 * (tables.size() - power)));
        int at = 12 + 16 * tables.size();
        int head = 0;
        for (Map.Entry<String, byte[]> table : tables.entrySet()) {
            byte[] bytes = table.getValue();
            table.getKey().chars().forEach(letter -> file.put((byte) letter));
            file.put(at, bytes);
            file.putInt(sum(file, at, bytes.length)).putInt(at).putInt(bytes.length);
            head = table.getKey().equals("head") ? at : head;
            at += (bytes.length + 3) / 4 * 4;
        }
        file.putInt(head + 8, 0xb1b0afba - sum(file, 0, size));
        return file.array();
    }

    private static int sum(ByteBuffer file, int from, int length) {
        int sum = 0;
        for (int at = from; at < from + length; at += 4) {
            sum += file.getInt(at);
        }
        return sum;
    }

    private static byte[] withShort(byte[] table, int at, int value) {
        ByteBuffer.wrap(table).putShort(at, (short) value);
        return table;
    }

    private static byte[] withInt(byte[] table, int at, int value) {
        ByteBuffer.wrap(table).putInt(at, value);
        return table;
    }
}
