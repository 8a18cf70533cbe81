package no.grend.licence.internal;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import no.grend.identity.Actor;
import no.grend.kernel.Meter;
import no.grend.kernel.Meters;
import no.grend.kernel.Oslo;
import no.grend.licence.Licences;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** When the licence of each feature ends, also of those whose licence has ended. */
@Component(service = Meters.class)
public final class LicenceMeters implements Meters {

    private final Licences licences;

    @Activate
    public LicenceMeters(@Reference Licences licences) {
        this.licences = licences;
    }

    @Override
    public List<Meter> meters() {
        Map<String, Long> ends = new TreeMap<>();
        licences.standings(Actor.SYSTEM)
                .forEach(standing -> ends.merge(
                        standing.feature(),
                        standing.validUntil()
                                .plusDays(1)
                                .atStartOfDay(Oslo.ZONE)
                                .toEpochSecond(),
                        Math::max));
        return List.of(Meter.gauge(
                "grend_licence_end_timestamp_seconds",
                "When the licence of a feature ends, in seconds since 1970.",
                "feature",
                ends));
    }
}
