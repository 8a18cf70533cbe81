package no.grend.dunning.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import no.grend.dunning.internal.store.Step;
import no.grend.dunning.internal.store.Step.State;
import no.grend.kernel.Ore;
import no.grend.testkit.DatabaseTest;
import no.grend.testkit.TestDatabase;

/** Cuts a run off between any two of its effects: the job that goes on does what was left, and nothing twice (P26, P28). */
class CutOffTest {

    /** What no code catches, as little as it catches a kill. */
    private static final class Cut extends Error {
        private static final long serialVersionUID = 1;
    }

    private static void cut() {
        throw new Cut();
    }

    private static void goOn() {
        // Nothing cuts it off any more.
    }

    private enum Where {
        BEFORE_CHARGE,
        AFTER_CHARGE,
        AFTER_SEND;

        void arm(House house, Runnable what) {
            switch (this) {
                case BEFORE_CHARGE -> house.ledger.beforeCharge = what;
                case AFTER_CHARGE -> house.ledger.afterCharge = what;
                case AFTER_SEND -> house.outbox.afterSend = what;
            }
        }
    }

    private static House cutOff(TestDatabase fresh, Where where) {
        House house = new House(fresh.database("dunning", Dunning.class), new FakeLedger(), House.ROUTINE, List.of());
        for (int member = 1; member <= 3; member++) {
            house.ledger.open(member, 1000L + member, House.DUE, 50_000);
        }
        where.arm(house, CutOffTest::cut);
        String job = house.dunning.order(House.TREASURER, null, null, false, null);
        assertThatThrownBy(() -> house.work(job)).isInstanceOf(Cut.class);
        where.arm(house, CutOffTest::goOn);
        return house;
    }

    private static void checkWhole(House house, int letters) {
        assertThat(new DunningVerification(house.db, house.clock, house.ledger, house.settings, null).verify())
                .isEmpty();
        assertThat(house.ledger.charged().stream().filter(charged -> charged.waived() == null))
                .hasSize(letters);
        assertThat(house.db.<Integer>read(
                        tx -> tx.createQuery("SELECT COUNT(*) FROM dunning_step WHERE state = 'BEGUN'")
                                .mapTo(Integer.class)
                                .one()))
                .isZero();
    }

    @DatabaseTest
    void goesOnTheSameDay(TestDatabase fresh) {
        for (Where where : Where.values()) {
            try (TestDatabase own = TestDatabase.fresh(fresh.dialect())) {
                House house = cutOff(own, where);

                assertThat(house.work("job-1")).as(where.name()).containsEntry("letters", 3L);
                assertThat(house.outbox.sent).hasSize(3);
                checkWhole(house, 3);
            }
        }
    }

    @DatabaseTest
    void goesOnThreeDaysLaterWithJustAsLongADeadline(TestDatabase fresh) {
        for (Where where : Where.values()) {
            try (TestDatabase own = TestDatabase.fresh(fresh.dialect())) {
                House house = cutOff(own, where);
                house.on("2026-03-23");
                house.work("job-1");

                Step step = house.dunning
                        .timeline(House.TREASURER, "invoice-1001")
                        .letters()
                        .get(0);
                assertThat(step.state()).isEqualTo(State.SENT);
                assertThat(step.sentOn()).isEqualTo("2026-03-23");
                assertThat(step.deadline()).isEqualTo("2026-04-06");
                checkWhole(house, 3);
            }
        }
    }

    @DatabaseTest
    void whatIsPaidMeanwhileIsTakenBack(TestDatabase fresh) {
        House house = cutOff(fresh, Where.AFTER_CHARGE);
        house.ledger.pay("invoice-1001", 50_000);

        assertThat(house.work("job-1")).containsEntry("letters", 2L);

        assertThat(house.ledger
                        .invoice(House.TREASURER, "invoice-1001")
                        .orElseThrow()
                        .open())
                .isEqualTo(Ore.ZERO);
        assertThat(house.dunning.timeline(House.TREASURER, "invoice-1001").letters())
                .singleElement()
                .satisfies(step -> assertThat(step.withdrawnWhy()).isEqualTo("PAID"));
        checkWhole(house, 2);
    }

    @DatabaseTest
    void whatIsPaidInTheVeryMomentIsTakenBack(TestDatabase fresh) {
        House house = new House(fresh);
        house.ledger.open(1, 1001, House.DUE, 50_000);
        house.ledger.beforeCharge = () -> house.ledger.pay("invoice-1001", 50_000);

        assertThat(house.run(false)).containsEntry("letters", 0L);
        assertThat(house.outbox.sent).isEmpty();
        checkWhole(house, 0);
    }

    @DatabaseTest
    void aChangeOfLawMeanwhileMakesTheLetterAnew(TestDatabase fresh) {
        House house = cutOff(fresh, Where.BEFORE_CHARGE);
        house.on("2026-03-23");
        House later =
                new House(house.db, house.ledger, House.ROUTINE, List.of("inkassolov-2026.validFrom = 2026-03-22"));
        later.on("2026-03-23");
        assertThat(later.run(false)).containsEntry("letters", 3L);

        assertThat(later.dunning.timeline(House.TREASURER, "invoice-1001").letters())
                .extracting(Step::state, Step::fee)
                .containsExactly(tuple(State.WITHDRAWN, Ore.kroner(38)), tuple(State.SENT, Ore.ZERO));
        checkWhole(later, 0);
    }
}
