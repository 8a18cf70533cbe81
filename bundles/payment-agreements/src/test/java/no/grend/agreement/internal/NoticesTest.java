package no.grend.agreement.internal;

import static no.grend.agreement.internal.FakeProvider.TERMS;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import no.grend.agreement.Payment;
import no.grend.agreement.Payment.State;
import no.grend.agreement.internal.Notices.Reception;
import no.grend.agreement.spi.Order;
import no.grend.agreement.spi.Outcome;
import no.grend.agreement.spi.Outcome.Pending;
import no.grend.agreement.spi.PaymentProvider;
import no.grend.agreement.spi.SendsNotices;
import no.grend.agreement.spi.Terms;
import no.grend.testkit.DatabaseTest;
import no.grend.testkit.TestDatabase;
import org.junit.jupiter.api.Test;

class NoticesTest {

    /** Its notices are {@code <event> <payment>}, and genuine when the header says so. */
    private static final class Noticing implements PaymentProvider, SendsNotices {

        volatile Outcome outcome = new Pending("s-1", null);
        final AtomicInteger asked = new AtomicInteger();

        @Override
        public String id() {
            return "card";
        }

        @Override
        public Terms terms() {
            return TERMS;
        }

        @Override
        public Outcome start(Order order) {
            return outcome;
        }

        @Override
        public Outcome ask(Order order) {
            asked.incrementAndGet();
            return outcome;
        }

        @Override
        public Outcome cancel(Order order) {
            return outcome;
        }

        @Override
        public Verdict read(Notice notice) {
            if (!"right".equals(notice.headers().get("signature"))) {
                return new Verdict.NotGenuine("the signature is wrong");
            }
            String[] words = new String(notice.body(), StandardCharsets.UTF_8).split(" ");
            return new Verdict.Genuine(List.of(new News(words[0], words[1])));
        }
    }

    private static Reception send(Notices notices, String signature, String text) {
        return notices.receive(
                "card",
                new SendsNotices.Notice(
                        "POST",
                        "/payment-notices/card",
                        Map.of("signature", signature),
                        text.getBytes(StandardCharsets.UTF_8)));
    }

    @DatabaseTest
    void aNoticeHasThemAskedOnceHoweverOftenItComes(TestDatabase fresh) {
        try (House house = new House(fresh)) {
            Noticing card = new Noticing();
            house.arrives(card);
            Notices notices = new Notices(house.watch, house.payments);
            AtomicInteger rings = new AtomicInteger();
            house.payments.nudged().hear(rings::incrementAndGet);
            Payment payment = house.start(house.ledger.open(100));
            card.outcome = FakeProvider.paid("s-1", 100);

            assertThat(send(notices, "wrong", "e1 " + payment.id())).isEqualTo(Reception.NOT_GENUINE);
            assertThat(send(notices, "right", "nonsense")).isEqualTo(Reception.NOT_GENUINE);
            house.later(Duration.ZERO);
            assertThat(house.now(payment).state()).isEqualTo(State.PENDING);
            for (int i = 0; i < 10; i++) {
                assertThat(send(notices, "right", "e1 " + payment.id())).isEqualTo(Reception.TAKEN);
            }
            house.later(Duration.ZERO);

            assertThat(rings).hasValue(1);
            assertThat(card.asked).hasValue(1);
            assertThat(house.now(payment).booked()).isTrue();
            send(notices, "right", "e2 " + payment.id());
            send(notices, "right", "e3 nobody");
            house.later(Duration.ZERO);
            assertThat(card.asked).hasValue(1);
            assertThat(house.ledger.payments()).hasSize(1);
        }
    }

    @DatabaseTest
    void aNoticeOfWhatIsOverBringsMoneyThatCameLate(TestDatabase fresh) {
        try (House house = new House(fresh)) {
            Noticing card = new Noticing();
            house.arrives(card);
            Notices notices = new Notices(house.watch, house.payments);
            card.outcome = new Outcome.Rejected(Outcome.Reason.DECLINED, null);
            Payment payment = house.start(house.ledger.open(100));
            assertThat(payment.state()).isEqualTo(State.REJECTED);

            card.outcome = new Outcome.Unknown("busy");
            send(notices, "right", "e1 " + payment.id());
            house.later(Duration.ZERO);
            card.outcome = FakeProvider.paid("s-1", 100);
            house.later(Duration.ofDays(1));

            assertThat(house.now(payment).booked()).isTrue();
            assertThat(PaymentServiceTest.kinds(house)).containsExactly(Outcomes.PAID_LATE);
        }
    }

    @DatabaseTest
    void whoSendsNoneGetsNone(TestDatabase fresh) {
        try (House house = new House(fresh)) {
            house.arrives(new FakeProvider("card"));
            assertThat(send(new Notices(house.watch, house.payments), "right", "e1 x"))
                    .isEqualTo(Reception.NOBODY);
        }
    }

    /** The desk is open to the world: rubbish is not to fill the disk with lines about it. */
    @Test
    void theLogTellsOfRubbishOnceAMinute() {
        RefusedNotices refused = new RefusedNotices();
        Instant now = Instant.parse("2026-11-26T11:00:00Z");

        assertThat(refused.tell("card", "its signature is wrong", now)).isTrue();
        assertThat(refused.tell("vipps", "its signature is wrong", now)).isTrue();
        for (int second = 0; second < 60; second++) {
            assertThat(refused.tell("card", "its signature is wrong", now.plusSeconds(second)))
                    .isFalse();
        }
        assertThat(refused.tell("card", "its signature is wrong", now.plusSeconds(60)))
                .isTrue();
    }
}
