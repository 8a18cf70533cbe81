package no.grend.simulators.internal.web;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Collections;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.servlet.Servlet;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import no.grend.schema.Database;
import no.grend.simulators.internal.Answer;
import no.grend.simulators.internal.Call;
import no.grend.simulators.internal.CardSimulator;
import no.grend.simulators.internal.Memory;
import no.grend.simulators.internal.Simulator;
import no.grend.simulators.internal.VippsSimulator;
import no.grend.simulators.internal.VippsWebhook;
import no.grend.simulators.internal.store.MemoryTable;
import no.grend.simulators.internal.web.Page.Brand;
import org.osgi.framework.BundleContext;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletName;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletPattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The demo's acquirer and Vipps, on Grend's own address under {@code /ovelse}: their servers' HTTP, which the providers are set
 * up to call, and the pages where the payer approves. Part of the demo only.
 */
@Component(service = Servlet.class, immediate = true)
@HttpWhiteboardServletName("grend-payment-exercise")
@HttpWhiteboardServletPattern(Exercise.ROOT + "/*")
public final class ExerciseServers extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(ExerciseServers.class);
    private static final int LARGEST = 64 * 1024;
    private static final String CARD = "card";
    private static final String VIPPS = "vipps";
    private static final String PAY = "/betal";
    private static final String AGREEMENT = "/avtale";
    private static final String CARD_PID = "no.grend.provider.card";
    private static final String VIPPS_PID = "no.grend.provider.vipps";
    private static final String SALES_UNIT = "123456";
    private static final String POLICY =
            "default-src 'none'; style-src 'self'; form-action 'self'%s; " + "frame-ancestors 'none'; base-uri 'none'";

    private final transient Postman postman = new Postman();
    private final transient ProviderConfigurations configurations;
    private final transient Exercise exercise;
    private final transient Map<String, Simulator> servers;
    private final transient Map<String, Till> tills;

    @Activate
    public ExerciseServers(
            BundleContext context,
            @Reference(target = "(module=simulators)") Database database,
            @Reference Clock clock,
            @Reference ConfigurationAdmin configurationAdmin) {
        this(new Place(context.getProperty("grend.url"), new MemoryTable(database)), clock, configurationAdmin);
    }

    /** Where it is. @param url as Grend was started; null when nobody knows */
    record Place(String url, Memory memory) {}

    /** As the component; fewer arguments, since SCR tells constructors apart by their number. */
    ExerciseServers(Place place, Clock clock, ConfigurationAdmin configurationAdmin) {
        Optional<Exercise> here = Exercise.of(place.url());
        Memory memory = place.memory();
        Keys keys = new Keys(memory);
        exercise = here.orElse(new Exercise(0));
        configurations = new ProviderConfigurations(configurationAdmin);
        CardSimulator acquirer = new CardSimulator(keys.of("card"), clock, memory, postman);
        VippsSimulator vipps = new VippsSimulator(
                new VippsSimulator.SalesUnit(
                        SALES_UNIT,
                        keys.of("vipps-client"),
                        keys.of("vipps-secret"),
                        keys.of("vipps-subscription"),
                        new VippsWebhook(exercise.at("/payment-notices/vipps"), keys.of("vipps-webhook"))),
                clock,
                memory,
                postman);
        vipps.token = keys.of("vipps-token");
        servers = Map.of(CARD, acquirer, VIPPS, vipps);
        tills = Map.of(
                CARD + PAY, new CardTill(acquirer),
                VIPPS + PAY, new VippsTill(vipps),
                VIPPS + AGREEMENT, new AgreementTill(vipps));
        if (here.isPresent()) {
            configurations.set(CARD_PID, card(keys));
            configurations.set(VIPPS_PID, vipps(keys));
        } else {
            LOG.info("Grend does not answer on 127.0.0.1, so card and Vipps are not set up for the exercise");
        }
    }

    @Deactivate
    void stop() {
        configurations.remove(CARD_PID);
        configurations.remove(VIPPS_PID);
        postman.close();
    }

    private Map<String, Object> card(Keys keys) {
        return Map.of(
                "url", exercise.server(CARD).toString(),
                ".secretKey", keys.of("card"),
                ".webhookSecrets", new String[] {keys.of("card-webhook")},
                "noticeUrl", exercise.at("/payment-notices/card").toString(),
                "termsUrl", exercise.server("vilkar").toString());
    }

    private Map<String, Object> vipps(Keys keys) {
        return Map.of(
                "url", exercise.server(VIPPS).toString(),
                "merchantSerialNumber", SALES_UNIT,
                "clientId", keys.of("vipps-client"),
                ".clientSecret", keys.of("vipps-secret"),
                ".subscriptionKey", keys.of("vipps-subscription"),
                ".webhookSecrets", new String[] {keys.of("vipps-webhook")});
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = request.getPathInfo() == null ? "" : request.getPathInfo();
        String[] parts = path.split("/", -1);
        Till till = parts.length == 4 ? tills.get(parts[1] + "/" + parts[2]) : null;
        if (till != null) {
            payer(till, parts[3], request, response);
        } else if (parts.length > 2 && servers.containsKey(parts[1])) {
            server(parts[1], path.substring(parts[1].length() + 1), request, response);
        } else if (path.equals("/stil.css")) {
            style(response);
        } else if (path.equals("/vilkar")) {
            send(response, terms());
        } else {
            send(response, Page.notThere(Brand.CARD));
        }
    }

    private void payer(Till till, String payment, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (!request.getMethod().equals("POST")) {
            send(response, till.show(payment));
            return;
        }
        String choice = request.getParameter("choice");
        Till.Decision decision = till.decide(payment, choice == null ? "" : choice);
        if (decision.goTo() == null) {
            send(response, decision.page());
        } else {
            protect(response, null);
            response.setStatus(HttpServletResponse.SC_SEE_OTHER);
            response.setHeader("Location", decision.goTo().toString());
        }
    }

    private void server(String name, String path, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Map<String, String> headers = new HashMap<>();
        for (String header : Collections.list(request.getHeaderNames())) {
            headers.put(header.toLowerCase(Locale.ROOT), request.getHeader(header));
        }
        byte[] body = request.getInputStream().readNBytes(LARGEST);
        String asked = request.getQueryString() == null ? path : path + "?" + request.getQueryString();
        Answer answer =
                servers.get(name).answer(new Call(exercise.server(name), request.getMethod(), asked, headers, body));
        response.setStatus(answer.status());
        response.setContentType("application/json");
        response.getOutputStream().write(answer.body().getBytes(StandardCharsets.UTF_8));
    }

    private static Page terms() {
        return Page.of(
                200,
                Brand.CARD,
                "Salgsvilkår",
                "<h1>Salgsvilkår</h1>\n<p>I en øvelse kjøpes og selges det ingenting.</p>",
                null);
    }

    private static void style(HttpServletResponse response) throws IOException {
        try (InputStream css = ExerciseServers.class.getResourceAsStream("/simulators/style.css")) {
            protect(response, null);
            response.setContentType("text/css; charset=utf-8");
            css.transferTo(response.getOutputStream());
        }
    }

    private static void send(HttpServletResponse response, Page page) throws IOException {
        protect(response, page.leadsTo());
        response.setStatus(page.status());
        response.setContentType("text/html; charset=utf-8");
        response.getOutputStream().write(page.html().getBytes(StandardCharsets.UTF_8));
    }

    /** A browser follows a form to where it is sent on only if that stands here too. */
    private static void protect(HttpServletResponse response, URI leadsTo) {
        String origin = leadsTo == null ? "" : " " + leadsTo.getScheme() + "://" + leadsTo.getRawAuthority();
        response.setHeader("Content-Security-Policy", POLICY.formatted(origin.replaceAll("[;,\"']", "")));
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("Cache-Control", "no-store");
    }
}
