package no.grend.nets;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;

/**
 * Throws any bytes at the reader. In the build it runs the kept inputs once; to search for ten minutes, see the
 * {@code README.md} of this bundle.
 */
class NetsFileReaderFuzzTest {

    @FuzzTest(maxDuration = "10m")
    void answersWhateverTheBytes(byte[] bytes) throws IOException {
        answers(bytes);
    }

    /** Starts from a sound file and overwrites a part of it, so that the search gets past the first record. */
    @FuzzTest(maxDuration = "10m")
    void answersWhateverIsSpoilt(byte[] bytes) throws IOException {
        byte[] file = bytes.length % 2 == 0
                ? Examples.fromBank().bytes()
                : Examples.toBank().bytes();
        if (bytes.length > 2) {
            int offset = Math.floorMod(bytes[0] << 8 | bytes[1] & 0xff, file.length);
            int length = Math.min(bytes.length - 2, file.length - offset);
            System.arraycopy(bytes, 2, file, offset, length);
        }
        answers(file);
    }

    private static void answers(byte[] file) throws IOException {
        Recorder whole = new Recorder();
        FileReport report = new NetsFileReader(Examples.TODAY).read(file, whole);
        FileReport slow = new NetsFileReader(Examples.TODAY).check(new ByteArrayInputStream(file) {
            @Override
            public synchronized int read(byte[] target, int from, int length) {
                return super.read(target, from, Math.min(length, 1 + file.length % 97));
            }
        });
        assertThat(slow).as("the same in small pieces").isEqualTo(report);
        assertThat(report.accepted()).isEqualTo(report.errors().isEmpty());
        if (report.accepted()) {
            long delivered =
                    (long) whole.payments.size() + whole.mandates.size() + whole.claims.size() + whole.deletions.size();
            assertThat(delivered)
                    .as("nothing is dropped")
                    .isEqualTo(report.read().transactions());
            assertThat(report.end().stated()).isEqualTo(report.end().computed());
        }
        whole.payments.forEach(payment -> assertThat(payment.kid()
                        + payment.debitAccount()
                        + payment.lumpSum()
                        + payment.text()
                        + Arrays.hashCode(payment.identity()))
                .isNotNull());
    }
}
