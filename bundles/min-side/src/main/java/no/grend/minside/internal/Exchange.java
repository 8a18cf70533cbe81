package no.grend.minside.internal;

import java.io.IOException;
import java.util.Map;
import javax.servlet.http.HttpServletRequest;
import no.grend.kernel.Problem;

/**
 * One request with what is known about it.
 *
 * @param path below {@code /min-side/}, decoded, without leading slash
 * @param clientAddress for throttling
 */
record Exchange(
        HttpServletRequest request,
        Answer answer,
        Cookies cookies,
        PublicAddress address,
        Visitor visitor,
        String path,
        String clientAddress) {

    boolean post() {
        return request.getMethod().equals("POST");
    }

    /** The whole path, for coming back here. */
    String here() {
        return "/min-side/" + path;
    }

    /**
     * The fields of a POST that may act: it comes from our own pages, and after sign-in it carries the session's token.
     */
    Map<String, String> form() throws IOException {
        if (!address.ownPage(request)) {
            throw Problem.forbidden("The form was sent from another site.");
        }
        Map<String, String> fields = FormBody.of(request);
        if (visitor.signedIn() && !CsrfToken.valid(visitor.session(), fields.get("csrf"))) {
            throw Problem.forbidden("The form does not belong to this session.");
        }
        return fields;
    }

    void write(String cookie, String value, int maxAge) {
        cookies.write(answer.response(), cookie, value, maxAge);
    }

    void clear(String cookie) {
        cookies.clear(answer.response(), cookie);
    }

    String read(String cookie) {
        return cookies.read(request, cookie);
    }
}
