package no.grend.courses.internal;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import no.grend.courses.internal.store.ReturnTable;
import no.grend.kernel.Lately;
import no.grend.kernel.Meter;
import no.grend.kernel.Meters;
import no.grend.kernel.Problem;
import no.grend.kernel.ReturnMeter;
import no.grend.kernel.Tally;
import no.grend.licence.Licence;
import no.grend.schema.Database;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Courses in numbers; seats that were held, sold or ran out the seats themselves count, for the owner {@code courses}. */
@Component(service = {CourseMeters.class, Meters.class})
public final class CourseMeters implements Meters {

    private static final Duration FRESH = Duration.ofSeconds(15);

    private final Tally refusals = new Tally(
            "grend_course_refusals_total",
            "Registrations for courses that were refused since the start, by the refusal's code.",
            "reason");
    private final Lately<Map<String, Long>> returns;

    @Activate
    public CourseMeters(
            @Reference(target = "(feature=grend-courses)") Licence licence,
            @Reference(target = "(module=courses)") Database db) {
        this.returns = new Lately<>(FRESH, () -> db.read(ReturnTable::open));
    }

    /** Does it, and counts its refusal if it is refused. */
    <T> T asked(Supplier<T> registering) {
        try {
            return registering.get();
        } catch (Problem refusal) {
            refusals.count(refusal.code().toLowerCase(Locale.ROOT));
            throw refusal;
        }
    }

    @Override
    public List<Meter> meters() {
        return List.of(refusals.meter(), ReturnMeter.of(Means.OWNER, returns.get()));
    }
}
