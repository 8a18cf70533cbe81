package no.grend.message.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import no.grend.message.Message;
import no.grend.message.Message.Channel;
import no.grend.message.internal.store.OutboxStore;
import no.grend.message.spi.Gateway.Outcome;
import no.grend.schema.Database;
import no.grend.testkit.DatabaseTest;
import no.grend.testkit.TestDatabase;

class DispatcherTest {

    @DatabaseTest
    void aCommittedMessageIsSentAtOnceAndSlowMailHoldsBackNoSms(TestDatabase fresh) throws Exception {
        Database database = fresh.database("messaging", Outbox.class);
        FakeGateway mail = new FakeGateway(Channel.EMAIL);
        FakeGateway sms = new FakeGateway(Channel.SMS);
        var never = new java.util.concurrent.CountDownLatch(1);
        mail.answer = () -> {
            try {
                never.await();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
            return new Outcome.Later("slow");
        };
        Clock clock = Clock.systemUTC();
        // Polls once an hour, so that only the nudge can be what sends.
        Outbox outbox = new Outbox(new OutboxStore(database), clock, channel -> true);
        Dispatcher dispatcher = new Dispatcher(
                outbox,
                new OutboxMeters(new OutboxStore(database), clock),
                new OutboxStore(database),
                clock,
                FakeGateway.only(false, mail, sms),
                new Attachments(List.of()),
                10,
                2,
                3_600_000);
        try {
            for (int i = 0; i < 5; i++) {
                outbox.send(new Message("mail:" + i, Channel.EMAIL, "kari@eksempel.example", "s", "b", false));
            }
            outbox.send(new Message("sms:1", Channel.SMS, "+4790000001", null, "Koden er 123456", true));
            await().atMost(Duration.ofSeconds(10))
                    .untilAsserted(() -> assertThat(sms.calls).hasSize(1));
        } finally {
            never.countDown();
            dispatcher.stop();
        }
    }
}
