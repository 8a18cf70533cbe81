package no.grend.invoicepdf.internal.sheet;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * A font file in the TrueType format, read once: which glyph a character has, how wide it is, and how it is drawn (OpenType
 * specification, chapters cmap, hmtx, loca and glyf). Only characters of the basic plane. Immutable, so one is shared by every
 * document and thread.
 */
final class TrueType {

    private static final int THOUSAND = 1_000;
    private static final int LAST_OF_BASIC_PLANE = 0xffff;

    private final ByteBuffer file;
    private final Map<String, int[]> tables = new HashMap<>();
    private final int unitsPerEm;
    private final int[] glyphStarts;
    private final int[] advances;
    private final char[] glyphOf = new char[LAST_OF_BASIC_PLANE + 1];

    TrueType(byte[] bytes) {
        this.file = ByteBuffer.wrap(bytes).asReadOnlyBuffer();
        int count = unsigned(4);
        for (int i = 0; i < count; i++) {
            int entry = 12 + 16 * i;
            String name = new String(bytes, entry, 4, StandardCharsets.ISO_8859_1);
            tables.put(name, new int[] {file.getInt(entry + 8), file.getInt(entry + 12)});
        }
        this.unitsPerEm = unsigned(at("head") + 18);
        this.glyphStarts = glyphStarts(unsigned(at("maxp") + 4));
        this.advances = advances(glyphStarts.length - 1);
        readCharacters();
    }

    private int[] glyphStarts(int glyphs) {
        boolean wide = file.getShort(at("head") + 50) == 1;
        int loca = at("loca");
        int[] starts = new int[glyphs + 1];
        Arrays.setAll(starts, i -> wide ? file.getInt(loca + 4 * i) : 2 * unsigned(loca + 2 * i));
        return starts;
    }

    /** In thousandths of the em; glyphs beyond the last that has its own width share that one's. */
    private int[] advances(int glyphs) {
        int own = unsigned(at("hhea") + 34);
        int hmtx = at("hmtx");
        int[] found = new int[glyphs];
        Arrays.setAll(
                found, i -> Math.round(unsigned(hmtx + 4 * Math.min(i, own - 1)) * (float) THOUSAND / unitsPerEm));
        return found;
    }

    private void readCharacters() {
        int cmap = at("cmap");
        for (int i = 0; i < unsigned(cmap + 2); i++) {
            int subtable = cmap + file.getInt(cmap + 4 + 8 * i + 4);
            boolean unicode = unsigned(cmap + 4 + 8 * i) == 3 && unsigned(cmap + 4 + 8 * i + 2) == 1;
            if (unicode && unsigned(subtable) == 4) {
                readSegments(subtable);
                return;
            }
        }
        throw new IllegalStateException("The font has no table of Unicode characters");
    }

    /** Format 4: ranges of characters whose glyphs are either a fixed distance away or listed. */
    private void readSegments(int subtable) {
        int doubled = unsigned(subtable + 6);
        int ends = subtable + 14;
        int starts = ends + doubled + 2;
        int deltas = starts + doubled;
        int offsets = deltas + doubled;
        for (int i = 0; i < doubled; i += 2) {
            int delta = unsigned(deltas + i);
            int offset = unsigned(offsets + i);
            for (int c = unsigned(starts + i); c <= unsigned(ends + i) && c < LAST_OF_BASIC_PLANE; c++) {
                int glyph = offset == 0 ? c : unsigned(offsets + i + offset + 2 * (c - unsigned(starts + i)));
                glyphOf[c] = (char) (glyph == 0 ? 0 : glyph + delta);
            }
        }
    }

    /** The glyph of a character; 0 when the font has none. */
    int glyph(int codePoint) {
        return codePoint > LAST_OF_BASIC_PLANE ? 0 : glyphOf[codePoint];
    }

    /** How far a glyph moves the pen, in thousandths of the size. */
    int advance(int glyph) {
        return advances[glyph];
    }

    /** The drawing of a glyph as the file has it; empty for a space. */
    ByteBuffer drawing(int glyph) {
        int start = glyphStarts[glyph];
        return file.slice(at("glyf") + start, glyphStarts[glyph + 1] - start);
    }

    /** The horizontal metrics of a glyph as the file has them: advance and left bearing. */
    int metrics(int glyph) {
        int own = unsigned(at("hhea") + 34);
        int hmtx = at("hmtx");
        if (glyph < own) {
            return file.getInt(hmtx + 4 * glyph);
        }
        return unsigned(hmtx + 4 * (own - 1)) << 16 | unsigned(hmtx + 4 * own + 2 * (glyph - own));
    }

    /** A copy of a table. */
    byte[] table(String name) {
        int[] place = tables.get(name);
        byte[] copy = new byte[place[1]];
        file.get(place[0], copy);
        return copy;
    }

    private int at(String table) {
        return tables.get(table)[0];
    }

    private int unsigned(int index) {
        return Short.toUnsignedInt(file.getShort(index));
    }
}
