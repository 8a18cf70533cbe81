package no.grend.minside.internal;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import javax.servlet.http.HttpServletRequest;
import no.grend.kernel.Problem;

/** Reads what a browser sends, within bounds: forms of at most 64 KiB and 200 fields, UTF-8, the first value of each. */
final class FormBody {

    private static final int LARGEST = 64 * 1024;
    private static final int MOST_FIELDS = 200;

    private FormBody() {}

    /** The fields of a POST; refuses other content types than a plain form. */
    static Map<String, String> of(HttpServletRequest request) throws IOException {
        String type = String.valueOf(request.getContentType()).toLowerCase(Locale.ROOT);
        if (!type.split(";", 2)[0].strip().equals("application/x-www-form-urlencoded")) {
            throw Problem.invalid(null, "NOT_A_FORM", "Only plain forms are accepted here.");
        }
        byte[] body = request.getInputStream().readNBytes(LARGEST + 1);
        if (body.length > LARGEST) {
            throw new Problem(Problem.Kind.TOO_LARGE, "FORM_TOO_LARGE", "The form is too large.", java.util.List.of());
        }
        return fields(new String(body, StandardCharsets.UTF_8));
    }

    /** The fields of the address. */
    static Map<String, String> query(HttpServletRequest request) {
        return request.getQueryString() == null ? Map.of() : fields(request.getQueryString());
    }

    private static Map<String, String> fields(String text) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String pair : text.split("&")) {
            if (pair.isEmpty() || fields.size() >= MOST_FIELDS) {
                continue;
            }
            int equals = pair.indexOf('=');
            String name = decode(equals < 0 ? pair : pair.substring(0, equals));
            fields.putIfAbsent(name, equals < 0 ? "" : decode(pair.substring(equals + 1)));
        }
        return fields;
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8).replace("\u0000", "");
        } catch (IllegalArgumentException badEscape) {
            throw Problem.invalid(null, "BAD_ENCODING", "The form cannot be read.");
        }
    }
}
