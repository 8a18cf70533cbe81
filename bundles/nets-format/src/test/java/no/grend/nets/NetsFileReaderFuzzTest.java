package no.grend.nets;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Objects;

/**
 * Throws any bytes at the reader. In the build it runs the kept inputs once; to search for ten minutes, see the
 * {@code README.md} of this bundle.
 */
class NetsFileReaderFuzzTest {

    private static final byte[] FROM_BANK = Examples.fromBank().bytes();
    private static final byte[] TO_BANK = Examples.toBank().bytes();

    private final NetsFileReader reader = new NetsFileReader(Examples.TODAY);

    @FuzzTest(maxDuration = "10m")
    void answersWhateverTheBytes(byte[] bytes) throws IOException {
        answers(bytes);
    }

    /** Starts from a sound file and overwrites a part of it, so that the search gets past the first record. */
    @FuzzTest(maxDuration = "10m")
    void answersWhateverIsSpoilt(byte[] bytes) throws IOException {
        byte[] file = (bytes.length % 2 == 0 ? FROM_BANK : TO_BANK).clone();
        if (bytes.length > 2) {
            int offset = Math.floorMod(bytes[0] << 8 | bytes[1] & 0xff, file.length);
            int length = Math.min(bytes.length - 2, file.length - offset);
            System.arraycopy(bytes, 2, file, offset, length);
        }
        answers(file);
    }

    private void answers(byte[] file) throws IOException {
        Recorder found = new Recorder();
        FileReport report = reader.read(file, found);
        require(report.equals(reader.check(inPieces(file))), "the same when it comes in small pieces");
        require(report.accepted() == report.errors().isEmpty(), "refused for a reason that is given");
        if (report.accepted()) {
            long delivered =
                    (long) found.payments.size() + found.mandates.size() + found.claims.size() + found.deletions.size();
            require(delivered == report.read().transactions(), "nothing is dropped");
            require(report.end().stated().equals(report.end().computed()), "the totals are those stated");
        }
        for (OcrPayment payment : found.payments) {
            require(payment.settledOn() != null && payment.kid().length() <= 25, "every field can be read");
            require(payment.lumpSum() != null && !Objects.equals(payment.debitAccount(), ""), "also the rarer ones");
            require((payment.text() != null) == payment.type() >= 20, "text with types 20 and 21 only");
        }
    }

    /** Plain, since the fuzzer would spend its time inside an assertion library. */
    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new AssertionError("Not so: " + what);
        }
    }

    private static ByteArrayInputStream inPieces(byte[] file) {
        return new ByteArrayInputStream(file) {
            @Override
            public synchronized int read(byte[] target, int from, int length) {
                return super.read(target, from, Math.min(length, 1 + file.length % 97));
            }
        };
    }
}
