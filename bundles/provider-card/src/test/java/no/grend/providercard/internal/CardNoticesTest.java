package no.grend.providercard.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import no.grend.agreement.spi.Order;
import no.grend.agreement.spi.Outcome.Accepted;
import no.grend.agreement.spi.Outcome.Pending;
import no.grend.agreement.spi.SendsNotices.Notice;
import no.grend.agreement.spi.SendsNotices.Verdict;
import no.grend.kernel.Ore;
import no.grend.testkit.MutableClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** S56: what does not carry our word for that payment, or is not of now, has no effect; without a secret nothing has. */
class CardNoticesTest {

    private static final String SECRET = "a-webhook-secret";
    private static final String ID = "01a230a1-44c4-7000-8000-000000000001";

    private final MutableClock clock = MutableClock.noonOf("2027-01-15");
    private final Acquirer acquirer = new Acquirer(clock);

    @AfterEach
    void close() {
        acquirer.close();
    }

    private CardProvider provider(String... secrets) {
        return new CardProvider(
                new Merchant(
                        acquirer.address(),
                        Acquirer.KEY,
                        List.of(secrets),
                        URI.create("https://klubb.example.org/payment-notices/card"),
                        URI.create("https://klubb.example.org/salgsvilkar")),
                clock);
    }

    private Order begun(String id) {
        Order order = new Order(
                id,
                null,
                Ore.kroner(450),
                "NOK",
                "Faktura 1",
                URI.create("https://klubb.example.org/"),
                Map.of(),
                clock.instant());
        String reference = ((Pending) provider(SECRET).start(order)).reference();
        return new Order(
                id, reference, order.amount(), "NOK", "Faktura 1", order.returnTo(), Map.of(), order.startedAt());
    }

    /** As Grend's own door hands it over. */
    private static Notice received(no.grend.simulators.internal.Notice sent) {
        return new Notice(
                "POST", sent.to().getPath() + "?" + sent.to().getQuery(), new HashMap<>(sent.headers()), sent.body());
    }

    private static Notice changed(Notice notice, String authorization) {
        return new Notice("POST", notice.pathAndQuery(), Map.of("authorization", authorization), notice.body());
    }

    private static Notice changed(Notice notice, byte[] body) {
        return new Notice("POST", notice.pathAndQuery(), notice.headers(), body);
    }

    private Notice sentOnApproval() {
        acquirer.simulator.approve(begun(ID).reference());
        return received(acquirer.notices.get(0));
    }

    @Test
    void whatTheySendTellsWhichPayment() {
        acquirer.simulator.mischief.doublesNotices = true;
        acquirer.simulator.mischief.holdsNotices = true;
        Order order = begun(ID);
        acquirer.simulator.approve(order.reference());
        assertThat(provider(SECRET).ask(order)).isInstanceOf(Accepted.class);
        acquirer.simulator.mischief.release(acquirer.notices::add);

        assertThat(acquirer.notices)
                .hasSize(3)
                .extracting(sent -> new String(sent.body(), StandardCharsets.UTF_8))
                .satisfies(bodies -> assertThat(bodies.get(0)).contains("payment.charge.created.v2"));
        List<String> events = new ArrayList<>();
        for (no.grend.simulators.internal.Notice sent : acquirer.notices) {
            assertThat(provider(SECRET).read(received(sent)))
                    .isInstanceOfSatisfying(Verdict.Genuine.class, genuine -> assertThat(genuine.news())
                            .singleElement()
                            .satisfies(news -> {
                                assertThat(news.paymentId()).isEqualTo(ID);
                                events.add(news.eventId());
                            }));
        }
        assertThat(events).doesNotHaveDuplicates();
    }

    @Test
    void theSameNoticeIsTheSameEvent() {
        acquirer.simulator.mischief.doublesNotices = true;
        Notice first = sentOnApproval();

        assertThat(received(acquirer.notices.get(1)).body()).isEqualTo(first.body());
        assertThat(provider(SECRET).read(received(acquirer.notices.get(1))))
                .isEqualTo(provider(SECRET).read(first));
    }

    @Test
    void bothSecretsAreGoodWhileOneIsExchanged() {
        Notice notice = sentOnApproval();

        assertThat(provider("the-next-secret", SECRET).read(notice)).isInstanceOf(Verdict.Genuine.class);
        assertThat(provider("the-next-secret").read(notice)).isInstanceOf(Verdict.NotGenuine.class);
    }

    @Test
    void withoutASecretNothingIsGenuine() {
        Notice notice = sentOnApproval();

        assertThat(provider().read(notice)).isEqualTo(new Verdict.NotGenuine("no secret is configured"));
        assertThat(provider(" ").read(notice)).isEqualTo(new Verdict.NotGenuine("no secret is configured"));
    }

    @Test
    void whatIsNotTheirsHasNoEffect() {
        Notice good = sentOnApproval();
        String word = good.headers().get("authorization");
        for (Notice bad : List.of(
                changed(good, ""),
                changed(good, word + "0"),
                changed(good, word.substring(1)),
                changed(good, SECRET),
                changed(good, Acquirer.KEY),
                new Notice("POST", good.pathAndQuery(), Map.of(), good.body()),
                new Notice("POST", "/payment-notices/card", good.headers(), good.body()),
                new Notice("POST", good.pathAndQuery() + "&x=1", good.headers(), good.body()),
                changed(good, "no json".getBytes(StandardCharsets.UTF_8)),
                changed(good, "{}".getBytes(StandardCharsets.UTF_8)),
                changed(good, new byte[0]))) {
            assertThat(provider(SECRET).read(bad)).isInstanceOf(Verdict.NotGenuine.class);
        }
    }

    @Test
    void theWordForOnePaymentOpensNoOther() {
        Notice good = sentOnApproval();
        String other = good.pathAndQuery().replace("000000000001", "000000000002");

        assertThat(provider(SECRET).read(new Notice("POST", other, good.headers(), good.body())))
                .isEqualTo(new Verdict.NotGenuine("its authorization is wrong"));
    }

    @Test
    void whatIsOldOrFromTheFutureHasNoEffect() {
        Notice notice = sentOnApproval();
        clock.advance(Duration.ofDays(7));
        assertThat(provider(SECRET).read(notice)).isInstanceOf(Verdict.Genuine.class);
        clock.advance(Duration.ofSeconds(1));
        assertThat(provider(SECRET).read(notice)).isInstanceOf(Verdict.NotGenuine.class);
        clock.advance(Duration.ofDays(-7).minus(Duration.ofMinutes(6)));
        assertThat(provider(SECRET).read(notice)).isInstanceOf(Verdict.NotGenuine.class);
    }
}
