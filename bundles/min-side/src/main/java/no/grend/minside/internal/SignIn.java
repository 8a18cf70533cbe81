package no.grend.minside.internal;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import no.grend.identity.MemberSessions;
import no.grend.kernel.Problem;

/**
 * Sign-in by one-time code («engangskode», P27). The answers are the same whoever asks; only a POST uses a code up; and the
 * two POSTs need no page fetched before them, since they act on nobody's session yet: other sites are refused by where the
 * browser says that they come from.
 */
final class SignIn {

    private static final String LOGIN = "/min-side/login";
    private static final String CODE = "/min-side/login/code";
    private static final int LONGEST_IDENTIFIER = 320;

    private final MemberSessions sessions;
    private final PortalFaces faces;

    SignIn(MemberSessions sessions, PortalFaces faces) {
        this.sessions = sessions;
        this.faces = faces;
    }

    void identifier(Exchange exchange) throws IOException {
        if (exchange.visitor().signedIn() && !exchange.post()) {
            exchange.answer().redirect("/min-side/");
        } else if (exchange.post()) {
            askForCode(exchange, own(exchange));
        } else {
            show(exchange, 200, new HashMap<>());
        }
    }

    private void show(Exchange exchange, int status, Map<String, Object> model) throws IOException {
        model.put("invitations", faces.invitations(exchange));
        faces.show(exchange, status, "login.title", "login.peb", model);
    }

    private void askForCode(Exchange exchange, Map<String, String> form) throws IOException {
        String identifier = form.getOrDefault("identifier", "").strip();
        if (identifier.isEmpty() || identifier.length() > LONGEST_IDENTIFIER) {
            show(exchange, 422, errors("identifier", "login.identifier.missing"));
            return;
        }
        String challenge;
        try {
            challenge = sessions.requestCode(
                    identifier, exchange.clientAddress(), exchange.visitor().language());
        } catch (Problem problem) {
            if (problem.kind() != Problem.Kind.TOO_MANY) {
                throw problem;
            }
            show(exchange, 429, errors("identifier", "login.tooMany"));
            return;
        }
        exchange.write(Cookies.CHALLENGE, challenge, Cookies.TEN_MINUTES);
        exchange.answer().redirect(CODE);
    }

    void code(Exchange exchange) throws IOException {
        if (exchange.post()) {
            tryCode(exchange, own(exchange));
        } else if (exchange.read(Cookies.CHALLENGE) == null) {
            exchange.answer().redirect(LOGIN);
        } else {
            faces.show(exchange, 200, "code.title", "code.peb", Map.of());
        }
    }

    private void tryCode(Exchange exchange, Map<String, String> form) throws IOException {
        String challenge = exchange.read(Cookies.CHALLENGE);
        String code = form.getOrDefault("code", "").replaceAll("[\\s-]", "");
        Optional<String> session = challenge == null || code.isEmpty() || code.length() > 20
                ? Optional.empty()
                : sessions.signIn(challenge, code, exchange.clientAddress());
        if (session.isEmpty()) {
            String error = challenge == null ? "code.expired" : "code.wrong";
            faces.show(exchange, 422, "code.title", "code.peb", errors("code", error));
            return;
        }
        if (exchange.visitor().signedIn()) {
            sessions.signOut(exchange.visitor().session());
        }
        exchange.clear(Cookies.CHALLENGE);
        exchange.write(Cookies.SESSION, session.get(), Cookies.BROWSER_SESSION);
        exchange.answer().redirect(exchange.takeWanted());
    }

    void signOut(Exchange exchange) throws IOException {
        exchange.form();
        if (exchange.visitor().signedIn()) {
            sessions.signOut(exchange.visitor().session());
        }
        exchange.clear(Cookies.SESSION);
        exchange.write(Cookies.FLASH, "portal:login.signedOut", 60);
        exchange.answer().redirect(LOGIN);
    }

    /** Without the session's token: whoever is signed in already may sign in anew, as scripts do. */
    private static Map<String, String> own(Exchange exchange) throws IOException {
        if (!exchange.address().ownPage(exchange.request())) {
            throw Problem.forbidden("The form was sent from another site.");
        }
        return FormBody.of(exchange.request());
    }

    private static Map<String, Object> errors(String field, String key) {
        Map<String, Object> model = new HashMap<>();
        model.put("errors", Map.of(field, key));
        return model;
    }
}
