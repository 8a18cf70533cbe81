package no.grend.invoicepdf.internal.sheet;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Calendar;
import java.util.GregorianCalendar;
import no.grend.invoicepdf.Letter;
import no.grend.kernel.Oslo;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.common.PDMetadata;

/** What a file says about itself, made of the letter alone: title, language, the date it carries, and that it is PDF/UA-1. */
final class Marks {

    private static final String PRODUCER = "Grend";

    private static final String XMP = """
            <?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
            <x:xmpmeta xmlns:x="adobe:ns:meta/">
            <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
            <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
            <dc:format>application/pdf</dc:format>
            <dc:title><rdf:Alt><rdf:li xml:lang="x-default">%s</rdf:li></rdf:Alt></dc:title>
            <dc:creator><rdf:Seq><rdf:li>%s</rdf:li></rdf:Seq></dc:creator>
            <dc:language><rdf:Bag><rdf:li>%s</rdf:li></rdf:Bag></dc:language>
            <xmp:CreateDate>%s</xmp:CreateDate>
            <pdf:Producer>%s</pdf:Producer>
            <pdfuaid:part>1</pdfuaid:part>
            </rdf:Description>
            </rdf:RDF>
            </x:xmpmeta>
            <?xpacket end="r"?>""";

    private final Letter letter;
    private final OffsetDateTime date;

    Marks(Letter letter) {
        this.letter = letter;
        this.date = letter.date().atStartOfDay(Oslo.ZONE).toOffsetDateTime();
    }

    void putOn(PDDocument pdf) throws IOException {
        PDDocumentInformation information = new PDDocumentInformation();
        information.setTitle(letter.title());
        information.setAuthor(Sheet.withoutControls(letter.sender().name()));
        information.setProducer(PRODUCER);
        Calendar created = GregorianCalendar.from(letter.date().atStartOfDay(Oslo.ZONE));
        information.setCreationDate(created);
        pdf.setDocumentInformation(information);
        pdf.getDocumentCatalog().setLanguage(letter.language().toLanguageTag());
        pdf.getDocumentCatalog()
                .setMetadata(new PDMetadata(pdf, new ByteArrayInputStream(xmp().getBytes(StandardCharsets.UTF_8))));
    }

    private String xmp() {
        return XMP.formatted(
                escaped(letter.title()),
                escaped(letter.sender().name()),
                letter.language().toLanguageTag(),
                DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(date),
                PRODUCER);
    }

    private static String escaped(String text) {
        return Sheet.withoutControls(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;");
    }
}
