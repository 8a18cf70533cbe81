package no.grend.health.internal;

import java.time.Duration;
import java.util.List;
import no.grend.kernel.Diagnosis;
import no.grend.kernel.Lately;
import no.grend.kernel.Meter;
import no.grend.kernel.Meters;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** How many parts of Grend are not well, so that one number can wake somebody. */
@Component(service = Meters.class)
public final class HealthMeters implements Meters {

    private static final Duration FRESH = Duration.ofSeconds(10);

    private final Lately<Integer> troubles;

    @Activate
    public HealthMeters(@Reference Diagnosis diagnosis) {
        this.troubles = new Lately<>(FRESH, () -> diagnosis.troubles().size());
    }

    @Override
    public List<Meter> meters() {
        return List.of(Meter.gauge(
                "grend_troubles", "Parts that cannot do their work, as /health/ready tells them.", troubles.get()));
    }
}
