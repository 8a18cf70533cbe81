package no.grend.avtalegiro.internal.minside;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import no.grend.avtalegiro.internal.Mandates;
import no.grend.avtalegiro.internal.store.Mandate;
import no.grend.identity.Actor;
import no.grend.kernel.AccountNumber;
import no.grend.ledger.Ledger;
import no.grend.member.Contact;
import no.grend.member.Members;
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

    @Activate
    public AvtaleGiroPanel(
            @Reference Members members,
            @Reference Ledger ledger,
            @Reference Organisation organisation,
            @Reference Mandates mandates) {
        this.members = members;
        this.ledger = ledger;
        this.organisation = organisation;
        this.mandates = mandates;
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
        return self(visit.member()).map(contact -> view("summary.peb", visit.member(), contact));
    }

    @Override
    public Reply handle(Visit visit, Request request) {
        if (request.post() || !request.path().isEmpty()) {
            return new Reply.NotFound();
        }
        return self(visit.member())
                .<Reply>map(contact -> new Reply.Show(view("page.peb", visit.member(), contact)))
                .orElseGet(Reply.NotFound::new);
    }

    private Optional<Contact> self(Actor member) {
        return members.contact(member, member.contactId());
    }

    private View view(String template, Actor member, Contact contact) {
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
        model.put("notice", mandate != null && mandate.writtenNotice() ? "notice.yes" : "notice.no");
        return new View(template, model);
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
