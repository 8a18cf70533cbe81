package no.grend.minside.internal;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import no.grend.minside.PublicPage;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** The public pages of the moment. They come and go while it runs, as panels do. Safe between threads. */
@Component(service = PageBoard.class)
public final class PageBoard {

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile List<PublicPage> services = List.of();

    private final Texts portalTexts;
    private Map<PublicPage, PanelRoom> rooms = new IdentityHashMap<>();
    private List<PublicPage> arranged = List.of();

    @Activate
    public PageBoard(@Reference PanelBoard board) {
        this.portalTexts = board.portalTexts();
    }

    @Deactivate
    synchronized void close() {
        rooms.values().forEach(PanelRoom::close);
        rooms = new IdentityHashMap<>();
        arranged = List.of();
    }

    /** Those that are open. */
    List<PanelRoom> rooms() {
        return all().stream().filter(room -> room.page().isOpen()).toList();
    }

    /** The open page of this id. */
    Optional<PanelRoom> room(String id) {
        return all().stream()
                .filter(room -> room.id().equals(id) && room.page().isOpen())
                .findFirst();
    }

    private synchronized List<PanelRoom> all() {
        List<PublicPage> current = services;
        if (current != arranged) {
            Map<PublicPage, PanelRoom> kept = new IdentityHashMap<>();
            for (PublicPage page : current) {
                PanelRoom room = rooms.get(page);
                kept.put(page, room == null ? new PanelRoom(page, portalTexts) : room);
            }
            rooms.forEach((page, room) -> {
                if (!kept.containsKey(page)) {
                    room.close();
                }
            });
            rooms = kept;
            arranged = current;
        }
        return List.copyOf(rooms.values());
    }
}
