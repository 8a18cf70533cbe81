package no.grend.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Reads HTTP answers off one connection, with as little work as will do: it shares the processors with what is measured. */
final class Answers {

    private static final byte[] LENGTH = "content-length:".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] CHUNKED = "transfer-encoding: chunked".getBytes(StandardCharsets.US_ASCII);
    private static final int STATUS_AT = 9;
    private static final int LARGEST_LINE = 8192;

    private final InputStream in;
    private final byte[] buffer = new byte[16384];
    private int at;
    private int end;

    Answers(InputStream in) {
        this.in = in;
    }

    /** Reads the next answer, all of it. @return its status */
    int next() throws IOException {
        int line = line();
        int status = number(line + STATUS_AT, line + STATUS_AT + 3, 10);
        int length = 0;
        boolean chunked = false;
        for (line = line(); at - line > 2; line = line()) {
            if (begins(line, LENGTH)) {
                length = number(line + LENGTH.length, at - 2, 10);
            } else if (begins(line, CHUNKED)) {
                chunked = true;
            }
        }
        if (chunked) {
            skipChunks();
        } else {
            skip(length);
        }
        return status;
    }

    private void skipChunks() throws IOException {
        int size;
        do {
            int line = line();
            size = number(line, at - 2, 16);
            skip(size + 2);
        } while (size > 0);
    }

    /** Goes past the next line. @return where it begins; it ends before {@link #at} */
    private int line() throws IOException {
        if (buffer.length - at < LARGEST_LINE) {
            System.arraycopy(buffer, at, buffer, 0, end - at);
            end -= at;
            at = 0;
        }
        int begin = at;
        while (true) {
            if (at == end) {
                fill();
            }
            if (buffer[at++] == '\n') {
                return begin;
            }
        }
    }

    private void skip(int bytes) throws IOException {
        int left = bytes;
        while (left > end - at) {
            left -= end - at;
            at = 0;
            end = 0;
            fill();
        }
        at += left;
    }

    private void fill() throws IOException {
        int got = in.read(buffer, end, buffer.length - end);
        if (got <= 0) {
            throw new IOException("The connection was closed");
        }
        end += got;
    }

    private boolean begins(int from, byte[] lowerCase) {
        if (at - from < lowerCase.length) {
            return false;
        }
        for (int i = 0; i < lowerCase.length; i++) {
            byte b = buffer[from + i];
            if ((b >= 'A' && b <= 'Z' ? b + 32 : b) != lowerCase[i]) {
                return false;
            }
        }
        return true;
    }

    private int number(int from, int to, int radix) {
        int number = 0;
        for (int i = from; i < to; i++) {
            int digit = Character.digit(buffer[i], radix);
            if (digit >= 0) {
                number = number * radix + digit;
            }
        }
        return number;
    }
}
