package no.grend.kernel;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A refusal that the caller can understand and mend; becomes an RFC 9457 problem document over HTTP.
 *
 * <p>The detail says what, where and what to do, in plain words without personal data. Outcomes that are expected in the
 * course of business are return values, not problems.
 */
public final class Problem extends RuntimeException {

    /** What kind of refusal it is; the HTTP face gives each its status. */
    public enum Kind {
        INVALID(400),
        UNAUTHENTICATED(401),
        FORBIDDEN(403),
        NOT_FOUND(404),
        CONFLICT(409),
        STALE(412),
        TOO_LARGE(413),
        RULE_BROKEN(422),
        PRECONDITION_REQUIRED(428),
        TOO_MANY(429),
        UNAVAILABLE(503);

        private final int status;

        Kind(int status) {
            this.status = status;
        }

        public int status() {
            return status;
        }
    }

    /**
     * One of several things that are wrong.
     *
     * @param pointer JSON pointer to the field ({@code /dueDate}); null when it is no field
     * @param line line in an uploaded file, from 1; null when it is no file
     * @param code stable name in upper case
     * @param detail for people
     * @param about the same for programs: ids and times by name; empty when code and pointer say it all
     */
    public record Detail(String pointer, Integer line, String code, String detail, Map<String, String> about) {

        public Detail {
            about = Map.copyOf(about);
        }

        /** Of which code, pointer and line say it all. */
        public Detail(String pointer, Integer line, String code, String detail) {
            this(pointer, line, code, detail, Map.of());
        }

        public static Detail field(String pointer, String code, String detail) {
            return new Detail(pointer, null, code, detail);
        }

        public static Detail line(int line, String code, String detail) {
            return new Detail(null, line, code, detail);
        }

        /** The same with what programs read. */
        public Detail about(Map<String, String> facts) {
            return new Detail(pointer, line, code, detail, facts);
        }
    }

    private final Kind kind;
    private final String code;
    private final transient List<Detail> errors;
    private final Duration retryAfter;

    public Problem(Kind kind, String code, String detail, List<Detail> errors) {
        this(kind, code, detail, errors, null);
    }

    private Problem(Kind kind, String code, String detail, List<Detail> errors, Duration retryAfter) {
        super(detail);
        this.kind = kind;
        this.code = code;
        this.errors = List.copyOf(errors);
        this.retryAfter = retryAfter;
    }

    private Problem(Kind kind, String code, String detail) {
        this(kind, code, detail, List.of());
    }

    /** The request cannot be read: wrong syntax, missing or ill-formed field. */
    public static Problem invalid(String pointer, String code, String detail) {
        return new Problem(Kind.INVALID, code, detail, List.of(Detail.field(pointer, code, detail)));
    }

    /** It can be read, but a rule of the field forbids it. */
    public static Problem rule(String pointer, String code, String detail) {
        return new Problem(Kind.RULE_BROKEN, code, detail, List.of(Detail.field(pointer, code, detail)));
    }

    public static Problem unauthenticated(String detail) {
        return new Problem(Kind.UNAUTHENTICATED, "UNAUTHENTICATED", detail);
    }

    public static Problem forbidden(String detail) {
        return new Problem(Kind.FORBIDDEN, "FORBIDDEN", detail);
    }

    /** Not there, or not yours: both look alike. */
    public static Problem notFound(String detail) {
        return new Problem(Kind.NOT_FOUND, "NOT_FOUND", detail);
    }

    public static Problem conflict(String code, String detail) {
        return new Problem(Kind.CONFLICT, code, detail);
    }

    public static Problem stale(String detail) {
        return new Problem(Kind.STALE, "STALE", detail);
    }

    public static Problem preconditionRequired(String detail) {
        return new Problem(Kind.PRECONDITION_REQUIRED, "IF_MATCH_REQUIRED", detail);
    }

    public static Problem tooMany(String detail) {
        return new Problem(Kind.TOO_MANY, "TOO_MANY_REQUESTS", detail);
    }

    /** As {@link #tooMany(String)}. @param retryAfter how long until it is worth trying again */
    public static Problem tooMany(String detail, Duration retryAfter) {
        return new Problem(Kind.TOO_MANY, "TOO_MANY_REQUESTS", detail, List.of(), retryAfter);
    }

    public static Problem unavailable(String code, String detail) {
        return new Problem(Kind.UNAVAILABLE, code, detail);
    }

    public Kind kind() {
        return kind;
    }

    public String code() {
        return code;
    }

    /** The single things that are wrong; empty when the detail says it all. */
    public List<Detail> errors() {
        return errors;
    }

    /** How long until it is worth trying again; null when that is not known. */
    public Duration retryAfter() {
        return retryAfter;
    }
}
