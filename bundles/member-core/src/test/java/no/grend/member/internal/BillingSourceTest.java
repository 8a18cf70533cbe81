package no.grend.member.internal;

import static no.grend.member.internal.Register.STAFF;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import no.grend.kernel.Ore;
import no.grend.ledger.Invoice.LineKind;
import no.grend.ledger.InvoiceDraft;
import no.grend.member.Members.CategoryKind;
import no.grend.member.internal.store.Pricing;
import no.grend.member.internal.store.Pricing.Proration;
import no.grend.member.internal.store.StoredMembership;
import no.grend.testkit.DatabaseTest;
import no.grend.testkit.MutableClock;
import no.grend.testkit.TestDatabase;

/** What joining leads to, and what is invoiced on a billing date (S2-40 … S2-43). */
class BillingSourceTest {

    private final List<InvoiceDraft> drafts = new ArrayList<>();

    private List<String> keys(BillingSource source, LocalDate dueDate) {
        drafts.clear();
        source.due(dueDate, drafts::add, skipped -> {
            throw new AssertionError(skipped);
        });
        return drafts.stream().map(InvoiceDraft::sourceKey).toList();
    }

    private static void today(Register register, String day) {
        register.clock.set(MutableClock.noonOf(day).instant());
    }

    private static Standing.Status standing(Register register, String id) {
        return register.core.memberships().standing(read(register, id)).status();
    }

    private static StoredMembership read(Register register, String id) {
        return register.core.memberships().required(STAFF, id);
    }

    @DatabaseTest
    void whoJoinsIsInvoicedOnTheNextBillingDateOnce(TestDatabase fresh) {
        Register register = new Register(fresh);
        BillingSource source = new BillingSource(register.core);
        String adult = register.category("Voksen", 500, "P1Y", CategoryKind.RUNNING);
        register.billingDay = 15;
        today(register, "2020-11-19");
        String id = register.membership(register.member("Kari", "Nordmann"), adult, "2020-11-19", null);

        assertThat(read(register, id).billOn()).isEqualTo("2020-12-15");
        assertThat(standing(register, id)).isEqualTo(Standing.Status.ACTIVE);
        today(register, "2020-12-14");
        assertThat(source.dueOfItself(LocalDate.parse("2020-12-14"))).isEmpty();
        assertThat(keys(source, LocalDate.parse("2020-12-28"))).isEmpty();

        today(register, "2020-12-15");
        assertThat(source.dueOfItself(LocalDate.parse("2020-12-15"))).contains(LocalDate.parse("2020-12-29"));
        assertThat(keys(source, LocalDate.parse("2020-12-29"))).containsExactly("membership:" + id + ":2020-11-19");
        assertThat(drafts.get(0).dueDate()).isEqualTo("2020-12-29");
        assertThat(drafts.get(0).joining()).as("S4-07").isTrue();

        source.invoiced(List.of(drafts.get(0).sourceKey()));
        source.invoiced(List.of(drafts.get(0).sourceKey()));
        assertThat(keys(source, LocalDate.parse("2020-12-29"))).isEmpty();
        assertThat(source.dueOfItself(LocalDate.parse("2020-12-15"))).isEmpty();
        assertThat(read(register, id).billOn()).isNull();
        assertThat(standing(register, id)).isEqualTo(Standing.Status.AWAITING_PAYMENT);
        assertThat(new RegisterVerification(register.core).verify()).isEmpty();
        assertThat(read(register, id).nextFrom()).isEqualTo("2021-11-19");
    }

    @DatabaseTest
    void joiningOnTheBillingDayIsInvoicedOnTheNextAndAMissedDateIsCaughtUpWith(TestDatabase fresh) {
        Register register = new Register(fresh);
        BillingSource source = new BillingSource(register.core);
        String monthly = register.category("Trening", 300, "P1M", CategoryKind.RUNNING);
        register.billingDay = 15;
        today(register, "2020-12-15");
        String id = register.membership(register.member("Kari", "Nordmann"), monthly, "2020-12-15", null);

        assertThat(read(register, id).billOn()).isEqualTo("2021-01-15");
        assertThat(keys(source, LocalDate.parse("2020-12-29"))).isEmpty();
        // Nothing ran on the fifteenth; by the twentieth another period has begun, but only the first is joining's.
        today(register, "2021-01-20");
        assertThat(keys(source, LocalDate.parse("2021-02-03"))).containsExactly("membership:" + id + ":2020-12-15");
    }

    @DatabaseTest
    void onlyWhoJoinsIsInvoicedByItself(TestDatabase fresh) {
        Register register = new Register(fresh);
        String adult = register.category("Voksen", 500, "P1Y", CategoryKind.RUNNING);
        String free = register.category("Æresmedlem", 0, "P1Y", CategoryKind.RUNNING);
        String atOnce = register.membership(register.member("A", "A"), adult, "2026-11-21", null);
        register.billingDay = 28;
        String takenOver = register.membership(register.member("B", "B"), adult, "2020-01-01", "2026-12-31");
        String honorary = register.membership(register.member("C", "C"), free, "2026-11-21", null);
        String later = register.membership(register.member("D", "D"), adult, "2027-03-01", null);
        String onTheDay = register.membership(register.member("E", "E"), adult, "2027-02-28", null);

        assertThat(read(register, atOnce).billOn()).isNull();
        assertThat(read(register, takenOver).billOn()).isNull();
        assertThat(read(register, honorary).billOn()).isNull();
        assertThat(read(register, later).billOn()).isEqualTo("2027-03-28");
        assertThat(read(register, onTheDay).billOn()).isEqualTo("2027-02-28");

        register.core.memberships().end(STAFF, later, LocalDate.parse("2027-03-01"), null);
        assertThat(read(register, later).billOn()).isNull();
    }

    @DatabaseTest
    void aRenewalRunThatComesFirstLeavesNothingForTheBillingDate(TestDatabase fresh) {
        Register register = new Register(fresh);
        String adult = register.category("Voksen", 500, "P1Y", CategoryKind.RUNNING);
        register.billingDay = 15;
        String id = register.membership(register.member("A", "A"), adult, "2026-11-21", null);
        RenewalSource renewal = new RenewalSource(register.core);

        renewal.invoiced(List.of("membership:" + id + ":2026-11-21"));

        assertThat(new BillingSource(register.core).dueOfItself(LocalDate.parse("2030-01-01")))
                .isEmpty();
    }

    @DatabaseTest
    void theJoiningFeeIsPaidOncePerPerson(TestDatabase fresh) {
        Register register = new Register(fresh);
        Pricing pricing = new Pricing(null, Proration.NONE, Ore.kroner(200), null, false);
        String club = register.core
                .categories()
                .create(STAFF, "Klubb", Ore.kroner(500), "P1Y", CategoryKind.RUNNING, pricing, null)
                .id();
        String gym = register.core
                .categories()
                .create(STAFF, "Trening", Ore.kroner(300), "P1M", CategoryKind.RUNNING, pricing, null)
                .id();
        String kari = register.member("Kari", "Nordmann");
        String first = register.membership(kari, club, "2026-11-21", null);
        String second = register.membership(kari, gym, "2026-11-21", null);
        String old = register.membership(register.member("Ola", "Nordmann"), club, "2020-01-01", "2026-12-31");

        assertThat(read(register, first).joiningFee()).isEqualTo(Ore.kroner(200));
        assertThat(read(register, second).joiningFee()).isNull();
        assertThat(read(register, old).joiningFee()).isNull();

        RenewalSource renewal = new RenewalSource(register.core);
        renewal.due(LocalDate.parse("2027-11-21"), drafts::add, skipped -> {});
        assertThat(drafts)
                .filteredOn(draft -> draft.sourceKey().contains(first))
                .extracting(draft -> draft.lines().stream().anyMatch(line -> line.kind() == LineKind.JOINING_FEE))
                .containsExactly(true, false);
    }

    @DatabaseTest
    void theJoiningFeeOfAMembershipThatNeverBeganIsPaidWithTheNext(TestDatabase fresh) {
        Register register = new Register(fresh);
        Pricing pricing = new Pricing(null, Proration.NONE, Ore.kroner(200), null, false);
        String club = register.core
                .categories()
                .create(STAFF, "Klubb", Ore.kroner(500), "P1Y", CategoryKind.RUNNING, pricing, null)
                .id();
        String kari = register.member("Kari", "Nordmann");
        String calledOff = register.membership(kari, club, "2027-01-01", null);
        register.core.memberships().end(STAFF, calledOff, LocalDate.parse("2026-12-31"), null);

        String begun = register.membership(kari, club, "2027-02-01", null);

        assertThat(read(register, begun).joiningFee()).isEqualTo(Ore.kroner(200));
    }
}
