package no.grend.adminrest.internal.address;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.CRC32;
import no.grend.kernel.Problem;

/**
 * The cursor of a list as callers see it: opaque, and with a check sum, so that every list refuses one that no list gave,
 * rather than showing a page from somewhere. It is no secret.
 */
public final class SealedCursor {

    private static final int SUM_BYTES = 4;

    private SealedCursor() {}

    /** The cursor of a module as it is sent; null stays null. */
    public static String seal(String cursor) {
        if (cursor == null) {
            return null;
        }
        byte[] text = cursor.getBytes(StandardCharsets.UTF_8);
        byte[] sealed = ByteBuffer.allocate(SUM_BYTES + text.length)
                .putInt(sum(text))
                .put(text)
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
    }

    /** The cursor as its module gave it; refused when it was not made by {@link #seal}. */
    static String open(String sealed) {
        ByteBuffer read;
        try {
            read = ByteBuffer.wrap(Base64.getUrlDecoder().decode(sealed));
        } catch (IllegalArgumentException e) {
            throw foreign();
        }
        if (read.remaining() <= SUM_BYTES) {
            throw foreign();
        }
        int sum = read.getInt();
        byte[] text = new byte[read.remaining()];
        read.get(text);
        if (sum != sum(text)) {
            throw foreign();
        }
        return new String(text, StandardCharsets.UTF_8);
    }

    private static int sum(byte[] text) {
        CRC32 sum = new CRC32();
        sum.update(text);
        return (int) sum.getValue();
    }

    private static Problem foreign() {
        return Problem.invalid(
                "/cursor",
                "CURSOR_INVALID",
                "cursor is not one that this list gave; send \"next\" of the page before, unchanged, or none to begin.");
    }
}
