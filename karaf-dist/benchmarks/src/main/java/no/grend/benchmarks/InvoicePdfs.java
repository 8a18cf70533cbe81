package no.grend.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import no.grend.harness.Grend;
import no.grend.harness.Staff;

/**
 * Invoices of a renewal as PDF: each fetched alone by as many clients as there are cores, and all set as one file for the
 * printer. Every invoice is another member's, and is made for the first time.
 */
final class InvoicePdfs {

    private static final int INVOICES = 10_000;
    private static final int CLIENTS = 2;
    private static final double MARK = 60;
    private static final String CATEGORY = "Voksen";
    private static final String DUE = "2027-01-15";

    private InvoicePdfs() {}

    static List<Figure> measure(int runs) throws Exception {
        Path data = Files.createTempDirectory("grend-invoice-pdf");
        Map<String, String> settings = Map.of("GREND_DEMO", "off", "GREND_CLOCK", "2026-12-01T09:00:00Z");
        try (Grend grend = Grend.start(data, settings)) {
            Staff staff = grend.admin();
            String run = renewal(staff);
            List<String> ids = ids(staff, run);
            double[] fetched = new double[runs];
            for (int i = 0; i < runs; i++) {
                // A third of the invoices each time, so that each is made anew.
                fetched[i] =
                        fetch(grend, staff.token(), ids.subList(i * ids.size() / runs, (i + 1) * ids.size() / runs));
            }
            double[] printed = new double[runs];
            for (int i = 0; i < runs; i++) {
                printed[i] = print(staff, ids, run, i);
            }
            return List.of(
                    new Figure("invoice-pdf-10k", Figure.median(fetched), "1/s", Double.NaN, MARK, false, false),
                    new Figure("invoice-pdf-10k-stack", Figure.median(printed), "1/s", Double.NaN, MARK, false, false));
        } finally {
            Starts.delete(data);
        }
    }

    private static String renewal(Staff staff) {
        staff.patch(
                        "organisation",
                        Map.of(
                                "officialName",
                                "Fjordbyen Sykkelklubb",
                                "account",
                                "12345678903",
                                "terms",
                                "Medlemskapet løper til det blir sagt opp, skriftlig innen 30. november.\n\n"
                                        .repeat(3)),
                        Map.of())
                .require(200);
        staff.post(
                        "membership-categories",
                        Map.of(
                                "name",
                                CATEGORY,
                                "price",
                                Map.of("value", 25_000, "currency", "NOK"),
                                "period",
                                "P1Y",
                                "kind",
                                "RUNNING"))
                .require(201);
        staff.job(staff.upload("contact-imports", csv()));
        JsonNode run = staff.job(staff.post(
                "invoice-runs",
                Map.of("kind", "RENEWAL", "dueDate", DUE, "collectByAvtaleGiro", false, "dryRun", false)));
        if (run.at("/result/invoices").asInt() != INVOICES) {
            throw new IllegalStateException("The run invoiced " + run);
        }
        return run.get("id").asText();
    }

    private static byte[] csv() {
        StringBuilder csv = new StringBuilder("Fornavn;Etternavn;Adresse;Postnummer;Poststed;Kategori;Innmeldt\n");
        for (int n = 0; n < INVOICES; n++) {
            csv.append("Prøve")
                    .append(n)
                    .append(";Person;Blåbærstien ")
                    .append(n)
                    .append(";0150;Oslo;");
            csv.append(CATEGORY).append(";2027-01-01\n");
        }
        return csv.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static List<String> ids(Staff staff, String run) {
        List<String> ids = new ArrayList<>(INVOICES);
        String cursor = "";
        while (cursor != null) {
            JsonNode page = staff.get("invoices?limit=200" + (cursor.isEmpty() ? "" : "&cursor=" + cursor))
                    .require(200)
                    .body();
            page.get("items").forEach(invoice -> ids.add(invoice.get("id").asText()));
            cursor = page.get("next").isNull() ? null : page.get("next").asText();
        }
        if (ids.size() != INVOICES) {
            throw new IllegalStateException(run + " has " + ids.size() + " invoices");
        }
        return ids;
    }

    /** @return PDFs a second */
    private static double fetch(Grend grend, String token, List<String> ids) throws Exception {
        HttpLoad load = new HttpLoad(grend.port(), 1);
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        AtomicInteger next = new AtomicInteger();
        long begun = System.nanoTime();
        try {
            List<Future<?>> working = new ArrayList<>();
            for (int client = 0; client < CLIENTS; client++) {
                working.add(clients.submit(() -> load.all(
                        () -> {
                            int n = next.getAndIncrement();
                            return n >= ids.size()
                                    ? null
                                    : HttpLoad.request(
                                            "GET", "/api/admin/invoices/" + ids.get(n) + "/pdf", token, null);
                        },
                        200)));
            }
            for (Future<?> one : working) {
                one.get();
            }
        } finally {
            clients.shutdownNow();
        }
        return ids.size() / ((System.nanoTime() - begun) / 1e9);
    }

    /** The first time the whole run; then some of it anew. @return letters a second */
    private static double print(Staff staff, List<String> ids, String run, int round) {
        if (round == 0) {
            staff.job(staff.post("invoice-dispatches", Map.of("run", run)));
        } else {
            for (int from = 0; from < 2_000; from += 100) {
                staff.job(staff.post(
                        "invoice-dispatches", Map.of("invoiceIds", ids.subList(from, from + 100), "again", true)));
            }
        }
        long begun = System.nanoTime();
        JsonNode stack = staff.job(staff.post("letter-stacks", Map.of()));
        double seconds = (System.nanoTime() - begun) / 1e9;
        int letters = stack.at("/result/letters").asInt();
        if (letters != (round == 0 ? INVOICES : 2_000)) {
            throw new IllegalStateException("The stack holds " + stack);
        }
        return letters / seconds;
    }
}
