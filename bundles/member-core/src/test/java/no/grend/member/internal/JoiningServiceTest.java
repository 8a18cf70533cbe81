package no.grend.member.internal;

import static no.grend.member.internal.Register.ADMIN;
import static no.grend.member.internal.Register.STAFF;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import no.grend.identity.Actor;
import no.grend.kernel.Ore;
import no.grend.kernel.Problem;
import no.grend.ledger.Invoice;
import no.grend.ledger.Invoice.Status;
import no.grend.ledger.InvoiceDraft;
import no.grend.ledger.Ledger;
import no.grend.member.Contact.ContactKind;
import no.grend.member.Joining.FirstPayment;
import no.grend.member.Joining.Known;
import no.grend.member.Joining.Likeness;
import no.grend.member.Members.CategoryKind;
import no.grend.member.NewContact;
import no.grend.member.internal.store.Pricing;
import no.grend.member.internal.store.Pricing.Proration;
import no.grend.member.internal.store.StoredMembership;
import no.grend.testkit.DatabaseTest;
import no.grend.testkit.TestDatabase;

/** What other modules are told, and may do, when somebody joins. The day is 21 November 2026. */
class JoiningServiceTest {

    private static final LocalDate TODAY = LocalDate.parse("2026-11-21");
    private static final LocalDate DUE = LocalDate.parse("2026-12-05");
    private static final String ID = "01a2309e-826f-7894-a86a-899e1ab81fd7";

    private final Map<String, Invoice> issued = new LinkedHashMap<>();
    private final Ledger ledger = (Ledger) Proxy.newProxyInstance(
            Ledger.class.getClassLoader(), new Class<?>[] {Ledger.class}, (proxy, method, arguments) -> {
                switch (method.getName()) {
                    case "invoiceFor":
                        return Optional.ofNullable(issued.get((String) arguments[1]));
                    case "issue":
                        InvoiceDraft draft = (InvoiceDraft) arguments[1];
                        return issued.computeIfAbsent(draft.sourceKey(), key -> invoice(draft, Status.OPEN));
                    default:
                        throw new UnsupportedOperationException(method.getName());
                }
            });

    private static Invoice invoice(InvoiceDraft draft, Status status) {
        Ore sum = draft.lines().stream().map(Invoice.Line::amount).reduce(Ore.ZERO, Ore::plus);
        Ore left = status == Status.OPEN ? sum : Ore.ZERO;
        return Invoice.builder("i-" + draft.sourceKey())
                .numbered("F", 1, "kid")
                .to(draft.contactId(), draft.memberNumber(), draft.payerName())
                .issuedOn(TODAY)
                .dueOn(draft.dueDate())
                .lines(draft.lines())
                .paid(sum.minus(left), status)
                .asking(Invoice.Parts.principal(sum), Invoice.Parts.principal(left))
                .sourceKey(draft.sourceKey())
                .joining(draft.joining())
                .build();
    }

    private void pay(String key) {
        Invoice open = issued.get(key);
        InvoiceDraft draft = new InvoiceDraft(
                key, open.contactId(), open.memberNumber(), open.payerName(), open.dueDate(), open.lines());
        issued.put(key, invoice(draft.asJoining(), Status.PAID));
    }

    private JoiningService joining(Register register) {
        return new JoiningService(register.core, new MembershipBilling(register.core, ledger), ledger);
    }

    private static Standing.Status status(Register register, String membershipId) {
        StoredMembership membership = register.core.memberships().required(STAFF, membershipId);
        return register.core.memberships().standing(membership).status();
    }

    @DatabaseTest
    void offersOnTheWebWhatIsSetToBeAndNothingElse(TestDatabase fresh) {
        Register register = new Register(fresh);
        String adult = register.category("Voksen", 450, "P1Y", CategoryKind.RUNNING);
        register.category("Æresmedlem", 0, "P1Y", CategoryKind.RUNNING);
        JoiningService joining = joining(register);
        assertThat(joining.categories()).isEmpty();

        joining.offer(STAFF, adult, true);
        joining.offer(STAFF, adult, true);

        assertThat(joining.categories()).extracting(c -> c.name()).containsExactly("Voksen");
        assertThat(register.audit.of("CATEGORY_CHANGED")).hasSize(1);
        joining.offer(STAFF, adult, false);
        assertThat(joining.categories()).isEmpty();
    }

    @DatabaseTest
    void aRunningMembershipPaysItsFirstPeriodProratedAndACashMembershipAllOfIt(TestDatabase fresh) {
        Register register = new Register(fresh);
        Pricing byMonths = new Pricing(MonthDay.parse("--01-01"), Proration.MONTHS, Ore.kroner(50), null, false);
        String running = register.core
                .categories()
                .create(STAFF, "Voksen", Ore.kroner(600), "P1Y", CategoryKind.RUNNING, byMonths, null)
                .id();
        String cash = register.category("Prøve", 100, "P3M", CategoryKind.CASH);
        JoiningService joining = joining(register);

        FirstPayment first = joining.firstPayment(running, TODAY, null, "nb");
        assertThat(first.total())
                .as("two months of twelve, and the joining fee")
                .isEqualTo(Ore.kroner(150));
        assertThat(first.until()).isEqualTo("2026-12-31");
        assertThat(first.lines()).hasSize(3);
        FirstPayment whole = joining.firstPayment(cash, TODAY, null, "nb");
        assertThat(whole.total()).isEqualTo(Ore.kroner(100));
        assertThat(whole.until()).isEqualTo("2027-02-20");
    }

    @DatabaseTest
    void whoJoinsAtOnceIsActiveToTheDueDateThoughNothingIsPaid(TestDatabase fresh) {
        Register register = new Register(fresh);
        JoiningService joining = joining(register);
        String contact = register.member("Ola", "Prøve");
        String category = register.category("Voksen", 450, "P1Y", CategoryKind.RUNNING);

        assertThat(joining.begin(STAFF, ID, contact, category, TODAY)).isFalse();
        assertThat(status(register, ID)).isEqualTo(Standing.Status.AWAITING_PAYMENT);
        String invoice = joining.invoice(ADMIN, ID, DUE).orElseThrow();
        assertThat(joining.invoice(ADMIN, ID, DUE)).contains(invoice);

        assertThat(issued).hasSize(1);
        assertThat(issued.get("membership:" + ID + ":2026-11-21").joining()).isTrue();
        assertThat(status(register, ID)).isEqualTo(Standing.Status.ACTIVE);
        register.clock.advanceDays(15);
        assertThat(status(register, ID)).as("after the due date").isEqualTo(Standing.Status.AWAITING_PAYMENT);
    }

    @DatabaseTest
    void beginningAgainGivesTheSameAndASecondOfTheKindIsRefused(TestDatabase fresh) {
        Register register = new Register(fresh);
        JoiningService joining = joining(register);
        String contact = register.member("Ola", "Prøve");
        String category = register.category("Voksen", 450, "P1Y", CategoryKind.RUNNING);
        joining.begin(STAFF, ID, contact, category, TODAY);
        joining.begin(STAFF, ID, contact, category, TODAY);

        assertThat(register.core.memberships().ofContact(STAFF, contact)).hasSize(1);
        assertThatThrownBy(() -> joining.begin(STAFF, "another", contact, category, TODAY))
                .isInstanceOfSatisfying(Problem.class, p -> assertThat(p.code()).isEqualTo("MEMBERSHIP_EXISTS"));
        assertThatThrownBy(() -> joining.invoiceBefore(ADMIN, "another", contact, category, TODAY, DUE))
                .isInstanceOfSatisfying(Problem.class, p -> assertThat(p.code()).isEqualTo("MEMBERSHIP_EXISTS"));
        assertThat(issued).isEmpty();
    }

    @DatabaseTest
    void withABillingDayTheInvoiceComesByItself(TestDatabase fresh) {
        Register register = new Register(fresh);
        register.billingDay = 15;
        JoiningService joining = joining(register);
        String contact = register.member("Ola", "Prøve");
        String category = register.category("Voksen", 450, "P1Y", CategoryKind.RUNNING);

        assertThat(joining.begin(STAFF, ID, contact, category, TODAY)).isTrue();
        assertThat(status(register, ID)).isEqualTo(Standing.Status.ACTIVE);
    }

    @DatabaseTest
    void whatIsPaidBeforeThereIsAMembershipMakesItPaidFromItsFirstDay(TestDatabase fresh) {
        Register register = new Register(fresh);
        JoiningService joining = joining(register);
        String contact = register.member("Ola", "Prøve");
        String category = register.category("Voksen", 450, "P1Y", CategoryKind.RUNNING);

        String invoice =
                joining.invoiceBefore(ADMIN, ID, contact, category, TODAY, DUE).orElseThrow();
        assertThat(joining.invoiceBefore(ADMIN, ID, contact, category, TODAY, DUE))
                .contains(invoice);
        assertThat(register.core.memberships().ofContact(STAFF, contact)).isEmpty();
        pay("membership:" + ID + ":2026-11-21");
        joining.begin(STAFF, ID, contact, category, TODAY);
        joining.begin(STAFF, ID, contact, category, TODAY);

        StoredMembership membership = register.core.memberships().required(STAFF, ID);
        assertThat(membership.paidUntil()).isEqualTo("2027-11-20");
        assertThat(membership.nextFrom()).isEqualTo("2027-11-21");
        assertThat(status(register, ID)).isEqualTo(Standing.Status.ACTIVE);
    }

    @DatabaseTest
    void knowsPeopleByTheirAddressOrByNameAndBirthDate(TestDatabase fresh) {
        Register register = new Register(fresh);
        LocalDate born = LocalDate.parse("1990-05-17");
        NewContact kari = applicant("Kari", "Prøve", born, "kari@example.org");
        String id = register.core
                .registrations()
                .register(STAFF, kari, null)
                .contact()
                .id();
        JoiningService joining = joining(register);

        List<Known> byAddress = joining.known(STAFF, applicant("Per", "Annen", TODAY, "KARI@Example.org"));
        assertThat(byAddress).extracting(Known::contactId).containsExactly(id);
        assertThat(byAddress).extracting(Known::likeness).containsExactly(Likeness.SAME_EMAIL);
        assertThat(joining.known(STAFF, applicant("kari", "prøve", born, "ny@example.org")))
                .extracting(Known::likeness)
                .containsExactly(Likeness.SAME_NAME_AND_BIRTH_DATE);
        assertThat(joining.known(STAFF, applicant("Kari", "Prøve", born.plusDays(1), "ny@example.org")))
                .isEmpty();
        Actor stranger = Actor.member("x", "X");
        assertThatThrownBy(() -> joining.known(stranger, kari)).isInstanceOf(Problem.class);
    }

    private static NewContact applicant(String given, String family, LocalDate born, String email) {
        return new NewContact(ContactKind.PERSON, given, family, null, born, null, email, null, null, "nb", null, null);
    }
}
