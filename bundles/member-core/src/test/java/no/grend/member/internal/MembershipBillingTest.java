package no.grend.member.internal;

import static no.grend.member.internal.Register.ADMIN;
import static no.grend.member.internal.Register.STAFF;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import no.grend.kernel.Ore;
import no.grend.kernel.Problem;
import no.grend.ledger.Invoice;
import no.grend.ledger.Invoice.PaymentType;
import no.grend.ledger.Invoice.Status;
import no.grend.ledger.InvoiceDraft;
import no.grend.ledger.Ledger;
import no.grend.member.Members.CategoryKind;
import no.grend.member.internal.MembershipBilling.Billed;
import no.grend.member.internal.store.InvoiceAgainTable.Again;
import no.grend.testkit.DatabaseTest;
import no.grend.testkit.TestDatabase;

/** One membership at a time: at once when it is joined, and again after a credit note. */
class MembershipBillingTest {

    private static final LocalDate FIRST = LocalDate.parse("2026-11-21");
    private static final LocalDate DUE = LocalDate.parse("2026-12-05");

    private final Map<String, Invoice> issued = new LinkedHashMap<>();
    private final Ledger ledger = (Ledger) Proxy.newProxyInstance(
            Ledger.class.getClassLoader(), new Class<?>[] {Ledger.class}, (proxy, method, arguments) -> {
                switch (method.getName()) {
                    case "invoiceFor":
                        return Optional.ofNullable(issued.get((String) arguments[1]));
                    case "issue":
                        return issue((InvoiceDraft) arguments[1], Status.OPEN);
                    default:
                        throw new UnsupportedOperationException(method.getName());
                }
            });

    private Invoice issue(InvoiceDraft draft, Status status) {
        Ore sum = draft.lines().stream().map(Invoice.Line::amount).reduce(Ore.ZERO, Ore::plus);
        return issued.computeIfAbsent(draft.sourceKey(), key -> Invoice.builder("i-" + issued.size())
                .numbered("F", issued.size() + 1, "kid")
                .to(draft.contactId(), draft.memberNumber(), draft.payerName())
                .onBehalfOf(draft.onBehalfOf())
                .issuedOn(DUE)
                .dueOn(draft.dueDate())
                .lines(draft.lines())
                .paid(Ore.ZERO, status)
                .asking(Invoice.Parts.principal(sum), Invoice.Parts.principal(sum))
                .sourceKey(key)
                .paymentType(draft.paymentType())
                .joining(draft.joining())
                .build());
    }

    private void credit(String key) {
        Invoice open = issued.remove(key);
        issue(
                new InvoiceDraft(
                        key, open.contactId(), open.memberNumber(), open.payerName(), open.dueDate(), open.lines()),
                Status.CREDITED);
    }

    private static void refused(String code, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(Problem.class, p -> assertThat(p.code()).isEqualTo(code));
    }

    private static List<String> renewalKeys(Register register, LocalDate due) {
        List<String> keys = new ArrayList<>();
        new RenewalSource(register.core).due(due, draft -> keys.add(draft.sourceKey()), skipped -> {});
        return keys;
    }

    @DatabaseTest
    void invoicesAtOnceAndTheSamePeriodOnce(TestDatabase fresh) {
        Register register = new Register(fresh);
        MembershipBilling billing = new MembershipBilling(register.core, ledger);
        String adult = register.category("Voksen", 500, "P1Y", CategoryKind.RUNNING);
        String id = register.membership(register.member("Kari", "N"), adult, "2026-11-21", null);

        Billed first = billing.bill(ADMIN, id, null, DUE, PaymentType.PREPAID);
        Billed again = billing.bill(ADMIN, id, FIRST, DUE, null);

        assertThat(first.invoice().paymentType()).isEqualTo(PaymentType.PREPAID);
        assertThat(again.invoice()).isEqualTo(first.invoice());
        assertThat(issued).hasSize(1);
        assertThat(renewalKeys(register, DUE)).isEmpty();
        refused("PERIOD_NOT_DUE", () -> billing.bill(ADMIN, id, null, DUE, null));
        refused("PERIOD_NOT_NEXT", () -> billing.bill(ADMIN, id, LocalDate.parse("2028-11-21"), DUE, null));
        refused("FORBIDDEN", () -> billing.bill(STAFF, id, null, DUE, null));
    }

    /** S4-07. */
    @DatabaseTest
    void theFirstPeriodIsPaidOnJoiningAndTheNextIsARenewal(TestDatabase fresh) {
        Register register = new Register(fresh);
        MembershipBilling billing = new MembershipBilling(register.core, ledger);
        String adult = register.category("Voksen", 500, "P1Y", CategoryKind.RUNNING);
        String id = register.membership(register.member("Kari", "N"), adult, "2026-11-21", null);

        assertThat(billing.bill(ADMIN, id, null, DUE, null).invoice().joining()).isTrue();
        assertThat(billing.bill(ADMIN, id, null, DUE.plusYears(1), null)
                        .invoice()
                        .joining())
                .isFalse();
    }

    @DatabaseTest
    void thePreviewRefusesWhatTheInvoiceWould(TestDatabase fresh) {
        Register register = new Register(fresh);
        MembershipBilling billing = new MembershipBilling(register.core, ledger);
        String adult = register.category("Voksen", 500, "P1Y", CategoryKind.RUNNING);
        String id = register.membership(register.member("Kari", "N"), adult, "2026-11-25", null);
        String free = register.category("Gratis", 0, "P1Y", CategoryKind.RUNNING);
        String nothing = register.membership(register.member("Ola", "N"), free, "2026-11-21", null);

        refusedInBoth("DUE_DATE_PAST", billing, id, FIRST.minusDays(1));
        refusedInBoth("PERIOD_NOT_DUE", billing, id, FIRST);
        refusedInBoth("NOTHING_TO_INVOICE", billing, nothing, DUE);
        refusedInBoth("NOT_FOUND", billing, "no-such-membership", DUE);
        refusedInBoth("LEDGER_AWAY", new MembershipBilling(register.core, null), id, DUE);

        List<Invoice.Line> seen = billing.preview(STAFF, id, DUE);
        assertThat(issued).isEmpty();
        assertThat(billing.bill(ADMIN, id, null, DUE, null).invoice().lines()).isEqualTo(seen);
        refusedInBoth("PERIOD_NOT_DUE", billing, id, DUE);
    }

    private static void refusedInBoth(String code, MembershipBilling billing, String membership, LocalDate due) {
        refused(code, () -> billing.preview(STAFF, membership, due));
        refused(code, () -> billing.bill(ADMIN, membership, null, due, null));
    }

    /** An invoice that is there is given, whenever it fell due. */
    @DatabaseTest
    void askingAgainAfterTheDueDateGivesTheSameInvoice(TestDatabase fresh) {
        Register register = new Register(fresh);
        MembershipBilling billing = new MembershipBilling(register.core, ledger);
        String adult = register.category("Voksen", 500, "P1Y", CategoryKind.RUNNING);
        String id = register.membership(register.member("Kari", "N"), adult, "2026-11-21", null);

        Invoice first = billing.bill(ADMIN, id, FIRST, DUE, null).invoice();
        register.clock.set(Instant.parse("2026-12-20T11:00:00Z"));

        assertThat(billing.bill(ADMIN, id, FIRST, DUE, null).invoice()).isEqualTo(first);
    }

    @DatabaseTest
    void aCreditedPeriodIsInvoicedAgainExactlyOnceWhenStaffSaySo(TestDatabase fresh) {
        Register register = new Register(fresh);
        MembershipBilling billing = new MembershipBilling(register.core, ledger);
        String adult = register.category("Voksen", 500, "P1Y", CategoryKind.RUNNING);
        String id = register.membership(register.member("Kari", "N"), adult, "2026-11-21", null);
        String key = "membership:" + id + ":2026-11-21";

        refused("PERIOD_NOT_INVOICED", () -> billing.again(ADMIN, id, FIRST, null));
        billing.bill(ADMIN, id, FIRST, DUE, null);
        refused("INVOICE_STANDS", () -> billing.again(ADMIN, id, FIRST, null));
        credit(key);
        assertThat(renewalKeys(register, DUE)).isEmpty();
        refused("PERIOD_CREDITED", () -> billing.bill(ADMIN, id, FIRST, DUE, null));

        Again asked = billing.again(ADMIN, id, FIRST, "Feil pris");
        assertThat(billing.again(ADMIN, id, FIRST, null)).isEqualTo(asked);
        assertThat(renewalKeys(register, DUE)).containsExactly(key + ":2");
        assertThat(renewalKeys(register, FIRST.minusDays(1))).isEmpty();

        new RenewalSource(register.core).invoiced(List.of(key + ":2"));
        assertThat(renewalKeys(register, DUE)).isEmpty();
        assertThat(register.audit.of("PERIOD_INVOICE_AGAIN")).hasSize(1);
        assertThat(register.core.memberships().required(STAFF, id).nextFrom()).isEqualTo("2027-11-21");
    }

    @DatabaseTest
    void aPeriodThatShallBeInvoicedAgainIsNotWhenTheMemberHasLeftBeforeIt(TestDatabase fresh) {
        Register register = new Register(fresh);
        MembershipBilling billing = new MembershipBilling(register.core, ledger);
        String adult = register.category("Voksen", 500, "P1Y", CategoryKind.RUNNING);
        String id = register.membership(register.member("Kari", "N"), adult, "2025-11-25", "2026-11-24");
        LocalDate start = LocalDate.parse("2026-11-25");
        billing.bill(ADMIN, id, start, DUE, null);
        credit("membership:" + id + ":2026-11-25");
        billing.again(ADMIN, id, start, "Feil pris");
        assertThat(renewalKeys(register, DUE)).hasSize(1);

        register.core.memberships().end(STAFF, id, start.minusDays(1), null);

        assertThat(renewalKeys(register, DUE)).isEmpty();
    }

    @DatabaseTest
    void theThirdInvoiceOfAPeriodHasANameOfItsOwnToo(TestDatabase fresh) {
        Register register = new Register(fresh);
        MembershipBilling billing = new MembershipBilling(register.core, ledger);
        String adult = register.category("Voksen", 500, "P1Y", CategoryKind.RUNNING);
        String id = register.membership(register.member("Kari", "N"), adult, "2026-11-21", null);
        String key = "membership:" + id + ":2026-11-21";
        billing.bill(ADMIN, id, FIRST, DUE, null);
        credit(key);
        billing.again(ADMIN, id, FIRST, null);

        Invoice second = billing.bill(ADMIN, id, FIRST, DUE, null).invoice();
        assertThat(second.sourceKey()).isEqualTo(key + ":2");
        assertThat(billing.bill(ADMIN, id, FIRST, DUE, null).invoice()).isEqualTo(second);
        assertThat(renewalKeys(register, DUE)).isEmpty();
        refused("INVOICE_STANDS", () -> billing.again(ADMIN, id, FIRST, null));

        credit(key + ":2");
        assertThat(billing.again(ADMIN, id, FIRST, null).attempt()).isEqualTo(3);
        assertThat(renewalKeys(register, DUE)).containsExactly(key + ":3");
    }

    @DatabaseTest
    void tellsWhatTheNextInvoiceWouldSay(TestDatabase fresh) {
        Register register = new Register(fresh);
        MembershipBilling billing = new MembershipBilling(register.core, ledger);
        String adult = register.category("Voksen", 500, "P1Y", CategoryKind.RUNNING);
        String free = register.category("Gratis", 0, "P1Y", CategoryKind.RUNNING);
        String id = register.membership(register.member("Kari", "N"), adult, "2026-11-21", null);
        String honorary = register.membership(register.member("Ola", "N"), free, "2026-11-21", null);

        assertThat(billing.preview(STAFF, id, DUE)).singleElement().satisfies(line -> assertThat(line.amount())
                .isEqualTo(Ore.kroner(500)));
        assertThat(issued).isEmpty();
        refused("NOTHING_TO_INVOICE", () -> billing.bill(ADMIN, honorary, null, DUE, null));
    }
}
