package no.grend.message.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import no.grend.identity.Actor;
import no.grend.identity.Role;
import no.grend.kernel.Problem;
import no.grend.message.Attachment;
import no.grend.message.Message;
import no.grend.message.Message.Channel;
import no.grend.message.Messages.Delivery;
import no.grend.message.internal.store.OutboxStore;
import no.grend.message.spi.AttachmentSource;
import no.grend.message.spi.Gateway;
import no.grend.testkit.DatabaseTest;
import no.grend.testkit.MutableClock;
import no.grend.testkit.RecordingAudit;
import no.grend.testkit.TestDatabase;
import org.junit.jupiter.api.AfterEach;

/** Messages with files, and what became of messages. */
class AttachmentsTest {

    private static final Actor TREASURER = new Actor("staff:1", "Kasserer", Set.of(Role.TREASURER), null);
    private static final Attachment INVOICE =
            new Attachment("faktura-1001.pdf", "application/pdf", "invoice-pdf", "dispatch-1");

    private final MutableClock clock = MutableClock.noonOf("2026-11-21");
    private final Map<String, byte[]> stored = new HashMap<>(Map.of("dispatch-1", new byte[] {1, 2, 3}));
    private final List<List<Gateway.File>> carried = new ArrayList<>();
    private final ExecutorService calls = Executors.newCachedThreadPool();
    private final List<AttachmentSource> sources = new ArrayList<>();
    private OutboxStore store;
    private Outbox outbox;

    private final Gateway mail = new Gateway() {
        @Override
        public Channel channel() {
            return Channel.EMAIL;
        }

        @Override
        public Outcome deliver(Message message, String attemptKey) {
            return deliver(message, List.of(), attemptKey);
        }

        @Override
        public Outcome deliver(Message message, List<File> files, String attemptKey) {
            carried.add(files);
            return new Outcome.Sent("ref");
        }
    };

    private final AttachmentSource invoices = new AttachmentSource() {
        @Override
        public String id() {
            return "invoice-pdf";
        }

        @Override
        public Optional<byte[]> read(String reference) {
            return Optional.ofNullable(stored.get(reference));
        }
    };

    @AfterEach
    void stop() {
        calls.shutdownNow();
    }

    private void on(TestDatabase fresh) {
        store = new OutboxStore(fresh.database("messaging", Outbox.class));
        outbox = new Outbox(store, clock, channel -> channel == Channel.EMAIL);
        sources.add(invoices);
    }

    private boolean deliver(Gateway gateway) {
        Carrier carrier = new Carrier(
                store,
                FakeGateway.only(false, gateway),
                new Attachments(sources),
                clock,
                new Patience(3),
                calls,
                new OutboxMeters(store, clock),
                Duration.ofSeconds(5));
        return carrier.deliverNext(Channel.EMAIL);
    }

    private static Message message(String key, Attachment... attachments) {
        return new Message(
                key, Channel.EMAIL, "kari@eksempel.example", "Faktura 1001", "Hei!", false, List.of(attachments));
    }

    private Delivery only(String key) {
        return outbox.deliveries(List.of(key, "never-sent")).get(key);
    }

    @DatabaseTest
    void theFileIsFetchedWhenTheMessageGoes(TestDatabase fresh) {
        on(fresh);
        assertThat(outbox.send(message("invoice:1", INVOICE))).isTrue();
        assertThat(only("invoice:1").state()).isEqualTo(Delivery.State.QUEUED);
        stored.put("dispatch-1", new byte[] {4, 5});

        assertThat(deliver(mail)).isTrue();

        assertThat(carried).hasSize(1);
        Gateway.File file = carried.get(0).get(0);
        assertThat(file.name()).isEqualTo("faktura-1001.pdf");
        assertThat(file.mediaType()).isEqualTo("application/pdf");
        assertThat(file.content()).containsExactly(4, 5);
        assertThat(only("invoice:1")).isEqualTo(new Delivery(Delivery.State.SENT, clock.instant(), null));
        OutboxReader reader = new OutboxReader(store, new RecordingAudit(), clock, channel -> true);
        assertThat(reader.newest(TREASURER, null, null, null).items().get(0).attachments())
                .containsExactly("faktura-1001.pdf");
    }

    @DatabaseTest
    void aMessageWhoseFileIsGoneIsGivenUp(TestDatabase fresh) {
        on(fresh);
        stored.clear();
        outbox.send(message("invoice:1", INVOICE));

        deliver(mail);

        assertThat(carried).isEmpty();
        assertThat(only("invoice:1").state()).isEqualTo(Delivery.State.FAILED);
        assertThat(only("invoice:1").reason()).isEqualTo("The attachment is gone.");
    }

    @DatabaseTest
    void aMessageWaitsWhileWhoeverHasItsFileIsAway(TestDatabase fresh) {
        on(fresh);
        sources.clear();
        outbox.send(message("invoice:1", INVOICE));

        deliver(mail);
        assertThat(only("invoice:1").state()).isEqualTo(Delivery.State.QUEUED);
        assertThat(only("invoice:1").reason()).contains("invoice-pdf");

        sources.add(invoices);
        clock.advance(Duration.ofMinutes(1));
        deliver(mail);
        assertThat(only("invoice:1").state()).isEqualTo(Delivery.State.SENT);
    }

    @DatabaseTest
    void aGatewayThatKnowsNoFilesRefusesThem(TestDatabase fresh) {
        on(fresh);
        FakeGateway wordsOnly = new FakeGateway(Channel.EMAIL);
        outbox.send(message("invoice:1", INVOICE));
        outbox.send(message("invoice:2"));

        deliver(wordsOnly);
        deliver(wordsOnly);

        assertThat(only("invoice:1").state()).isEqualTo(Delivery.State.FAILED);
        assertThat(only("invoice:2").state()).isEqualTo(Delivery.State.SENT);
        assertThat(wordsOnly.calls).hasSize(1);
    }

    @DatabaseTest
    void attachmentsThatCannotTravelAreRefusedInWords(TestDatabase fresh) {
        on(fresh);
        for (Message bad : List.of(
                message("k", new Attachment("två ord.pdf", "application/pdf", "invoice-pdf", "1")),
                message("k", new Attachment("a\"b.pdf", "application/pdf", "invoice-pdf", "1")),
                message("k", new Attachment("a.pdf", "application/pdf\r\nX: y", "invoice-pdf", "1")),
                message("k", new Attachment("a.pdf", "application/pdf", "", "1")),
                message("k", INVOICE, INVOICE, INVOICE, INVOICE, INVOICE, INVOICE),
                new Message("k", Channel.SMS, "+4790000001", null, "b", false, List.of(INVOICE)))) {
            assertThatThrownBy(() -> outbox.send(bad)).isInstanceOf(Problem.class);
        }
        assertThat(outbox.deliveries(List.of("k"))).isEmpty();
        assertThat(outbox.carried(Channel.EMAIL)).isTrue();
        assertThat(outbox.carried(Channel.LETTER)).isFalse();
    }
}
