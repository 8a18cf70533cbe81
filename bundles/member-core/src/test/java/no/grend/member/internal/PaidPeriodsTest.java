package no.grend.member.internal;

import static no.grend.member.internal.Register.STAFF;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.lang.reflect.Proxy;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import no.grend.audit.Audit;
import no.grend.kernel.Ore;
import no.grend.kernel.Page;
import no.grend.ledger.Invoice;
import no.grend.ledger.Invoice.Status;
import no.grend.ledger.Ledger;
import no.grend.ledger.LedgerEvent;
import no.grend.ledger.LedgerEvent.Kind;
import no.grend.member.Members.CategoryKind;
import no.grend.member.internal.store.StoredMembership;
import no.grend.testkit.DatabaseTest;
import no.grend.testkit.TestDatabase;

class PaidPeriodsTest {

    private static final LocalDate DAY = LocalDate.parse("2026-03-01");

    private final List<LedgerEvent> feed = new ArrayList<>();
    private final List<Invoice> invoices = new ArrayList<>();
    private final Ledger ledger = (Ledger) Proxy.newProxyInstance(
            Ledger.class.getClassLoader(), new Class<?>[] {Ledger.class}, (proxy, method, arguments) -> {
                if (method.getName().equals("invoices")) {
                    return new Page<>(invoices, null);
                }
                if (!method.getName().equals("eventsAfter")) {
                    throw new UnsupportedOperationException(method.getName());
                }
                long cursor = (Long) arguments[0];
                int limit = (Integer) arguments[1];
                return feed.stream()
                        .filter(e -> e.number() > cursor)
                        .limit(limit)
                        .toList();
            });

    private void happened(Kind kind, String sourceKey, Status status) {
        feed.add(new LedgerEvent(feed.size() + 1L, kind, "i-1", sourceKey, Ore.kroner(500), status));
    }

    @DatabaseTest
    void paidUntilFollowsTheLedgerForwardsAndBack(TestDatabase fresh) {
        Register register = new Register(fresh);
        PaidPeriods periods = new PaidPeriods(register.core);
        String adult = register.category("Voksen", 500, "P1Y", CategoryKind.RUNNING);
        String id = register.membership(register.member("Kari", "N"), adult, "2026-03-01", null);
        String key = "membership:" + id + ":2026-03-01";

        happened(Kind.INVOICE_ISSUED, key, Status.OPEN);
        happened(Kind.PAYMENT_ALLOCATED, key, Status.PART_PAID);
        happened(Kind.INVOICE_ISSUED, "membership:gone:2026-03-01", Status.OPEN);
        happened(Kind.INVOICE_ISSUED, null, Status.OPEN);
        assertThat(periods.catchUp(ledger)).isEqualTo(4);
        assertThat(standing(register, id)).isEqualTo(Standing.Status.LAPSED);

        happened(Kind.PAYMENT_ALLOCATED, key, Status.PAID);
        assertThat(periods.catchUp(ledger)).isEqualTo(1);
        assertThat(periods.catchUp(ledger)).isZero();
        assertThat(membership(register, id).paidUntil()).isEqualTo("2027-02-28");
        assertThat(standing(register, id)).isEqualTo(Standing.Status.ACTIVE);

        happened(Kind.PAYMENT_REVERSED, key, Status.OPEN);
        periods.catchUp(ledger);
        assertThat(membership(register, id).paidUntil()).isNull();
        // What was not there is nothing, not the word "null".
        assertThat(register.audit.of("MEMBERSHIP_PAID_UNTIL"))
                .extracting(Audit.Entry::before, Audit.Entry::after)
                .containsExactly(tuple(null, "2027-02-28"), tuple("2027-02-28", null));
    }

    @DatabaseTest
    void whoHasPaidTheDuesIsNotShortOfThemForTheSakeOfAFee(TestDatabase fresh) {
        Register register = new Register(fresh);
        String adult = register.category("Voksen", 500, "P1Y", CategoryKind.RUNNING);
        String id = register.membership(register.member("Kari", "N"), adult, "2026-03-01", null);
        String key = "membership:" + id + ":2026-03-01";

        feed.add(new LedgerEvent(1, Kind.PAYMENT_ALLOCATED, "i-1", key, Ore.kroner(500), Status.PART_PAID, true));
        new PaidPeriods(register.core).catchUp(ledger);

        assertThat(membership(register, id).paidUntil()).isEqualTo("2027-02-28");
    }

    /** A later period may be paid before an earlier one. */
    @DatabaseTest
    void whatIsPaidNoMoreMovesBackToWhatIsPaidBeforeIt(TestDatabase fresh) {
        Register register = new Register(fresh);
        PaidPeriods periods = new PaidPeriods(register.core);
        String adult = register.category("Voksen", 500, "P1Y", CategoryKind.RUNNING);
        String id = register.membership(register.member("Kari", "N"), adult, "2024-03-01", "2025-02-28");
        String third = "membership:" + id + ":2027-03-01";
        invoices.add(invoice("membership:" + id + ":2025-03-01", Status.PAID));
        invoices.add(invoice("membership:" + id + ":2026-03-01", Status.CREDITED));
        invoices.add(invoice("membership:" + id + ":2026-03-01:2", Status.OPEN));
        invoices.add(invoice(third, Status.OPEN));

        happened(Kind.PAYMENT_ALLOCATED, third, Status.PAID);
        periods.catchUp(ledger);
        assertThat(membership(register, id).paidUntil()).isEqualTo("2028-02-29");

        happened(Kind.PAYMENT_REVERSED, third, Status.OPEN);
        periods.catchUp(ledger);
        assertThat(membership(register, id).paidUntil()).isEqualTo("2026-02-28");

        invoices.set(0, invoice("membership:" + id + ":2025-03-01", Status.OPEN));
        happened(Kind.PAYMENT_ALLOCATED, third, Status.PAID);
        happened(Kind.PAYMENT_REVERSED, third, Status.OPEN);
        periods.catchUp(ledger);
        assertThat(membership(register, id).paidUntil()).isEqualTo("2025-02-28");
    }

    private static Invoice invoice(String sourceKey, Status status) {
        Ore sum = Ore.kroner(500);
        return Invoice.builder("i-" + sourceKey)
                .numbered("F", 1, "kid")
                .to("c-1", 1, "Kari N")
                .issuedOn(DAY)
                .dueOn(DAY)
                .line("Kontingent", sum)
                .paid(status == Status.PAID ? sum : Ore.ZERO, status)
                .sourceKey(sourceKey)
                .build();
    }

    private static StoredMembership membership(Register register, String id) {
        return register.core.memberships().required(STAFF, id);
    }

    private static Standing.Status standing(Register register, String id) {
        return register.core.memberships().standing(membership(register, id)).status();
    }
}
