package no.grend.joining.internal.minside;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import no.grend.joining.internal.Applications;
import no.grend.joining.internal.Applications.Begun;
import no.grend.joining.internal.Applications.Outcome;
import no.grend.joining.internal.Doors;
import no.grend.kernel.Ore;
import no.grend.kernel.Problem;
import no.grend.member.Joining;
import no.grend.member.Joining.Category;
import no.grend.member.Joining.FirstPayment;
import no.grend.minside.Guest;
import no.grend.minside.PublicPage;
import no.grend.minside.Reply;
import no.grend.minside.Request;
import no.grend.minside.View;
import no.grend.organisation.JoiningWay;
import no.grend.organisation.Organisation;
import no.grend.organisation.Organisation.Profile;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * «Bli medlem» (S1-14 … S1-22): choose a membership, tell who you are, accept the terms, prove the e-mail address, pay.
 * {@code <category>} is the form, {@code code} takes the code, and the rest tell how it went.
 */
@Component(service = PublicPage.class)
public final class JoinPage implements PublicPage {

    /** A field that people do not see and programs fill in. */
    private static final String TRAP = "website";

    private static final Set<String> ENDS = Set.of("received", "done", "have", "sign-in");

    private final Applications applications;
    private final Organisation organisation;
    private final Doors doors;
    private final Offers offers;

    @Activate
    public JoinPage(
            @Reference Applications applications,
            @Reference Joining joining,
            @Reference Organisation organisation,
            @Reference Doors doors,
            @Reference Clock clock) {
        this.applications = applications;
        this.organisation = organisation;
        this.doors = doors;
        this.offers = new Offers(joining, clock);
    }

    @Override
    public String id() {
        return "join";
    }

    @Override
    public boolean isOpen() {
        return applications.isOpen();
    }

    @Override
    public Reply handle(Guest guest, Request request) {
        String path = request.path();
        if (path.isEmpty()) {
            return request.post()
                    ? new Reply.NotFound()
                    : new Reply.Show(
                            new View("list.peb", Map.of("offers", offers.of(contactId(guest), guest.language()))));
        }
        if (ENDS.contains(path)) {
            return request.post() ? new Reply.NotFound() : end(path);
        }
        if (path.equals("code")) {
            return request.post() ? code(request) : new Reply.Redirect("", null);
        }
        return offered(path)
                .map(category -> request.post() ? apply(guest, category, request) : form(guest, category, null))
                .orElseGet(Reply.NotFound::new);
    }

    private Optional<Category> offered(String id) {
        return applications.categories().stream()
                .filter(category -> category.id().equals(id))
                .findFirst();
    }

    private static String contactId(Guest guest) {
        return guest.member() == null ? null : guest.member().contactId();
    }

    private static Reply end(String path) {
        return new Reply.Show(
                new View("end.peb", Map.of("heading", path + ".title", "told", path + ".text", "path", path)));
    }

    /** @param filled null for an empty one */
    private Reply form(Guest guest, Category category, JoinForm filled) {
        Profile profile = organisation.profile();
        FirstPayment payment = offers.payment(contactId(guest), guest.language(), category);
        Map<String, Object> model = new HashMap<>();
        model.put("headingArguments", List.of(category.name()));
        model.put("category", category.id());
        model.put("lines", payment.lines());
        model.put("total", payment.total());
        model.put("until", payment.until());
        model.put("free", payment.total().equals(Ore.ZERO));
        model.put("way", "way." + JoiningWay.of(profile));
        model.put("terms", List.of(profile.terms().strip().split("\\R")));
        model.put("termsHash", applications.termsHash());
        model.put("form", filled == null ? Map.of() : filled.typed());
        model.put("errors", filled == null ? Map.of() : filled.errors());
        model.put("member", guest.member() != null);
        return new Reply.Show(filled == null || filled.errors().isEmpty() ? 200 : 422, new View("form.peb", model));
    }

    private Reply apply(Guest guest, Category category, Request request) {
        Map<String, String> fields = request.parameters();
        if (guest.member() != null) {
            return applyAsMember(guest, category, fields);
        }
        if (!fields.getOrDefault(TRAP, "").isEmpty()) {
            return askForCode(applications.pretend(), false);
        }
        JoinForm form = new JoinForm(fields);
        if (!form.errors().isEmpty()) {
            return form(guest, category, form);
        }
        try {
            return askForCode(
                    applications.begin(
                            category.id(), form.person(), readTerms(fields), guest.language(), guest.clientAddress()),
                    false);
        } catch (Problem wrong) {
            if (form.note(wrong)) {
                return form(guest, category, form);
            }
            throw wrong;
        }
    }

    private static String readTerms(Map<String, String> fields) {
        return fields.getOrDefault("termsHash", "");
    }

    private Reply applyAsMember(Guest guest, Category category, Map<String, String> fields) {
        JoinForm form = JoinForm.ofMember(fields);
        if (!form.errors().isEmpty()) {
            return form(guest, category, form);
        }
        try {
            return went(
                    applications.beginAsMember(guest.member(), category.id(), readTerms(fields), guest.language()),
                    null);
        } catch (Problem wrong) {
            if (form.note(wrong)) {
                return form(guest, category, form);
            }
            throw wrong;
        }
    }

    private static Reply askForCode(Begun begun, boolean wrong) {
        Map<String, Object> model = new HashMap<>();
        model.put("application", begun.applicationId());
        model.put("challenge", begun.challenge());
        model.put("errors", wrong ? Map.of("code", "code.wrong") : Map.of());
        return new Reply.Show(wrong ? 422 : 200, new View("code.peb", model));
    }

    private Reply code(Request request) {
        Map<String, String> fields = request.parameters();
        Begun begun = new Begun(fields.getOrDefault("application", ""), fields.getOrDefault("challenge", ""));
        String code = fields.getOrDefault("code", "").replaceAll("[\\s-]", "");
        return went(applications.confirm(begun.applicationId(), begun.challenge(), code), begun);
    }

    /** @param begun null when no code was asked for */
    private Reply went(Outcome outcome, Begun begun) {
        if (outcome instanceof Outcome.WrongCode) {
            return askForCode(begun, true);
        }
        if (outcome instanceof Outcome.SignIn) {
            return new Reply.Redirect("sign-in", null);
        }
        if (outcome instanceof Outcome.HasIt) {
            return new Reply.Redirect("have", null);
        }
        if (outcome instanceof Outcome.Done done) {
            Optional<String> pay =
                    done.invoiceId() == null ? Optional.empty() : doors.web().path(done.invoiceId());
            return pay.<Reply>map(Reply.Elsewhere::new).orElseGet(() -> new Reply.Redirect("done", null));
        }
        return new Reply.Redirect("received", null);
    }
}
