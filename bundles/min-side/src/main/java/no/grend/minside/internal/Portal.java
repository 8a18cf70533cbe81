package no.grend.minside.internal;

import java.io.IOException;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.servlet.Servlet;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import no.grend.identity.Actor;
import no.grend.identity.ClientAddresses;
import no.grend.identity.MemberSessions;
import no.grend.kernel.Problem;
import no.grend.licence.Licence;
import no.grend.organisation.Organisation;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletName;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletPattern;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The door of Min Side: finds out who knocks, and shows them to sign-in, the front page, a panel or an asset. Keeps no
 * state between requests and never makes a servlet session.
 */
@Component(service = Servlet.class, configurationPid = "no.grend.minside")
@HttpWhiteboardServletName("grend-min-side")
@HttpWhiteboardServletPattern("/min-side/*")
@Designate(ocd = Settings.class)
public final class Portal extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(Portal.class);

    private final transient MemberSessions sessions;
    private final transient PanelBoard board;
    private final transient PageBoard open;
    private final transient Pages pages;
    private final transient PortalFaces faces;
    private final transient SignIn signIn;
    private final transient PanelPages panelPages;
    private final transient PublicAddress address;
    private final transient Cookies cookies;
    private final transient ClientAddresses addresses;

    @Activate
    public Portal(
            @Reference(target = "(feature=grend-min-side)") Licence licence,
            @Reference MemberSessions sessions,
            @Reference ClientAddresses addresses,
            @Reference Organisation organisation,
            @Reference PanelBoard board,
            @Reference PageBoard open,
            Settings settings) {
        this(
                new Entrance(sessions, addresses, open),
                organisation,
                board,
                PublicAddress.of(settings.publicUrl(), System.getenv("GREND_PUBLIC_URL")),
                settings.summaryMillis());
        LOG.info("Min Side is open under licence {}", licence.feature());
    }

    /** Who comes in, from where, and what they see before they sign in. */
    record Entrance(MemberSessions sessions, ClientAddresses addresses, PageBoard open) {}

    /** As the component, with everything in hand; fewer arguments, since SCR tells constructors apart by their number. */
    Portal(Entrance entrance, Organisation organisation, PanelBoard board, PublicAddress address, long summaryMillis) {
        this.sessions = entrance.sessions();
        this.board = board;
        this.open = entrance.open();
        this.pages = new Pages(board.portalTexts(), organisation);
        this.faces = new PortalFaces(pages, board, open, new Cards(summaryMillis));
        this.signIn = new SignIn(sessions, faces);
        this.panelPages = new PanelPages(board, open, faces, sessions);
        this.address = address;
        this.cookies = new Cookies(address.https());
        this.addresses = entrance.addresses();
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Answer answer = new Answer(request, response, address.https());
        answer.protect();
        Exchange exchange = stranger(request, answer);
        try {
            if (!exchange.post()
                    && !request.getMethod().equals("GET")
                    && !request.getMethod().equals("HEAD")) {
                response.setHeader("Allow", "GET, HEAD, POST");
                faces.message(exchange, 405, "notAllowed", null);
            } else if (exchange.path().startsWith("assets/")) {
                asset(exchange);
            } else {
                exchange = known(exchange);
                route(exchange);
            }
        } catch (Problem problem) {
            refuse(exchange, problem);
        } catch (RuntimeException | LinkageError failed) {
            String errorId = UUID.randomUUID().toString().substring(0, 8);
            LOG.error("Error {} on Min Side", errorId, failed);
            response.resetBuffer();
            faces.message(exchange, 500, "failed", errorId);
        }
    }

    private Exchange stranger(HttpServletRequest request, Answer answer) {
        String info = request.getPathInfo();
        String path = info == null ? "" : info.substring(1);
        return new Exchange(
                request,
                answer,
                cookies,
                address,
                new Visitor(null, null, Preferences.of(request, cookies)),
                path,
                clientAddress(request));
    }

    /** A proxy may add a header line of its own after the client's, so all lines count. */
    private String clientAddress(HttpServletRequest request) {
        return addresses.of(
                request.getRemoteAddr(),
                String.join(",", Collections.list(request.getHeaders(ClientAddresses.HEADER))));
    }

    /** The same request with its member, when the session cookie is worth anything. */
    private Exchange known(Exchange stranger) {
        String session = stranger.read(Cookies.SESSION);
        Optional<Actor> member = session == null ? Optional.empty() : sessions.actor(session);
        if (member.isEmpty()) {
            return stranger;
        }
        Visitor visitor = new Visitor(member.get(), session, stranger.visitor().preferences());
        return new Exchange(
                stranger.request(),
                stranger.answer(),
                stranger.cookies(),
                stranger.address(),
                visitor,
                stranger.path(),
                stranger.clientAddress());
    }

    private void route(Exchange exchange) throws IOException {
        switch (exchange.path()) {
            case "login" -> signIn.identifier(exchange);
            case "login/code" -> signIn.code(exchange);
            case "logout" -> onlyPost(exchange, signIn::signOut);
            case "preferences" -> onlyPost(exchange, this::preferences);
            default -> members(exchange);
        }
    }

    private void members(Exchange exchange) throws IOException {
        if (!exchange.path().isEmpty() && panelPages.handlePublic(exchange)) {
            return;
        }
        if (!exchange.visitor().signedIn()) {
            if (!exchange.path().isEmpty()) {
                exchange.keepWanted();
            }
            exchange.answer().redirect("/min-side/login");
        } else if (exchange.path().isEmpty()) {
            faces.front(exchange);
        } else {
            panelPages.handle(exchange);
        }
    }

    private interface Step {
        void in(Exchange exchange) throws IOException;
    }

    private void onlyPost(Exchange exchange, Step step) throws IOException {
        if (exchange.post()) {
            step.in(exchange);
        } else {
            faces.message(exchange, 404, "notFound", null);
        }
    }

    private void preferences(Exchange exchange) throws IOException {
        Map<String, String> form = exchange.form();
        String theme = form.get("theme");
        if (theme != null && Preferences.THEMES.contains(theme)) {
            exchange.write(Cookies.THEME, theme, Cookies.A_YEAR);
        }
        String language = form.get("language");
        if (language != null && Preferences.LANGUAGES.contains(language)) {
            exchange.write(Cookies.LANGUAGE, language, Cookies.A_YEAR);
        }
        String back = form.getOrDefault("back", "");
        exchange.answer().redirect(Exchange.isOurs(back) ? back : "/min-side/");
    }

    /** {@code assets/<id>/<hash>/<file>}; a hash of another time answers 404 rather than the wrong content for good. */
    private void asset(Exchange exchange) throws IOException {
        String[] parts = exchange.path().split("/", 4);
        Optional<Assets.Asset> found = parts.length < 4
                ? Optional.empty()
                : assetsOf(parts[1]).flatMap(assets -> assets.find(parts[3])).filter(asset -> asset.hash()
                        .equals(parts[2]));
        if (found.isPresent()) {
            exchange.answer().asset(found.get());
        } else {
            faces.message(exchange, 404, "notFound", null);
        }
    }

    private Optional<Assets> assetsOf(String id) {
        return id.equals("portal")
                ? Optional.of(pages.assets())
                : board.room(id).or(() -> open.room(id)).map(PanelRoom::assets);
    }

    private void refuse(Exchange exchange, Problem problem) throws IOException {
        switch (problem.kind()) {
            case NOT_FOUND -> faces.message(exchange, 404, "notFound", null);
            case FORBIDDEN, UNAUTHENTICATED -> faces.message(exchange, 403, "forbidden", null);
            case TOO_MANY -> faces.message(exchange, 429, "tooMany", null);
            case TOO_LARGE -> faces.message(exchange, 413, "tooLarge", null);
            case INVALID -> faces.message(exchange, 400, "invalid", null);
            case CONFLICT, STALE, PRECONDITION_REQUIRED -> faces.message(exchange, 409, "conflict", null);
            case RULE_BROKEN -> faces.message(exchange, 422, "invalid", null);
            case UNAVAILABLE -> faces.message(exchange, 503, "down", null);
        }
    }
}
