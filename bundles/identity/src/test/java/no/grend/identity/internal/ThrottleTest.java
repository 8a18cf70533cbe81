package no.grend.identity.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import no.grend.identity.internal.store.Throttle.Answer;
import no.grend.identity.internal.store.Throttle.Limit;
import no.grend.testkit.DatabaseTest;
import no.grend.testkit.TestDatabase;

class ThrottleTest {

    private static final Limit FIVE = new Limit("door", 5, Duration.ofMinutes(10));

    @DatabaseTest
    void thirtyAtOnceGetFiveSlots(TestDatabase fresh) {
        Fixture house = new Fixture(fresh);

        List<Answer> answers = Fixture.atOnce(30, () -> house.throttle.take(List.of(FIVE)));

        assertThat(answers.stream().filter(answer -> !answer.isRefused())).hasSize(5);
    }

    @DatabaseTest
    void thirtyAtOnceGetTheFiveSlotsThatHaveBecomeOld(TestDatabase fresh) {
        Fixture house = new Fixture(fresh);
        for (int i = 0; i < 5; i++) {
            house.throttle.take(List.of(FIVE));
        }
        house.clock.advance(FIVE.window());

        List<Answer> answers = Fixture.atOnce(30, () -> house.throttle.take(List.of(FIVE)));

        assertThat(answers.stream().filter(answer -> !answer.isRefused())).hasSize(5);
    }

    @DatabaseTest
    void noSpanOfTheWindowsLengthHoldsMore(TestDatabase fresh) {
        Fixture house = new Fixture(fresh);
        take(house);
        house.clock.advance(Duration.ofMinutes(9));
        for (int i = 0; i < 4; i++) {
            take(house);
        }
        house.clock.advance(Duration.ofMinutes(2));

        assertThat(take(house).isRefused()).as("the first is old enough").isFalse();
        assertThat(take(house).refusedFor()).isEqualTo(Duration.ofMinutes(8));
    }

    @DatabaseTest
    void aRefusalByOneBucketTakesNothingOfTheOthers(TestDatabase fresh) {
        Fixture house = new Fixture(fresh);
        Limit none = new Limit("closed", 1, Duration.ofHours(1));
        house.throttle.take(List.of(none));
        for (int i = 0; i < 10; i++) {
            assertThat(house.throttle.take(List.of(FIVE, none)).isRefused()).isTrue();
        }

        assertThat(take(house).isRefused()).isFalse();
    }

    @DatabaseTest
    void whatIsGivenBackIsFreeAgain(TestDatabase fresh) {
        Fixture house = new Fixture(fresh);
        for (int i = 0; i < 20; i++) {
            Answer answer = take(house);
            assertThat(answer.isRefused()).isFalse();
            house.throttle.giveBack(answer.attempt());
        }
    }

    private static Answer take(Fixture house) {
        return house.throttle.take(List.of(FIVE));
    }
}
