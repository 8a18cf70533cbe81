package no.grend.courses.internal;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.TemporalAdjusters;
import no.grend.courses.internal.CourseBook.Draft;
import no.grend.courses.internal.store.Course.Plan;
import no.grend.demo.DemoPart;
import no.grend.identity.Actor;
import no.grend.kernel.IdempotencyKey;
import no.grend.kernel.Ore;
import no.grend.kernel.Oslo;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The demo's course on sale. */
@Component(service = DemoPart.class)
public final class DemoCourses implements DemoPart {

    private static final int SEATS = 12;
    private static final int EVENINGS = 4;

    private final Courses courses;

    @Activate
    public DemoCourses(@Reference Courses courses) {
        this.courses = courses;
    }

    @Override
    public String name() {
        return "courses";
    }

    @Override
    public void make(Club club) {
        LocalDate first = club.today().plusWeeks(3).with(TemporalAdjusters.nextOrSame(DayOfWeek.TUESDAY));
        Frequency evenings = new Frequency(first, LocalTime.of(18, 0), LocalTime.of(20, 0), EVENINGS, null, true);
        Plan plan = new Plan(
                "Mekkekurs for nybegynnere",
                "Fire kvelder i verkstedet: kjede, gir, bremser og hjul. Ta med egen sykkel.",
                "Verkstedet",
                "Ida Instruktør",
                Ore.kroner(1200),
                Ore.kroner(900),
                SEATS,
                5,
                false,
                null,
                first.atTime(18, 0).atZone(Oslo.ZONE).toInstant(),
                first.minusDays(7),
                50,
                true,
                75,
                true);
        courses.book()
                .create(
                        Actor.SYSTEM,
                        new Draft(plan, evenings.sessions()),
                        IdempotencyKey.of("demo-course", "demo-course"));
    }
}
