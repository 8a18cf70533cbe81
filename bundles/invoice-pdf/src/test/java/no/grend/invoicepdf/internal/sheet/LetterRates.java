package no.grend.invoicepdf.internal.sheet;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import no.grend.invoicepdf.Letter;

/**
 * How many letters one thread sets in a second: an invoice with two lines, with three paragraphs of terms and without. Prints
 * a line for each batch of 200, with the time on the clock and the time on the processor; the last lines are warm.
 */
final class LetterRates {

    private static final int BATCHES = 15;
    private static final int BATCH = 200;

    private LetterRates() {}

    public static void main(String[] arguments) {
        String terms = ("Medlemskapet løper til det blir sagt opp. Oppsigelse må skje skriftlig innen 30. november, og "
                        + "gjelder fra årsskiftet. Kontingenten betales forskuddsvis.\n\n")
                .repeat(3);
        LetterPress press = new LetterPress();
        long start = System.nanoTime();
        press.pdf(SampleLetters.usual("nb"));
        System.out.printf("first letter: %d ms%n", (System.nanoTime() - start) / 1_000_000);
        for (int batch = 0; batch < BATCHES; batch++) {
            measure("without terms", press, SampleLetters.usual("nb"));
            measure("with terms   ", press, SampleLetters.withTerms(terms));
        }
    }

    private static void measure(String what, LetterPress press, Letter letter) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long cpu = threads.getCurrentThreadCpuTime();
        long start = System.nanoTime();
        int bytes = 0;
        for (int i = 0; i < BATCH; i++) {
            bytes = press.pdf(letter).length;
        }
        double wall = (System.nanoTime() - start) / 1e9;
        double busy = (threads.getCurrentThreadCpuTime() - cpu) / 1e9;
        System.out.printf(
                "%s %d bytes: %.0f a second, %.0f a processor second%n", what, bytes, BATCH / wall, BATCH / busy);
    }
}
