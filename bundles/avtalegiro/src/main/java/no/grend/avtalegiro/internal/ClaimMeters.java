package no.grend.avtalegiro.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import no.grend.avtalegiro.internal.store.ClaimStore.State;
import no.grend.avtalegiro.internal.store.StandingStore;
import no.grend.avtalegiro.internal.store.StandingStore.Group;
import no.grend.kernel.Lately;
import no.grend.kernel.Meter;
import no.grend.kernel.Meters;
import no.grend.kernel.Oslo;
import no.grend.licence.Licence;
import no.grend.schema.Database;
import org.jdbi.v3.core.Handle;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Claims on bank accounts in numbers, from the index that {@link Cockpit} uses. */
@Component(service = Meters.class)
public final class ClaimMeters implements Meters {

    private static final Duration FRESH = Duration.ofMinutes(1);
    private static final int MONTHS_BACK = 3;
    private static final int MONTHS_AHEAD = 14;

    private final Database db;
    private final Clock clock;
    private final StandingStore standing = new StandingStore();
    private final Lately<Map<String, Long>> claims = new Lately<>(FRESH, this::read);

    @Activate
    public ClaimMeters(
            @Reference(target = "(feature=grend-avtalegiro)") Licence licence,
            @Reference(target = "(module=avtalegiro)") Database db,
            @Reference Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    @Override
    public List<Meter> meters() {
        return List.of(Meter.gauge(
                "grend_avtalegiro_claims",
                "Claims that are not settled: still to fall due, past due, or rejected by the bank; of the last three months"
                        + " and to come.",
                "state",
                claims.get()));
    }

    private Map<String, Long> read() {
        LocalDate today = Oslo.today(clock);
        LocalDate first = today.minusMonths(MONTHS_BACK);
        LocalDate last = today.plusMonths(MONTHS_AHEAD);
        return db.read(tx -> {
            Map<String, Long> counts = new LinkedHashMap<>();
            counts.put("awaiting", count(tx, State.AWAITING, today, last));
            counts.put("past_due", count(tx, State.AWAITING, first, today.minusDays(1)));
            counts.put("rejected", count(tx, State.REJECTED, first, last));
            return counts;
        });
    }

    private long count(Handle tx, State state, LocalDate from, LocalDate to) {
        return standing.groups(tx, state, from, to).stream()
                .map(Group::sum)
                .mapToLong(StandingStore.Sum::count)
                .sum();
    }
}
