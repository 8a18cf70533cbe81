package no.grend.benchmarks;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import no.grend.nets.FileReport;
import no.grend.nets.NetsFileReader;
import no.grend.nets.SyntheticOcrFile;

/** Checking a bank file of a million payments (2,000,004 records, 164 MB), beside a loop that only touches every byte. */
final class Parsing {

    private static final int PAYMENTS = 1_000_000;
    private static final int WARMING = 3;
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 20);

    private Parsing() {}

    static List<Figure> measure(int runs) throws Exception {
        Path file = file(PAYMENTS);
        try {
            for (int i = 0; i < WARMING; i++) {
                check(file);
                touch(file);
            }
            double[] seconds = new double[runs];
            double[] bare = new double[runs];
            for (int run = 0; run < runs; run++) {
                bare[run] = touch(file);
                seconds[run] = check(file);
            }
            Figure time =
                    new Figure("ocr-parse-1m", Figure.median(seconds), "s", Figure.median(bare), 0.5, true, false);
            return List.of(time, heap(file));
        } finally {
            Files.delete(file);
        }
    }

    /** Runs in a JVM of this heap and succeeds, or the figure is missing. */
    private static Figure heap(Path file) throws Exception {
        int mebibytes = 64;
        Process small = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-Xmx" + mebibytes + "m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Parsing.class.getName(),
                        file.toString())
                .inheritIO()
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        double heap = small.waitFor() == 0 ? mebibytes : Double.NaN;
        return new Figure("ocr-parse-1m-heap", heap, "MiB", Double.NaN, mebibytes, true, false);
    }

    /** Checks one file; for the JVM with a small heap. */
    public static void main(String... file) throws IOException {
        check(Path.of(file[0]));
    }

    static Path file(int payments) throws IOException {
        Path file = Files.createTempFile("benchmark", ".ocr");
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            new SyntheticOcrFile(1, "00012345", "001234567", "12345678903", TODAY).write(out, payments);
        }
        return file;
    }

    private static double check(Path file) throws IOException {
        long begun = System.nanoTime();
        try (InputStream in = Files.newInputStream(file)) {
            FileReport report = new NetsFileReader(TODAY).check(in);
            report.requireAccepted();
        }
        return (System.nanoTime() - begun) / 1e9;
    }

    private static double touch(Path file) throws IOException {
        long begun = System.nanoTime();
        byte[] buffer = new byte[1 << 16];
        int lines = 0;
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(buffer); read > 0; read = in.read(buffer)) {
                for (int i = 0; i < read; i++) {
                    if (buffer[i] == '\n') {
                        lines++;
                    }
                }
            }
        }
        if (lines == 0) {
            throw new IOException("An empty file");
        }
        return (System.nanoTime() - begun) / 1e9;
    }
}
