package no.grend.invoicepdf.internal.sheet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.stream.Stream;
import no.grend.invoicepdf.Letter;
import no.grend.invoicepdf.Letter.Payment;
import no.grend.kernel.Ore;
import org.apache.pdfbox.pdmodel.PDDocumentCatalog;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureNode;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/** Letters are accessible: PDF/UA-1 as veraPDF judges it, and a structure that reads in order. */
class PdfUaTest {

    private static final LetterPress PRESS = new LetterPress();

    @BeforeAll
    static void judge() {
        VeraGreenfieldFoundryProvider.initialise();
    }

    static Stream<Named<Letter>> letters() {
        return Stream.of(
                Named.of("nb", SampleLetters.usual("nb")),
                Named.of("nn", SampleLetters.usual("nn")),
                Named.of("en", SampleLetters.usual("en")),
                Named.of("many lines", SampleLetters.withLines(80)),
                Named.of("long terms", SampleLetters.withTerms("Et avsnitt om noe.\nOg mer.\n\n".repeat(200))),
                Named.of("no glyph", SampleLetters.withTerms("\ud83d\ude00 \u4e2d\u6587")),
                Named.of(
                        "collected",
                        SampleLetters.with(new Payment.Collected("AvtaleGiro", Ore.of(123_450), SampleLetters.DUE))),
                Named.of("not to be paid", SampleLetters.with(new Payment.None("Denne fakturaen er kreditert."))),
                Named.of("credit note", SampleLetters.creditNote("nn")),
                Named.of("two lines a cell", SampleLetters.withLongLines()),
                Named.of("about no money", SampleLetters.with(new Payment.None(null))));
    }

    @ParameterizedTest
    @MethodSource("letters")
    void keepsEveryRuleOfPdfUa1(Letter letter) throws Exception {
        byte[] pdf = PRESS.pdf(letter);
        try (PDFAParser parser =
                        Foundries.defaultInstance().createParser(new ByteArrayInputStream(pdf), PDFAFlavour.PDFUA_1);
                PDFAValidator judge = Foundries.defaultInstance().createValidator(PDFAFlavour.PDFUA_1, false)) {
            ValidationResult verdict = judge.validate(parser);

            assertThat(verdict.getTestAssertions().stream()
                            .filter(one -> one.getStatus() == TestAssertion.Status.FAILED)
                            .map(one -> one.getRuleId() + " " + one.getMessage())
                            .distinct())
                    .isEmpty();
            assertThat(verdict.isCompliant()).isTrue();
            assertThat(verdict.getTotalAssertions()).isGreaterThan(500);
        }
    }

    @Test
    void saysWhatItIs() {
        byte[] pdf = PRESS.pdf(SampleLetters.usual("nn"));

        List<Object> marks = ReadPdf.in(pdf, document -> {
            PDDocumentCatalog catalog = document.getDocumentCatalog();
            return List.of(
                    document.getDocumentInformation().getTitle(),
                    catalog.getLanguage(),
                    catalog.getMarkInfo().isMarked(),
                    catalog.getViewerPreferences().displayDocTitle(),
                    document.getDocumentInformation().getAuthor());
        });

        assertThat(marks).containsExactly("Faktura 1001", "nn", true, true, "Fjordbyen Sykkelklubb");
    }

    @Test
    void readsInOrderWithHeadingsAndTables() {
        byte[] pdf = PRESS.pdf(SampleLetters.withTerms("Ett.\n\nTo."));

        List<String> kinds =
                ReadPdf.in(pdf, document -> kinds(document.getDocumentCatalog().getStructureTreeRoot())
                        .filter(List.of("H1", "H2", "P", "Table", "TH", "TD")::contains)
                        .toList());

        assertThat(kinds)
                .containsSubsequence(
                        "P", "Table", "TH", "TD", "H1", "Table", "TH", "TD", "H2", "Table", "H2", "P", "P");
        assertThat(kinds).containsOnlyOnce("H1");
    }

    private static Stream<String> kinds(PDStructureNode node) {
        return node.getKids().stream()
                .filter(PDStructureElement.class::isInstance)
                .map(PDStructureElement.class::cast)
                .flatMap(kid -> Stream.concat(Stream.of(kid.getStructureType()), kinds(kid)));
    }
}
