package no.grend.agreement.internal;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import no.grend.agreement.spi.PaymentProvider;
import no.grend.licence.Licence;
import no.grend.providercard.internal.CardProvider;
import no.grend.providercard.internal.CardSettings;
import no.grend.providervipps.internal.VippsProvider;
import no.grend.providervipps.internal.VippsSettings;
import no.grend.simulators.internal.Answer;
import no.grend.simulators.internal.Call;
import no.grend.simulators.internal.CardSimulator;
import no.grend.simulators.internal.Memory;
import no.grend.simulators.internal.Notice;
import no.grend.simulators.internal.Simulator;
import no.grend.simulators.internal.VippsSimulator;
import no.grend.simulators.internal.VippsWebhook;
import no.grend.testkit.HttpSocket;

/** The servers of Vipps and of a card acquirer on real sockets, with one customer, and that customer's providers. */
public final class ProviderServers implements AutoCloseable {

    private static final String CARD_KEY = "a-secret-key";

    /** Told of each payment that was begun, by their name of it, before the answer goes out. */
    public volatile BiConsumer<String, String> begun = (provider, theirs) -> {};

    public final VippsSimulator vipps;
    public final CardSimulator card;

    private final ObjectMapper json = new ObjectMapper();
    private final String salesUnit;
    private final URI notices;
    private final Clock clock;
    private final HttpSocket vippsSocket;
    private final HttpSocket cardSocket;

    /**
     * @param notices where they go, without the provider at the end
     * @param secret of the registration for Vipps' notices
     */
    public ProviderServers(String salesUnit, String secret, URI notices, Clock clock, Consumer<Notice> postman) {
        this.salesUnit = salesUnit;
        this.notices = notices;
        this.clock = clock;
        VippsWebhook webhook = new VippsWebhook(URI.create(notices + "vipps"), secret);
        vipps = new VippsSimulator(
                new VippsSimulator.SalesUnit(salesUnit, "id", "secret", "key", webhook),
                clock,
                Memory.ofThisProcess(),
                postman);
        card = new CardSimulator(CARD_KEY, clock, Memory.ofThisProcess(), postman);
        vippsSocket = new HttpSocket(request -> answer(vipps, request));
        cardSocket = new HttpSocket(request -> answer(card, request));
    }

    private HttpSocket.Response answer(Simulator simulator, HttpSocket.Request request) {
        Call call = new Call(request.base(), request.method(), request.path(), request.headers(), request.body());
        Answer answer = simulator.answer(call);
        if (answer.status() == 201 && call.line().equals("POST /epayment/v1/payments")) {
            begun.accept("vipps", theirs(answer, "reference"));
        } else if (answer.status() == 201 && call.line().equals("POST /v1/payments")) {
            begun.accept("card", theirs(answer, "paymentId"));
        }
        return answer.isLost() ? null : new HttpSocket.Response(answer.status(), answer.body());
    }

    private String theirs(Answer answer, String field) {
        try {
            return json.readTree(answer.body()).path(field).asText();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Vipps, as this customer has configured it. @param secrets of its registrations for notices */
    public PaymentProvider vippsWith(String... secrets) {
        VippsSettings settings = configured(
                VippsSettings.class,
                Map.of(
                        "url",
                        vippsSocket.address().toString(),
                        "merchantSerialNumber",
                        salesUnit,
                        "clientId",
                        "id",
                        "_clientSecret",
                        "secret",
                        "_subscriptionKey",
                        "key",
                        "_webhookSecrets",
                        secrets));
        return new VippsProvider(licence(), settings, clock);
    }

    /** Card payments, as this customer has configured them. */
    public PaymentProvider cardWith(String... secrets) {
        CardSettings settings = configured(
                CardSettings.class,
                Map.of(
                        "url",
                        cardSocket.address().toString(),
                        "_secretKey",
                        CARD_KEY,
                        "_webhookSecrets",
                        secrets,
                        "noticeUrl",
                        notices + "card",
                        "termsUrl",
                        "https://klubb.example.org/vilkar"));
        return new CardProvider(licence(), settings, clock);
    }

    /** The payer says yes. @param theirs their name of the payment */
    public void approve(String provider, String theirs) {
        if (provider.equals("vipps")) {
            vipps.payer(theirs, "AUTHORIZED");
        } else {
            card.approve(theirs);
        }
    }

    private static Licence licence() {
        return new Licence() {
            @Override
            public String feature() {
                return "everything";
            }

            @Override
            public LocalDate validUntil() {
                return LocalDate.MAX;
            }
        };
    }

    private static <T> T configured(Class<T> type, Map<String, Object> values) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> values.getOrDefault(method.getName(), method.getDefaultValue())));
    }

    @Override
    public void close() {
        vippsSocket.close();
        cardSocket.close();
    }
}
