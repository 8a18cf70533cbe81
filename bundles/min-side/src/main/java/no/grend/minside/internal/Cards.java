package no.grend.minside.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import no.grend.minside.Panel;
import no.grend.minside.View;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the panels, all at once and each within its time: who is visible, and what stands on the front page. A panel that
 * throws, dawdles or leaves becomes a card that says so.
 */
final class Cards {

    private static final Logger LOG = LoggerFactory.getLogger(Cards.class);

    /** So many times as long a panel has that never answered before: its templates and statements are compiled then. */
    private static final int PATIENCE_WITH_NEW = 5;

    private final long millis;

    Cards(long millis) {
        this.millis = millis;
    }

    /**
     * A card of the front page.
     *
     * @param html the fragment; null when the panel is not available now
     */
    record Card(PanelRoom room, String html) {
        boolean available() {
            return html != null;
        }
    }

    /** The navigation's panels: those that are visible to the member; one that cannot say is left out. */
    List<PanelRoom> visible(List<PanelRoom> rooms, Visitor visitor) {
        List<Started<Boolean>> asked = new ArrayList<>();
        for (PanelRoom room : rooms) {
            if (room.slot() != Panel.Slot.TODO) {
                asked.add(new Started<>(room, room.start(() -> room.panel().visibleTo(visitor.member()))));
            }
        }
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        return asked.stream()
                .filter(started -> await(started, deadline).orElse(false))
                .map(Started::room)
                .toList();
    }

    /** The cards of the front page in their order; panels with nothing to say have none. */
    List<Card> summaries(List<PanelRoom> rooms, Visitor visitor, String csrf) {
        List<Started<Optional<String>>> asked = new ArrayList<>();
        for (PanelRoom room : rooms) {
            asked.add(new Started<>(room, room.start(() -> summary(room, visitor, csrf))));
        }
        long begun = System.nanoTime();
        List<Card> cards = new ArrayList<>();
        for (Started<Optional<String>> started : asked) {
            long patience = started.room().isNew() ? millis * PATIENCE_WITH_NEW : millis;
            Optional<Optional<String>> answer = await(started, begun + TimeUnit.MILLISECONDS.toNanos(patience));
            if (answer.isEmpty()) {
                cards.add(new Card(started.room(), null));
            } else {
                started.room().answered();
                answer.get().ifPresent(html -> cards.add(new Card(started.room(), html)));
            }
        }
        return cards;
    }

    private static Optional<String> summary(PanelRoom room, Visitor visitor, String csrf) throws Exception {
        if (!room.panel().visibleTo(visitor.member())) {
            return Optional.empty();
        }
        Optional<View> view = room.panel().summary(visitor.visit());
        return view.map(shown -> room.render(shown, csrf, visitor.language()));
    }

    private record Started<T>(PanelRoom room, Future<T> answer) {}

    private <T> Optional<T> await(Started<T> started, long deadline) {
        try {
            return Optional.of(started.answer().get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS));
        } catch (TimeoutException slow) {
            // Not interrupted: Derby closes a connection whose thread is.
            started.answer().cancel(false);
            if (started.room().failsForTheFirstTime()) {
                LOG.warn(
                        "The panel {} did not answer in time, {} ms; told once as long as it stays",
                        started.room().id(),
                        millis);
            }
        } catch (ExecutionException | CancellationException failed) {
            if (started.room().failsForTheFirstTime()) {
                LOG.warn(
                        "The panel {} failed; told once as long as it stays",
                        started.room().id(),
                        failed);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        return Optional.empty();
    }
}
