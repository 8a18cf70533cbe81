package no.grend.providervipps.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import no.grend.agreement.spi.Order;
import no.grend.agreement.spi.SendsNotices.News;
import no.grend.agreement.spi.SendsNotices.Notice;
import no.grend.agreement.spi.SendsNotices.Verdict;
import no.grend.kernel.Ore;
import no.grend.testkit.MutableClock;
import org.junit.jupiter.api.Test;

/** S56: what is not signed right, or not of now, has no effect; without a secret nothing has. */
class VippsNoticesTest {

    private static final String SECRET = "a-secret-of-theirs";
    private static final String PATH = "/payment-notices/vipps";
    private static final String BODY = """
            {"msn":"123456","reference":"01a230a1-44c4-7000-8000-000000000001","pspReference":"psp-1","name":"AUTHORIZED",\
            "amount":{"currency":"NOK","value":35000},"timestamp":"2027-01-15T11:00:00Z","idempotencyKey":null,"success":true}""";

    private final MutableClock clock = new MutableClock(Instant.parse("2027-01-15T11:00:00Z"));

    private Verdict read(Notice notice, String... secrets) {
        SalesUnit unit =
                new SalesUnit(URI.create("https://api.vipps.no"), "123456", "id", "secret", "key", List.of(secrets));
        return new VippsNotices(unit, clock).read(notice);
    }

    private Notice signed(String secret, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        String date =
                DateTimeFormatter.RFC_1123_DATE_TIME.format(clock.instant().atOffset(ZoneOffset.UTC));
        String hash = VippsNotices.base64(VippsNotices.sha256(bytes));
        String text = "POST\n" + PATH + "\n" + date + ";klubb.example.org;" + hash;
        Map<String, String> headers = new HashMap<>();
        headers.put("x-ms-date", date);
        headers.put("host", "klubb.example.org");
        headers.put("x-ms-content-sha256", hash);
        headers.put(
                "authorization",
                "HMAC-SHA256 SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature="
                        + VippsNotices.base64(VippsNotices.hmac(secret, text)));
        return new Notice("POST", PATH, headers, bytes);
    }

    private static Notice changed(Notice notice, String header, String value) {
        Map<String, String> headers = new HashMap<>(notice.headers());
        headers.put(header, value);
        return new Notice(notice.method(), notice.pathAndQuery(), headers, notice.body());
    }

    @Test
    void whatIsTheirsTellsWhichPayment() {
        Verdict expected = new Verdict.Genuine(List.of(new News(
                "AUTHORIZED:psp-1:01a230a1-44c4-7000-8000-000000000001", "01a230a1-44c4-7000-8000-000000000001")));

        assertThat(read(signed(SECRET, BODY), SECRET)).isEqualTo(expected);
        assertThat(read(signed(SECRET, BODY), "the-next-secret", SECRET)).isEqualTo(expected);
    }

    @Test
    void whatTheServersSendIsTheirs() {
        try (VippsServers vipps = new VippsServers(clock)) {
            SalesUnit unit = new SalesUnit(
                    vipps.address(), "123456", "id", "secret", "key", List.of(VippsServers.WEBHOOK_SECRET));
            new VippsProvider(unit, clock)
                    .start(new Order(
                            "01a230a1-44c4-7000-8000-000000000001",
                            null,
                            Ore.kroner(450),
                            "NOK",
                            "Faktura 1",
                            URI.create("https://klubb.example.org/"),
                            Map.of(),
                            clock.instant()));
            vipps.simulator.payer("01a230a1-44c4-7000-8000-000000000001", "AUTHORIZED");

            assertThat(vipps.notices).hasSize(2).allSatisfy(sent -> {
                Map<String, String> headers = new HashMap<>(sent.headers());
                headers.put("host", "klubb.example.org");
                Notice received = new Notice("POST", sent.to().getPath(), headers, sent.body());
                assertThat(read(received, VippsServers.WEBHOOK_SECRET))
                        .isInstanceOfSatisfying(Verdict.Genuine.class, genuine -> assertThat(genuine.news())
                                .singleElement()
                                .extracting(News::paymentId)
                                .isEqualTo("01a230a1-44c4-7000-8000-000000000001"));
            });
        }
    }

    /** The example in the documentation of the Webhooks API, which is no event of ours, so only its signature counts. */
    @Test
    void theSignatureIsThatOfThePublishedExample() {
        String secret = "A0+AeKBRG2KRGvnNwJpQlb6IJFk48CKXCIcrLoHncVJKDILsQSxS6NWCccwWm6r6FhGKhiHTBsG2wo/xU6FY/A==";
        byte[] body = "{\"some-unique-content\":\"ee6e441b-cc4a-46f8-895d-a5af79bcc233/hello-world\"}"
                .getBytes(StandardCharsets.UTF_8);
        clock.set(Instant.parse("2023-03-30T08:40:00Z"));
        Notice published = new Notice(
                "POST",
                "/e2cee29b-012e-4f1d-8ef4-e95fd74a7a63",
                Map.of(
                        "x-ms-date", "Thu, 30 Mar 2023 08:38:32 GMT",
                        "host", "webhook.site",
                        "x-ms-content-sha256", "lNlsp1XA03N34HrQsVzPgJKtC+r7l/RBF4V3JQUWMj4=",
                        "authorization",
                                "HMAC-SHA256 SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature=agAiSyogQbDHpeucoNwYz+yAr5nJ+v+zasdkSbqzv+U="),
                body);

        assertThat(read(published, secret)).isEqualTo(new Verdict.NotGenuine("it is for another sales unit"));
        assertThat(read(published, SECRET)).isEqualTo(new Verdict.NotGenuine("its signature is wrong"));
    }

    @Test
    void whatIsNotTheirsHasNoEffect() {
        Notice good = signed(SECRET, BODY);
        for (Notice bad : List.of(
                changed(good, "authorization", ""),
                changed(good, "authorization", good.headers().get("authorization") + "x"),
                changed(good, "x-ms-content-sha256", ""),
                changed(good, "x-ms-date", "yesterday"),
                changed(good, "host", "other.example.org"),
                new Notice("PUT", PATH, good.headers(), good.body()),
                new Notice("POST", PATH + "?x", good.headers(), good.body()),
                new Notice("POST", PATH, Map.of(), good.body()),
                new Notice("POST", PATH, good.headers(), "{}".getBytes(StandardCharsets.UTF_8)),
                signed("another-secret", BODY),
                signed(SECRET, "no json"),
                signed(SECRET, BODY.replace("123456", "654321")))) {
            assertThat(read(bad, SECRET)).isInstanceOf(Verdict.NotGenuine.class);
        }
    }

    @Test
    void withoutASecretNothingIsGenuine() {
        assertThat(read(signed(SECRET, BODY))).isEqualTo(new Verdict.NotGenuine("no secret is configured"));
        assertThat(read(signed(SECRET, BODY), " ")).isEqualTo(new Verdict.NotGenuine("no secret is configured"));
    }

    @Test
    void whatIsOldOrFromTheFutureHasNoEffect() {
        Notice notice = signed(SECRET, BODY);
        clock.advance(Duration.ofMinutes(5));
        assertThat(read(notice, SECRET)).isInstanceOf(Verdict.Genuine.class);
        clock.advance(Duration.ofSeconds(1));
        assertThat(read(notice, SECRET)).isInstanceOf(Verdict.NotGenuine.class);
        clock.advance(Duration.ofMinutes(-11));
        assertThat(read(notice, SECRET)).isInstanceOf(Verdict.NotGenuine.class);
    }
}
