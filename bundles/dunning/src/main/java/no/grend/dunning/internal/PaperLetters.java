package no.grend.dunning.internal;

import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import no.grend.dunning.internal.store.Step;
import no.grend.identity.Actor;
import no.grend.invoicepdf.Letter;
import no.grend.invoicepdf.Letters;
import no.grend.invoicepdf.Pdf;
import no.grend.kernel.Problem;
import no.grend.ledger.Invoice;
import no.grend.ledger.Ledger;
import no.grend.licence.Licence;
import no.grend.member.Contact;
import no.grend.member.Contact.Address;
import no.grend.member.Members;
import no.grend.organisation.Organisation;
import no.grend.organisation.Organisation.Profile;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Letters as they are printed: as text always, as PDF while the module that sets letters is there. Safe between threads. */
@Component(service = PaperLetters.class)
public final class PaperLetters {

    private static final String HOME = "NO";
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd.MM.yyyy");

    private final PrintQueue queue;
    private final Ledger ledger;
    private final Members members;
    private final Organisation organisation;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile Letters press;

    @Activate
    public PaperLetters(
            @Reference PrintQueue queue,
            @Reference Ledger ledger,
            @Reference Members members,
            @Reference Organisation organisation,
            @Reference(target = "(feature=grend-dunning)") Licence licence) {
        this.queue = queue;
        this.ledger = ledger;
        this.members = members;
        this.organisation = organisation;
    }

    /** For tests. */
    PaperLetters(PrintQueue queue, Ledger ledger, Members members, Organisation organisation, Letters press) {
        this(queue, ledger, members, organisation, (Licence) null);
        this.press = press;
    }

    /** What a letter says. @param to name and address, a line each */
    public record Sheet(String id, List<String> to, String subject, String body) {}

    /** As text. */
    public Sheet sheet(Actor actor, String id) {
        Made made = made(actor, id);
        List<String> to = new ArrayList<>(List.of(made.invoice().payerName()));
        to.addAll(made.address());
        return new Sheet(id, to, made.text().subject(), made.text().body(LetterText.payee(made.profile()), null));
    }

    /** For print; refused while no module is there that can set it. */
    public Pdf pdf(Actor actor, String id) {
        Letters now = press;
        Made made = made(actor, id);
        if (now == null) {
            throw Problem.unavailable(
                    "PDF_MISSING",
                    "The module that makes PDF is not running. Take the letter's text, or try again later.");
        }
        String name = LetterText.text(
                made.step().language(), "file", Long.toString(made.invoice().number()));
        return new Pdf(name, id, now.pdf(made.letter()));
    }

    private Made made(Actor actor, String id) {
        Step step = queue.letter(actor, id);
        Invoice invoice = ledger.invoice(actor, step.invoiceId())
                .orElseThrow(() -> Problem.notFound("The invoice of this letter is gone."));
        Profile profile = organisation.profile();
        List<String> address = members.contact(actor, step.contactId())
                .map(Contact::address)
                .map(PaperLetters::lines)
                .orElse(List.of());
        return new Made(step, invoice, profile, address, LetterText.of(step, invoice, profile));
    }

    private static List<String> lines(Address address) {
        List<String> lines = new ArrayList<>();
        if (address.street() != null) {
            address.street().lines().forEach(lines::add);
        }
        lines.add((text(address.postalCode()) + " " + text(address.city())).strip());
        if (address.country() != null && !address.country().equals(HOME)) {
            lines.add(new Locale("", address.country()).getDisplayCountry(Locale.ENGLISH));
        }
        return lines;
    }

    private static String text(String value) {
        return value == null ? "" : value;
    }

    /** A letter with all that stands on it. */
    private record Made(Step step, Invoice invoice, Profile profile, List<String> address, LetterText text) {

        Letter letter() {
            int rows = text.rows().size() - 1;
            return new Letter(
                    "dunning:" + step.id(),
                    text.subject(),
                    Locale.forLanguageTag(step.language()),
                    step.begunOn(),
                    new Letter.Sender(LetterText.payee(profile), profile.organisationNumber(), profile.email()),
                    new Letter.Recipient(invoice.payerName(), address),
                    List.of(
                            fact("pdf.number", Long.toString(invoice.number())),
                            fact("pdf.due", DAY.format(invoice.dueDate())),
                            fact("pdf.deadline", DAY.format(step.deadline()))),
                    text.opening(),
                    text.rows().subList(0, rows).stream()
                            .map(row -> new Letter.Line(row.text(), row.amount()))
                            .toList(),
                    text.total(),
                    new Letter.Payment.ToPay(profile.account(), invoice.kid(), step.total(), step.deadline()),
                    // Without its first paragraph, which says what the payment box says.
                    text.closing().subList(1, text.closing().size()),
                    null);
        }

        private Letter.Fact fact(String key, String value) {
            return new Letter.Fact(LetterText.text(step.language(), key), value);
        }
    }
}
