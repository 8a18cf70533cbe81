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

    private static final int LONGEST_WANTED = 200;

    boolean post() {
        return request.getMethod().equals("POST");
    }

    /** The whole path, for coming back here. */
    String here() {
        return "/min-side/" + path;
    }

    /** Whether a path is a page of the portal, to send a browser to. */
    static boolean isOurs(String path) {
        return path.matches("/min-side/[A-Za-z0-9/_.-]*") && !path.contains("..") && !path.contains("//");
    }

    /** Keeps what a stranger asked for, as by a link in a message, until they are signed in. */
    void keepWanted() {
        if (!post() && isOurs(here()) && here().length() <= LONGEST_WANTED) {
            write(Cookies.WANTED, here(), Cookies.TEN_MINUTES);
        }
    }

    /** Where who has just signed in wanted to go; the front page when nowhere in particular. */
    String takeWanted() {
        String wanted = read(Cookies.WANTED);
        if (wanted == null || !isOurs(wanted)) {
            return "/min-side/";
        }
        clear(Cookies.WANTED);
        return wanted;
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
