package no.grend.benchmarks;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Measures what it is asked to and prints one JSON line a figure on standard output; what it does goes to standard error. */
public final class Benchmarks {

    /** Measures one or more figures that belong together. */
    @FunctionalInterface
    interface Benchmark {
        List<Figure> measure() throws Exception;
    }

    private static final int RUNS = 3;

    private static final String PREPARE = "prepare-";

    private Benchmarks() {}

    /** {@code --list}, or names; none measures all. */
    public static void main(String... names) throws Exception {
        Map<String, Benchmark> benchmarks = benchmarks();
        if (names.length == 1 && names[0].equals("--list")) {
            benchmarks.keySet().forEach(System.out::println);
            return;
        }
        Set<String> wanted = new LinkedHashSet<>(names.length == 0 ? benchmarks.keySet() : List.of(names));
        wanted = wanted.stream().map(Benchmarks::benchmarkOf).collect(Collectors.toCollection(LinkedHashSet::new));
        boolean ok = true;
        for (String name : wanted) {
            Benchmark benchmark =
                    name.startsWith(PREPARE) ? () -> prepare(name.substring(PREPARE.length())) : benchmarks.get(name);
            if (benchmark == null) {
                System.err.println("There is no benchmark " + name + "; --list shows them.");
                System.exit(2);
            }
            System.err.println(name + " …");
            for (Figure figure : benchmark.measure()) {
                System.out.println(figure.json());
                ok &= !figure.json().endsWith("\"ok\":false}");
            }
        }
        System.exit(ok ? 0 : 1);
    }

    /** Figures that come out of one run are asked for by the name of the first. */
    private static String benchmarkOf(String name) {
        if (name.startsWith("ocr-reimport-")) {
            String import_ = name.replace("ocr-reimport", "ocr-import");
            return import_.endsWith("-derby") ? import_ : import_ + "-postgresql";
        }
        return name.replaceFirst("-growth$", "");
    }

    private static Map<String, Benchmark> benchmarks() {
        Map<String, Benchmark> all = new LinkedHashMap<>();
        all.put("start-cold", () -> List.of(Starts.cold(RUNS)));
        all.put("start-warm", () -> List.of(Starts.warm(RUNS)));
        all.put("memory-idle", () -> List.of(Starts.memoryIdle(RUNS)));
        all.put("ocr-parse-1m", () -> Parsing.measure(RUNS));
        all.put("invoice-get", () -> Requests.invoiceGet(RUNS));
        all.put("contact-create", () -> Requests.contactCreate(RUNS));
        all.put("payment-start", () -> Paying.start(RUNS));
        all.put("provider-swap-window", () -> SwapWindow.measure(RUNS));
        all.put("booking-create", () -> Timetables.book(RUNS));
        all.put("timetable-week", () -> Timetables.week(RUNS));
        for (String database : List.of("derby", "postgresql")) {
            all.put("booking-last-seat-" + database, () -> lastSeat(database));
        }
        all.put("invoice-pdf-10k", () -> InvoicePdfs.measure(RUNS));
        for (String database : List.of("postgresql", "derby")) {
            for (int thousands : List.of(10, 100, 200, 1_000)) {
                addYear(all, database, thousands);
            }
        }
        return all;
    }

    private static void addYear(Map<String, Benchmark> all, String database, int thousands) {
        String size = thousands == 1_000 ? "1m" : thousands + "k";
        int many = thousands * 1_000;
        all.put("ocr-import-" + size + "-" + database, () -> year(database, year -> year.imports(many)));
        if (thousands < 1_000) {
            String search = "member-search-" + size + (database.equals("derby") ? "-derby" : "");
            all.put("renewal-" + size + "-" + database, () -> year(database, year -> year.renewal(many)));
            all.put(search, () -> year(database, year -> year.search(many)));
        }
    }

    /** For {@link Year}: what the large figures begin with, so that it need not be made when the machine is wanted quiet. */
    private static List<Figure> prepare(String database) throws Exception {
        for (String one : database.equals("all") ? List.of("postgresql", "derby") : List.of(database)) {
            year(one, Year::prepare);
        }
        return List.of();
    }

    private static List<Figure> lastSeat(String database) throws Exception {
        try (Ground ground = Ground.on(database)) {
            return LastSeat.measure(ground);
        }
    }

    private interface Measure {
        List<Figure> in(Year year) throws Exception;
    }

    private static List<Figure> year(String database, Measure measure) throws Exception {
        try (Ground ground = Ground.on(database)) {
            return measure.in(new Year(ground, Integer.getInteger("grend.runs", RUNS)));
        }
    }
}
