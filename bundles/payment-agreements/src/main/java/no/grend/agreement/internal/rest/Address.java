package no.grend.agreement.internal.rest;

import java.net.URI;
import java.net.URISyntaxException;
import no.grend.kernel.Problem;

/** A whole web address that a caller sent. */
final class Address {

    private Address() {}

    /** @param text null gives null */
    static URI of(String field, String text) {
        if (text == null) {
            return null;
        }
        try {
            URI address = new URI(text);
            if (address.getHost() != null
                    && ("https".equals(address.getScheme()) || "http".equals(address.getScheme()))) {
                return address;
            }
        } catch (URISyntaxException unreadable) {
            throw unreadable(field);
        }
        throw unreadable(field);
    }

    private static Problem unreadable(String field) {
        return Problem.invalid("/" + field, "ADDRESS_INVALID", field + " must be a whole address, https://…");
    }
}
