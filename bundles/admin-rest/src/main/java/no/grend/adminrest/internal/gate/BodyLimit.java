package no.grend.adminrest.internal.gate;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import no.grend.kernel.Problem;

/** How large a body may be (S46): bank files 250 MB, other files 20 MB, JSON and all else 1 MB. */
final class BodyLimit {

    private static final long MEGABYTE = 1_000_000;
    private static final long BANK_FILE = 250 * MEGABYTE;
    private static final long FILE = 20 * MEGABYTE;

    private BodyLimit() {}

    /**
     * The limit in bytes for a request.
     *
     * @param path below the base, without leading slash
     * @param mediaType without parameters; null when there is none
     */
    static long of(String path, String mediaType) {
        boolean octets = "application/octet-stream".equals(mediaType);
        if (octets && path.equals("bank-files")) {
            return BANK_FILE;
        }
        return octets || "text/csv".equals(mediaType) ? FILE : MEGABYTE;
    }

    static Problem tooLarge(long limit) {
        return new Problem(
                Problem.Kind.TOO_LARGE,
                "BODY_TOO_LARGE",
                "The body is larger than the " + limit / MEGABYTE + " MB that this address takes.",
                java.util.List.of());
    }

    /** A stream that refuses to give more than the limit, whatever the length that was announced. */
    static InputStream guard(InputStream body, long limit) {
        return new Guarded(body, limit);
    }

    private static final class Guarded extends FilterInputStream {
        private final long limit;
        private long read;

        Guarded(InputStream body, long limit) {
            super(body);
            this.limit = limit;
        }

        @Override
        public int read() throws IOException {
            int next = super.read();
            count(next < 0 ? 0 : 1);
            return next;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int got = super.read(buffer, offset, length);
            count(Math.max(0, got));
            return got;
        }

        @Override
        public long skip(long n) throws IOException {
            long skipped = super.skip(n);
            count(skipped);
            return skipped;
        }

        @Override
        public boolean markSupported() {
            return false;
        }

        private void count(long bytes) {
            read += bytes;
            if (read > limit) {
                throw tooLarge(limit);
            }
        }
    }
}
