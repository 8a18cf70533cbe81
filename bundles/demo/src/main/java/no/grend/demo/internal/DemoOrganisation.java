package no.grend.demo.internal;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import no.grend.demo.DemoPart.Club;
import no.grend.demo.internal.People.Person;
import no.grend.demo.internal.store.Steps;
import no.grend.identity.Actor;
import no.grend.job.Jobs;
import no.grend.kernel.IdempotencyKey;
import no.grend.kernel.Kid;
import no.grend.kernel.Ore;
import no.grend.kernel.Oslo;
import no.grend.kernel.Welcome;
import no.grend.ledger.Invoice;
import no.grend.ledger.InvoiceDraft;
import no.grend.ledger.Ledger;
import no.grend.ledger.Ledger.Issued;
import no.grend.ledger.spi.InvoiceSource;
import no.grend.member.Contact;
import no.grend.member.Joining;
import no.grend.member.Members;
import no.grend.member.Members.CategoryKind;
import no.grend.ocr.BankFileIntake;
import no.grend.organisation.JoiningPolicy;
import no.grend.organisation.Organisation.Profile;
import no.grend.organisation.OrganisationSetup;
import no.grend.schema.Database;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Makes the demo organisation at first start: a club of synthetic members with three years of invoices and payments, some
 * mandates and some trouble. Deterministic, and made through the same doors as any other organisation's data.
 */
@Component(
        service = {Welcome.class, DemoOrganisation.class},
        immediate = true,
        property = "grend.health=excused")
public final class DemoOrganisation implements Welcome {

    private static final Actor ACTOR = Actor.SYSTEM;
    private static final int YEARS = 3;
    private static final long SEED = 7;
    private static final Ore ADULT = Ore.kroner(450);
    private static final Ore YOUTH = Ore.kroner(250);
    private static final int ADULT_AGE = 20;

    /** So many of the people are shown to other modules. */
    private static final int SHOWN = 40;

    /** The last invoices of a year are not paid as they should be. */
    private static final int TROUBLED = 2;

    private final Members members;
    private final Joining joining;
    private final Ledger ledger;
    private final InvoiceSource renewals;
    private final BankFileIntake bankFiles;
    private final OrganisationSetup organisation;
    private final Jobs jobs;
    private final LocalDate today;
    private final String url;
    private final String console;

    /** Makes what is not made yet; a start that was cut short is taken up where it was. */
    @Activate
    public DemoOrganisation(
            BundleContext context,
            @Reference(target = "(module=demo)") Database database,
            @Reference Clock clock,
            @Reference Members members,
            @Reference Joining joining,
            @Reference Ledger ledger,
            @Reference(target = "(kind=RENEWAL)") InvoiceSource renewals,
            @Reference BankFileIntake bankFiles,
            @Reference OrganisationSetup organisation,
            @Reference Jobs jobs) {
        this.members = members;
        this.joining = joining;
        this.ledger = ledger;
        this.renewals = renewals;
        this.bankFiles = bankFiles;
        this.organisation = organisation;
        this.jobs = jobs;
        this.today = Oslo.today(clock);
        String address = context.getProperty("grend.url");
        this.url = address == null ? "http://127.0.0.1:8181/" : address;
        String command = context.getProperty("grend.console");
        this.console = command == null ? "bin/grend console" : command;
        Steps steps = new Steps(database, clock);
        steps.once("organisation", this::introduce);
        steps.once("members", this::enrolAll);
        steps.once("mandates", this::signUp);
        for (int year = today.getYear() - YEARS + 1; year <= today.getYear(); year++) {
            int thisYear = year;
            steps.once("year-" + (today.getYear() - year), () -> liveThrough(thisYear));
        }
        steps.once("reminders", this::remind);
    }

    private void introduce() {
        organisation.change(
                ACTOR,
                old -> new Profile(
                        "Grenda sykkelklubb",
                        "post@grenda-sykkelklubb.example",
                        null,
                        ClubBank.ACCOUNT,
                        ClubBank.CUSTOMER_UNIT,
                        old.kidScheme(),
                        0,
                        false,
                        "Medlemskapet løper til det sies opp. Utmelding gjelder fra neste årsskifte.",
                        true,
                        JoiningPolicy.MEMBER_AT_ONCE));
    }

    private void enrolAll() {
        String adult = members.createCategory(ACTOR, "Voksen", ADULT, "P1Y", CategoryKind.RUNNING, key("adult"));
        String youth = members.createCategory(ACTOR, "Ungdom", YOUTH, "P1Y", CategoryKind.RUNNING, key("youth"));
        String trial =
                members.createCategory(ACTOR, "Prøvemedlem", Ore.kroner(100), "P3M", CategoryKind.CASH, key("trial"));
        List.of(adult, youth, trial).forEach(category -> joining.offer(ACTOR, category, true));
        LocalDate firstInvoiced = LocalDate.of(today.getYear() - YEARS + 1, 1, 1);
        int number = 0;
        for (Person person : new People(today).all()) {
            Contact contact = members.register(ACTOR, person.contact(), key("contact-" + number));
            boolean grown = isGrown(person);
            LocalDate paidUntil = person.joined().isBefore(firstInvoiced) ? firstInvoiced.minusDays(1) : null;
            members.enrol(
                    ACTOR,
                    contact.id(),
                    grown ? adult : youth,
                    person.joined(),
                    paidUntil,
                    key("membership-" + number));
            number++;
        }
    }

    /** Every fourth member has AvtaleGiro; one mandate carries a KID that nobody has. */
    private void signUp() {
        ClubBank bank = new ClubBank(1, LocalDate.of(today.getYear() - YEARS + 1, 1, 4));
        int first = numberOfFirst();
        for (int i = 0; i < 300; i += 4) {
            bank.signedUp(ledger.referenceKid(first + i), i % 8 == 0);
        }
        bank.signedUp(ledger.referenceKid(7_654_321), true);
        bankFiles.takeIn(ACTOR, "OCR.demo-1", bank.file());
    }

    private int numberOfFirst() {
        return members.register(ACTOR, new People(today).all().get(0).contact(), key("contact-0"))
                .memberNumber();
    }

    /** A year's renewal and what the bank reported of it. */
    private void liveThrough(int year) {
        LocalDate due = LocalDate.of(year, 1, 20);
        List<InvoiceDraft> drafts = new ArrayList<>();
        renewals.due(due, draft -> drafts.add(draft.takenOver(due.minusDays(40))), skipped -> {});
        List<Issued> issued = ledger.issueAll(ACTOR, "demo-" + year, drafts);
        renewals.invoiced(drafts.stream().map(InvoiceDraft::sourceKey).toList());
        ClubBank bank = new ClubBank(year, due);
        SplittableRandom luck = new SplittableRandom(SEED + year);
        int unpaidOfHundred = year == today.getYear() ? 12 : 2;
        for (Issued one : issued.subList(0, issued.size() - TROUBLED)) {
            Invoice invoice = one.invoice();
            if (luck.nextInt(100) >= unpaidOfHundred) {
                bank.paid(invoice.kid(), invoice.amount(), luck.nextInt(4) == 0);
            }
        }
        if (year == today.getYear()) {
            trouble(bank, issued);
        }
        bankFiles.takeIn(ACTOR, "OCR.demo-" + year, bank.file());
    }

    /**
     * Reminds of what is left from earlier years, as a dunning run would; this year's is for staff to try. Asked for as a
     * job, so that it waits for dunning where that is off, and the start does not wait for it.
     */
    private void remind() {
        Map<String, String> run = Map.of(
                "asOf", today.toString(),
                "dueUntil", LocalDate.of(today.getYear() - 1, 12, 31).toString(),
                "dryRun", "false");
        jobs.submit(ACTOR, "dunning-run", run, key("reminders"));
    }

    /** One KID that nobody has, one mistyped, one invoice paid twice, one paid in part. */
    private static void trouble(ClubBank bank, List<Issued> issued) {
        bank.paid(Kid.generate("05099000010000001", Kid.Algorithm.MOD10).value(), ADULT, false);
        Invoice mistyped = issued.get(issued.size() - TROUBLED).invoice();
        bank.paid(twoDigitsChangedRound(mistyped.kid()), mistyped.amount(), false);
        Invoice twice = issued.get(issued.size() / 2).invoice();
        bank.paid(twice.kid(), twice.amount(), false);
        Invoice part = issued.get(issued.size() - 1).invoice();
        bank.paid(part.kid(), Ore.kroner(100), false);
    }

    /** The commonest slip of all; from the right, the first that makes the KID wrong. */
    private static String twoDigitsChangedRound(String kid) {
        for (int i = kid.length() - 1; i > 0; i--) {
            String slip = kid.substring(0, i - 1) + kid.charAt(i) + kid.charAt(i - 1) + kid.substring(i + 1);
            if (!Kid.isValid(slip)) {
                return slip;
            }
        }
        throw new IllegalStateException("No two digits of a KID can be changed round without its being noticed");
    }

    /** The club as modules see it that bring something of their own. */
    Club club() {
        List<Person> all = new People(today).all();
        List<String> ids = new ArrayList<>();
        for (int number = 0; ids.size() < SHOWN; number++) {
            if (isGrown(all.get(number))) {
                ids.add(members.register(ACTOR, all.get(number).contact(), key("contact-" + number))
                        .id());
            }
        }
        return new Club(today, ids);
    }

    private boolean isGrown(Person person) {
        return today.getYear() - person.contact().birthDate().getYear() >= ADULT_AGE;
    }

    private static IdempotencyKey key(String name) {
        return IdempotencyKey.of("demo-" + name, name);
    }

    @Override
    public String text() {
        Map<String, String> words =
                Map.of("url", url, "member", People.EXAMPLE_EMAIL, "shared", People.SHARED_EMAIL, "console", console);
        return words.entrySet().stream()
                .reduce("""

                This is «Grenda sykkelklubb», a demo organisation of 300 invented people. Nothing leaves this machine.

                  Members    {url}min-side/
                             Sign in as {member}; staff read the code: GET /api/admin/messages?to={member}
                  Staff      {url}api/admin/docs/   user admin, password as printed at first start or in GREND_ADMIN_PASSWORD
                  Operators  {console}   then grend:status

                Three things to try (docs/start.md has them word for word):
                  1. Run next year's renewal and download the AvtaleGiro claim file.
                  2. Find the owners of the payments that no KID explains: GET /api/admin/bank-file-lines?status=UNMATCHED
                  3. Take AvtaleGiro away and give it back: grend:module-disable grend-avtalegiro
                """, (text, word) -> text.replace("{" + word.getKey() + "}", word.getValue()), (a, b) -> a);
    }
}
