package no.grend.simulation;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Supplier;
import no.grend.kernel.Fault;
import no.grend.kernel.Problem;

/** Lets the process die at named points and does everything once more, and counts what happened. */
final class Perils {

    static final int NOW_AND_THEN = 8;

    private static final Map<String, List<String>> POINTS = Map.of(
            "renewal",
                    List.of(
                            "invoice-run-begun",
                            "ledger-issue-before-commit",
                            "ledger-after-issue",
                            "invoice-run-chunk",
                            "invoice-run-source-chunk",
                            "invoice-run-source-told",
                            "avtalegiro-after-number",
                            "avtalegiro-after-claims",
                            "avtalegiro-after-bytes",
                            "invoice-run-collected"),
            "file",
                    List.of(
                            "ocr-after-store",
                            "ledger-post-chunk",
                            "ledger-post-before-commit",
                            "ledger-after-post",
                            "ocr-after-post",
                            "ocr-after-report",
                            "ocr-after-mandates"),
            "queue", List.of("ocr-after-allocate"),
            "timers",
                    List.of(
                            "member-after-feed",
                            "avtalegiro-after-notice",
                            "ledger-credit-before-commit",
                            "ledger-after-credit"),
            "cancellation", List.of("avtalegiro-after-number", "avtalegiro-after-bytes"),
            "credit", List.of("ledger-credit-before-commit", "ledger-after-credit"),
            "dunning",
                    List.of(
                            "dunning-begun",
                            "dunning-charged",
                            "dunning-sent",
                            "dunning-finished",
                            "dunning-run-streamed"),
            "closing", List.of("ledger-closing-proved", "ledger-closing-before-commit", "ledger-after-closing"));

    private final Club club;
    private final Random random;
    private final Map<String, Integer> counts = new TreeMap<>();

    Perils(Club club, Random random) {
        this.club = club;
        this.random = random;
    }

    Map<String, Integer> counts() {
        return counts;
    }

    /** Does it, however often the process dies on the way. */
    <T> T surviving(String what, int oneIn, Supplier<T> work) {
        List<String> points = POINTS.get(what);
        if (random.nextInt(oneIn) == 0) {
            Fault.arm(points.get(random.nextInt(points.size())), random.nextInt(2));
        }
        while (true) {
            try {
                return work.get();
            } catch (Fault.Dying e) {
                count("deaths", 1);
                club.restart();
            } finally {
                Fault.disarm();
            }
        }
    }

    /** Whether it was allowed. */
    boolean tried(String what, Runnable work) {
        try {
            work.run();
            count(what, 1);
            return true;
        } catch (Problem e) {
            count(what + " refused", 1);
            return false;
        }
    }

    void count(String what, int more) {
        counts.merge(what, more, Integer::sum);
    }
}
