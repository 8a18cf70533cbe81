package no.grend.camt;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Throws any bytes at the reader. In the build it runs the kept inputs once; to search for ten minutes, see the
 * {@code README.md} of this bundle.
 */
class CamtFileReaderFuzzTest {

    private static final byte[] V02 = Examples.V02.getBytes(StandardCharsets.UTF_8);
    private static final byte[] V08 = Examples.V08.getBytes(StandardCharsets.UTF_8);

    private final CamtFileReader reader = new CamtFileReader();

    @FuzzTest(maxDuration = "10m")
    void answersWhateverTheBytes(byte[] bytes) throws IOException {
        answers(bytes);
    }

    /** Starts from a sound file and overwrites a part of it, so that the search gets past the first tag. */
    @FuzzTest(maxDuration = "10m")
    void answersWhateverIsSpoilt(byte[] bytes) throws IOException {
        byte[] file = (bytes.length % 2 == 0 ? V02 : V08).clone();
        if (bytes.length > 2) {
            int offset = Math.floorMod(bytes[0] << 8 | bytes[1] & 0xff, file.length);
            int length = Math.min(bytes.length - 2, file.length - offset);
            System.arraycopy(bytes, 2, file, offset, length);
        }
        answers(file);
    }

    private void answers(byte[] file) throws IOException {
        Recorder found = new Recorder();
        CamtReport report = reader.read(file, found);
        require(report.equals(reader.check(inPieces(file))), "the same when it comes in small pieces");
        require(report.accepted() == report.errors().isEmpty(), "refused for a reason that is given");
        if (report.accepted()) {
            require(found.payments.size() == report.read().payments(), "nothing is dropped");
            require(found.entries.size() == report.read().entries(), "no entry either");
            long booked = found.payments.stream()
                    .mapToLong(payment -> payment.amount().value())
                    .sum();
            require(booked == report.read().creditOre() - report.read().debitOre(), "the sum is that of the entries");
            require(report.message() != null, "whose message it is");
        }
        for (CamtPayment payment : found.payments) {
            require(payment.identity().length > 0 && payment.kind() != null, "every payment has a name");
            require(payment.kind() == CamtPayment.Kind.NOT_BOOKED || payment.date() != null, "and a day");
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
