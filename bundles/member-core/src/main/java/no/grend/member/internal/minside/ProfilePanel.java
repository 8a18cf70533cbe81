package no.grend.member.internal.minside;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import no.grend.identity.AddressCodes;
import no.grend.identity.AddressCodes.Channel;
import no.grend.kernel.Problem;
import no.grend.member.Contact;
import no.grend.member.Contact.ContactKind;
import no.grend.member.internal.EmailAddress;
import no.grend.member.internal.MemberCore;
import no.grend.member.internal.MobileNumber;
import no.grend.member.internal.store.StoredContact;
import no.grend.minside.Panel;
import no.grend.minside.Reply;
import no.grend.minside.Request;
import no.grend.minside.View;
import no.grend.minside.Visit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * «Profil»: the member sees and changes what is registered about the own contact (S0-02, S0-04, S0-05). E-mail and mobile
 * change only by a code that was sent to the new one.
 */
@Component(service = Panel.class)
public final class ProfilePanel implements Panel {

    private static final Map<String, String> LANGUAGES = languages();

    private final MemberCore core;
    private final AddressCodes codes;

    @Activate
    public ProfilePanel(@Reference MemberCore core, @Reference AddressCodes codes) {
        this.core = core;
        this.codes = codes;
    }

    private static Map<String, String> languages() {
        Map<String, String> languages = new java.util.LinkedHashMap<>();
        languages.put("nb", "Norsk bokmål");
        languages.put("nn", "Norsk nynorsk");
        languages.put("en", "English");
        return languages;
    }

    @Override
    public String id() {
        return "profile";
    }

    @Override
    public Slot slot() {
        return Slot.PROFILE;
    }

    @Override
    public int order() {
        return 10;
    }

    @Override
    public Optional<View> summary(Visit visit) {
        return Optional.of(new View("summary.peb", Map.of("contact", own(visit).contact())));
    }

    @Override
    public Reply handle(Visit visit, Request request) {
        return switch (request.path()) {
            case "" -> request.post() ? new Reply.NotFound() : show(visit);
            case "edit" -> request.post() ? save(visit, request) : edit(visit);
            case "email" ->
                request.post() ? sendCode(visit, request, Channel.EMAIL) : ask(200, Channel.EMAIL, "", Map.of());
            case "mobile" ->
                request.post() ? sendCode(visit, request, Channel.SMS) : ask(200, Channel.SMS, "", Map.of());
            case "code" -> request.post() ? prove(visit, request) : new Reply.NotFound();
            case "number" -> request.post() ? addNumber(visit, request) : number(200, visit, Map.of());
            default -> new Reply.NotFound();
        };
    }

    private StoredContact own(Visit visit) {
        return core.contacts().required(visit.member(), visit.member().contactId());
    }

    private Reply show(Visit visit) {
        StoredContact stored = own(visit);
        Map<String, Object> model = new HashMap<>();
        model.put("contact", stored.contact());
        model.put("person", stored.contact().kind() == ContactKind.PERSON);
        model.put("languageName", LANGUAGES.get(stored.contact().language()));
        model.put("number", core.numberClaims().shown(visit.member(), stored).orElse(null));
        return new Reply.Show(new View("profile.peb", model));
    }

    private Reply edit(Visit visit) {
        StoredContact stored = own(visit);
        return form(200, stored.contact(), ProfileForm.of(stored.contact()), stored.version(), Map.of());
    }

    private Reply form(int status, Contact contact, ProfileForm form, int version, Map<String, String> errors) {
        return new Reply.Show(
                status,
                new View(
                        "edit.peb",
                        Map.of(
                                "form", form,
                                "person", contact.kind() == ContactKind.PERSON,
                                "version", Integer.toString(version),
                                "languages", LANGUAGES,
                                "errors", errors)));
    }

    private Reply save(Visit visit, Request request) {
        StoredContact stored = own(visit);
        ProfileForm form = ProfileForm.of(request.parameters());
        if (!Integer.toString(stored.version()).equals(request.parameters().get("version"))) {
            return form(
                    422,
                    stored.contact(),
                    form,
                    stored.version(),
                    Map.of(stored.contact().kind() == ContactKind.PERSON ? "givenName" : "name", "error.STALE"));
        }
        try {
            core.contacts().change(visit.member(), stored.contact().id(), stored.version(), form);
            return new Reply.Redirect("", "saved");
        } catch (Problem problem) {
            Map<String, String> errors = ProfileForm.errors(problem);
            if (errors.isEmpty()) {
                throw problem;
            }
            return form(422, stored.contact(), form, stored.version(), errors);
        }
    }

    private static Reply ask(int status, Channel channel, String value, Map<String, String> errors) {
        return new Reply.Show(
                status,
                new View(
                        "address.peb",
                        Map.of(
                                "heading",
                                channel == Channel.EMAIL ? "email.title" : "mobile.title",
                                "channel",
                                channel == Channel.EMAIL ? "email" : "mobile",
                                "value",
                                value,
                                "errors",
                                errors)));
    }

    private Reply sendCode(Visit visit, Request request, Channel channel) {
        String field = channel == Channel.EMAIL ? "email" : "mobile";
        String value = request.parameters().getOrDefault(field, "");
        Optional<String> address = channel == Channel.EMAIL
                ? EmailAddress.parse(value).map(EmailAddress::original)
                : MobileNumber.parse(value).map(MobileNumber::e164);
        if (address.isEmpty()) {
            String key = channel == Channel.EMAIL ? "error.EMAIL_INVALID" : "error.MOBILE_INVALID";
            return ask(422, channel, value, Map.of(field, key));
        }
        try {
            return askCode(200, codes.send(visit.member(), channel, address.get(), visit.language()), Map.of());
        } catch (Problem problem) {
            if (problem.kind() != Problem.Kind.TOO_MANY) {
                throw problem;
            }
            return ask(422, channel, value, Map.of(field, "error.TOO_MANY"));
        }
    }

    private static Reply askCode(int status, String challenge, Map<String, String> errors) {
        return new Reply.Show(status, new View("code.peb", Map.of("challenge", challenge, "errors", errors)));
    }

    private Reply prove(Visit visit, Request request) {
        String challenge = request.parameters().getOrDefault("challenge", "");
        String code = request.parameters().getOrDefault("code", "").replaceAll("\\s", "");
        Optional<AddressCodes.Proven> proven = codes.prove(visit.member(), challenge, code);
        if (proven.isEmpty()) {
            return askCode(422, challenge, Map.of("code", "error.CODE_WRONG"));
        }
        StoredContact stored = own(visit);
        core.contacts()
                .change(visit.member(), stored.contact().id(), stored.version(), new ProvenAddress(proven.get()));
        return new Reply.Redirect("", proven.get().channel() == Channel.EMAIL ? "email.saved" : "mobile.saved", true);
    }

    private Reply number(int status, Visit visit, Map<String, String> errors) {
        StoredContact stored = own(visit);
        boolean person = stored.contact().kind() == ContactKind.PERSON;
        boolean present = core.numberClaims().shown(visit.member(), stored).isPresent();
        return present && errors.isEmpty()
                ? new Reply.NotFound()
                : new Reply.Show(
                        status,
                        new View(
                                "number.peb",
                                Map.of(
                                        "heading", person ? "number.person" : "number.organisation",
                                        "person", person,
                                        "errors", errors)));
    }

    /** The number is never shown again in full, not even when it is wrong (P16). */
    private Reply addNumber(Visit visit, Request request) {
        String text = request.parameters().getOrDefault("number", "").toLowerCase(Locale.ROOT);
        try {
            core.numberClaims().add(visit.member(), visit.member().contactId(), text);
            return new Reply.Redirect("", "number.saved");
        } catch (Problem problem) {
            return number(422, visit, Map.of("number", "error." + problem.code()));
        }
    }
}
