package no.grend.camt;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Memory does not grow with the file. */
class MemoryTest {

    private static final int PAYMENTS = 60_000;
    private static final long ROOM = 3L << 20;

    @Test
    void readsOneEntryOfManyPaymentsInConstantMemory(@TempDir Path folder) throws IOException {
        assertThat(growth(folder, PAYMENTS)).isLessThan(ROOM);
    }

    @Test
    void readsManyEntriesInConstantMemory(@TempDir Path folder) throws IOException {
        assertThat(growth(folder, 1)).isLessThan(ROOM);
    }

    /** How much more is held after nine tenths of the file than after one tenth, while it is read. */
    private static long growth(Path folder, int perEntry) throws IOException {
        Path file = folder.resolve("big.xml");
        SyntheticCamtFile big =
                new SyntheticCamtFile(CamtVersion.V02, "B-1", Examples.ACCOUNT, Examples.BOOKED, perEntry);
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            big.write(out, PAYMENTS);
        }
        List<Long> held = new ArrayList<>();
        try (InputStream in = Files.newInputStream(file)) {
            CamtReport report = new CamtFileReader().read(in, new CamtVisitor() {
                @Override
                public void payment(CamtPayment payment) {
                    if (payment.number() == PAYMENTS / 10 || payment.number() == PAYMENTS / 10 * 9) {
                        held.add(held());
                    }
                }
            });
            report.requireAccepted();
            assertThat(report.read().payments()).isEqualTo(PAYMENTS);
        }
        assertThat(Files.size(file)).isGreaterThan(10 * ROOM);
        return held.get(1) - held.get(0);
    }

    private static long held() {
        Runtime runtime = Runtime.getRuntime();
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            runtime.gc();
            least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
        }
        return least;
    }
}
