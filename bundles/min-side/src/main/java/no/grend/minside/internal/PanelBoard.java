package no.grend.minside.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import no.grend.minside.Panel;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The panels of the moment, in the order they are shown. Panels come and go while it runs: the list of services is replaced
 * as a whole, and the rooms are made and closed when the next visitor asks. Safe between threads.
 */
@Component(service = PanelBoard.class)
public final class PanelBoard {

    private static final Logger LOG = LoggerFactory.getLogger(PanelBoard.class);
    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9-]{0,40}");
    private static final Set<String> RESERVED = Set.of("login", "logout", "preferences", "assets", "portal");
    private static final String RANKING = "service.ranking";
    private static final String NUMBER = "service.id";

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile List<Map.Entry<Map<String, Object>, Panel>> services = List.of();

    private final Texts portalTexts = Texts.load(PanelBoard.class.getClassLoader(), "minside/portal", null);
    private final Map<Panel, String> rejected = new IdentityHashMap<>();
    private Map<Panel, PanelRoom> rooms = new IdentityHashMap<>();
    private volatile Board board = new Board(null, List.of());

    /** What was made of one list of services. */
    private record Board(List<Map.Entry<Map<String, Object>, Panel>> from, List<PanelRoom> rooms) {}

    @Activate
    public PanelBoard() {
        // Nothing to start: rooms are made when the first visitor asks.
    }

    @Deactivate
    void close() {
        synchronized (this) {
            rooms.values().forEach(PanelRoom::close);
            rooms = new IdentityHashMap<>();
            board = new Board(null, List.of());
        }
    }

    Texts portalTexts() {
        return portalTexts;
    }

    /** The rooms by slot, order and id. */
    List<PanelRoom> rooms() {
        Board now = board;
        List<Map.Entry<Map<String, Object>, Panel>> current = services;
        return now.from() == current ? now.rooms() : arrange();
    }

    Optional<PanelRoom> room(String id) {
        return rooms().stream().filter(room -> room.id().equals(id)).findFirst();
    }

    private synchronized List<PanelRoom> arrange() {
        List<Map.Entry<Map<String, Object>, Panel>> current = services;
        if (board.from() == current) {
            return board.rooms();
        }
        Map<Panel, PanelRoom> kept = new IdentityHashMap<>();
        for (Panel panel : winners(current)) {
            PanelRoom room = rooms.containsKey(panel) ? rooms.get(panel) : open(panel);
            if (room != null) {
                kept.put(panel, room);
            }
        }
        rooms.forEach((panel, room) -> {
            if (!kept.containsKey(panel)) {
                room.close();
            }
        });
        rooms = kept;
        List<PanelRoom> shown = kept.values().stream()
                .sorted(Comparator.comparing(PanelRoom::slot)
                        .thenComparing(PanelRoom::order)
                        .thenComparing(PanelRoom::id))
                .toList();
        board = new Board(current, shown);
        return shown;
    }

    /** One panel an id: the highest ranking, then the oldest; the others are rejected with a reason, once. */
    private List<Panel> winners(List<Map.Entry<Map<String, Object>, Panel>> all) {
        List<Map.Entry<Map<String, Object>, Panel>> ranked = new ArrayList<>(all);
        ranked.sort(Comparator.comparing((Map.Entry<Map<String, Object>, Panel> each) -> -number(each, RANKING))
                .thenComparing(each -> number(each, NUMBER)));
        Map<String, Panel> byId = new HashMap<>();
        Map<Panel, String> refused = new IdentityHashMap<>();
        List<Panel> winners = new ArrayList<>();
        for (Map.Entry<Map<String, Object>, Panel> each : ranked) {
            Panel panel = each.getValue();
            String reason = objection(panel, byId);
            if (reason == null) {
                winners.add(panel);
            } else {
                refused.put(panel, reason);
            }
        }
        refused.forEach((panel, reason) -> {
            if (!rejected.containsKey(panel)) {
                LOG.warn(
                        "Min Side does not show the panel {}: {}",
                        panel.getClass().getName(),
                        reason);
            }
        });
        rejected.clear();
        rejected.putAll(refused);
        return winners;
    }

    private static String objection(Panel panel, Map<String, Panel> byId) {
        try {
            String id = panel.id();
            if (id == null || !ID.matcher(id).matches() || RESERVED.contains(id)) {
                return "its id must be lower case letters, digits and hyphens, and none of " + RESERVED;
            }
            if (panel.slot() == null) {
                return "it has no slot";
            }
            Panel other = byId.putIfAbsent(id, panel);
            return other == null
                    ? null
                    : "the id " + id + " is taken by " + other.getClass().getName();
        } catch (RuntimeException | LinkageError broken) {
            return "it throws " + broken.getClass().getName();
        }
    }

    private PanelRoom open(Panel panel) {
        try {
            return new PanelRoom(panel, portalTexts);
        } catch (RuntimeException | LinkageError broken) {
            LOG.warn("Min Side cannot open the panel {}", panel.getClass().getName(), broken);
            return null;
        }
    }

    private static long number(Map.Entry<Map<String, Object>, Panel> service, String property) {
        return service.getKey().get(property) instanceof Number number ? number.longValue() : 0;
    }
}
