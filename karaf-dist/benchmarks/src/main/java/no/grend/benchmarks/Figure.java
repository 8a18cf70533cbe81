package no.grend.benchmarks;

import java.util.Arrays;
import java.util.Locale;

/**
 * One measured figure.
 *
 * @param value the median of its runs
 * @param yardstick the same of the yardstick in the same invocation; NaN when there is none
 * @param mark what it is held to; NaN when it is only observed
 * @param smaller whether smaller is better
 * @param markIsRatio whether the mark is for value / yardstick
 */
record Figure(
        String name, double value, String unit, double yardstick, double mark, boolean smaller, boolean markIsRatio) {

    static double median(double... runs) {
        double[] sorted = runs.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    String json() {
        double ratio = value / yardstick;
        double held = markIsRatio ? ratio : value;
        boolean ok = Double.isNaN(mark) || (smaller ? held <= mark : held >= mark);
        return String.format(
                Locale.ROOT,
                "{\"name\":\"%s\",\"value\":%s,\"unit\":\"%s\",\"yardstick\":%s,\"ratio\":%s,\"mark\":%s,\"ok\":%s}",
                name,
                number(value),
                unit,
                number(yardstick),
                number(ratio),
                number(mark),
                ok);
    }

    private static String number(double number) {
        if (Double.isNaN(number) || Double.isInfinite(number)) {
            return "null";
        }
        return String.format(Locale.ROOT, Math.abs(number) >= 100 ? "%.0f" : "%.3f", number);
    }
}
