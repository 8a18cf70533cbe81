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
            Benchmark benchmark = benchmarks.get(name);
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

    /** The figures of a year come out of one run, so each of their names stands for that run. */
    private static String benchmarkOf(String name) {
        String year = name.replaceFirst("^(renewal|ocr-import|ocr-reimport)-", "year-");
        return year.matches("year-\\w+") ? year + "-postgresql" : year;
    }

    private static Map<String, Benchmark> benchmarks() {
        Map<String, Benchmark> all = new LinkedHashMap<>();
        all.put("start-cold", () -> List.of(Starts.cold(RUNS)));
        all.put("start-warm", () -> List.of(Starts.warm(RUNS)));
        all.put("memory-idle", () -> List.of(Starts.memoryIdle(RUNS)));
        all.put("ocr-parse-1m", () -> Parsing.measure(RUNS));
        all.put("invoice-get", () -> Requests.invoiceGet(RUNS));
        all.put("contact-create", () -> Requests.contactCreate(RUNS));
        all.put("invoice-pdf-10k", () -> InvoicePdfs.measure(RUNS));
        for (String database : List.of("derby", "postgresql")) {
            all.put("year-10k-" + database, () -> new Year(10_000, database).measure());
            all.put("year-100k-" + database, () -> new Year(100_000, database).measure());
            all.put("year-200k-" + database, () -> new Year(200_000, database).measure());
            all.put("year-1m-" + database, () -> new Year(1_000_000, database).measure());
        }
        return all;
    }
}
