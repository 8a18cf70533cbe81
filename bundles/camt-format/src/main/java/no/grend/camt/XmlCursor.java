package no.grend.camt;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Walks through XML element by element, forwards only, within limits. No DTD, no entities but the five of XML itself, nothing
 * fetched from anywhere. For one reading, on one thread.
 */
final class XmlCursor {

    private static final int LONGEST_NAME = 40;

    private final CamtLimits limits;
    private final GuardedStream guard;
    private final XMLStreamReader reader;
    private int depth;
    private int event = XMLStreamConstants.START_DOCUMENT;
    private long textLength;
    private long elements;
    private long mostElements = Long.MAX_VALUE;
    private String namespace;

    /** @param in not closed */
    XmlCursor(InputStream in, Charset charset, CamtLimits limits) throws Unreadable, IOException {
        this.limits = limits;
        this.guard = new GuardedStream(in, limits);
        try {
            reader = factory(limits).createXMLStreamReader(new StrictReader(guard, charset));
        } catch (XMLStreamException | RuntimeException e) {
            throw unreadable(e, 1, 1);
        }
    }

    /** The platform's own parser, whatever others lie about, and closed to everything outside the file. */
    private static XMLInputFactory factory(CamtLimits limits) {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, true);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
        factory.setProperty(XMLInputFactory.IS_COALESCING, false);
        factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        factory.setProperty(
                "http://www.oracle.com/xml/jaxp/properties/elementAttributeLimit",
                Integer.toString(limits.attributes()));
        factory.setXMLResolver((publicId, systemId, base, name) -> {
            throw new XMLStreamException("Nothing is fetched from outside the file");
        });
        return factory;
    }

    /** Goes to the root element, whose namespace is the file's. */
    void toRoot() throws Unreadable, IOException {
        while (event != XMLStreamConstants.START_ELEMENT) {
            advance();
        }
        String found = reader.getNamespaceURI();
        namespace = found == null ? "" : found;
    }

    /** To the file's very end, so that what stands behind the root is well-formed too. */
    void toEnd() throws Unreadable, IOException {
        while (event != XMLStreamConstants.END_DOCUMENT) {
            advance();
        }
    }

    /** How many elements are open. */
    int depth() {
        return depth;
    }

    /**
     * Goes to the next child of an element, leaving behind what was not read of the one before.
     *
     * @param parent depth of the element
     * @return false when it has no more; then it is closed
     */
    boolean child(int parent) throws Unreadable, IOException {
        while (depth > parent) {
            advance();
        }
        do {
            advance();
        } while (event != XMLStreamConstants.START_ELEMENT && event != XMLStreamConstants.END_ELEMENT);
        return event == XMLStreamConstants.START_ELEMENT;
    }

    /** The namespace of the root; empty when it has none. */
    String namespace() {
        return namespace;
    }

    /** Of the element just begun, cut to a length fit to show; one of another namespace has a star before it. */
    String name() {
        String name = reader.getLocalName();
        String shown = name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name;
        String found = reader.getNamespaceURI();
        return namespace.equals(found == null ? "" : found) ? shown : "*" + shown;
    }

    /** An attribute of the element just begun; null when it has none like it. */
    String attribute(String name) {
        return reader.getAttributeValue(null, name);
    }

    /** The text of the element just begun, blanks collapsed; null when there is none. Closes the element. */
    String text() throws Unreadable, IOException {
        return textOr(null);
    }

    /** The text of the element just begun or of its child with this name, whichever comes. Closes the element. */
    String textOr(String child) throws Unreadable, IOException {
        int own = depth;
        StringBuilder text = new StringBuilder();
        while (depth >= own) {
            advance();
            if (event == XMLStreamConstants.START_ELEMENT) {
                if (name().equals(child)) {
                    text.append(collect(depth));
                } else {
                    skip();
                }
            } else if (isText()) {
                text.append(reader.getText());
            }
        }
        return collapsed(text);
    }

    private StringBuilder collect(int own) throws Unreadable, IOException {
        StringBuilder text = new StringBuilder();
        while (depth >= own) {
            advance();
            if (isText()) {
                text.append(reader.getText());
            }
        }
        return text;
    }

    /** Closes the element just begun, unread. */
    void skip() throws Unreadable, IOException {
        int own = depth;
        while (depth >= own) {
            advance();
        }
    }

    private static String collapsed(CharSequence text) {
        StringBuilder plain = new StringBuilder();
        boolean blank = false;
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            if (Character.isWhitespace(letter) || Character.isISOControl(letter)) {
                blank = true;
            } else {
                if (blank && plain.length() > 0) {
                    plain.append(' ');
                }
                blank = false;
                plain.append(letter);
            }
        }
        return plain.length() == 0 ? null : plain.toString();
    }

    /** Refuses a file that has more than so many elements from here on, until it is called again. */
    void limitElements(long most) {
        mostElements = most == Long.MAX_VALUE ? most : elements + most;
    }

    /** Of the place just read, from 1. */
    long line() {
        return Math.max(1, reader.getLocation().getLineNumber());
    }

    /** Of the place just read, from 1. */
    long column() {
        return Math.max(1, reader.getLocation().getColumnNumber());
    }

    Unreadable refusal(FindingCode code, String what) {
        return new Unreadable(line(), column(), code, what);
    }

    private boolean isText() {
        return event == XMLStreamConstants.CHARACTERS
                || event == XMLStreamConstants.CDATA
                || event == XMLStreamConstants.SPACE;
    }

    private void advance() throws Unreadable, IOException {
        try {
            event = reader.next();
        } catch (XMLStreamException | RuntimeException e) {
            throw unreadable(e, line(), column());
        }
        guard.event();
        switch (event) {
            case XMLStreamConstants.START_ELEMENT -> began();
            case XMLStreamConstants.END_ELEMENT -> {
                depth--;
                textLength = 0;
            }
            case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> countText();
            case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE, XMLStreamConstants.ENTITY_DECLARATION ->
                throw doctype();
            default -> {}
        }
    }

    private void began() throws Unreadable {
        depth++;
        elements++;
        textLength = 0;
        if (depth > limits.depth()) {
            throw refusal(
                    FindingCode.NESTED_TOO_DEEP, "The elements are nested deeper than " + limits.depth() + " levels.");
        }
        if (reader.getAttributeCount() + reader.getNamespaceCount() > limits.attributes()) {
            throw tooManyAttributes();
        }
        if (elements > mostElements) {
            throw refusal(
                    FindingCode.DETAIL_TOO_LARGE,
                    "A payment (TxDtls) has more than " + limits.detailElements() + " elements.");
        }
    }

    private void countText() throws Unreadable {
        textLength += reader.getTextLength();
        if (textLength > limits.textLength()) {
            throw tooLong();
        }
    }

    private Unreadable doctype() {
        return refusal(
                FindingCode.DOCTYPE_FORBIDDEN,
                "The file has a document type declaration (DOCTYPE) or entities of its own.");
    }

    private Unreadable tooManyAttributes() {
        return refusal(
                FindingCode.TOO_MANY_ATTRIBUTES, "An element has more than " + limits.attributes() + " attributes.");
    }

    private Unreadable tooLong() {
        return refusal(
                FindingCode.TEXT_TOO_LONG,
                "A text, name or comment is longer than " + limits.textLength() + " characters.");
    }

    /** What the parser stumbled over, in words; what broke underneath it is thrown as it is. */
    private Unreadable unreadable(Exception thrown, long line, long column) throws IOException {
        if (guard.failure() != null) {
            throw guard.failure();
        }
        boolean placed = thrown instanceof XMLStreamException known && known.getLocation() != null;
        long atLine =
                placed ? Math.max(1, ((XMLStreamException) thrown).getLocation().getLineNumber()) : line;
        long atColumn =
                placed ? Math.max(1, ((XMLStreamException) thrown).getLocation().getColumnNumber()) : column;
        String message = String.valueOf(thrown.getMessage());
        FindingCode code = code(thrown, message);
        return new Unreadable(atLine, atColumn, code, words(code));
    }

    private FindingCode code(Exception thrown, String message) {
        if (guard.refusal() != null) {
            return guard.refusal();
        }
        if (message.contains("JAXP0001")) {
            return FindingCode.TOO_MANY_ATTRIBUTES;
        }
        if (caused(thrown, CharacterCodingException.class)) {
            return FindingCode.ENCODING_INVALID;
        }
        if (message.contains("entity") && message.contains("referenced")) {
            return FindingCode.DOCTYPE_FORBIDDEN;
        }
        return guard.ended() ? FindingCode.FILE_CUT_OFF : FindingCode.NOT_WELL_FORMED;
    }

    /** Ours and not the parser's, whose words may hold what stands in the file. */
    private String words(FindingCode code) {
        return switch (code) {
            case FILE_TOO_LARGE -> "The file is larger than " + limits.bytes() + " bytes.";
            case TEXT_TOO_LONG -> tooLong().getMessage();
            case TOO_MANY_ATTRIBUTES -> tooManyAttributes().getMessage();
            case ENCODING_INVALID ->
                "There are bytes here that are no text in the encoding that the XML declaration names.";
            case DOCTYPE_FORBIDDEN -> doctype().getMessage();
            case FILE_CUT_OFF -> "The file ends in the middle.";
            default -> "The XML is not well-formed here: a tag, an attribute or a character is not as XML must be.";
        };
    }

    private static boolean caused(Throwable thrown, Class<? extends Exception> kind) {
        for (Throwable cause = thrown; cause != null; cause = nested(cause)) {
            if (kind.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }

    private static Throwable nested(Throwable thrown) {
        return thrown instanceof XMLStreamException known && known.getNestedException() != null
                ? known.getNestedException()
                : thrown.getCause();
    }
}
