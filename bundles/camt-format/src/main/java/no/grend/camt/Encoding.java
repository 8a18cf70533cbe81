package no.grend.camt;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * In which characters a file is written: by its byte order mark, else by its XML declaration, else UTF-8. Decided here and not by
 * the parser, which writes to the standard error stream when bytes are no characters.
 */
final class Encoding {

    private static final int HEAD = 1024;
    private static final String UTF_8_MARK = "\u00ef\u00bb\u00bf";
    private static final Pattern DECLARED =
            Pattern.compile("^<\\?xml[^>]{0,200}?\\sencoding\\s*=\\s*[\"']([^\"'>]{0,40})[\"']");
    private static final Charset WINDOWS = Charset.forName("windows-1252");

    /** Those in which the declaration itself can be read as it stands. */
    private static final Map<String, Charset> KNOWN = Map.of(
            "UTF-8", StandardCharsets.UTF_8,
            "UTF8", StandardCharsets.UTF_8,
            "US-ASCII", StandardCharsets.US_ASCII,
            "ASCII", StandardCharsets.US_ASCII,
            "ISO-8859-1", StandardCharsets.ISO_8859_1,
            "LATIN1", StandardCharsets.ISO_8859_1,
            "ISO-8859-15", Charset.forName("ISO-8859-15"),
            "WINDOWS-1252", WINDOWS,
            "CP1252", WINDOWS);

    private Encoding() {}

    /** The beginning of a file as text: without byte order mark, the zeros of UTF-16 and leading blanks. */
    static String head(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1).replace("\u0000", "");
        return text.replaceFirst("^(" + UTF_8_MARK + "|\u00fe\u00ff|\u00ff\u00fe)", "")
                .stripLeading();
    }

    /** Decides by what comes first, and leaves the stream behind the byte order mark. */
    static Charset of(BufferedInputStream in) throws Unreadable, IOException {
        in.mark(HEAD);
        byte[] bytes = in.readNBytes(HEAD);
        in.reset();
        String head = head(bytes);
        if (head.isEmpty() && bytes.length < HEAD) {
            throw new Unreadable(0, 0, FindingCode.EMPTY_FILE, "The file is empty.");
        }
        if (!head.startsWith("<")) {
            throw new Unreadable(1, 1, FindingCode.NOT_XML, "The file is no XML: it does not begin with a tag.");
        }
        String raw = new String(bytes, StandardCharsets.ISO_8859_1);
        if (raw.startsWith(UTF_8_MARK)) {
            in.skipNBytes(UTF_8_MARK.length());
            return StandardCharsets.UTF_8;
        }
        return raw.startsWith("<") || Character.isWhitespace(raw.charAt(0)) ? declared(head) : utf16(raw);
    }

    private static Charset utf16(String raw) {
        if (raw.startsWith("\u0000")) {
            return StandardCharsets.UTF_16BE;
        }
        return StandardCharsets.UTF_16;
    }

    private static Charset declared(String head) throws Unreadable {
        Matcher declaration = DECLARED.matcher(head);
        if (!declaration.find()) {
            return StandardCharsets.UTF_8;
        }
        Charset charset = KNOWN.get(declaration.group(1).toUpperCase(Locale.ROOT));
        if (charset == null) {
            throw new Unreadable(
                    1,
                    1,
                    FindingCode.ENCODING_UNKNOWN,
                    "The XML declaration names a character encoding that is not known here, or is not that of the"
                            + " file.");
        }
        return charset;
    }
}
