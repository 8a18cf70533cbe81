package no.grend.minside.internal;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import no.grend.identity.MemberSessions;
import no.grend.kernel.Problem;
import no.grend.minside.Guest;
import no.grend.minside.Panel;
import no.grend.minside.Reply;
import no.grend.minside.Request;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The panels' and the public pages' own addresses, {@code /min-side/<id>/…}. */
final class PanelPages {

    private static final Logger LOG = LoggerFactory.getLogger(PanelPages.class);

    private final PanelBoard board;
    private final PageBoard open;
    private final PortalFaces faces;
    private final MemberSessions sessions;

    PanelPages(PanelBoard board, PageBoard open, PortalFaces faces, MemberSessions sessions) {
        this.board = board;
        this.open = open;
        this.faces = faces;
        this.sessions = sessions;
    }

    void handle(Exchange exchange) throws IOException {
        String path = exchange.path();
        int slash = path.indexOf('/');
        Optional<PanelRoom> room = board.room(slash < 0 ? path : path.substring(0, slash));
        handle(exchange, room, slash);
    }

    /** @return false when there is no open page at this address, so that it may be a panel's */
    boolean handlePublic(Exchange exchange) throws IOException {
        String path = exchange.path();
        int slash = path.indexOf('/');
        Optional<PanelRoom> room = open.room(slash < 0 ? path : path.substring(0, slash));
        if (room.isPresent()) {
            handle(exchange, room, slash);
        }
        return room.isPresent();
    }

    private void handle(Exchange exchange, Optional<PanelRoom> room, int slash) throws IOException {
        String path = exchange.path();
        if (room.isEmpty()) {
            faces.message(exchange, 404, "notFound", null);
        } else if (slash < 0 && !exchange.post()) {
            exchange.answer().redirect(room.get().base());
        } else {
            Map<String, String> fields = exchange.post() ? exchange.form() : FormBody.query(exchange.request());
            String below = slash < 0 ? "" : path.substring(slash + 1);
            ask(exchange, room.get(), new Request(exchange.post(), below, fields));
        }
    }

    private void ask(Exchange exchange, PanelRoom room, Request request) throws IOException {
        String csrf = exchange.visitor().csrf();
        Ready ready;
        try {
            ready = room.inPanelsContext(() -> answer(exchange, room, request, csrf));
        } catch (Problem problem) {
            throw problem;
        } catch (Exception | LinkageError failed) {
            fail(exchange, room, failed);
            return;
        }
        send(exchange, room, ready, csrf);
    }

    /** A reply with its page rendered, so that a failing template is a failing panel. @param html null for no page */
    private record Ready(Reply reply, String heading, String html) {}

    private static Ready answer(Exchange exchange, PanelRoom room, Request request, String csrf) throws Exception {
        Visitor visitor = exchange.visitor();
        Reply reply = room.page() == null
                ? ofPanel(visitor, room.panel(), request)
                : room.page()
                        .handle(new Guest(visitor.member(), visitor.language(), exchange.clientAddress()), request);
        if (reply instanceof Reply.Show show) {
            String html = room.render(show.view(), csrf, visitor.language());
            return new Ready(reply, room.heading(show.view(), visitor.language()), html);
        }
        if (reply == null) {
            throw new IllegalStateException("The panel " + room.id() + " gave no reply");
        }
        return new Ready(reply, null, null);
    }

    private static Reply ofPanel(Visitor visitor, Panel panel, Request request) throws Exception {
        return panel.visibleTo(visitor.member()) ? panel.handle(visitor.visit(), request) : new Reply.NotFound();
    }

    private void send(Exchange exchange, PanelRoom room, Ready ready, String csrf) throws IOException {
        if (ready.reply() instanceof Reply.Show show) {
            faces.panel(exchange, show.status(), room, ready.heading(), ready.html(), csrf);
        } else if (ready.reply() instanceof Reply.Redirect redirect) {
            if (redirect.signOutOthers()) {
                Visitor visitor = exchange.visitor();
                sessions.signOutOthers(visitor.member().contactId(), visitor.session());
            }
            if (redirect.flashKey() != null) {
                exchange.write(Cookies.FLASH, room.id() + ":" + redirect.flashKey(), 60);
            }
            exchange.answer().redirect(room.base() + harmless(redirect.path()));
        } else if (ready.reply() instanceof Reply.Download file) {
            exchange.answer().download(file.fileName(), file.contentType(), file.content());
        } else if (ready.reply() instanceof Reply.Elsewhere elsewhere) {
            exchange.answer().redirect(ofThisHost(elsewhere.path()));
        } else {
            faces.message(exchange, 404, "notFound", null);
        }
    }

    private static String ofThisHost(String path) {
        boolean ours = path != null && path.startsWith("/") && !path.startsWith("//");
        if (!ours || path.chars().anyMatch(c -> c <= ' ' || c == '\\')) {
            throw new IllegalArgumentException("It leads to a path of this host only");
        }
        return path;
    }

    private static String harmless(String path) {
        String below = path == null ? "" : path;
        if (below.contains("..") || below.startsWith("/") || below.chars().anyMatch(c -> c <= ' ' || c == '\\')) {
            throw new IllegalArgumentException("A panel's redirect stays below its own address");
        }
        return below;
    }

    private void fail(Exchange exchange, PanelRoom room, Throwable failed) throws IOException {
        Optional<PanelRoom> present = room.page() == null ? board.room(room.id()) : open.room(room.id());
        if (present.filter(now -> now == room).isEmpty()) {
            LOG.info("The panel {} left while it was answering", room.id());
            faces.unavailable(exchange, 503, room, null);
            return;
        }
        String errorId = UUID.randomUUID().toString().substring(0, 8);
        LOG.error("Error {}: the panel {} failed", errorId, room.id(), failed);
        faces.unavailable(exchange, 500, room, errorId);
    }
}
