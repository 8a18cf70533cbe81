package no.grend.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import no.grend.harness.Grend;
import no.grend.harness.Staff;

/** Requests per second and their 99th percentile at eight clients, beside a bare servlet. */
final class Requests {

    private static final int CLIENTS = 8;
    private static final int WARMING_SECONDS = Integer.parseInt(System.getenv().getOrDefault("GREND_WARMING", "20"));
    private static final int SECONDS = 10;
    private static final int INVOICES = 500;

    private Requests() {}

    static List<Figure> invoiceGet(int runs) throws Exception {
        Path data = Files.createTempDirectory("grend-invoice-get");
        try (Grend grend = Grend.start(data, Map.of("GREND_DEMO", "off"))) {
            Staff staff = grend.admin();
            List<byte[]> requests = new ArrayList<>();
            JsonNode contact = staff.post("contacts", person(0)).require(201).body();
            for (int i = 0; i < INVOICES; i++) {
                JsonNode invoice =
                        staff.post("invoices", invoice(contact, i)).require(201).body();
                requests.add(HttpLoad.request(
                        "GET", "/api/admin/invoices/" + invoice.get("id").asText(), staff.token(), null));
            }
            List<Figure> figures = new ArrayList<>(
                    figures("invoice-get", runs, grend.port(), 200, n -> requests.get(n % INVOICES), 10_000));
            figures.add(floor(grend.port(), staff.token()));
            return figures;
        } finally {
            Starts.delete(data);
        }
    }

    /** What the staff API itself takes: who is signed in, which asks no database. */
    private static Figure floor(int port, String token) throws Exception {
        byte[] me = HttpLoad.request("GET", "/api/admin/me", token, null);
        HttpLoad load = new HttpLoad(port, CLIENTS);
        load.run(WARMING_SECONDS / 2, 200, n -> me);
        double rate = load.run(SECONDS, 200, n -> me).perSecond();
        return new Figure("staff-api-floor", rate, "1/s", Double.NaN, Double.NaN, false, false);
    }

    static List<Figure> contactCreate(int runs) throws Exception {
        Path data = Files.createTempDirectory("grend-contact-create");
        try (Grend grend = Grend.start(data, Map.of("GREND_DEMO", "off"))) {
            String token = grend.admin().token();
            return figures(
                    "contact-create",
                    runs,
                    grend.port(),
                    201,
                    n -> HttpLoad.request("POST", "/api/admin/contacts", token, personJson(n)),
                    2_000);
        } finally {
            Starts.delete(data);
        }
    }

    static List<Figure> figures(String name, int runs, int port, int status, IntFunction<byte[]> request, double mark)
            throws Exception {
        HttpLoad load = new HttpLoad(port, CLIENTS);
        load.run(WARMING_SECONDS, status, request);
        double[] rates = new double[runs];
        double[] p99 = new double[runs];
        for (int run = 0; run < runs; run++) {
            HttpLoad.Result result = load.run(SECONDS, status, request);
            rates[run] = result.perSecond();
            p99[run] = result.p99Millis();
        }
        double bare = bareServlet(status, request).perSecond();
        return List.of(
                new Figure(name, Figure.median(rates), "1/s", bare, mark, false, false),
                new Figure(name + "-p99", Figure.median(p99), "ms", Double.NaN, 10, true, false));
    }

    /** The 99th percentile alone, beside the bare servlet's. */
    static List<Figure> latency(String name, int runs, int port, IntFunction<byte[]> request, double mark)
            throws Exception {
        HttpLoad load = new HttpLoad(port, CLIENTS);
        load.run(WARMING_SECONDS, 200, request);
        double[] rates = new double[runs];
        double[] p99 = new double[runs];
        for (int run = 0; run < runs; run++) {
            HttpLoad.Result result = load.run(SECONDS, 200, request);
            rates[run] = result.perSecond();
            p99[run] = result.p99Millis();
        }
        HttpLoad.Result bare = bareServlet(200, request);
        return List.of(
                new Figure(name, Figure.median(p99), "ms", bare.p99Millis(), mark, true, false),
                new Figure(name + "-rate", Figure.median(rates), "1/s", bare.perSecond(), Double.NaN, false, false));
    }

    private static HttpLoad.Result bareServlet(int status, IntFunction<byte[]> request) throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        Process servlet = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        BareServlet.class.getName(),
                        Integer.toString(port))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            awaitOpen(port);
            HttpLoad load = new HttpLoad(port, CLIENTS);
            load.run(WARMING_SECONDS / 2, status, request);
            return load.run(SECONDS, status, request);
        } finally {
            servlet.destroy();
        }
    }

    private static void awaitOpen(int port) throws Exception {
        for (int i = 0; i < 200; i++) {
            try (Socket socket = new Socket("127.0.0.1", port)) {
                return;
            } catch (java.net.ConnectException e) {
                TimeUnit.MILLISECONDS.sleep(50);
            }
        }
        throw new IllegalStateException("The bare servlet did not start");
    }

    static Map<String, Object> person(int n) {
        return Map.of(
                "kind", "PERSON", "givenName", "Prøve" + n, "familyName", "Person", "email", "p" + n + "@example.org");
    }

    private static String personJson(int n) {
        return "{\"kind\":\"PERSON\",\"givenName\":\"Prøve%d\",\"familyName\":\"Person\",\"email\":\"p%d@example.org\"}"
                .formatted(n, n);
    }

    static Map<String, Object> invoice(JsonNode contact, int n) {
        return Map.of(
                "contactId",
                contact.get("id").asText(),
                "dueDate",
                "2027-01-15",
                "lines",
                List.of(Map.of("text", "Kurs " + n, "amount", Map.of("value", 45_000, "currency", "NOK"))));
    }
}
