package no.grend.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import no.grend.harness.Grend;
import no.grend.harness.Staff;

/** Payments started a second, by the provider that answers at once: cash. */
final class Paying {

    /** A multiple of the clients, so that each invoice is one client's: an invoice has one payment under way at a time. */
    private static final int INVOICES = 800;

    private static final int ALONE_SECONDS = 10;

    private static final String PAYMENT = "{\"provider\":\"manual\",\"amount\":{\"value\":1,\"currency\":\"NOK\"}}";

    private Paying() {}

    static List<Figure> start(int runs) throws Exception {
        return on("grend-payment-start", (grend, requests) -> {
            List<Figure> figures = new ArrayList<>(Requests.figures(
                    "payment-start", runs, grend.port(), 201, n -> requests.get(n % INVOICES), Double.NaN));
            figures.add(overhead(grend.port(), requests));
            return figures;
        });
    }

    /** What Grend adds to the answer of a provider that takes no time, for one payer alone: writing down, booking, answering. */
    private static Figure overhead(int port, List<byte[]> requests) throws Exception {
        double rate = new HttpLoad(port, 1)
                .run(ALONE_SECONDS, 201, n -> requests.get(n % INVOICES))
                .perSecond();
        return new Figure(
                "payment-start-overhead",
                TimeUnit.SECONDS.toMillis(1) / rate,
                "ms",
                Double.NaN,
                Double.NaN,
                true,
                false);
    }

    /** Measures on a Grend that has invoices to pay. */
    interface Measure {
        /** @param requests each starts a payment of an invoice of its own; can be sent again and again */
        List<Figure> on(Grend grend, List<byte[]> requests) throws Exception;
    }

    static List<Figure> on(String folder, Measure measure) throws Exception {
        Path data = Files.createTempDirectory(folder);
        try (Grend grend = Grend.start(data, Map.of("GREND_DEMO", "off", "GREND_CLOCK", "2026-12-01T09:00:00Z"))) {
            Staff staff = grend.admin();
            awaitProvider(staff);
            List<byte[]> requests = new ArrayList<>();
            JsonNode contact =
                    staff.post("contacts", Requests.person(0)).require(201).body();
            for (int i = 0; i < INVOICES; i++) {
                JsonNode invoice = staff.post("invoices", Requests.invoice(contact, i))
                        .require(201)
                        .body();
                String path = "/api/admin/invoices/" + invoice.get("id").asText() + "/payments";
                requests.add(HttpLoad.request("POST", path, staff.token(), PAYMENT));
            }
            return measure.on(grend, requests);
        } finally {
            Starts.delete(data);
        }
    }

    private static void awaitProvider(Staff staff) throws InterruptedException {
        for (int i = 0; i < 300; i++) {
            Staff.Answer answer = staff.get("payment-providers");
            if (answer.status() == 200 && answer.body().toString().contains("ACTIVE")) {
                return;
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        throw new IllegalStateException("The provider did not come");
    }
}
