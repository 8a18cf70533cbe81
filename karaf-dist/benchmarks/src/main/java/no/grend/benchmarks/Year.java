package no.grend.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import no.grend.harness.Grend;
import no.grend.harness.Staff;
import no.grend.nets.SyntheticOcrFile;

/**
 * A year of a federation: renewal of so many memberships, then the bank's file with as many payments, then the same file
 * again. The members are imported beforehand and not measured; above {@value #MOST_MEMBERS} of them, the one run
 * invoices several years of each instead. One run: each needs a register of its own.
 */
final class Year {

    private static final String ACCOUNT = "12345678903";
    private static final String UNIT = "00012345";
    private static final LocalDate FIRST_DUE = LocalDate.of(2027, 1, 15);
    private static final int MOST_MEMBERS = 200_000;
    private static final String CATEGORY = "Voksen";
    private static final int IMPORTED_TOGETHER = 20_000;

    private final int invoices;
    private final int members;
    private final LocalDate due;
    private final String suffix;

    Year(int invoices, String database) {
        this.invoices = invoices;
        this.members = Math.min(invoices, MOST_MEMBERS);
        this.due = FIRST_DUE.plusYears(invoices / members - 1);
        this.suffix = "-" + (invoices % 1_000_000 == 0 ? invoices / 1_000_000 + "m" : invoices / 1_000 + "k") + "-"
                + database;
    }

    List<Figure> measure() throws Exception {
        Map<String, String> settings =
                new HashMap<>(Map.of("GREND_DEMO", "off", "GREND_CLOCK", "2026-12-01T09:00:00Z"));
        if (suffix.endsWith("derby")) {
            return on(settings);
        }
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
            settings.put("GREND_DATABASE_URL", postgres.getJdbcUrl("postgres", "postgres"));
            settings.put("GREND_DATABASE_USER", "postgres");
            return on(settings);
        }
    }

    private List<Figure> on(Map<String, String> settings) throws Exception {
        Path data = Files.createTempDirectory("grend-year");
        try (Grend grend = Grend.start(data, settings)) {
            Staff staff = grend.admin();
            staff.patch("organisation", Map.of("account", ACCOUNT, "customerUnitId", UNIT), Map.of())
                    .require(200);
            register(staff);
            long begun = System.nanoTime();
            JsonNode run = staff.job(staff.post(
                    "invoice-runs",
                    Map.of(
                            "kind",
                            "RENEWAL",
                            "dueDate",
                            due.toString(),
                            "collectByAvtaleGiro",
                            false,
                            "dryRun",
                            false)));
            double renewal = invoices / seconds(begun);
            require(run.at("/result/invoices").asInt() == invoices, "The run invoiced " + run);

            byte[] file = file(kids(staff));
            long resident = Starts.residentKib(grend.pid());
            begun = System.nanoTime();
            JsonNode report =
                    staff.upload("bank-files?name=benchmark", file).require(201).body();
            double imported = invoices / seconds(begun);
            require(report.at("/posted/matched").asInt() == invoices, "The import matched " + report);
            double growth = (Starts.residentKib(grend.pid()) - resident) / 1024.0;
            begun = System.nanoTime();
            staff.upload("bank-files?name=benchmark", file).require(200);
            double again = seconds(begun);
            return List.of(
                    new Figure("renewal" + suffix, renewal, "1/s", Double.NaN, Double.NaN, false, false),
                    new Figure("ocr-import" + suffix, imported, "1/s", Double.NaN, Double.NaN, false, false),
                    new Figure("ocr-import" + suffix + "-growth", growth, "MiB", Double.NaN, Double.NaN, true, false),
                    new Figure("ocr-reimport" + suffix, again, "s", Double.NaN, Double.NaN, true, false));
        } finally {
            Starts.delete(data);
        }
    }

    private void register(Staff staff) {
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
        for (int from = 0; from < members; from += IMPORTED_TOGETHER) {
            staff.job(staff.upload("contact-imports", csv(from, Math.min(from + IMPORTED_TOGETHER, members))));
        }
    }

    private static byte[] csv(int from, int to) {
        StringBuilder csv = new StringBuilder("Fornavn;Etternavn;E-post;Kategori;Innmeldt\n");
        for (int n = from; n < to; n++) {
            csv.append("Prøve").append(n).append(";Person;p").append(n).append("@example.org;");
            csv.append(CATEGORY).append(";2027-01-01\n");
        }
        return csv.toString().getBytes(StandardCharsets.UTF_8);
    }

    private List<String> kids(Staff staff) {
        List<String> kids = new ArrayList<>(invoices);
        String cursor = "";
        while (cursor != null) {
            JsonNode page = staff.get("invoices?limit=200" + (cursor.isEmpty() ? "" : "&cursor=" + cursor))
                    .require(200)
                    .body();
            page.get("items").forEach(invoice -> kids.add(invoice.get("kid").asText()));
            cursor = page.get("next").isNull() ? null : page.get("next").asText();
        }
        return kids;
    }

    private static byte[] file(List<String> kids) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        SyntheticOcrFile file = new SyntheticOcrFile(1, UNIT, "001234567", ACCOUNT, FIRST_DUE);
        file.write(bytes, kids.size(), number -> file.entry(number, kids.get(number - 1), 25_000));
        return bytes.toByteArray();
    }

    private static double seconds(long begun) {
        return (System.nanoTime() - begun) / 1e9;
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new IllegalStateException(what);
        }
    }
}
