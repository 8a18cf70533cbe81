package no.grend.minside.internal;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import no.grend.minside.Panel;
import no.grend.minside.internal.Cards.Card;

/** What a visitor gets to see: the front page, the portal's own pages and the refusals, each with its frame. */
final class PortalFaces {

    private static final Pattern FLASH = Pattern.compile("([a-z][a-z0-9-]*):([A-Za-z0-9.-]{1,100})");

    private final Pages pages;
    private final PanelBoard board;
    private final PageBoard open;
    private final Cards cards;

    PortalFaces(Pages pages, PanelBoard board, PageBoard open, Cards cards) {
        this.pages = pages;
        this.board = board;
        this.open = open;
        this.cards = cards;
    }

    void front(Exchange exchange) throws IOException {
        Pages.Frame frame = frame(exchange, null);
        List<PanelRoom> rooms = board.rooms();
        List<Card> shown = cards.summaries(rooms, exchange.visitor(), frame.csrf());
        boolean asksForTodo = rooms.stream().anyMatch(PortalFaces::isTodo);
        boolean hasTodo = shown.stream().map(Card::room).anyMatch(PortalFaces::isTodo);
        exchange.answer().page(200, pages.front(frame, shown, asksForTodo && !hasTodo));
    }

    private static boolean isTodo(PanelRoom room) {
        return room.slot() == Panel.Slot.TODO;
    }

    /** A link to a public page. @param invitation what stands before it; null for nothing */
    record Invitation(String invitation, String title, String href) {}

    /** What people can do who do not sign in. */
    List<Invitation> invitations(Exchange exchange) {
        Locale language = exchange.visitor().language();
        return open.rooms().stream()
                .map(room -> new Invitation(
                        room.says("invitation") ? room.text(language, "invitation") : null,
                        room.title(language),
                        room.base()))
                .toList();
    }

    /** A page of the portal itself. @param headingKey its heading among the portal's texts */
    void show(Exchange exchange, int status, String headingKey, String template, Map<String, Object> model)
            throws IOException {
        String heading = pages.text(exchange.visitor().language(), headingKey);
        exchange.answer().page(status, pages.page(frame(exchange, null), heading, template, model));
    }

    /** A panel's page. */
    void panel(Exchange exchange, int status, PanelRoom room, String heading, String fragment, String csrf)
            throws IOException {
        Pages.Frame frame = frame(exchange, room.id(), csrf);
        exchange.answer().page(status, pages.around(frame, heading, fragment));
    }

    /** A panel that is not here any more or not yet. */
    void unavailable(Exchange exchange, int status, PanelRoom room, String errorId) throws IOException {
        Locale language = exchange.visitor().language();
        String heading = pages.text(language, "unavailable", room.title(language));
        Map<String, Object> model = Map.of("text", "unavailable.text", "errorId", errorId == null ? "" : errorId);
        exchange.answer().page(status, pages.page(frame(exchange, room.id()), heading, "message.peb", model));
    }

    /** A refusal in words. @param key names the heading; its explanation is {@code <key>.text} */
    void message(Exchange exchange, int status, String key, String errorId) throws IOException {
        Map<String, Object> model = Map.of("text", key + ".text", "errorId", errorId == null ? "" : errorId);
        show(exchange, status, key, "message.peb", model);
    }

    private Pages.Frame frame(Exchange exchange, String current) {
        return frame(exchange, current, exchange.visitor().csrf());
    }

    private Pages.Frame frame(Exchange exchange, String current, String csrf) {
        Visitor visitor = exchange.visitor();
        List<PanelRoom> navigation = visitor.signedIn() ? cards.visible(board.rooms(), visitor) : List.of();
        return new Pages.Frame(visitor, navigation, current, exchange.here(), flash(exchange), csrf);
    }

    /** The text that a redirect left for this page; shown once. */
    private String flash(Exchange exchange) {
        String value = exchange.read(Cookies.FLASH);
        if (value == null) {
            return null;
        }
        exchange.clear(Cookies.FLASH);
        var parts = FLASH.matcher(value);
        if (!parts.matches()) {
            return null;
        }
        Locale language = exchange.visitor().language();
        String key = parts.group(2);
        if (parts.group(1).equals("portal")) {
            return pages.text(language, key);
        }
        return board.room(parts.group(1))
                .or(() -> open.room(parts.group(1)))
                .map(room -> room.text(language, key))
                .orElse(null);
    }
}
