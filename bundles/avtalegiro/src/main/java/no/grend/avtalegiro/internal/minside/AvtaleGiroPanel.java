package no.grend.avtalegiro.internal.minside;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import no.grend.avtalegiro.internal.Mandates;
import no.grend.avtalegiro.internal.NoticeChoices;
import no.grend.avtalegiro.internal.Signings;
import no.grend.avtalegiro.internal.store.Mandate;
import no.grend.identity.Actor;
import no.grend.kernel.AccountNumber;
import no.grend.kernel.Asked;
import no.grend.kernel.Problem;
import no.grend.ledger.Ledger;
import no.grend.member.Contact;
import no.grend.member.Members;
import no.grend.message.Message.Channel;
import no.grend.minside.Panel;
import no.grend.minside.Reply;
import no.grend.minside.Request;
import no.grend.minside.View;
import no.grend.minside.Visit;
import no.grend.organisation.Organisation;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * «AvtaleGiro»: the member's own reference to give to the bank (S4-08, S4-09), and where the mandate stands. It can be
 * changed and ended in the bank only, and the panel says so (S4-13).
 */
@Component(service = Panel.class)
public final class AvtaleGiroPanel implements Panel {

    private static final int ORDER = 20;

    private final Members members;
    private final Ledger ledger;
    private final Organisation organisation;
    private final Mandates mandates;
    private final NoticeChoices choices;
    private final LimitDesk limits;

    @Activate
    public AvtaleGiroPanel(
            @Reference Members members,
            @Reference Ledger ledger,
            @Reference Organisation organisation,
            @Reference Mandates mandates,
            @Reference NoticeChoices choices,
            @Reference Signings signings) {
        this.members = members;
        this.ledger = ledger;
        this.organisation = organisation;
        this.mandates = mandates;
        this.choices = choices;
        this.limits = new LimitDesk(signings);
    }

    @Override
    public String id() {
        return "avtalegiro";
    }

    @Override
    public Slot slot() {
        return Slot.FINANCE;
    }

    @Override
    public int order() {
        return ORDER;
    }

    @Override
    public Optional<View> summary(Visit visit) {
        return self(visit.member()).map(contact -> new View("summary.peb", model(visit.member(), contact)));
    }

    @Override
    public Reply handle(Visit visit, Request request) {
        boolean known = request.post()
                ? request.path().equals("notice") || LimitDesk.knows(request.path())
                : request.path().isEmpty();
        return known
                ? self(visit.member())
                        .map(contact -> answer(visit.member(), contact, request))
                        .orElseGet(Reply.NotFound::new)
                : new Reply.NotFound();
    }

    private Reply answer(Actor member, Contact contact, Request request) {
        if (!request.post()) {
            return new Reply.Show(page(member, contact, Map.of()));
        }
        if (request.path().equals("notice")) {
            return choose(member, contact, request.parameters().get("channel"));
        }
        return limits.act(member, contact.id(), request)
                .<Reply>map(error -> new Reply.Show(422, page(member, contact, Map.of(error.field(), error.text()))))
                .orElseGet(() ->
                        new Reply.Redirect("", "limit.saved." + request.path().replace('/', '.')));
    }

    /** The member consents to electronic notice, or takes the consent back. */
    private Reply choose(Actor member, Contact contact, String wanted) {
        try {
            Channel channel =
                    Asked.given("channel", Asked.oneOf(Channel.class, "channel", wanted), "choose one of them");
            choices.choose(member, contact, channel);
            return new Reply.Redirect("", "choice.saved");
        } catch (Problem problem) {
            String key = problem.code().endsWith("_MISSING") && !problem.code().equals("FIELD_MISSING")
                    ? "choice." + problem.code()
                    : "choice.UNKNOWN";
            return new Reply.Show(422, page(member, contact, Map.of("channel", key)));
        }
    }

    private View page(Actor member, Contact contact, Map<String, String> errors) {
        Map<String, Object> model = model(member, contact);
        Map<String, String> channels = new LinkedHashMap<>();
        channels.put(Channel.LETTER.name(), "choice.LETTER");
        channels.put(Channel.EMAIL.name(), "choice.EMAIL");
        channels.put(Channel.SMS.name(), "choice.SMS");
        model.put("channels", channels);
        model.put("channel", choices.channel(member, contact).name());
        model.put("errors", errors);
        limits.show(model, member, contact.id());
        return new View("page.peb", model);
    }

    private Optional<Contact> self(Actor member) {
        return members.contact(member, member.contactId());
    }

    private Map<String, Object> model(Actor member, Contact contact) {
        Organisation.Profile profile = organisation.profile();
        Map<String, Object> model = new HashMap<>();
        model.put("reference", ledger.referenceKid(contact.memberNumber()));
        model.put("account", account(profile.account()));
        model.put("payee", profile.officialName());
        Mandate mandate =
                mandates.mandateOf(member, contact).map(Mandates.Told::mandate).orElse(null);
        model.put("status", status(mandate));
        model.put("meaning", status(mandate) + ".meaning");
        model.put("tone", mandate != null && mandate.active() ? "good" : "calm");
        model.put("active", mandate != null && mandate.active());
        model.put("since", mandate == null ? null : mandate.since());
        model.put("endedOn", mandate == null ? null : mandate.endedOn());
        boolean told = mandate != null && mandate.writtenNotice();
        model.put("notice", told ? "notice.yes" : "notice.no");
        model.put("told", told);
        return model;
    }

    private static String status(Mandate mandate) {
        if (mandate == null) {
            return "status.none";
        }
        return mandate.active() ? "status.active" : "status.ended";
    }

    private static String account(String digits) {
        return AccountNumber.isValid(digits) ? new AccountNumber(digits).formatted() : digits;
    }
}
