package no.grend.avtalegiro.internal;

import java.util.List;
import no.grend.identity.Actor;
import no.grend.identity.Permission;
import no.grend.ledger.Ledger;
import no.grend.licence.Licence;
import no.grend.member.Contact;
import no.grend.member.ContactReports;
import no.grend.member.ContactReports.Table;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The members' AvtaleGiro references («referanser», S4-08, S4-10): KIDs with zeros for the invoice. Safe between threads. */
@Component(service = References.class)
public final class References {

    private static final List<String> HEADERS = List.of("Medlemsnummer", "Navn", "Referanse");

    private final Ledger ledger;
    private final ContactReports reports;

    @Activate
    public References(
            @Reference Ledger ledger,
            @Reference ContactReports reports,
            @Reference(target = "(feature=grend-avtalegiro)") Licence licence) {
        this.ledger = ledger;
        this.reports = reports;
    }

    /** Every member's number, name and reference. @param purpose in the person's words; may be null */
    public Table export(Actor actor, String purpose) {
        actor.require(Permission.BANK_READ);
        return reports.csv(actor, "avtalegiro-references", purpose, HEADERS, this::row);
    }

    private List<String> row(Contact contact) {
        return List.of(
                Integer.toString(contact.memberNumber()),
                contact.name() == null ? "" : contact.name(),
                ledger.referenceKid(contact.memberNumber()));
    }
}
