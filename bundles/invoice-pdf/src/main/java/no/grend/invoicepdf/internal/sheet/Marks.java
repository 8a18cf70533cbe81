package no.grend.invoicepdf.internal.sheet;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import no.grend.kernel.Oslo;

/**
 * What a file says about itself: title, language, the date it carries, and that it is PDF/UA-1. Nothing of the time it was made.
 *
 * @param author the organisation
 * @param id of what it is about, so that two letters of the same words are told apart
 */
record Marks(String title, String author, Locale language, LocalDate date, String id) {

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

    private static final DateTimeFormatter WHEN = DateTimeFormatter.ofPattern("yyyyMMddHHmmssXXX");

    /** The dictionary of information, which older programs read. */
    String information() {
        String when = WHEN.format(midnight()).replace(':', '\'');
        return "<</Title " + PdfFile.text(Style.clean(title)) + "/Author " + PdfFile.text(Style.clean(author))
                + "/Producer(" + PRODUCER + ")/CreationDate(D:" + when + "')>>";
    }

    byte[] xmp() {
        return XMP.formatted(
                        escaped(title),
                        escaped(author),
                        language.toLanguageTag(),
                        DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(midnight()),
                        PRODUCER)
                .getBytes(StandardCharsets.UTF_8);
    }

    private OffsetDateTime midnight() {
        return date.atStartOfDay(Oslo.ZONE).toOffsetDateTime();
    }

    private static String escaped(String text) {
        return Style.clean(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
