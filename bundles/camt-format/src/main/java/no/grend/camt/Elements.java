package no.grend.camt;

import java.io.IOException;
import java.nio.charset.Charset;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import no.grend.kernel.Ore;

/** Writes elements, one a line, indented, so that a finding's line says something. */
final class Elements {

    private final XMLStreamWriter out;
    private final String namespace;
    private int depth;
    private boolean leaf;

    Elements(XMLStreamWriter out, Charset charset, CamtVersion version) throws IOException {
        this.out = out;
        this.namespace = version.namespace();
        run(() -> {
            out.writeStartDocument(charset.name(), "1.0");
            out.writeCharacters("\n");
            out.writeStartElement("", "Document", namespace);
            out.writeDefaultNamespace(namespace);
        });
        depth = 1;
    }

    /** What may go wrong. */
    private interface Step {
        void run() throws XMLStreamException;
    }

    private static void run(Step step) throws IOException {
        try {
            step.run();
        } catch (XMLStreamException e) {
            throw new IOException(e);
        }
    }

    void begin(String name) throws IOException {
        run(() -> {
            newLine();
            out.writeStartElement("", name, namespace);
        });
        depth++;
        leaf = true;
    }

    void end() throws IOException {
        depth--;
        boolean empty = leaf;
        leaf = false;
        run(() -> {
            if (!empty) {
                newLine();
            }
            out.writeEndElement();
        });
    }

    /** An element with text; nothing when it is null. */
    void text(String name, Object value) throws IOException {
        if (value == null) {
            return;
        }
        String text = value instanceof LocalDateTime time
                ? time.format(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
                : value.toString();
        run(() -> {
            newLine();
            out.writeStartElement("", name, namespace);
            out.writeCharacters(legal(text));
            out.writeEndElement();
        });
        leaf = false;
    }

    void amount(String name, Ore amount) throws IOException {
        run(() -> {
            newLine();
            out.writeStartElement("", name, namespace);
            out.writeAttribute("Ccy", "NOK");
            out.writeCharacters(kroner(amount));
            out.writeEndElement();
        });
        leaf = false;
    }

    void endDocument() throws IOException {
        run(() -> {
            out.writeCharacters("\n");
            out.writeEndElement();
            out.writeEndDocument();
            out.flush();
        });
    }

    /** Kroner with a point: {@code 1250.50}. */
    static String kroner(Ore amount) {
        return String.format(Locale.ROOT, "%d.%02d", amount.value() / 100, amount.value() % 100);
    }

    private void newLine() throws XMLStreamException {
        out.writeCharacters("\n" + "  ".repeat(depth));
    }

    /** Without the characters that XML cannot hold. */
    private static String legal(String text) {
        StringBuilder legal = new StringBuilder();
        text.codePoints()
                .filter(c -> c >= 0x20 && c < 0xD800 || c >= 0xE000 && c <= 0xFFFD || c >= 0x10000)
                .forEach(legal::appendCodePoint);
        return legal.toString();
    }
}
