package no.grend.providervipps.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import no.grend.agreement.spi.Order;
import no.grend.agreement.spi.Outcome.Accepted;
import no.grend.agreement.spi.Outcome.Pending;
import no.grend.agreement.spi.Outcome.Reason;
import no.grend.agreement.spi.Outcome.Rejected;
import no.grend.agreement.spi.Outcome.Unknown;
import no.grend.agreement.spi.PaymentProvider;
import no.grend.agreement.spi.SendsNotices;
import no.grend.agreement.spi.SendsNotices.News;
import no.grend.agreement.spi.SendsNotices.Verdict;
import no.grend.agreement.spi.TakesCharges.Consent;
import no.grend.kernel.Ore;
import no.grend.kernel.Oslo;
import no.grend.provider.tck.ChargesContract;
import no.grend.simulators.internal.Call;
import no.grend.simulators.internal.Notice;
import no.grend.testkit.MutableClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The kit for charges, and the Recurring API to the letter, over a real socket. */
class VippsRecurringTest extends ChargesContract {

    private static final String AGREEMENTS = "/recurring/v3/agreements";

    private final MutableClock clock = MutableClock.noonOf("2027-01-15");
    private final VippsServers vipps = new VippsServers(clock);

    @AfterEach
    void close() {
        vipps.close();
    }

    @Override
    protected PaymentProvider provider() {
        return vipps();
    }

    private VippsProvider vipps() {
        return vipps(vipps.address());
    }

    private VippsProvider vipps(URI address) {
        return new VippsProvider(
                new SalesUnit(address, "123456", "id", "secret", "key", List.of(VippsServers.WEBHOOK_SECRET)), clock);
    }

    @Override
    protected Instant now() {
        return clock.instant();
    }

    @Override
    protected void payerConsents(Consent consent) {
        vipps.simulator.approve(consent.reference(), consent.most().value());
    }

    @Override
    protected void payerEnds(Consent consent) {
        vipps.simulator.end(consent.reference());
    }

    @Override
    protected void dayComes(LocalDate day, boolean covered) {
        vipps.simulator.agreements.charges.withoutCover.set(covered ? 0 : 100);
        clock.advance(Duration.ofDays(ChronoUnit.DAYS.between(Oslo.today(clock), day)));
    }

    @Override
    protected PaymentProvider unreachable() {
        return vipps(URI.create("http://127.0.0.1:1"));
    }

    private final Consent consent = new Consent(
            "01a230a1-44c4-7000-8000-000000000001",
            null,
            Ore.kroner(1_500),
            12,
            "Kontingent",
            URI.create("https://klubb.example.org/tilbake"),
            URI.create("https://klubb.example.org/min-side/consents/"),
            clock.instant());

    private Consent given() {
        Pending pending = (Pending) vipps().propose(consent);
        vipps.simulator.approve(pending.reference(), 90_000);
        return new Consent(
                consent.id(),
                pending.reference(),
                consent.most(),
                12,
                consent.text(),
                consent.returnTo(),
                consent.manageAt(),
                consent.startedAt());
    }

    private Order charge(Consent by, long ore, int retryDays) {
        return new Order(
                "01a230a1-44c4-7000-8000-00000000000c",
                null,
                Ore.of(ore),
                "NOK",
                "Faktura 10042",
                null,
                Map.of(),
                clock.instant(),
                new Order.Charge(by.reference(), LocalDate.parse("2027-01-20"), retryDays));
    }

    private Call seen(String line) {
        return vipps.seen.stream()
                .filter(call -> call.line().matches(line))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void anAgreementIsProposedAsPublished() {
        Pending pending = (Pending) vipps().propose(consent);

        assertThat(pending.redirect()).isEqualTo(URI.create(vipps.address() + "/avtale/" + pending.reference()));
        Call create = seen("POST " + AGREEMENTS);
        assertThat(create.headers())
                .containsEntry("authorization", "Bearer token-1")
                .containsEntry("idempotency-key", consent.id())
                .containsEntry("merchant-serial-number", "123456");
        assertThat(create.body().path("pricing").toString())
                .contains("\"type\":\"VARIABLE\"", "\"suggestedMaxAmount\":150000", "\"currency\":\"NOK\"");
        assertThat(create.body().path("interval").toString()).contains("\"unit\":\"YEAR\"", "\"count\":1");
        assertThat(create.body().path("productName").asText()).isEqualTo("Kontingent");
        assertThat(create.body().path("externalId").asText()).isEqualTo(consent.id());
        assertThat(create.body().has("phoneNumber"))
                .as("nothing personal is sent")
                .isFalse();
    }

    @Test
    void theLimitIsThePayersOwn() {
        assertThat(vipps().standing(given())).isEqualTo(new Accepted(given().reference(), Ore.of(90_000), "NOK", null));
    }

    @Test
    void aChargeIsMadeAsPublishedUnderThePaymentsOwnName() {
        Consent given = given();
        Order order = charge(given, 45_000, 5);

        assertThat(vipps().start(order)).isEqualTo(new Pending(order.paymentId(), null));

        Call create = seen("POST " + AGREEMENTS + "/" + given.reference() + "/charges");
        assertThat(create.headers()).containsEntry("idempotency-key", order.paymentId());
        assertThat(create.body().path("amount").asLong()).isEqualTo(45_000);
        assertThat(create.body().toString())
                .contains(
                        "\"transactionType\":\"DIRECT_CAPTURE\"",
                        "\"due\":\"2027-01-20\"",
                        "\"retryDays\":5",
                        "\"orderId\":\"" + order.paymentId() + "\"",
                        "\"description\":\"Faktura 10042\"");
    }

    @Test
    void noKeyOfOursIsLongerThanTheyTake() {
        Consent given = given();
        Order order = charge(given, 45_000, 0);
        vipps().start(order);
        vipps().cancel(order);
        vipps().end(given);

        assertThat(vipps.seen)
                .extracting(call -> call.header("idempotency-key"))
                .allSatisfy(key -> assertThat(key).hasSizeLessThanOrEqualTo(40));
    }

    @Test
    void itTriesAgainByItselfAndTellsTheDayThatTheMoneyMoved() {
        Order order = charge(given(), 45_000, 5);
        vipps().start(order);
        vipps.simulator.agreements.charges.withoutCover.set(2);
        clock.advance(Duration.ofDays(5));
        assertThat(vipps().ask(order)).isInstanceOf(Pending.class);
        clock.advance(Duration.ofDays(1));
        assertThat(vipps().ask(order)).isInstanceOf(Pending.class);
        clock.advance(Duration.ofDays(1));

        assertThat(vipps().ask(order))
                .isEqualTo(new Accepted(order.paymentId(), Ore.of(45_000), "NOK", LocalDate.parse("2027-01-22")));
    }

    @Test
    void whatIsMoreThanThePayersLimitIsDeclinedInWords() {
        Order order = charge(given(), 90_001, 0);
        vipps().start(order);
        clock.advance(Duration.ofDays(5));

        assertThat(vipps().ask(order)).isInstanceOfSatisfying(Rejected.class, rejected -> {
            assertThat(rejected.reason()).isEqualTo(Reason.DECLINED);
            assertThat(rejected.detail()).contains("more than the payer lets be charged");
        });
    }

    @Test
    void whatIsOnlyReservedIsCapturedOnce() {
        Order order = charge(given(), 45_000, 0);
        vipps().start(order);
        vipps.simulator.agreements.charges.reserves = true;
        clock.advance(Duration.ofDays(5));
        vipps.simulator.mischief.losesAnswers.set(1);

        assertThat(vipps().ask(order)).isInstanceOf(Unknown.class);
        assertThat(vipps().ask(order)).isInstanceOf(Accepted.class);
        assertThat(told("recurring.charge-captured.v1")).isEqualTo(1);
    }

    private long told(String event) {
        return vipps.notices.stream()
                .filter(notice -> new String(notice.body(), java.nio.charset.StandardCharsets.UTF_8).contains(event))
                .count();
    }

    @Test
    void anAnswerThatIsLostLeavesItUnknownAndOneChargeIsMade() {
        Order order = charge(given(), 45_000, 0);
        vipps.simulator.mischief.losesAnswers.set(1);
        assertThat(vipps().start(order)).isInstanceOf(Unknown.class);
        assertThat(vipps().ask(order)).isInstanceOf(Pending.class);
        clock.advance(Duration.ofDays(5));
        assertThat(vipps().ask(order)).isInstanceOf(Accepted.class);
        assertThat(told("recurring.charge-captured.v1")).isEqualTo(1);
    }

    @Test
    void aDayThatIsTooNearIsRejected() {
        Consent given = given();
        clock.advance(Duration.ofDays(5));

        assertThat(vipps().start(charge(given, 45_000, 0))).isInstanceOf(Rejected.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 500, 503})
    void whatMayHaveBeenBegunIsUnknown(int status) {
        Order order = charge(given(), 45_000, 0);
        vipps.simulator.mischief.failsWith = status;
        vipps.simulator.mischief.fails.set(1);
        assertThat(vipps().start(order)).isInstanceOf(Unknown.class);
        vipps.simulator.mischief.fails.set(1);
        assertThat(vipps().propose(consent)).isInstanceOf(Unknown.class);
    }

    @Test
    void liesSettleNothing() {
        Consent given = given();
        Order order = charge(given, 45_000, 0);
        vipps().start(order);
        vipps.simulator.agreements.lies = told -> ((ObjectNode) told).put("id", "another");
        assertThat(vipps().ask(order)).isInstanceOf(Unknown.class);
        assertThat(vipps().standing(given)).isInstanceOf(Unknown.class);
        vipps.simulator.agreements.lies = told -> ((ObjectNode) told).put("status", "FROZEN");
        assertThat(vipps().ask(order)).isInstanceOf(Unknown.class);
        assertThat(vipps().standing(given)).isInstanceOf(Unknown.class);
    }

    @Test
    void whatThePayerLeavesRunsOut() {
        Pending pending = (Pending) vipps().propose(consent);
        clock.advance(Duration.ofMinutes(11));
        Consent known = new Consent(
                consent.id(),
                pending.reference(),
                consent.most(),
                12,
                "x",
                consent.returnTo(),
                consent.manageAt(),
                clock.instant());

        assertThat(vipps().standing(known)).isEqualTo(new Rejected(Reason.EXPIRED, null));
    }

    @Test
    void theirNoticesTellOfConsentsAndCharges() {
        Consent given = given();
        Order order = charge(given, 45_000, 0);
        vipps().start(order);
        clock.advance(Duration.ofDays(5));
        vipps().ask(order);

        List<News> news = vipps.notices.stream()
                .map(this::read)
                .flatMap(verdict -> ((Verdict.Genuine) verdict).news().stream())
                .toList();

        assertThat(news).extracting(News::paymentId).containsExactly(consent.id(), order.paymentId());
        assertThat(news)
                .extracting(News::eventId)
                .allMatch(id -> id.length() <= 200)
                .doesNotHaveDuplicates();
    }

    private Verdict read(Notice notice) {
        clock.set(Instant.from(java.time.format.DateTimeFormatter.RFC_1123_DATE_TIME.parse(
                notice.headers().get("x-ms-date"))));
        Map<String, String> headers = new java.util.HashMap<>(notice.headers());
        headers.put("host", notice.to().getAuthority());
        return vipps().read(new SendsNotices.Notice("POST", notice.to().getPath(), headers, notice.body()));
    }
}
