package no.grend.agreement.internal.standing;

import java.lang.reflect.Proxy;
import java.net.URI;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import no.grend.agreement.Consent;
import no.grend.agreement.Consents;
import no.grend.agreement.DebitDay;
import no.grend.agreement.NewConsent;
import no.grend.agreement.NewStandingAgreement;
import no.grend.agreement.Payment;
import no.grend.agreement.Payments;
import no.grend.agreement.StandingAgreement;
import no.grend.agreement.StandingAgreement.CollectedBy;
import no.grend.agreement.StandingAgreement.Every;
import no.grend.agreement.StandingAgreement.Purpose;
import no.grend.agreement.StandingAgreements.Act;
import no.grend.avtalegiro.MandateSignings;
import no.grend.identity.Actor;
import no.grend.identity.Role;
import no.grend.kernel.IdempotencyKey;
import no.grend.kernel.Ore;
import no.grend.kernel.Oslo;
import no.grend.ledger.Invoice;
import no.grend.ledger.InvoiceDraft;
import no.grend.ledger.Ledger;
import no.grend.ledger.spi.InvoiceSource.Skipped;
import no.grend.member.Contact;
import no.grend.member.Members;
import no.grend.schema.Database;
import no.grend.testkit.MutableClock;
import no.grend.testkit.RecordingAudit;
import no.grend.testkit.TestDatabase;

/** Standing agreements on a fresh database, with a ledger and a register in memory. */
public final class StandingHouse {

    public static final Actor STAFF = new Actor("staff:1", "Kassereren", Set.of(Role.TREASURER), null);
    public static final Actor KARI = Actor.member("contact-1", "Kari Prøve");
    public static final Actor OLA = Actor.member("contact-2", "Ola Prøve");

    /** Invoices 14 days before, AvtaleGiro told of by the banks, a week to send the file. */
    static final Lead LEAD = new Lead(14, true, 7);

    public final MutableClock clock = MutableClock.noonOf("2026-11-26");
    final RecordingAudit audit = new RecordingAudit();
    final Map<String, Invoice> invoices = new LinkedHashMap<>();
    final List<InvoiceDraft> drafts = new ArrayList<>();
    final Database db;
    final StandingBook book;
    final StandingSource source;
    public final StandingService agreements;
    final StandingChecks checks;

    public StandingHouse(TestDatabase fresh) {
        this(fresh, "*=see,change,end", "");
    }

    public StandingHouse(TestDatabase fresh, String members, String limits) {
        this.db = fresh.database("agreement", StandingHouse.class);
        this.book = new StandingBook(db, clock, audit, new StandingSettings(members, limits, LEAD));
        this.source = new StandingSource(book, register());
        this.agreements = new StandingService(book, register(), ledger(), consents(), mandates());
        this.checks = new StandingChecks(book, ledger());
    }

    Ledger ledger() {
        return fake(Ledger.class, (method, arguments) -> switch (method) {
            case "invoiceFor" -> Optional.ofNullable(invoices.get((String) arguments[1]));
            default -> throw new UnsupportedOperationException(method);
        });
    }

    /** What a test says of every mandate. */
    MandateSignings.MandateStanding mandate = new MandateSignings.MandateStanding(true, Ore.kroner(1_000), null, null);

    private MandateSignings mandates() {
        return fake(MandateSignings.class, (method, arguments) -> switch (method) {
            case "standing" -> mandate;
            default -> throw new UnsupportedOperationException(method);
        });
    }

    /** Consents as they were asked for; a test sets their states. */
    final List<Consent> given = new ArrayList<>();

    /** {@code charge <consent> <invoice> <key>} and {@code end <consent>}, as they came. */
    final List<String> asked = new ArrayList<>();

    Consents consents() {
        return fake(Consents.class, (method, arguments) -> switch (method) {
            case "ways" -> List.of(new Payments.Way("vipps", "Vipps"));
            case "ofContact" -> List.copyOf(given);
            case "begin" -> begun((NewConsent) arguments[1]);
            case "end" -> ended((String) arguments[1]);
            case "charge" -> charged((String) arguments[1], (String) arguments[2], (IdempotencyKey) arguments[4]);
            default -> throw new UnsupportedOperationException(method);
        });
    }

    private Consent begun(NewConsent wanted) {
        Consent consent = new Consent(
                "consent-" + (given.size() + 1),
                wanted.contactId(),
                wanted.provider(),
                wanted.purpose(),
                wanted.subject(),
                wanted.most(),
                wanted.everyMonths(),
                null,
                Consent.State.STARTED,
                null,
                URI.create("https://vipps.example/1"),
                null,
                null,
                clock.instant(),
                clock.instant(),
                null,
                null,
                null,
                List.of());
        given.add(0, consent);
        return consent;
    }

    /** The latest consent stands so from now on. */
    void stands(Consent.State state) {
        Consent old = given.remove(0);
        given.add(
                0,
                new Consent(
                        old.id(),
                        old.contactId(),
                        old.provider(),
                        old.purpose(),
                        old.subject(),
                        old.most(),
                        old.everyMonths(),
                        old.limit(),
                        state,
                        "r-1",
                        null,
                        null,
                        null,
                        old.startedAt(),
                        clock.instant(),
                        null,
                        null,
                        null,
                        List.of()));
    }

    private Consent ended(String id) {
        asked.add("end " + id);
        stands(Consent.State.STOPPED);
        return given.get(0);
    }

    private Payment charged(String consent, String invoice, IdempotencyKey key) {
        asked.add("charge " + consent + " " + invoice + " " + key.key());
        return null;
    }

    static Members register() {
        return fake(Members.class, (method, arguments) -> switch (method) {
            case "contact" -> Optional.ofNullable(contact((String) arguments[1]));
            case "contacts" -> {
                Map<String, Contact> found = new LinkedHashMap<>();
                ((Collection<?>) arguments[1]).forEach(id -> {
                    Contact contact = contact((String) id);
                    if (contact != null) {
                        found.put(contact.id(), contact);
                    }
                });
                yield found;
            }
            default -> throw new UnsupportedOperationException(method);
        });
    }

    private static Contact contact(String id) {
        if (!id.matches("contact-[0-9]+")) {
            return null;
        }
        int number = Integer.parseInt(id.substring("contact-".length()));
        return new Contact(
                id, number, Contact.ContactKind.PERSON, "Kari", "Prøve", "Kari Prøve", null, null, null, null, "nb");
    }

    interface Answer {
        Object to(String method, Object[] arguments);
    }

    static <T> T fake(Class<T> type, Answer answer) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> answer.to(method.getName(), arguments)));
    }

    LocalDate today() {
        return Oslo.today(clock);
    }

    public StandingAgreement gift(String day) {
        return begin(Purpose.GIFT, 30_000, day, Every.MONTH, CollectedBy.INVOICE);
    }

    public StandingAgreement begin(Purpose purpose, long ore, String day, Every every, CollectedBy collection) {
        return agreements.begin(STAFF, wanted(purpose, ore, day, every, collection), null);
    }

    static NewStandingAgreement wanted(Purpose purpose, long ore, String day, Every every, CollectedBy collection) {
        return new NewStandingAgreement(
                "contact-1",
                purpose,
                Ore.of(ore),
                DebitDay.parse("debitDay", day),
                every,
                collection,
                null,
                null,
                null,
                null);
    }

    public StandingAgreement now(StandingAgreement agreement) {
        return agreements.agreement(STAFF, agreement.id()).orElseThrow();
    }

    static Act amount(long ore) {
        return new Act.Change(Ore.of(ore), null, null, null, null);
    }

    static Act day(String day) {
        return new Act.Change(null, DebitDay.parse("debitDay", day), null, null, null);
    }

    /** What the ledger's daily run does, if it would do anything. @return what was left out */
    public List<Skipped> runOfTheDay() {
        List<Skipped> skipped = new ArrayList<>();
        source.dueOfItself(today()).ifPresent(due -> {
            List<InvoiceDraft> some = new ArrayList<>();
            source.due(due, some::add, skipped::add);
            some.forEach(this::issue);
            source.invoiced(some.stream().map(InvoiceDraft::sourceKey).toList());
        });
        return skipped;
    }

    /** As many days, one after the other. */
    public void live(int days) {
        for (int day = 0; day < days; day++) {
            clock.advanceDays(1);
            runOfTheDay();
        }
    }

    /** As the ledger does: a source key that was invoiced gives nothing new. */
    void issue(InvoiceDraft draft) {
        if (invoices.containsKey(draft.sourceKey())) {
            return;
        }
        drafts.add(draft);
        invoices.put(
                draft.sourceKey(),
                Invoice.builder("invoice-" + drafts.size())
                        .numbered("F", 10_000L + drafts.size(), "05" + drafts.size())
                        .to(draft.contactId(), draft.memberNumber(), draft.payerName())
                        .issuedOn(today())
                        .dueOn(draft.dueDate())
                        .lines(draft.lines())
                        .sourceKey(draft.sourceKey())
                        .run("run")
                        .build());
    }

    List<String> dueDates() {
        return drafts.stream().map(draft -> draft.dueDate().toString()).toList();
    }
}
