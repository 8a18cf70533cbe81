package no.grend.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import no.grend.harness.Grend;
import no.grend.harness.Staff;

/**
 * What a federation does in a year on one kind of database: the renewal of so many memberships with KIDs and the claim file,
 * the import of the bank's file with as many payments as there are open invoices, the same file once more, and search in
 * the register. Each run begins with the same prepared data.
 */
final class Year {

    private static final int MOST_MEMBERS = 200_000;
    private static final int LARGEST_FILE = 1_000_000;
    private static final int YARDSTICK_PAYMENTS = 200_000;
    private static final double BYTES_OF_MEBIBYTE = 1024.0;

    private final Ground ground;
    private final int runs;

    Year(Ground ground, int runs) {
        this.ground = ground;
        this.runs = runs;
    }

    /** Makes sure of all that the large figures begin with. */
    List<Figure> prepare() throws Exception {
        new Federation(ground, MOST_MEMBERS).invoices(LARGEST_FILE);
        return List.of();
    }

    /** From the order of the run until its job is done, claim file and all; invoices a second. */
    List<Figure> renewal(int members) throws Exception {
        Federation federation = new Federation(ground, members);
        String register = federation.register();
        double[] rates = new double[runs];
        for (int run = 0; run < runs; run++) {
            ground.restore(register);
            rates[run] = renew(federation, ground.start());
            ground.stop();
        }
        double bare = BareJdbc.perSecond(ground, members, Math.min(members, YARDSTICK_PAYMENTS));
        boolean derby = ground.database().equals("derby");
        return List.of(new Figure(
                "renewal-" + short_(members) + "-" + ground.database(),
                Figure.median(rates),
                "1/s",
                bare,
                derby ? 4_000 : 10_000,
                false,
                false));
    }

    private static double renew(Federation federation, Grend grend) throws Exception {
        Staff staff = grend.admin();
        Federation.untilQuiet(grend.pid());
        long ticks = Federation.ticks(grend.pid());
        long begun = System.nanoTime();
        JsonNode job = staff.job(staff.post("invoice-runs", Federation.renewal(1, true)));
        double seconds = seconds(begun);
        told("renewal", seconds, grend, ticks);
        Federation.require(job.at("/result/invoices").asInt() == federation.members(), "The run came to " + job);
        JsonNode file = staff.get("claim-files/" + job.at("/result/claimFileId").asText())
                .require(200)
                .body();
        Federation.require(file.get("claims").asInt() == federation.mandates(), "The claim file is " + file);
        return federation.members() / seconds;
    }

    /** From the first byte of the upload until the report; payments a second. And what of memory it took, and again. */
    List<Figure> imports(int payments) throws Exception {
        Federation federation = new Federation(ground, Math.min(payments, MOST_MEMBERS));
        String invoices = federation.invoices(payments);
        double[] rates = new double[runs];
        double[] growths = new double[runs];
        double[] again = new double[runs];
        for (int run = 0; run < runs; run++) {
            ground.restore(invoices);
            Grend grend = ground.start();
            Staff staff = grend.admin();
            Federation.untilQuiet(grend.pid());
            try (Resident resident = new Resident(grend.pid())) {
                long ticks = Federation.ticks(grend.pid());
                long begun = System.nanoTime();
                JsonNode report = staff.upload("bank-files?name=benchmark", federation.bankFile(payments))
                        .require(201)
                        .body();
                rates[run] = payments / seconds(begun);
                told("import", seconds(begun), grend, ticks);
                Federation.require(report.at("/posted/matched").asInt() == payments, "The import matched " + report);
                growths[run] = resident.growthKib() / BYTES_OF_MEBIBYTE;
            }
            again[run] = reimport(staff, grend, federation.bankFile(payments));
            ground.stop();
        }
        double bare = BareJdbc.perSecond(ground, payments, Math.min(payments, YARDSTICK_PAYMENTS));
        String name = short_(payments);
        String on = "-" + ground.database();
        String second = ground.database().equals("derby") ? on : "";
        return List.of(
                new Figure("ocr-import-" + name + on, Figure.median(rates), "1/s", bare, 0.5, false, true),
                new Figure(
                        "ocr-import-" + name + on + "-growth",
                        Figure.median(growths),
                        "MiB",
                        Double.NaN,
                        150,
                        true,
                        false),
                new Figure("ocr-reimport-" + name + second, Figure.median(again), "s", Double.NaN, 2, true, false));
    }

    /** At once after the first, while the product still tells the register who has paid. */
    private static double reimport(Staff staff, Grend grend, Path file) throws Exception {
        long ticks = Federation.ticks(grend.pid());
        long begun = System.nanoTime();
        staff.upload("bank-files?name=benchmark", file).require(200);
        double seconds = seconds(begun);
        told("reimport", seconds, grend, ticks);
        return seconds;
    }

    /** Searches of all kinds, mixed, by eight clients: by name, by half a name, by e-mail, mobile and member number. */
    List<Figure> search(int members) throws Exception {
        Federation federation = new Federation(ground, members);
        ground.restore(federation.register());
        Grend grend = ground.start();
        String token = grend.admin().token();
        List<byte[]> requests = new ArrayList<>();
        for (int n = 1; n <= members; n += members / 1_000) {
            for (String query : Searches.of(n)) {
                requests.add(HttpLoad.request("GET", "/api/admin/contacts?q=" + query, token, null));
            }
        }
        Federation.untilQuiet(grend.pid());
        String second = ground.database().equals("derby") ? "-derby" : "";
        List<Figure> figures = Requests.latency(
                "member-search-" + short_(members) + second,
                3,
                grend.port(),
                n -> requests.get(n % requests.size()),
                20);
        ground.stop();
        return figures;
    }

    private static void told(String what, double seconds, Grend grend, long ticksBefore) throws Exception {
        System.err.printf(
                "  %s took %.1f s, %.1f s of the product's processor time%n",
                what, seconds, (Federation.ticks(grend.pid()) - ticksBefore) / 100.0);
    }

    private static String short_(int many) {
        return many % 1_000_000 == 0 ? many / 1_000_000 + "m" : many / 1_000 + "k";
    }

    private static double seconds(long begun) {
        return (System.nanoTime() - begun) / 1e9;
    }
}
