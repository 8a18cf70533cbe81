package no.grend.invoicepdf.internal.sheet;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * The glyphs of one typeface that one document uses, numbered as they come, and at last written into it (ISO 32000-1, 9.7). A
 * character that the typeface lacks is shown as {@code ?}.
 */
final class Type {

    private static final int IN_ONE_MAP = 100;
    private static final char[] DIGITS = "0123456789ABCDEF".toCharArray();

    private final Typeface face;
    private final int number;
    private final Map<Integer, Integer> codes = new HashMap<>();
    private final List<Integer> glyphs = new ArrayList<>(List.of(0));
    private final List<Integer> characters = new ArrayList<>(List.of(0));

    /** @param number of its object in the file */
    Type(Typeface face, int number) {
        this.face = face;
        this.number = number;
    }

    int number() {
        return number;
    }

    /** How wide words are, in points. */
    static double width(Typeface face, String words, double size) {
        long sum = 0;
        for (int i = 0; i < words.length(); ) {
            int c = words.codePointAt(i);
            sum += advance(face, c);
            i += Character.charCount(c);
        }
        return sum * size / 1_000;
    }

    /** How far a character moves the pen, in thousandths of the size. */
    static int advance(Typeface face, int character) {
        return face.font().advance(face.font().glyph(shown(face, character)));
    }

    /** Appends words as a page shows them: hexadecimal, four digits a glyph. */
    void encode(String words, StringBuilder out) {
        out.append('<');
        for (int i = 0; i < words.length(); ) {
            int c = words.codePointAt(i);
            int code = codes.computeIfAbsent(shown(face, c), this::take);
            for (int shift = 12; shift >= 0; shift -= 4) {
                out.append(DIGITS[code >> shift & 15]);
            }
            i += Character.charCount(c);
        }
        out.append('>');
    }

    private static int shown(Typeface face, int character) {
        return face.font().glyph(character) == 0 ? '?' : character;
    }

    private int take(int character) {
        glyphs.add(face.font().glyph(character));
        characters.add(character);
        return glyphs.size() - 1;
    }

    /** Writes the font; nothing may be encoded after it. */
    void write(PdfFile file) throws IOException {
        int descendant = file.reserve();
        int descriptor = file.reserve();
        int program = file.reserve();
        int unicode = file.reserve();
        String name = "/" + tag() + "+" + face.postScriptName();
        file.object(
                number,
                "<</Type/Font/Subtype/Type0/BaseFont" + name + "/Encoding/Identity-H/DescendantFonts["
                        + PdfFile.reference(descendant) + "]/ToUnicode " + PdfFile.reference(unicode) + ">>");
        file.object(
                descendant,
                "<</Type/Font/Subtype/CIDFontType2/BaseFont" + name
                        + "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/CIDToGIDMap/Identity/DW 0"
                        + "/FontDescriptor " + PdfFile.reference(descriptor) + "/W[0[" + widths() + "]]>>");
        file.object(
                descriptor,
                "<</Type/FontDescriptor/FontName" + name + "/Flags 4/FontBBox[-544 -303 1303 980]/ItalicAngle 0"
                        + "/Ascent 905/Descent -212/CapHeight 729/StemV " + face.stem() + "/FontFile2 "
                        + PdfFile.reference(program) + ">>");
        byte[] bytes = new Subset(face.font(), glyphs).program();
        file.stream(program, "/Length1 " + bytes.length, bytes);
        file.stream(unicode, "", unicode().getBytes(StandardCharsets.ISO_8859_1));
    }

    private String widths() {
        StringBuilder widths = new StringBuilder();
        glyphs.forEach(glyph -> widths.append(face.font().advance(glyph)).append(' '));
        return widths.toString();
    }

    /** Six letters made of the characters in it: two subsets of one font shall not be taken for each other. */
    private String tag() {
        int hash = characters.hashCode();
        StringBuilder tag = new StringBuilder();
        for (int i = 0; i < 6; i++) {
            tag.append((char) ('A' + Math.floorMod(hash, 26)));
            hash = Math.floorDiv(hash, 26);
        }
        return tag.toString();
    }

    private String unicode() {
        StringBuilder map = new StringBuilder("""
                /CIDInit /ProcSet findresource begin
                12 dict begin
                begincmap
                /CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def
                /CMapName /Adobe-Identity-UCS def
                /CMapType 2 def
                1 begincodespacerange
                <0000> <FFFF>
                endcodespacerange
                """);
        for (int from = 1; from < characters.size(); from += IN_ONE_MAP) {
            int to = Math.min(characters.size(), from + IN_ONE_MAP);
            map.append(to - from).append(" beginbfchar\n");
            for (int code = from; code < to; code++) {
                HexFormat hex = HexFormat.of().withUpperCase();
                map.append('<').append(hex.toHexDigits((short) code)).append("> <");
                map.append(hex.toHexDigits((char) (int) characters.get(code))).append(">\n");
            }
            map.append("endbfchar\n");
        }
        return map.append("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n")
                .toString();
    }
}
