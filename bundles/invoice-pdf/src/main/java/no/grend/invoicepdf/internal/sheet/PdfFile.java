package no.grend.invoicepdf.internal.sheet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/**
 * A PDF 1.7 file that is written as its objects come (ISO 32000-1, 7.5): nothing of it is kept but where each object lies. Ordinary
 * objects travel together in compressed streams (7.5.7). The same objects give the same bytes. For one thread.
 */
final class PdfFile {

    private static final int TOGETHER = 200;
    private static final int IN_STREAM = 2;
    private static final int IN_FILE = 1;

    private final OutputStream out;
    private final MessageDigest digest = sha256();
    private long written;

    /** For each object: how it lies, where, and at which place there. */
    private long[] places = new long[64];

    private int[] indexes = new int[64];
    private int last;

    private final List<Integer> waiting = new ArrayList<>();
    private final StringBuilder waitingBodies = new StringBuilder();
    private final List<Integer> waitingStarts = new ArrayList<>();

    /** @param id of what it is about; goes into the file's own id only */
    PdfFile(OutputStream out, String id) throws IOException {
        this.out = out;
        digest.update(id.getBytes(StandardCharsets.UTF_8));
        // Four bytes beyond ASCII tell whoever transports it that it is no text.
        write("%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n");
    }

    /** A number for an object that comes later. */
    int reserve() {
        last++;
        if (last == places.length) {
            places = Arrays.copyOf(places, 2 * last);
            indexes = Arrays.copyOf(indexes, 2 * last);
        }
        return last;
    }

    static String reference(int number) {
        return number + " 0 R";
    }

    /** A text as the format wants it outside pages: UTF-16 in hexadecimal. */
    static String text(String words) {
        return "<FEFF" + HexFormat.of().withUpperCase().formatHex(words.getBytes(StandardCharsets.UTF_16BE)) + '>';
    }

    void object(int number, String body) throws IOException {
        waiting.add(number);
        waitingStarts.add(waitingBodies.length());
        waitingBodies.append(body).append('\n');
        if (waiting.size() == TOGETHER) {
            flush();
        }
    }

    /** @param entries of its dictionary, without length and filter */
    void stream(int number, String entries, byte[] content) throws IOException {
        byte[] packed = packed(content);
        places[number] = written;
        indexes[number] = -1;
        write(number + " 0 obj\n<<" + entries + "/Filter/FlateDecode/Length " + packed.length + ">>stream\n");
        write(packed);
        write("\nendstream\nendobj\n");
    }

    /** A stream whose bytes whoever searches for them must find as they are, such as the metadata. */
    void plainStream(int number, String entries, byte[] content) throws IOException {
        places[number] = written;
        indexes[number] = -1;
        write(number + " 0 obj\n<<" + entries + "/Length " + content.length + ">>stream\n");
        write(content);
        write("\nendstream\nendobj\n");
    }

    private void flush() throws IOException {
        if (waiting.isEmpty()) {
            return;
        }
        int stream = reserve();
        StringBuilder head = new StringBuilder();
        for (int i = 0; i < waiting.size(); i++) {
            head.append(waiting.get(i)).append(' ').append(waitingStarts.get(i)).append(' ');
            places[waiting.get(i)] = stream;
            indexes[waiting.get(i)] = i;
        }
        String entries = "/Type/ObjStm/N " + waiting.size() + "/First " + head.length();
        byte[] content = head.append(waitingBodies).toString().getBytes(StandardCharsets.ISO_8859_1);
        waiting.clear();
        waitingStarts.clear();
        waitingBodies.setLength(0);
        stream(stream, entries, content);
    }

    /** Writes what is left and where everything lies; every number reserved must have its object by then. */
    void end(int catalog, int information) throws IOException {
        flush();
        int number = reserve();
        places[number] = written;
        indexes[number] = -1;
        ByteBuffer table = ByteBuffer.allocate(7 * (last + 1));
        table.put((byte) 0).putInt(0).putShort((short) -1);
        for (int i = 1; i <= last; i++) {
            boolean together = indexes[i] >= 0;
            table.put((byte) (together ? IN_STREAM : IN_FILE)).putInt((int) places[i]);
            table.putShort((short) Math.max(0, indexes[i]));
        }
        long start = written;
        String id = '<' + HexFormat.of().formatHex(digest.digest(), 0, 16) + '>';
        byte[] packed = packed(table.array());
        write(number + " 0 obj\n<</Type/XRef/W[1 4 2]/Size " + (last + 1) + "/Root " + reference(catalog) + "/Info "
                + reference(information) + "/ID[" + id + id + "]/Filter/FlateDecode/Length " + packed.length
                + ">>stream\n");
        write(packed);
        write("\nendstream\nendobj\nstartxref\n" + start + "\n%%EOF\n");
    }

    private void write(String text) throws IOException {
        write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private void write(byte[] bytes) throws IOException {
        out.write(bytes);
        digest.update(bytes);
        written += bytes.length;
    }

    private static byte[] packed(byte[] content) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream(content.length / 2 + 64);
        Deflater deflater = new Deflater();
        try (DeflaterOutputStream through = new DeflaterOutputStream(packed, deflater)) {
            through.write(content);
        } finally {
            deflater.end();
        }
        return packed.toByteArray();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
