package no.grend.courses.internal;

import java.util.List;
import java.util.function.Supplier;
import no.grend.agreement.ReturnMeter;
import no.grend.courses.internal.store.ReturnRows;
import no.grend.kernel.Meter;
import no.grend.kernel.Meters;
import no.grend.kernel.Refusals;
import no.grend.licence.Licence;
import no.grend.schema.Database;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Courses in numbers; seats that were held, sold or ran out the seats themselves count, for the owner {@code courses}. */
@Component(service = {CourseMeters.class, Meters.class})
public final class CourseMeters implements Meters {

    private final Refusals refusals = new Refusals(
            "grend_course_refusals_total",
            "Registrations for courses that were refused since the start, by the refusal's code.");
    private final ReturnMeter returns;

    @Activate
    public CourseMeters(
            @Reference(target = "(feature=grend-courses)") Licence licence,
            @Reference(target = "(module=courses)") Database db) {
        this.returns = new ReturnMeter(Means.OWNER, db, ReturnRows.TABLE);
    }

    /** Does it, and counts its refusal if it is refused. */
    <T> T asked(Supplier<T> registering) {
        return refusals.asked(registering);
    }

    @Override
    public List<Meter> meters() {
        return List.of(refusals.meter(), returns.meter());
    }
}
