package no.grend.agreement.internal;

import static no.grend.agreement.internal.ConsentsTest.refused;
import static no.grend.agreement.internal.House.STAFF;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import no.grend.agreement.Payment;
import no.grend.agreement.Payments.Trouble;
import no.grend.agreement.Settlement;
import no.grend.agreement.spi.Outcome.Pending;
import no.grend.agreement.spi.SettlementReports;
import no.grend.agreement.spi.SettlementReports.Kind;
import no.grend.agreement.spi.SettlementReports.Line;
import no.grend.agreement.spi.SettlementReports.Report;
import no.grend.identity.Actor;
import no.grend.kernel.Ore;
import no.grend.testkit.DatabaseTest;
import no.grend.testkit.TestDatabase;

/** What providers settle is compared with what was paid, to the øre. Today is 26 November 2026. */
class SettlementsTest {

    private static final LocalDate TODAY = LocalDate.parse("2026-11-26");

    /** A provider's reports by day; those that are not there are not ready. */
    private static final class Reports implements SettlementReports {

        private final Map<LocalDate, Report> days = new HashMap<>();

        Reports with(String day, Line... lines) {
            days.put(LocalDate.parse(day), new Report(List.of(lines)));
            return this;
        }

        @Override
        public Optional<Report> report(LocalDate day) {
            return Optional.ofNullable(days.get(day));
        }
    }

    private static Line line(Kind kind, String payment, long ore) {
        return new Line("psp-" + kind + ore, kind, payment, Ore.of(ore));
    }

    private static int fetch(House house, Reports reports) {
        int days = 0;
        while (house.settlements.settling().next("card", reports)) {
            days++;
        }
        return days;
    }

    private static Payment paid(House house, long ore) {
        return house.start(house.ledger.open(ore), "card");
    }

    private static List<Trouble> troubles(House house) {
        return house.payments.troubles(STAFF, true, null, null).items();
    }

    @DatabaseTest
    void whatFitsIsMatchedAndAddsUp(TestDatabase fresh) {
        try (House house = new House(fresh)) {
            house.arrives(new FakeRefunder());
            Payment one = paid(house, 45_000);
            Payment other = paid(house, 10_050);
            house.clock.advance(Duration.ofDays(2));
            Reports reports = new Reports()
                    .with(
                            "2026-11-26",
                            line(Kind.PAYMENT, one.id(), 45_000),
                            line(Kind.PAYMENT, other.id(), 10_050),
                            line(Kind.FEE, null, -963),
                            line(Kind.PAYOUT, null, -54_087))
                    .with("2026-11-27");

            assertThat(fetch(house, reports)).isEqualTo(2);
            assertThat(fetch(house, reports)).isZero();

            Settlement settlement =
                    house.settlements.settlement(STAFF, "card", TODAY).orElseThrow();
            assertThat(settlement.gross()).isEqualTo(Ore.of(55_050));
            assertThat(settlement.fees()).isEqualTo(Ore.of(-963));
            assertThat(settlement.payouts()).isEqualTo(Ore.of(-54_087));
            assertThat(settlement.owed()).isEqualTo(Ore.ZERO);
            assertThat(settlement.matched()).isEqualTo(2);
            assertThat(settlement.differing()).isZero();
            assertThat(settlement.lines()).hasSize(4).allMatch(Settlement.SettlementLine::matched);
            assertThat(house.settlements.settlements(STAFF, null, 1, null).items())
                    .extracting(Settlement::day)
                    .containsExactly(LocalDate.parse("2026-11-27"));
            String next = house.settlements.settlements(STAFF, null, 1, null).next();
            assertThat(house.settlements.settlements(STAFF, null, 1, next).items())
                    .extracting(Settlement::day)
                    .containsExactly(TODAY);
            assertThat(house.settlements.settlements(STAFF, "card", null, null).items())
                    .hasSize(2);
            assertThat(troubles(house)).isEmpty();
            assertThat(house.checks.verify()).isEmpty();
        }
    }

    @DatabaseTest
    void whatDoesNotFitIsShownToAPerson(TestDatabase fresh) {
        try (House house = new House(fresh)) {
            FakeRefunder card = new FakeRefunder();
            house.arrives(card);
            Payment less = paid(house, 100);
            Payment twice = paid(house, 200);
            Payment back = paid(house, 300);
            Payment disputed = paid(house, 400);
            house.clock.advance(Duration.ofDays(1));
            Reports reports = new Reports()
                    .with(
                            "2026-11-26",
                            line(Kind.PAYMENT, less.id(), 99),
                            line(Kind.PAYMENT, twice.id(), 200),
                            line(Kind.PAYMENT, twice.id(), 200),
                            line(Kind.PAYMENT, back.id(), 300),
                            line(Kind.REFUND, back.id(), -1),
                            line(Kind.PAYMENT, disputed.id(), 400),
                            line(Kind.OTHER, disputed.id(), -400),
                            line(Kind.PAYMENT, "an-order-of-their-portal", 700),
                            line(Kind.OTHER, null, -5));

            fetch(house, reports);

            Settlement settlement =
                    house.settlements.settlement(STAFF, "card", TODAY).orElseThrow();
            assertThat(settlement.differing()).isEqualTo(5);
            assertThat(settlement.matched()).isEqualTo(3);
            assertThat(troubles(house))
                    .extracting(trouble -> trouble.kind() + " " + trouble.paymentId())
                    .containsExactlyInAnyOrder(
                            "SETTLEMENT_DIFFERS " + less.id(),
                            "SETTLED_TWICE " + twice.id(),
                            "REFUND_NOT_OURS " + back.id(),
                            "SETTLEMENT_DISPUTE " + disputed.id(),
                            "SETTLEMENT_UNKNOWN null");
            Trouble unknown = troubles(house).stream()
                    .filter(trouble -> trouble.paymentId() == null)
                    .findFirst()
                    .orElseThrow();
            assertThat(unknown.detail()).contains("7,00", "2026-11-26", "psp-PAYMENT700");
            assertThat(house.payments
                            .close(STAFF, unknown.id(), "Solgt i portalen")
                            .closedBy())
                    .isEqualTo(STAFF.id());
            assertThat(house.checks.verify()).isEmpty();
        }
    }

    @DatabaseTest
    void whatGrendHasGivenBackFitsToo(TestDatabase fresh) {
        try (House house = new House(fresh)) {
            house.arrives(new FakeRefunder());
            Payment payment = paid(house, 300);
            house.settings.withRefundAlone(Ore.of(300));
            house.refunds.request(STAFF, payment.id(), Ore.of(120), "x", null);
            house.clock.advance(Duration.ofDays(1));

            fetch(
                    house,
                    new Reports()
                            .with(
                                    "2026-11-26",
                                    line(Kind.PAYMENT, payment.id(), 300),
                                    line(Kind.REFUND, payment.id(), -120)));

            assertThat(troubles(house)).isEmpty();
            assertThat(house.settlements
                            .settlement(STAFF, "card", TODAY)
                            .orElseThrow()
                            .matched())
                    .isEqualTo(2);
        }
    }

    @DatabaseTest
    void whatIsSettledAndNotPaidHereIsAskedAbout(TestDatabase fresh) {
        try (House house = new House(fresh)) {
            FakeProvider card = new FakeProvider("card");
            house.arrives(card);
            paid(house, 50);
            card.answers(new Pending("p-2", null)).answers(new Pending("p-2", null));
            Payment open = house.start(house.ledger.open(100), "card");
            house.clock.advance(Duration.ofDays(1));

            fetch(house, new Reports().with("2026-11-26", line(Kind.PAYMENT, open.id(), 100)));
            assertThat(troubles(house)).extracting(Trouble::kind).contains("SETTLEMENT_DIFFERS");
            house.later(Duration.ZERO);
            house.later(Duration.ofDays(1));

            assertThat(house.now(open).state()).isEqualTo(Payment.State.SETTLED);
        }
    }

    @DatabaseTest
    void whatIsPaidAndNeverSettledIsMissedUntilItComes(TestDatabase fresh) {
        try (House house = new House(fresh)) {
            house.arrives(new FakeRefunder());
            Payment payment = paid(house, 100);
            Reports reports = new Reports();
            for (int day = 0; day < 6; day++) {
                reports.with(TODAY.plusDays(day).toString());
            }
            house.clock.advance(Duration.ofDays(10));
            fetch(house, reports);
            assertThat(troubles(house)).as("five days are patience").isEmpty();

            fetch(house, reports.with("2026-12-02"));
            assertThat(troubles(house)).singleElement().satisfies(trouble -> {
                assertThat(trouble.kind()).isEqualTo("NOT_IN_SETTLEMENT");
                assertThat(trouble.paymentId()).isEqualTo(payment.id());
            });
            fetch(house, reports.with("2026-12-03"));
            assertThat(troubles(house)).hasSize(1);
            fetch(house, reports.with("2026-12-04", line(Kind.PAYMENT, payment.id(), 100)));
            assertThat(troubles(house)).isEmpty();
        }
    }

    @DatabaseTest
    void aDayIsNeverFetchedBeforeItIsOverNorTwice(TestDatabase fresh) {
        try (House house = new House(fresh)) {
            house.arrives(new FakeRefunder());
            Reports reports = new Reports().with("2026-11-26");
            assertThat(fetch(house, reports)).as("nothing was ever paid").isZero();
            paid(house, 100);
            assertThat(fetch(house, reports)).as("today is not over").isZero();
            house.clock.advance(Duration.ofDays(1));
            assertThat(fetch(house, reports)).isEqualTo(1);
            for (String statement : List.of(
                    "INSERT INTO agreement_settlement SELECT * FROM agreement_settlement",
                    "UPDATE agreement_settlement SET gross = 1",
                    "DELETE FROM agreement_settlement")) {
                assertThatThrownBy(() -> house.db.useTransaction(tx -> tx.execute(statement)))
                        .as(statement)
                        .isInstanceOf(RuntimeException.class);
            }
        }
    }

    @DatabaseTest
    void membersSeeNone(TestDatabase fresh) {
        try (House house = new House(fresh)) {
            Actor member = Actor.member("contact-1", "Kari Prøve");
            refused(() -> house.settlements.settlements(member, null, null, null), "FORBIDDEN");
            refused(() -> house.settlements.settlement(member, "card", TODAY), "FORBIDDEN");
            refused(() -> house.settlements.settlements(STAFF, null, null, "nonsense"), "CURSOR_INVALID");
        }
    }
}
