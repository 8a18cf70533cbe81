package no.grend.avtalegiro.internal;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import no.grend.audit.Audit;
import no.grend.avtalegiro.internal.store.ClaimTextStore;
import no.grend.avtalegiro.internal.store.ClaimTextStore.Version;
import no.grend.identity.Actor;
import no.grend.identity.Permission;
import no.grend.kernel.ETag;
import no.grend.kernel.Ore;
import no.grend.kernel.Oslo;
import no.grend.kernel.Problem;
import no.grend.ledger.Invoice;
import no.grend.ledger.Ledger;
import no.grend.nets.Claim;
import no.grend.organisation.Organisation;
import no.grend.schema.Database;
import org.jdbi.v3.core.Handle;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * What the bank's notice tells the payers («spesifikasjonstekst», S4-20), worded by the organisation. Files that are made
 * keep the text that they were made with. Safe between threads.
 */
@Component(service = ClaimTexts.class)
public final class ClaimTexts {

    /** What a template may take of the rows for itself, so that some are left for the invoice's lines. */
    private static final int MOST_OWN_ROWS = Claim.MOST_LINES / 2;

    private static final ClaimTextStore STORE = new ClaimTextStore();

    private final Database db;
    private final Clock clock;
    private final Ledger ledger;
    private final Organisation organisation;
    private final Audit audit;

    /** @param files not asked, but it goes with its licence, and so does this */
    @Activate
    public ClaimTexts(
            @Reference(target = "(module=avtalegiro)") Database db,
            @Reference Clock clock,
            @Reference Ledger ledger,
            @Reference Organisation organisation,
            @Reference Audit audit,
            @Reference BankFiles files) {
        this(db, clock, ledger, organisation, audit);
    }

    ClaimTexts(Database db, Clock clock, Ledger ledger, Organisation organisation, Audit audit) {
        this.db = db;
        this.clock = clock;
        this.ledger = ledger;
        this.organisation = organisation;
        this.audit = audit;
    }

    /** The template that a file being made shall use. */
    static ClaimTemplate inForce(Handle tx) {
        return STORE.latest(tx)
                .map(Version::template)
                .filter(template -> !template.isEmpty())
                .map(ClaimTemplate::parse)
                .orElse(ClaimTemplate.BUILT_IN);
    }

    /**
     * The text in force.
     *
     * @param builtIn whether it is the one that Grend comes with
     * @param version how often it has been changed
     */
    public record Text(String template, boolean builtIn, int version) {}

    public Text text(Actor actor) {
        actor.require(Permission.BANK_READ);
        return db.read(ClaimTexts::text);
    }

    private static Text text(Handle tx) {
        int version = STORE.latest(tx).map(Version::version).orElse(0);
        ClaimTemplate template = inForce(tx);
        return new Text(template.source(), template.equals(ClaimTemplate.BUILT_IN), version);
    }

    /** Changes the text from now on. @param template null for the built-in one @param seen the version that was changed */
    public Text change(Actor actor, String template, ETag seen) {
        actor.require(Permission.BANK_WRITE);
        if (template != null) {
            requireFits(ClaimTemplate.parse(template));
        }
        return db.inTransaction(tx -> {
            Text before = text(tx);
            seen.requireCurrent(before.version());
            String wanted = template == null ? "" : template;
            STORE.insert(tx, new Version(before.version() + 1, wanted, actor.id(), clock.instant()));
            audit.record(
                    tx,
                    new Audit.Entry(
                            actor.id(),
                            "CLAIM_TEXT_CHANGED",
                            "claim-text",
                            "version " + before.version(),
                            "version " + (before.version() + 1),
                            template == null ? "back to the built-in text" : null));
            return text(tx);
        });
    }

    /** A template that takes most rows for itself would leave the invoices' lines out. */
    private void requireFits(ClaimTemplate template) {
        int own = template.notice(sample(List.of(new Invoice.Line("", Ore.ZERO))), Ore.kroner(1), payee())
                .rows()
                .size();
        if (own > MOST_OWN_ROWS) {
            throw Problem.rule(
                    "/template",
                    "TEMPLATE_TOO_LONG",
                    "The template takes " + own + " rows of the " + Claim.MOST_LINES
                            + " that the bank takes, when words"
                            + " are wrapped at 40 characters. It may take at most " + MOST_OWN_ROWS
                            + ", so that the invoices' lines have room.");
        }
    }

    /**
     * A notice as the bank would get it.
     *
     * @param rows at most 42 of at most 80 characters
     * @param complete false when some of the invoice's lines had no room and are counted instead
     */
    public record Preview(List<String> rows, boolean complete) {}

    /**
     * Shows what a payer would be told. Changes nothing.
     *
     * @param template null for the one in force
     * @param invoiceId null for a made-up invoice
     */
    public Preview preview(Actor actor, String template, String invoiceId) {
        actor.require(Permission.BANK_READ);
        ClaimTemplate wanted = template == null ? db.read(ClaimTexts::inForce) : ClaimTemplate.parse(template);
        if (template != null) {
            requireFits(wanted);
        }
        Invoice invoice = invoiceId == null
                ? sample(sampleLines())
                : ledger.invoice(actor, invoiceId).orElseThrow(() -> Problem.notFound("There is no such invoice."));
        ClaimTemplate.Notice notice = wanted.notice(invoice, invoice.open(), payee());
        return new Preview(notice.rows(), notice.complete());
    }

    private String payee() {
        return organisation.profile().officialName();
    }

    private List<Invoice.Line> sampleLines() {
        int year = Oslo.today(clock).getYear() + 1;
        return List.of(
                new Invoice.Line("Medlemskontingent Voksen 01.01." + year + "–31.12." + year, Ore.kroner(450)),
                new Invoice.Line("Familierabatt", Ore.kroner(-50)));
    }

    private Invoice sample(List<Invoice.Line> lines) {
        LocalDate today = Oslo.today(clock);
        return Invoice.builder("sample")
                .numbered("F", 9_999_999, ledger.referenceKid(1))
                .to("sample", 1, "Kari Nordmann")
                .issuedOn(today)
                .dueOn(today.plusDays(30))
                .lines(lines)
                .build();
    }
}
