package no.grend.courses.internal.minside;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import no.grend.courses.internal.Cancelling.Consequence;
import no.grend.courses.internal.CourseBook.Standing;
import no.grend.courses.internal.CourseCalendar;
import no.grend.courses.internal.Courses;
import no.grend.courses.internal.Registering.Wanted;
import no.grend.courses.internal.store.Course;
import no.grend.courses.internal.store.Registration;
import no.grend.courses.internal.store.Registration.State;
import no.grend.identity.Actor;
import no.grend.invoicepdf.Pdf;
import no.grend.kernel.Ore;
import no.grend.kernel.Problem;
import no.grend.member.Contact;
import no.grend.minside.Panel;
import no.grend.minside.Reply;
import no.grend.minside.Request;
import no.grend.minside.View;
import no.grend.minside.Visit;
import no.grend.seats.CalendarFiles;
import no.grend.seats.Place;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * «Kurs» (S1-11): what can be bought, what one has, the seat that is held with the time left, the place on the list with its reason,
 * and cancelling with what it costs shown before.
 */
@Component(service = Panel.class)
public final class CoursesPanel implements Panel {

    private static final int ORDER = 30;
    private static final int ON_FRONT = 3;
    private static final Set<String> MENDABLE = Set.of(
            "FULL",
            "LIST_FULL",
            "NOT_OPEN_YET",
            "CLOSED",
            "CALLED_OFF",
            "ALREADY_REGISTERED",
            "TOO_MANY_UNPAID",
            "NOT_A_MEMBER",
            "FROZEN");

    private final Courses courses;
    private final CourseCalendar calendar;

    @Activate
    public CoursesPanel(@Reference Courses courses, @Reference CourseCalendar calendar) {
        this.courses = courses;
        this.calendar = calendar;
    }

    @Override
    public String id() {
        return "courses";
    }

    @Override
    public Slot slot() {
        return Slot.ACTIVITY;
    }

    @Override
    public int order() {
        return ORDER;
    }

    @Override
    public Optional<View> summary(Visit visit) {
        List<RegistrationCard> living = own(visit.member()).stream()
                .filter(RegistrationCard::living)
                .limit(ON_FRONT)
                .toList();
        boolean offers = courses.book().anyOpen();
        return living.isEmpty() && !offers
                ? Optional.empty()
                : Optional.of(new View("summary.peb", Map.of("registrations", living, "offers", offers)));
    }

    @Override
    public Reply handle(Visit visit, Request request) {
        String[] path = request.path().split("/");
        if (request.path().isEmpty()) {
            return request.post() ? new Reply.NotFound() : list(visit);
        }
        if (path[0].equals("course") && path.length == 2) {
            return courses.book()
                    .published(path[1])
                    .map(found -> request.post() ? register(visit, found, request) : course(visit, found, null, 200))
                    .orElseGet(Reply.NotFound::new);
        }
        if (path[0].equals("course") && path.length == 3 && path[2].equals("calendar") && !request.post()) {
            return courses.book()
                    .published(path[1])
                    .<Reply>map(found -> calendar(calendar.file(found.course())))
                    .orElseGet(Reply.NotFound::new);
        }
        if (path[0].equals("registration") && path.length >= 2 && path.length <= 3) {
            return registration(visit, request, path[1], path.length == 3 ? path[2] : "");
        }
        return new Reply.NotFound();
    }

    private Reply list(Visit visit) {
        Map<String, Object> model = new HashMap<>();
        List<RegistrationCard> own = own(visit.member());
        model.put("living", own.stream().filter(RegistrationCard::living).toList());
        model.put("over", own.stream().filter(card -> !card.living()).toList());
        model.put(
                "courses",
                courses.book().published().stream()
                        .map(standing -> card(visit, standing))
                        .toList());
        return new Reply.Show(new View("list.peb", model));
    }

    private CourseCard card(Visit visit, Standing standing) {
        Ore price = courses.book().price(standing.course(), visit.member().contactId());
        return CourseCard.of(standing, price, courses.book().now());
    }

    private List<RegistrationCard> own(Actor member) {
        List<Registration> own = courses.registrations().own(member);
        Map<String, Course> theirs =
                courses.book().byIds(own.stream().map(Registration::courseId).collect(Collectors.toSet()));
        Map<String, Contact> names = courses.registrations().actsFor(member);
        return own.stream()
                .filter(one -> theirs.containsKey(one.courseId()))
                .map(one -> card(member, one, theirs.get(one.courseId()), names))
                .toList();
    }

    private RegistrationCard card(Actor member, Registration one, Course course, Map<String, Contact> names) {
        boolean self = member.contactId().equals(one.contactId());
        Contact participant = names.get(one.contactId());
        String payPath = one.state() == State.HELD && one.invoiceId() != null
                ? courses.doors().web().path(one.invoiceId()).orElse(null)
                : null;
        return RegistrationCard.of(
                one,
                course,
                place(one),
                self || participant == null ? null : participant.name(),
                payPath,
                courses.participants().hasCertificate(one, course),
                courses.book().now());
    }

    /** Of those whose place people look at: held, or on the list. */
    private Optional<Place> place(Registration one) {
        return one.state() == State.HELD || one.state() == State.WAITING
                ? courses.registrations().place(one)
                : Optional.empty();
    }

    /** @param error key of what was wrong; null for nothing */
    private Reply course(Visit visit, Standing standing, String error, int status) {
        Map<String, Object> model = new HashMap<>();
        Map<String, String> people = new LinkedHashMap<>();
        courses.registrations().actsFor(visit.member()).forEach((id, contact) -> people.put(id, contact.name()));
        model.put("heading", standing.course().plan().title());
        model.put("course", card(visit, standing));
        model.put("people", people);
        model.put("self", visit.member().contactId());
        model.put("errors", error == null ? Map.of() : Map.of("contactId", error));
        return new Reply.Show(status, new View("course.peb", model));
    }

    private Reply register(Visit visit, Standing standing, Request request) {
        Map<String, String> fields = request.parameters();
        String contactId = fields.getOrDefault("contactId", visit.member().contactId());
        Wanted wanted = new Wanted(standing.course().id(), contactId, null, "true".equals(fields.get("invoice")), true);
        try {
            Registration made = courses.registering().begin(visit.member(), wanted, visit.language(), null);
            Optional<String> pay = made.state() == State.HELD && made.invoiceId() != null
                    ? courses.doors().web().path(made.invoiceId())
                    : Optional.empty();
            return pay.<Reply>map(Reply.Elsewhere::new)
                    .orElseGet(() -> new Reply.Redirect("registration/" + made.id(), "flash." + made.state()));
        } catch (Problem refused) {
            if (!MENDABLE.contains(refused.code())) {
                throw refused;
            }
            return course(visit, standing, "refused." + refused.code(), 422);
        }
    }

    private Reply registration(Visit visit, Request request, String id, String what) {
        Registration one = courses.registrations().one(visit.member(), id);
        Course course = courses.book().byIds(Set.of(one.courseId())).get(one.courseId());
        if (what.isEmpty() && !request.post()) {
            return show(visit, one, course);
        }
        if (what.equals("cancel") && !one.isOver()) {
            return request.post() ? cancel(visit, one, request) : ask(visit, one, course, false);
        }
        if (what.equals("calendar") && !request.post()) {
            return calendar(calendar.file(course, one));
        }
        if (what.equals("certificate")
                && !request.post()
                && courses.participants().hasCertificate(one, course)) {
            return new Reply.Download(
                    "kursbevis.pdf", Pdf.MEDIA_TYPE, courses.participants().certificate(one));
        }
        return new Reply.NotFound();
    }

    private static Reply calendar(byte[] file) {
        return new Reply.Download("kurs.ics", CalendarFiles.MEDIA_TYPE, file);
    }

    private Reply show(Visit visit, Registration one, Course course) {
        Map<String, Object> model = new HashMap<>();
        model.put("heading", course.plan().title());
        model.put(
                "registration",
                card(visit.member(), one, course, courses.registrations().actsFor(visit.member())));
        model.put("course", new Shown(course));
        return new Reply.Show(new View("registration.peb", model));
    }

    /** What of the course stands with a registration. */
    public record Shown(String place, String instructor, List<CourseCard.SessionCard> sessions) {

        Shown(Course course) {
            this(
                    course.plan().place(),
                    course.plan().instructor(),
                    course.sessions().stream().map(CourseCard.SessionCard::of).toList());
        }
    }

    /** @param changed whether it has come to something else since it was shown */
    private Reply ask(Visit visit, Registration one, Course course, boolean changed) {
        Consequence consequence = courses.cancelling().consequence(visit.member(), one.id());
        Map<String, Object> model = new HashMap<>();
        model.put("headingArguments", List.of(course.plan().title()));
        model.put("id", one.id());
        model.put("way", "cancel." + one.state());
        model.put("kept", consequence.kept());
        model.put("keptOre", String.valueOf(consequence.kept().value()));
        model.put("givenBack", consequence.givenBack());
        model.put("costs", one.invoiceId() != null);
        model.put("errors", changed ? Map.of("kept", "cancel.changed") : Map.of());
        return new Reply.Show(changed ? 422 : 200, new View("cancel.peb", model));
    }

    private Reply cancel(Visit visit, Registration one, Request request) {
        String seen = request.parameters().getOrDefault("kept", "");
        if (!seen.matches("[0-9]{1,12}")) {
            return new Reply.NotFound();
        }
        try {
            courses.cancelling().cancel(visit.member(), one.id(), Ore.of(Long.parseLong(seen)), null, null);
            return new Reply.Redirect("registration/" + one.id(), "flash.CANCELLED");
        } catch (Problem refused) {
            if (!refused.code().equals("CONSEQUENCE_CHANGED")) {
                throw refused;
            }
            Course course = courses.book().byIds(Set.of(one.courseId())).get(one.courseId());
            return ask(visit, one, course, true);
        }
    }
}
