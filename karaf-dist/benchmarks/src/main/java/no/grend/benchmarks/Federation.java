package no.grend.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import no.grend.harness.Grend;
import no.grend.harness.Staff;
import no.grend.kernel.KidScheme;
import no.grend.nets.FboAssignmentWriter;
import no.grend.nets.FboRecord;
import no.grend.nets.FboRecord.Registration;
import no.grend.nets.NetsFileWriter;
import no.grend.nets.SyntheticOcrFile;
import no.grend.nets.TransmissionStart;

/**
 * A federation, prepared through the product's own doors and put aside: its members, by CSV import; a mandate for every
 * other of them, by the bank's file; and, for the import, invoices of as many years as it takes, by renewal.
 *
 * @param ground where it is put
 * @param members how many
 */
record Federation(Ground ground, int members) {

    static final String ACCOUNT = "12345678903";
    static final LocalDate FIRST_DUE = LocalDate.of(2027, 1, 15);
    static final int PRICE = 25_000;

    private static final String UNIT = "00012345";
    private static final String CATEGORY = "Voksen";
    private static final int IMPORTED_TOGETHER = 100_000;
    private static final int QUIET_TICKS = 10;

    /** Members with mandates. */
    int mandates() {
        return members / 2;
    }

    /** Makes sure of the register. @return what it was put aside as */
    String register() throws Exception {
        String name = "register-" + members;
        if (!ground.has(name)) {
            System.err.println("  registers " + members + " members on " + ground.database());
            Grend grend = ground.start();
            Staff staff = grend.admin();
            staff.patch("organisation", Map.of("account", ACCOUNT, "customerUnitId", UNIT), Map.of())
                    .require(200);
            category(staff);
            for (int from = 1; from <= members; from += IMPORTED_TOGETHER) {
                int to = Math.min(from + IMPORTED_TOGETHER, members + 1);
                JsonNode job = staff.job(staff.upload("contact-imports", People.csv(from, to, CATEGORY)));
                require(job.at("/result/registered").asInt() == to - from, "The import came to " + job);
            }
            JsonNode report = staff.upload("bank-files?name=mandates", mandateFile())
                    .require(201)
                    .body();
            require(report.at("/mandates/new").asInt() == mandates(), "The mandates came to " + report);
            putAside(grend, name);
        }
        return name;
    }

    /** Makes sure of so many open invoices, and of a bank file that pays each. @return what they were put aside as */
    String invoices(int invoices) throws Exception {
        String name = "invoices-" + invoices;
        if (!ground.has(name) || !Files.exists(bankFile(invoices))) {
            ground.restore(register());
            System.err.println("  invoices " + invoices + " periods on " + ground.database());
            Grend grend = ground.start();
            JsonNode job = grend.admin().job(grend.admin().post("invoice-runs", renewal(years(invoices), false)));
            require(job.at("/result/invoices").asInt() == invoices, "The run came to " + job);
            putAside(grend, name);
            writeBankFile(name, invoices);
        }
        return name;
    }

    /** The bank's file that pays each of these invoices, in no order. */
    Path bankFile(int invoices) {
        return Ground.file(ground.database() + "-payments-" + invoices + ".ocr");
    }

    /** A renewal that invoices so many years of each membership. */
    static Map<String, Object> renewal(int years, boolean claim) {
        Map<String, Object> order = new java.util.HashMap<>(Map.of(
                "kind",
                "RENEWAL",
                "dueDate",
                FIRST_DUE.plusYears(years - 1).toString(),
                "collectByAvtaleGiro",
                claim,
                "dryRun",
                false));
        if (claim) {
            order.put("notice", "BANK");
        }
        return order;
    }

    private int years(int invoices) {
        return invoices / members;
    }

    private static void category(Staff staff) {
        Map<String, Object> price = Map.of("value", PRICE, "currency", "NOK");
        staff.post(
                        "membership-categories",
                        Map.of("name", CATEGORY, "price", price, "period", "P1Y", "kind", "RUNNING"))
                .require(201);
    }

    private byte[] mandateFile() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        NetsFileWriter file = new NetsFileWriter(bytes, new TransmissionStart(TransmissionStart.BANK_NETWORK, 1, UNIT));
        FboAssignmentWriter assignment = file.mandates(1, ACCOUNT);
        for (int n = 1; n <= mandates(); n++) {
            String kid = KidScheme.STANDARD.reference(2L * n).value();
            assignment.mandate(new FboRecord(n, Registration.NEW_OR_CHANGED, kid, n % 2 == 0));
        }
        assignment.end();
        file.finish();
        return bytes.toByteArray();
    }

    private void writeBankFile(String name, int invoices) throws Exception {
        List<String> kids = new ArrayList<>(invoices);
        Connection connection = ground.open(name);
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.setFetchSize(10_000);
            try (ResultSet rows = statement.executeQuery("SELECT kid FROM ledger_invoice ORDER BY number")) {
                while (rows.next()) {
                    kids.add(rows.getString(1));
                }
            }
        }
        connection.rollback();
        ground.close(connection, name);
        Collections.shuffle(kids, new Random(invoices));
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(bankFile(invoices)))) {
            SyntheticOcrFile file = new SyntheticOcrFile(2, UNIT, "001234567", ACCOUNT, LocalDate.of(2026, 11, 30));
            file.write(out, kids.size(), number -> file.entry(number, kids.get(number - 1), PRICE));
        }
    }

    /** Waits until the product has done what it does afterwards, stops it and puts its data aside. */
    private void putAside(Grend grend, String name) throws Exception {
        untilQuiet(grend.pid());
        ground.stop();
        ground.keep(name);
    }

    /** Until the process has used no more than a tenth of a processor for two seconds: what one did may have echoes. */
    static void untilQuiet(long pid) throws Exception {
        int quiet = 0;
        long before = ticks(pid);
        while (quiet < 2) {
            Thread.sleep(1_000);
            long now = ticks(pid);
            quiet = now - before <= QUIET_TICKS ? quiet + 1 : 0;
            before = now;
        }
    }

    /** Processor time in hundredths of a second. */
    static long ticks(long pid) throws IOException {
        String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
    }

    static void require(boolean holds, String what) {
        if (!holds) {
            throw new IllegalStateException(what);
        }
    }
}
