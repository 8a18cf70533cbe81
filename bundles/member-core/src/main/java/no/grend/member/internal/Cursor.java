package no.grend.member.internal;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import no.grend.kernel.Problem;
import no.grend.member.internal.store.ContactSearch.Found;

/** The opaque cursor of a list: where the page before ended. */
public final class Cursor {

    private static final char BETWEEN = '\u001f';

    private Cursor() {}

    /** A cursor that holds these texts. */
    public static String of(String... parts) {
        String joined = String.join(String.valueOf(BETWEEN), parts);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(joined.getBytes(StandardCharsets.UTF_8));
    }

    /** The texts in a cursor; refused when it does not hold so many. */
    public static List<String> parts(String cursor, int count) {
        try {
            String joined = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            List<String> parts = new ArrayList<>();
            int from = 0;
            for (int at = joined.indexOf(BETWEEN); at >= 0; at = joined.indexOf(BETWEEN, from)) {
                parts.add(joined.substring(from, at));
                from = at + 1;
            }
            parts.add(joined.substring(from));
            if (parts.size() == count) {
                return parts;
            }
        } catch (IllegalArgumentException e) {
            throw foreign();
        }
        throw foreign();
    }

    /** The one text in a cursor; empty from the start. */
    public static String text(String cursor) {
        return cursor == null ? "" : parts(cursor, 1).get(0);
    }

    /** The number in a cursor; 0 from the start. */
    public static int number(String cursor) {
        try {
            return cursor == null ? 0 : Integer.parseInt(text(cursor));
        } catch (NumberFormatException e) {
            throw foreign();
        }
    }

    /** Where a search ended; null from the start. */
    static Found found(String cursor) {
        if (cursor == null) {
            return null;
        }
        List<String> parts = parts(cursor, 3);
        return new Found(parts.get(0), parts.get(1), parts.get(2));
    }

    private static Problem foreign() {
        return Problem.invalid(
                "/cursor", "CURSOR_INVALID", "This cursor was not given by this list; start again without it.");
    }
}
