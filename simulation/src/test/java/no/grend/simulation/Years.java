package no.grend.simulation;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import no.grend.schema.Database.Dialect;

/**
 * Lives many years, one after the other on each thread, and goes on after one that failed: {@code simulation/run}. A line each
 * year; at the end, or when it is stopped, those that failed with the command that lives each again.
 */
final class Years {

    private static final Map<String, String> USUAL = Map.of(
            "--seeds", "1",
            "--seed", "",
            "--members", "60",
            "--databases", "DERBY,POSTGRESQL",
            "--at-once", "1");

    private final Queue<SimulatedYear> waiting = new ConcurrentLinkedQueue<>();
    private final List<SimulatedYear> failed = new ArrayList<>();
    private final PrintStream out = System.out;
    private final int all;
    private int kept;

    private Years(List<SimulatedYear> years) {
        waiting.addAll(years);
        all = years.size();
    }

    /** @param arguments options and their values, see {@code simulation/README.md} */
    public static void main(String[] arguments) throws InterruptedException {
        Map<String, String> options = options(arguments);
        Years years = new Years(asked(options));
        Thread last = new Thread(years::tell);
        Runtime.getRuntime().addShutdownHook(last);
        years.live(Integer.parseInt(options.get("--at-once")));
        System.exit(years.failed.isEmpty() ? 0 : 1);
    }

    private static Map<String, String> options(String[] arguments) {
        Map<String, String> options = new HashMap<>(USUAL);
        for (int i = 0; i < arguments.length; i += 2) {
            if (!USUAL.containsKey(arguments[i]) || i + 1 == arguments.length) {
                System.err.println(arguments[i] + " is not known or lacks its value; known are " + USUAL.keySet()
                        + ", see simulation/README.md");
                System.exit(2);
            }
            options.put(arguments[i], arguments[i + 1]);
        }
        return options;
    }

    /** A seed's databases stand beside each other, so that a long run that is stopped has seen both. */
    private static List<SimulatedYear> asked(Map<String, String> options) {
        String given = options.get("--seed");
        long first = given.isEmpty() ? new Random().nextInt(1_000_000_000) : Long.parseLong(given);
        int seeds = Integer.parseInt(options.get("--seeds"));
        int members = Integer.parseInt(options.get("--members"));
        List<SimulatedYear> years = new ArrayList<>();
        for (long seed = first; seed < first + seeds; seed++) {
            for (String database : options.get("--databases").split(",")) {
                years.add(new SimulatedYear(Dialect.valueOf(database), seed, members));
            }
        }
        return years;
    }

    private void live(int atOnce) throws InterruptedException {
        List<Thread> threads =
                Stream.generate(() -> new Thread(this::live)).limit(atOnce).toList();
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private void live() {
        for (SimulatedYear year = waiting.poll(); year != null; year = waiting.poll()) {
            long begun = System.nanoTime();
            try {
                Map<String, Integer> counts = year.live();
                keep(year, begun, counts);
            } catch (Throwable e) {
                // Whatever it was: the next year shall be lived, and this one told of.
                fail(year, begun, e);
            }
        }
    }

    private synchronized void keep(SimulatedYear year, long begun, Map<String, Integer> counts) {
        kept++;
        out.println(line(year, "kept", begun) + counts);
    }

    private synchronized void fail(SimulatedYear year, long begun, Throwable e) {
        failed.add(year);
        out.println(line(year, "FAILED", begun) + e.getMessage());
        e.printStackTrace(out);
    }

    private String line(SimulatedYear year, String how, long begun) {
        return (kept + failed.size()) + "/" + all + " " + year.dialect() + " seed " + year.seed() + " " + how + " in "
                + (System.nanoTime() - begun) / 1_000_000 + " ms: ";
    }

    private synchronized void tell() {
        out.println((kept + failed.size()) + " of " + all + " years lived, " + failed.size() + " failed"
                + (failed.isEmpty() ? "." : ". Each again by:"));
        failed.forEach(year -> out.println("  " + year.again()));
    }
}
