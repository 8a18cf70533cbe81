package no.grend.message.internal;

import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import no.grend.kernel.Lately;
import no.grend.kernel.Meter;
import no.grend.kernel.Meters;
import no.grend.kernel.Tally;
import no.grend.licence.Licence;
import no.grend.message.Message;
import no.grend.message.Message.Channel;
import no.grend.message.internal.store.OutboxStore;
import no.grend.schema.Database;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The outbox in numbers: what waits, and what became of the attempts since the start. */
@Component(service = {OutboxMeters.class, Meters.class})
public final class OutboxMeters implements Meters {

    private static final Duration FRESH = Duration.ofSeconds(15);
    private static final Duration LATE = Duration.ofMinutes(15);

    /** What became of an attempt. */
    enum Outcome {
        SENT,
        /** Tried again. */
        LATER,
        /** Refused or given up. */
        FAILED
    }

    private final OutboxStore store;
    private final Clock clock;
    private final Tally attempts = new Tally(
            "grend_message_attempts_total",
            "Attempts to send a message: sent, to be tried again later, or failed for good.",
            "channel",
            "outcome");
    private final Lately<Map<String, Long>> waiting;
    private final Lately<Map<String, Long>> late;

    @Activate
    public OutboxMeters(
            @Reference(target = "(feature=grend-messaging)") Licence licence,
            @Reference(target = "(module=messaging)") Database database,
            @Reference Clock clock) {
        this(new OutboxStore(database), clock);
    }

    OutboxMeters(OutboxStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
        this.waiting = new Lately<>(FRESH, () -> waiting(false));
        this.late = new Lately<>(FRESH, () -> waiting(true));
        for (Channel channel : Channel.values()) {
            for (Outcome outcome : Outcome.values()) {
                attempts.with(label(channel), label(outcome));
            }
        }
    }

    void attempted(Message.Channel channel, Outcome outcome) {
        attempts.count(label(channel), label(outcome));
    }

    private Map<String, Long> waiting(boolean onlyLate) {
        Map<String, Long> counts = new LinkedHashMap<>();
        for (Channel channel : Channel.values()) {
            counts.put(
                    label(channel),
                    store.waiting(channel, onlyLate ? clock.instant().minus(LATE) : null));
        }
        return counts;
    }

    private static String label(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public List<Meter> meters() {
        return List.of(
                attempts.meter(),
                Meter.gauge("grend_messages_waiting", "Messages that wait in the outbox.", "channel", waiting.get()),
                Meter.gauge(
                        "grend_messages_late",
                        "Messages in the outbox that should have been tried more than 15 minutes ago.",
                        "channel",
                        late.get()));
    }
}
