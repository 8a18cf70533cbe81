package no.grend.message.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import no.grend.identity.Actor;
import no.grend.identity.Role;
import no.grend.kernel.Page;
import no.grend.kernel.Problem;
import no.grend.message.Message;
import no.grend.message.Message.Channel;
import no.grend.message.internal.OutboxReader.Shown;
import no.grend.message.internal.store.OutboxStore;
import no.grend.message.internal.store.StoredMessage.State;
import no.grend.message.spi.AttachmentSource;
import no.grend.message.spi.Gateway.Outcome;
import no.grend.schema.Database;
import no.grend.testkit.DatabaseTest;
import no.grend.testkit.MutableClock;
import no.grend.testkit.RecordingAudit;
import no.grend.testkit.TestDatabase;
import org.junit.jupiter.api.AfterEach;

class OutboxTest {

    private static final Actor TREASURER = new Actor("staff:1", "Kasserer", Set.of(Role.TREASURER), null);

    private final MutableClock clock = MutableClock.noonOf("2026-11-21");
    private final FakeGateway mail = new FakeGateway(Channel.EMAIL);
    private final RecordingAudit audit = new RecordingAudit();
    private final ExecutorService calls = Executors.newCachedThreadPool();
    private OutboxStore store;
    private OutboxMeters meters;
    private Outbox outbox;
    private Carrier carrier;
    private OutboxReader reader;
    private boolean carried = true;
    private List<AttachmentSource> files = List.of();

    private void on(TestDatabase fresh) {
        on(fresh, false);
    }

    private void on(TestDatabase fresh, boolean records) {
        Database database = fresh.database("messaging", Outbox.class);
        store = new OutboxStore(database);
        meters = new OutboxMeters(store, clock);
        outbox = new Outbox(store, clock, channel -> carried);
        carrier = carrier(FakeGateway.only(records, mail));
        reader = new OutboxReader(store, audit, clock, channel -> carried);
    }

    private Carrier carrier(Gateways gateways) {
        return new Carrier(
                store, gateways, new Attachments(files), clock, new Patience(3), calls, meters, Duration.ofMillis(500));
    }

    @AfterEach
    void stop() {
        calls.shutdownNow();
    }

    private static Message invoice(String key) {
        return new Message(
                key, Channel.EMAIL, "Kari@Eksempel.example", "Faktura 10043", "Hei, Kari! Beløp: 1 250,50 kr", false);
    }

    private static Message code(String key) {
        return new Message(key, Channel.EMAIL, "kari@eksempel.example", "Din kode", "Koden er 123456", true);
    }

    private List<Shown> everything() {
        return reader.newest(TREASURER, null, null, null).items();
    }

    private Shown only() {
        assertThat(everything()).hasSize(1);
        return everything().get(0);
    }

    @DatabaseTest
    void sameKeyTwiceIsOneMail(TestDatabase fresh) {
        on(fresh);
        assertThat(outbox.send(invoice("invoice:1"))).isTrue();
        assertThat(outbox.send(invoice("invoice:1"))).isFalse();
        while (carrier.deliverNext(Channel.EMAIL)) {
            outbox.send(invoice("invoice:1"));
        }
        assertThat(mail.calls).hasSize(1);
        assertThat(only().status()).isEqualTo(State.SENT);
        assertThat(only().body()).isEqualTo("Hei, Kari! Beløp: 1 250,50 kr");
        assertThat(only().sentAt()).isEqualTo(clock.instant());
    }

    @DatabaseTest
    void whatWaitsAndWhatBecameOfItIsMeasured(TestDatabase fresh) {
        on(fresh);
        for (int i = 0; i < 3; i++) {
            outbox.send(invoice("invoice:" + i));
        }
        assertThat(measured("grend_messages_waiting", "email")).isEqualTo(3);
        carrier.deliverNext(Channel.EMAIL);
        mail.answer = () -> new Outcome.Refused("No such mailbox.");
        carrier.deliverNext(Channel.EMAIL);
        mail.answer = () -> new Outcome.Later("Busy.");
        carrier.deliverNext(Channel.EMAIL);
        assertThat(measured("grend_message_attempts_total", "email sent")).isEqualTo(1);
        assertThat(measured("grend_message_attempts_total", "email failed")).isEqualTo(1);
        assertThat(measured("grend_message_attempts_total", "email later")).isEqualTo(1);
        assertThat(measured("grend_message_attempts_total", "sms sent")).isZero();
        clock.advance(Duration.ofHours(1));
        meters = new OutboxMeters(store, clock);
        assertThat(measured("grend_messages_waiting", "email")).isEqualTo(1);
        assertThat(measured("grend_messages_late", "email")).isEqualTo(1);
        assertThat(measured("grend_messages_late", "sms")).isZero();
    }

    private long measured(String name, String labels) {
        return meters.meters().stream()
                .filter(meter -> meter.name().equals(name))
                .flatMap(meter -> meter.values().stream())
                .filter(value -> String.join(" ", value.labels().values()).equals(labels))
                .findFirst()
                .orElseThrow()
                .amount()
                .longValue();
    }

    @DatabaseTest
    void manyAtATimeAreEachStoredOnceAndARefusedOneStopsNone(TestDatabase fresh) {
        on(fresh);
        outbox.send(invoice("invoice:7"));
        List<Message> many = new ArrayList<>(IntStream.rangeClosed(1, 137)
                .mapToObj(number -> invoice("invoice:" + number))
                .toList());
        many.add(new Message("broken", Channel.EMAIL, " ", "Faktura", "x", false));
        many.add(code("code:1"));
        many.add(invoice("invoice:3"));

        assertThat(outbox.sendAll(many)).containsOnlyKeys("broken");
        assertThat(outbox.sendAll(many)).as("as after a crash").containsOnlyKeys("broken");

        List<String> keys = IntStream.rangeClosed(1, 137)
                .mapToObj(number -> "invoice:" + number)
                .toList();
        assertThat(outbox.deliveries(keys)).hasSize(137);
        while (carrier.deliverNext(Channel.EMAIL)) {
            assertThat(mail.calls).hasSizeLessThanOrEqualTo(138);
        }
        assertThat(mail.calls).hasSize(138);
    }

    @DatabaseTest
    void manyThreadsWithTheSameManyStoreThemOnce(TestDatabase fresh) throws Exception {
        on(fresh);
        List<Message> many = IntStream.range(0, 60)
                .mapToObj(number -> invoice("invoice:" + number))
                .toList();
        CountDownLatch together = new CountDownLatch(1);
        List<Future<Integer>> answers = IntStream.range(0, 2)
                .mapToObj(i -> calls.submit((Callable<Integer>) () -> {
                    together.await();
                    return outbox.sendAll(many).size();
                }))
                .toList();
        together.countDown();
        for (Future<Integer> answer : answers) {
            assertThat(answer.get()).isZero();
        }
        while (carrier.deliverNext(Channel.EMAIL)) {
            assertThat(mail.calls).hasSizeLessThanOrEqualTo(60);
        }
        assertThat(mail.calls).hasSize(60);
    }

    @DatabaseTest
    void sameKeyFromManyThreadsIsOneMail(TestDatabase fresh) throws Exception {
        on(fresh);
        CountDownLatch together = new CountDownLatch(1);
        List<Future<Boolean>> answers = IntStream.range(0, 8)
                .mapToObj(i -> calls.submit((Callable<Boolean>) () -> {
                    together.await();
                    return outbox.send(invoice("invoice:1"));
                }))
                .toList();
        together.countDown();
        int created = 0;
        for (Future<Boolean> answer : answers) {
            created += answer.get() ? 1 : 0;
        }
        assertThat(created).isEqualTo(1);
        assertThat(everything()).hasSize(1);
    }

    @DatabaseTest
    void twoNodesNeverSendTheSameMessage(TestDatabase fresh) throws Exception {
        on(fresh);
        for (int i = 0; i < 60; i++) {
            outbox.send(invoice("invoice:" + i));
        }
        Carrier[] nodes = {carrier, carrier(FakeGateway.only(false, mail)), carrier(FakeGateway.only(false, mail))};
        CountDownLatch together = new CountDownLatch(1);
        List<Future<Boolean>> done = java.util.Arrays.stream(nodes)
                .map(node -> calls.submit((Callable<Boolean>) () -> {
                    together.await();
                    boolean more = true;
                    while (more) {
                        more = node.deliverNext(Channel.EMAIL);
                    }
                    return true;
                }))
                .toList();
        together.countDown();
        for (Future<Boolean> node : done) {
            node.get();
        }
        // A node that lost every race of a round stops early; the next poll takes what is left.
        while (carrier.deliverNext(Channel.EMAIL)) {
            assertThat(mail.calls.size()).isLessThanOrEqualTo(60);
        }
        assertThat(mail.calls).hasSize(60);
        assertThat(mail.calls.stream().map(FakeGateway.Call::attemptKey).collect(Collectors.toSet()))
                .hasSize(60);
    }

    @DatabaseTest
    void killedBetweenCallAndWritingDownItIsSentAgainUnderTheSameAttemptKey(TestDatabase fresh) {
        on(fresh);
        outbox.send(invoice("invoice:1"));
        // What a kill leaves behind: claimed, delivered, never written down.
        assertThat(store.claim(Channel.EMAIL, clock.instant(), Carrier.CLAIM)).isPresent();
        assertThat(carrier.deliverNext(Channel.EMAIL))
                .as("the claim still holds")
                .isFalse();
        clock.advance(Carrier.CLAIM.plusSeconds(1));
        assertThat(carrier.deliverNext(Channel.EMAIL)).isTrue();
        assertThat(only().status()).isEqualTo(State.SENT);
        assertThat(mail.calls.get(0).attemptKey()).isEqualTo(Carrier.attemptKey("invoice:1"));
    }

    @DatabaseTest
    void whoLostItsClaimCannotWriteOverTheOther(TestDatabase fresh) {
        on(fresh);
        outbox.send(invoice("invoice:1"));
        var slow = store.claim(Channel.EMAIL, clock.instant(), Carrier.CLAIM).orElseThrow();
        clock.advance(Carrier.CLAIM.plusSeconds(1));
        assertThat(carrier.deliverNext(Channel.EMAIL)).isTrue();
        store.failed(slow, "too late", clock.instant());
        assertThat(store.sent(slow, "x", false, clock.instant(), null)).isFalse();
        assertThat(only().status()).isEqualTo(State.SENT);
    }

    @DatabaseTest
    void itTriesAgainWithGrowingPausesAndGivesUp(TestDatabase fresh) {
        on(fresh);
        mail.answer = () -> new Outcome.Later("busy");
        outbox.send(invoice("invoice:1"));
        assertThat(carrier.deliverNext(Channel.EMAIL)).isTrue();
        assertThat(only().status()).isEqualTo(State.QUEUED);
        assertThat(only().reason()).isEqualTo("busy");
        assertThat(carrier.deliverNext(Channel.EMAIL)).isFalse();
        clock.advance(Duration.ofSeconds(30));
        assertThat(carrier.deliverNext(Channel.EMAIL)).isTrue();
        clock.advance(Duration.ofSeconds(119));
        assertThat(carrier.deliverNext(Channel.EMAIL)).isFalse();
        clock.advance(Duration.ofSeconds(1));
        assertThat(carrier.deliverNext(Channel.EMAIL)).isTrue();
        assertThat(only().status()).isEqualTo(State.FAILED);
        assertThat(only().reason()).isEqualTo("Given up after 3 attempts. busy");
        clock.advance(Duration.ofDays(1));
        assertThat(carrier.deliverNext(Channel.EMAIL)).isFalse();
        assertThat(mail.calls).hasSize(3);
    }

    @DatabaseTest
    void refusalIsFinalAndExceptionsAndSilenceAreNot(TestDatabase fresh) {
        on(fresh);
        mail.answer = () -> new Outcome.Refused("no such mailbox");
        outbox.send(invoice("a"));
        carrier.deliverNext(Channel.EMAIL);
        assertThat(only().status()).isEqualTo(State.FAILED);

        mail.answer = () -> {
            throw new IllegalStateException("kari@eksempel.example is odd");
        };
        clock.advance(Duration.ofSeconds(1));
        outbox.send(invoice("b"));
        carrier.deliverNext(Channel.EMAIL);
        assertThat(everything().get(0).status()).isEqualTo(State.QUEUED);
        assertThat(everything().get(0).reason()).isEqualTo("The gateway failed (IllegalStateException).");

        CountDownLatch never = new CountDownLatch(1);
        mail.answer = () -> {
            try {
                never.await();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
            return null;
        };
        clock.advance(Duration.ofSeconds(1));
        outbox.send(invoice("c"));
        carrier.deliverNext(Channel.EMAIL);
        assertThat(everything().get(0).reason()).isEqualTo("The gateway did not answer in time.");
    }

    @DatabaseTest
    void withoutAGatewayItWaitsAndACodeInTimeBecomesWorthless(TestDatabase fresh) {
        on(fresh);
        Carrier nobody = carrier(FakeGateway.only(false));
        outbox.send(invoice("invoice:1"));
        outbox.send(code("login-code:1"));
        assertThat(nobody.deliverNext(Channel.EMAIL)).isFalse();
        clock.advance(Duration.ofMinutes(11));
        assertThat(carrier.deliverNext(Channel.EMAIL)).isTrue();
        assertThat(carrier.deliverNext(Channel.EMAIL)).isTrue();
        assertThat(mail.calls).hasSize(1);
        assertThat(mail.calls.get(0).message().key()).isEqualTo("invoice:1");
        assertThat(everything()).extracting(Shown::status).containsExactlyInAnyOrder(State.SENT, State.FAILED);
    }

    @DatabaseTest
    void codesGoBeforeEverythingElse(TestDatabase fresh) {
        on(fresh);
        outbox.send(invoice("invoice:1"));
        clock.advance(Duration.ofSeconds(1));
        outbox.send(code("login-code:1"));
        carrier.deliverNext(Channel.EMAIL);
        assertThat(mail.calls.get(0).message().key()).isEqualTo("login-code:1");
    }

    @DatabaseTest
    void aRealCodeIsNeverShownToStaffAndLeavesTheDatabase(TestDatabase fresh) {
        on(fresh);
        outbox.send(code("login-code:1"));
        assertThat(only().body()).isNull();
        carrier.deliverNext(Channel.EMAIL);
        assertThat(mail.calls.get(0).message().body()).isEqualTo("Koden er 123456");
        assertThat(only().body()).isNull();
        assertThat(bodyInDatabase()).isEqualTo("Koden er 123456");
        clock.advance(Duration.ofMinutes(10));
        assertThat(store.blank(clock.instant())).isEqualTo(1);
        assertThat(bodyInDatabase()).isNull();
    }

    @DatabaseTest
    void aRecordedCodeCanBeReadAndAnUncarriedOneIsBlanked(TestDatabase fresh) {
        on(fresh, true);
        outbox.send(code("login-code:1"));
        carrier.deliverNext(Channel.EMAIL);
        clock.advance(Duration.ofDays(1));
        store.blank(clock.instant());
        assertThat(only().body()).isEqualTo("Koden er 123456");
        outbox.send(code("login-code:2"));
        clock.advance(Duration.ofMinutes(10));
        assertThat(store.blank(clock.instant())).isEqualTo(1);
        assertThat(everything().get(0).status()).isEqualTo(State.FAILED);
        assertThat(carrier.deliverNext(Channel.EMAIL)).isFalse();
    }

    private String bodyInDatabase() {
        return store.newest(null, null, 1).get(0).message().body();
    }

    @DatabaseTest
    void staffReadNewestFirstByAddressInPagesAndLeaveATrace(TestDatabase fresh) {
        on(fresh);
        for (int i = 0; i < 3; i++) {
            outbox.send(invoice("invoice:" + i));
            clock.advance(Duration.ofSeconds(1));
        }
        outbox.send(new Message("sms:1", Channel.SMS, "+4790000001", null, "Hei", false));
        Page<Shown> first = reader.newest(TREASURER, "kari@EKSEMPEL.example", 2, null);
        assertThat(first.items()).hasSize(2);
        assertThat(first.items().get(0).createdAt())
                .isAfter(first.items().get(1).createdAt());
        Page<Shown> second = reader.newest(TREASURER, "kari@eksempel.example", 2, first.next());
        assertThat(second.items()).hasSize(1);
        assertThat(second.next()).isNull();
        for (String spelling : List.of("+4790000001", " 4790000001", "900 00 001")) {
            assertThat(reader.newest(TREASURER, spelling, null, null).items())
                    .as(spelling)
                    .hasSize(1);
        }
        assertThat(reader.newest(TREASURER, "nobody@eksempel.example", null, null)
                        .items())
                .isEmpty();
        assertThat(audit.of("MESSAGES_READ")).hasSize(5);
        assertThat(audit.entries().toString()).doesNotContain("@").doesNotContain("90000001");
    }

    @DatabaseTest
    void whoMayNotReadMessagesMayNot(TestDatabase fresh) {
        on(fresh);
        Actor readOnly = new Actor("staff:2", "Leser", Set.of(Role.READER), null);
        for (Actor actor : List.of(readOnly, Actor.member("c1", "Kari"))) {
            assertThatThrownBy(() -> reader.newest(actor, null, null, null))
                    .isInstanceOfSatisfying(
                            Problem.class, problem -> assertThat(problem.kind()).isEqualTo(Problem.Kind.FORBIDDEN));
        }
    }

    @DatabaseTest
    void whatCannotBeAMessageIsRefusedInWords(TestDatabase fresh) {
        on(fresh);
        for (Message bad : List.of(
                new Message("", Channel.EMAIL, "a@b.example", "s", "b", false),
                new Message("k", null, "a@b.example", "s", "b", false),
                new Message("k", Channel.EMAIL, "a@b.example\r\nBcc: x@y.example", "s", "b", false),
                new Message("k", Channel.EMAIL, "a@b.example", "s", null, false),
                new Message("k", Channel.SMS, "+4790000001", null, "x".repeat(801), false))) {
            assertThatThrownBy(() -> outbox.send(bad)).isInstanceOf(Problem.class);
        }
        assertThat(everything()).isEmpty();
        outbox.send(
                new Message("k", Channel.EMAIL, "a@b.example", "one\r\nBcc: x@y.example", "b".repeat(100_000), false));
        assertThat(only().subject()).isEqualTo("one Bcc: x@y.example");
        assertThat(only().body()).hasSize(100_000);
    }

    @DatabaseTest
    void secretThatNoGatewayCanCarryIsSeenByAdministratorsOnly(TestDatabase fresh) {
        on(fresh);
        outbox.send(new Message("login-code:9", Channel.EMAIL, "kari@example.org", "Kode", "Koden er 123456", true));
        Actor admin = new Actor("staff:9", "Leder", Set.of(Role.ADMIN), null);
        assertThat(reader.newest(admin, null, 10, null).items().get(0).body()).isNull();
        carried = false;
        assertThat(reader.newest(admin, null, 10, null).items().get(0).body()).contains("123456");
        assertThat(reader.newest(TREASURER, null, 10, null).items().get(0).body())
                .isNull();
    }
}
