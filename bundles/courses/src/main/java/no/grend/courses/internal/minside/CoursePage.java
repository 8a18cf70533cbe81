package no.grend.courses.internal.minside;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import no.grend.courses.internal.CourseBook.Standing;
import no.grend.courses.internal.Courses;
import no.grend.courses.internal.Strangers;
import no.grend.courses.internal.Strangers.Begun;
import no.grend.courses.internal.Strangers.Choice;
import no.grend.courses.internal.Strangers.Outcome;
import no.grend.courses.internal.store.Registration;
import no.grend.courses.internal.store.Registration.State;
import no.grend.kernel.Problem;
import no.grend.minside.Guest;
import no.grend.minside.PublicPage;
import no.grend.minside.Reply;
import no.grend.minside.Request;
import no.grend.minside.View;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * «Kurs» for anybody (S1-39, S1-40): choose a course, tell who you are, prove the e-mail address, pay. {@code <course>} is the form,
 * {@code code} takes the code, and the rest tell how it went.
 */
@Component(service = PublicPage.class)
public final class CoursePage implements PublicPage {

    /** A field that people do not see and programs fill in. */
    private static final String TRAP = "website";

    private static final Set<String> ENDS = Set.of("received", "booked", "waiting", "full", "sign-in");

    private final Courses courses;
    private final Strangers strangers;

    @Activate
    public CoursePage(@Reference Courses courses) {
        this.courses = courses;
        this.strangers = courses.strangers();
    }

    @Override
    public String id() {
        return "course";
    }

    @Override
    public boolean isOpen() {
        return courses.book().anyOpen();
    }

    @Override
    public Reply handle(Guest guest, Request request) {
        String path = request.path();
        if (path.isEmpty()) {
            return request.post() ? new Reply.NotFound() : list(guest);
        }
        if (ENDS.contains(path)) {
            return request.post() ? new Reply.NotFound() : end(path);
        }
        if (path.equals("code")) {
            return request.post() ? code(request) : new Reply.Redirect("", null);
        }
        Optional<Standing> found = courses.book().published(path);
        if (found.isEmpty()) {
            return new Reply.NotFound();
        }
        if (guest.member() != null) {
            return new Reply.Elsewhere("/min-side/courses/course/" + path);
        }
        return request.post()
                ? apply(guest, found.get(), request)
                : form(found.get(), null, BuyerForm.isForOther(request.parameters()));
    }

    private Reply list(Guest guest) {
        String contactId = guest.member() == null ? null : guest.member().contactId();
        List<CourseCard> cards = courses.book().published().stream()
                .map(standing -> CourseCard.of(
                        standing,
                        courses.book().price(standing.course(), contactId),
                        courses.book().now()))
                .toList();
        return new Reply.Show(new View("list.peb", Map.of("courses", cards)));
    }

    private static Reply end(String path) {
        return new Reply.Show(new View(
                "end.peb",
                Map.of("heading", path + ".title", "told", path + ".text", "signIn", path.equals("sign-in"))));
    }

    /** @param filled null for an empty one @param other whether somebody else than the buyer is to come */
    private Reply form(Standing standing, BuyerForm filled, boolean other) {
        CourseCard card = CourseCard.of(
                standing, standing.course().plan().price(), courses.book().now());
        Map<String, Object> model = new HashMap<>();
        model.put("heading", card.title());
        model.put("course", card);
        model.put("other", other);
        model.put("form", filled == null ? Map.of() : filled.typed());
        model.put("errors", filled == null ? Map.of() : filled.errors());
        return new Reply.Show(filled == null || filled.errors().isEmpty() ? 200 : 422, new View("form.peb", model));
    }

    private Reply apply(Guest guest, Standing standing, Request request) {
        Map<String, String> fields = request.parameters();
        if (!fields.getOrDefault(TRAP, "").isEmpty()) {
            return askForCode(strangers.pretend(), false);
        }
        BuyerForm form = new BuyerForm(fields);
        if (!form.errors().isEmpty()) {
            return form(standing, form, form.forOther());
        }
        Choice choice = new Choice(standing.course().id(), "true".equals(fields.get("invoice")), true);
        try {
            return askForCode(strangers.begin(choice, form.person(), guest.language(), guest.clientAddress()), false);
        } catch (Problem wrong) {
            if (form.note(wrong)) {
                return form(standing, form, form.forOther());
            }
            throw wrong;
        }
    }

    private static Reply askForCode(Begun begun, boolean wrong) {
        Map<String, Object> model = new HashMap<>();
        model.put("registration", begun.registrationId());
        model.put("challenge", begun.challenge());
        model.put("errors", wrong ? Map.of("code", "code.wrong") : Map.of());
        return new Reply.Show(wrong ? 422 : 200, new View("code.peb", model));
    }

    private Reply code(Request request) {
        Map<String, String> fields = request.parameters();
        Begun begun = new Begun(fields.getOrDefault("registration", ""), fields.getOrDefault("challenge", ""));
        String code = fields.getOrDefault("code", "").replaceAll("[\\s-]", "");
        Outcome outcome = strangers.confirm(begun.registrationId(), begun.challenge(), code);
        if (outcome instanceof Outcome.WrongCode) {
            return askForCode(begun, true);
        }
        if (outcome instanceof Outcome.SignIn) {
            return new Reply.Redirect("sign-in", null);
        }
        return outcome instanceof Outcome.Done done ? went(done.registration()) : new Reply.Redirect("received", null);
    }

    private Reply went(Registration registration) {
        if (registration.state() == State.HELD && registration.invoiceId() != null) {
            return courses.doors()
                    .web()
                    .path(registration.invoiceId())
                    .<Reply>map(Reply.Elsewhere::new)
                    .orElseGet(() -> new Reply.Redirect("received", null));
        }
        return new Reply.Redirect(
                switch (registration.state()) {
                    case BOOKED -> "booked";
                    case WAITING -> "waiting";
                    default -> "full";
                },
                null);
    }
}
