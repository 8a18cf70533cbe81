package no.grend.member.internal.rest;

import javax.ws.rs.core.EntityTag;
import no.grend.kernel.Problem;

/** Versions of rows as strong entity tags. */
final class Version {

    private Version() {}

    static EntityTag tag(int version) {
        return new EntityTag(Integer.toString(version));
    }

    /** The version in an {@code If-Match} header; refused with 428 when it is missing, 412 when it is none of ours. */
    static int required(String ifMatch) {
        if (ifMatch == null || ifMatch.isBlank()) {
            throw Problem.preconditionRequired("Send the ETag that you read as If-Match.");
        }
        String text = ifMatch.strip();
        try {
            boolean quoted = text.length() > 2 && text.startsWith("\"") && text.endsWith("\"");
            return Integer.parseInt(quoted ? text.substring(1, text.length() - 1) : text);
        } catch (NumberFormatException e) {
            throw Problem.stale("If-Match does not hold an ETag of this object. Read it again.");
        }
    }
}
