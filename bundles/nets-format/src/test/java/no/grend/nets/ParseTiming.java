package no.grend.nets;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;

/** Measures how long a big file takes to check: {@code ParseTiming [payments [rounds]]}. Not a test. */
final class ParseTiming {

    private static final ThreadMXBean THREAD = ManagementFactory.getThreadMXBean();

    private ParseTiming() {}

    public static void main(String[] arguments) throws IOException {
        int payments = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000_000;
        int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 8;
        Path file = Files.createTempFile("timing", ".ocr");
        try {
            write(file, payments);
            for (int round = 1; round <= rounds; round++) {
                measure(file, round);
            }
        } finally {
            Files.delete(file);
        }
    }

    private static void write(Path file, int payments) throws IOException {
        long before = System.nanoTime();
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            new SyntheticOcrFile(1, "00012345", "001234567", "12345678903", LocalDate.of(2026, 11, 20))
                    .write(out, payments);
        }
        System.out.printf("wrote %,d bytes in %d ms%n", Files.size(file), millisSince(before));
    }

    private static void measure(Path file, int round) throws IOException {
        long before = System.nanoTime();
        long busyBefore = THREAD.getCurrentThreadCpuTime();
        long[] sum = new long[1];
        FileReport report;
        try (InputStream in = Files.newInputStream(file)) {
            report = new NetsFileReader(LocalDate.of(2026, 11, 21)).read(in, new NetsFileVisitor() {
                @Override
                public void payment(AssignmentStart assignment, OcrPayment payment) {
                    sum[0] += payment.amount().value();
                }
            });
        }
        boolean right = report.accepted() && sum[0] == report.read().totalOre();
        long busy = (THREAD.getCurrentThreadCpuTime() - busyBefore) / 1_000_000;
        System.out.printf(
                "round %d: %s, %,d records in %d ms, %d ms of them on the processor%n",
                round, right ? "right" : "WRONG", report.read().records(), millisSince(before), busy);
    }

    private static long millisSince(long before) {
        return (System.nanoTime() - before) / 1_000_000;
    }
}
