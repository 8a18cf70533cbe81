package no.grend.minside.internal;

import io.pebbletemplates.pebble.extension.escaper.SafeString;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import no.grend.minside.Panel;
import no.grend.minside.internal.Cards.Card;
import no.grend.organisation.Organisation;

/** The portal's own pages, and the page around what panels show. Safe between threads. */
final class Pages {

    private static final String PICO = "META-INF/resources/webjars/picocss__pico/2.1.1/css/pico.classless.jade.min.css";

    private final Texts texts;
    private final Organisation organisation;
    private final Assets assets = new Assets("portal", Pages::open);
    private final Templates templates;

    Pages(Texts texts, Organisation organisation) {
        this.texts = texts;
        this.organisation = organisation;
        this.templates = new Templates(Pages.class.getClassLoader(), "minside/portal", texts, assets::address);
    }

    /**
     * What stands around a page.
     *
     * @param visitor who sees it
     * @param navigation the visible panels; empty before sign-in
     * @param current id of the panel whose page it is; null for none
     * @param path where the page is, for coming back after a choice of language or theme
     * @param flash a text about what was just done; null for none
     * @param csrf the page's token
     */
    record Frame(Visitor visitor, List<PanelRoom> navigation, String current, String path, String flash, String csrf) {}

    /** A link of the navigation. */
    record Entry(String title, String href, boolean current) {}

    /** A card as the template reads it. @param html null when the panel is not available */
    record Shown(String id, String title, String href, SafeString html) {}

    Assets assets() {
        return assets;
    }

    String text(Locale language, String key, Object... arguments) {
        return texts.text(language, key, arguments);
    }

    /** The front page. @param upToDate whether every to-do panel answered and none has anything */
    String front(Frame frame, List<Card> cards, boolean upToDate) {
        List<Shown> todo = new ArrayList<>();
        List<Shown> rest = new ArrayList<>();
        for (Card card : cards) {
            boolean isTodo = card.room().slot() == Panel.Slot.TODO;
            (isTodo ? todo : rest).add(shown(card, isTodo, frame.visitor().language()));
        }
        Map<String, Object> model = new HashMap<>();
        model.put("todo", todo);
        model.put("cards", rest);
        model.put("upToDate", upToDate);
        String heading = text(
                frame.visitor().language(),
                "front.greeting",
                frame.visitor().member().name());
        return page(frame, heading, "front.peb", model);
    }

    private static Shown shown(Card card, boolean todo, Locale language) {
        return new Shown(
                card.room().id(),
                card.room().title(language),
                todo ? null : card.room().base(),
                card.available() ? new SafeString(card.html()) : null);
    }

    /** A page of the portal itself. */
    String page(Frame frame, String heading, String template, Map<String, Object> model) {
        Map<String, Object> all = new HashMap<>(model);
        all.put("csrf", frame.csrf());
        return around(
                frame, heading, templates.render(template, all, frame.visitor().language()));
    }

    /** The page around a fragment that is already rendered. */
    String around(Frame frame, String heading, String fragment) {
        Visitor visitor = frame.visitor();
        Locale language = visitor.language();
        Map<String, Object> model = new HashMap<>();
        model.put("content", new SafeString(fragment));
        model.put("heading", heading);
        model.put("organisation", organisationName(language));
        model.put("organisationEmail", organisation.profile().email());
        model.put("language", language.getLanguage());
        model.put("theme", visitor.preferences().theme());
        model.put("signedIn", visitor.signedIn());
        model.put("navigation", navigation(frame, language));
        model.put("home", frame.path().equals("/min-side/"));
        model.put("path", frame.path());
        model.put("flash", frame.flash());
        model.put("csrf", frame.csrf());
        return templates.render("layout.peb", model, language);
    }

    private static List<Entry> navigation(Frame frame, Locale language) {
        return frame.navigation().stream()
                .map(room ->
                        new Entry(room.title(language), room.base(), room.id().equals(frame.current())))
                .toList();
    }

    private String organisationName(Locale language) {
        String name = organisation.profile().officialName();
        return name == null || name.isBlank() ? text(language, "title") : name;
    }

    static InputStream open(String file) {
        ClassLoader loader = Pages.class.getClassLoader();
        return loader.getResourceAsStream(file.equals("pico.css") ? PICO : "minside/portal/assets/" + file);
    }
}
