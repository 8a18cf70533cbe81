package no.grend.invoicepdf.internal.sheet;

import com.openhtmltopdf.extend.FSCacheEx;
import com.openhtmltopdf.extend.FSCacheValue;
import com.openhtmltopdf.extend.impl.FSDefaultCacheStore;
import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.pdfboxout.PDFontSupplier;
import com.openhtmltopdf.pdfboxout.PdfBoxRenderer;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder.CacheStore;
import com.openhtmltopdf.util.XRLog;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import no.grend.invoicepdf.Letter;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** Sets one letter at a time: template to XHTML, XHTML to PDF/UA-1 by openhtmltopdf and PDFBox. Not safe between threads. */
final class Press {

    static {
        // Its messages quote what is being set, which is personal.
        XRLog.setLoggingEnabled(false);
    }

    private final Sheet sheet;
    private final Typeface typeface = new Typeface();
    private final DocumentBuilder parser = parser();
    private final FSCacheEx<String, FSCacheValue> metrics = new FSDefaultCacheStore();

    Press(Sheet sheet) {
        this.sheet = sheet;
    }

    byte[] print(Letter letter) {
        String xhtml = sheet.xhtml(letter);
        try (PDDocument pdf = new PDDocument()) {
            pdf.setDocumentId(number(letter.id(), xhtml));
            PdfRendererBuilder builder = new PdfRendererBuilder()
                    .useFastMode()
                    .usePdfUaAccessibility(true)
                    .usePDDocument(pdf)
                    .useCacheStore(CacheStore.PDF_FONT_METRICS, metrics)
                    .useUriResolver((base, uri) -> null)
                    .useReplacementText("?")
                    .withW3cDocument(parsed(xhtml), null);
            useFont(builder, PDType0Font.load(pdf, typeface.regular(), true), 400);
            useFont(builder, PDType0Font.load(pdf, typeface.bold(), true), 700);
            try (PdfBoxRenderer renderer = builder.buildPdfRenderer()) {
                renderer.createPDFWithoutClosing();
            }
            new Marks(letter).putOn(pdf);
            ByteArrayOutputStream out = new ByteArrayOutputStream(65_536);
            pdf.save(out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void useFont(PdfRendererBuilder builder, PDType0Font font, int weight) {
        builder.useFont(new PDFontSupplier(font), Typeface.NAME, weight, FontStyle.NORMAL, true);
    }

    private Document parsed(String xhtml) throws IOException {
        try {
            return parser.parse(new InputSource(new StringReader(xhtml)));
        } catch (SAXException e) {
            throw new IllegalStateException("The template of letters gives no well-formed XHTML", e);
        }
    }

    private static DocumentBuilder parser() {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
            factory.setNamespaceAware(true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setFeature("http://apache.org/xml/features/dom/defer-node-expansion", false);
            return factory.newDocumentBuilder();
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The file's own number, in place of the time that PDFBox would take. */
    private static long number(String id, String xhtml) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(id.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(digest.digest(xhtml.getBytes(StandardCharsets.UTF_8)))
                    .getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
