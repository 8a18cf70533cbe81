package no.grend.invoicepdf.internal.sheet;

import static no.grend.invoicepdf.internal.sheet.SampleLetters.DUE;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import no.grend.invoicepdf.Letter;
import no.grend.invoicepdf.Letter.Line;
import no.grend.invoicepdf.Letter.Payment;
import no.grend.invoicepdf.Letter.Recipient;
import no.grend.kernel.Ore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LetterTest {

    private static final LetterPress PRESS = new LetterPress();

    private static final int SIXTY_KIB = 60 * 1024;

    /** What a window of each envelope shows of the sheet when it lies as far to one corner as it can, in mm. */
    private static final List<List<Integer>> WINDOWS = List.of(
            List.of(15, 40, 95, 30), // E65, the sheet up in the left corner
            List.of(5, 29, 95, 30), // E65, down in the right one
            List.of(15, 44, 105, 35), // C5, likewise
            List.of(-4, 31, 105, 35));

    @Test
    void theAddressShowsInTheWindowsOfBothEnvelopesWhereverTheSheetLies() {
        byte[] pdf = PRESS.pdf(SampleLetters.usual("nb"));

        for (List<Integer> window : WINDOWS) {
            assertThat(ReadPdf.within(pdf, window))
                    .as("window %s", window)
                    .isEqualTo("Åse Ærlig Østbø\nBlåbærstien 7\n0150 OSLO");
        }
        assertThat(ReadPdf.glyphs(pdf).stream().filter(LetterTest::isInTheWindow))
                .isNotEmpty()
                .allSatisfy(glyph -> {
                    assertThat(glyph.left()).isBetween(19.9, 100.0);
                    assertThat(glyph.top()).isGreaterThanOrEqualTo(44);
                    assertThat(glyph.bottom()).isLessThanOrEqualTo(59);
                });
    }

    @Test
    void nothingButTheAddressMayShowInAWindowHoweverLongItIs() {
        Recipient recipient = new Recipient(
                "Stiftelsen for fremme av sykkelglede i hele Midt-Norge og omegn AS",
                List.of(
                        "c/o Ingeborg-Margrethe Aasgaard-Østerdal",
                        "Nordre Aker Gårdsvei 1234 B",
                        "7010 TRONDHEIM",
                        "SVERIGE"));
        byte[] pdf = PRESS.pdf(SampleLetters.to(recipient));

        assertThat(ReadPdf.within(pdf, Setting.WINDOW))
                .isEqualTo(ReadPdf.within(pdf, Setting.ADDRESS))
                .startsWith("Stiftelsen for fremme")
                .endsWith("7010 TRONDHEIM\nSVERIGE");
        assertThat(ReadPdf.glyphs(pdf).stream().filter(LetterTest::isInTheWindow))
                .allSatisfy(glyph -> {
                    assertThat(glyph.right()).isLessThanOrEqualTo(100);
                    assertThat(glyph.bottom()).isLessThanOrEqualTo(70);
                });
    }

    @Test
    void theLongestNameOfAnOrganisationStaysAboveTheWindow() {
        Letter usual = SampleLetters.usual("nb");
        String name = "Idrettslaget Ørn og Åsgård for Midt-Norge ".repeat(5).substring(0, 200);
        byte[] pdf = PRESS.pdf(new Letter(
                usual.id(),
                usual.title(),
                usual.language(),
                usual.date(),
                new Letter.Sender(name, "919809140", "styret-og-sekretariatet@idrettslaget-orn-og-asgard.example"),
                usual.recipient(),
                usual.facts(),
                usual.opening(),
                usual.lines(),
                usual.sum(),
                usual.payment(),
                usual.closing(),
                null));

        assertThat(ReadPdf.within(pdf, Setting.WINDOW)).isEqualTo("Åse Ærlig Østbø\nBlåbærstien 7\n0150 OSLO");
        assertThat(ReadPdf.text(pdf).replaceAll("\\s+", " ")).contains(name.strip());
        assertThat(ReadPdf.glyphs(pdf)).allMatch(glyph -> glyph.bottom() < 295);
    }

    @Test
    void readsFromTheSenderByTheAddressToThePayment() {
        assertThat(ReadPdf.text(PRESS.pdf(SampleLetters.usual("nb"))))
                .containsSubsequence(
                        "Fjordbyen Sykkelklubb",
                        "Åse Ærlig Østbø",
                        "Fakturanummer 1001",
                        "Faktura 1001",
                        "Medlemskontingent 2027, voksen 1 000,00",
                        "Sum (kr) 1 234,50",
                        "Slik betaler du",
                        "AvtaleGiro");
    }

    @Test
    void whatLooksLikeMarkupIsText() {
        String name = "<b>Ærlig</b> & \"Sønn\" {{ letter }} 'AS'";
        Letter usual = SampleLetters.usual("nb");
        byte[] pdf = PRESS.pdf(SampleLetters.of(
                "nb",
                new Recipient(name, List.of("<br/> & Co 1")),
                List.of(new Line("Lapp & <lim> \"AS\"", Ore.of(123_450))),
                usual.sum(),
                usual.payment(),
                "Du & vi < de > dem"));

        assertThat(ReadPdf.text(pdf))
                .contains(name, "<br/> & Co 1", "Lapp & <lim> \"AS\" 1 234,50", "Du & vi < de > dem");
    }

    @Test
    void whatNoLetterCanCarryDoesNotStopIt() {
        byte[] pdf = PRESS.pdf(SampleLetters.to(
                new Recipient("Kari\u0000\u0007 \ud800Nordmann \ud83d\ude00", List.of("Vei\u001b 1", "0150 OSLO"))));

        assertThat(ReadPdf.text(pdf)).contains("Kari Nordmann ?", "Vei 1");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            nb | Faktura 1001 | Fakturadato 01.12.2026 | Sum (kr) 1 234,50    | Org.nr. 919 809 140  | Side 1 av 1
            nn | Faktura 1001 | Forfallsdato 15.01.2027 | Sum (kr) 1 234,50   | Betalast innan       | Side 1 av 1
            en | Invoice 1001 | Due date 15.01.2027    | Total (NOK) 1 234,50 | Org. no. 919 809 140 | Page 1 of 1
            """)
    void readsInThreeLanguagesAndWritesNumbersAndDatesTheNorwegianWay(
            String language, String title, String date, String sum, String sender, String page) {
        byte[] pdf = PRESS.pdf(SampleLetters.usual(language));

        assertThat(ReadPdf.text(pdf))
                .contains(title, date, sum, sender, "1234.56.78903", "050000004200010012", "15.01.2027");
        assertThat(ReadPdf.page(pdf, 1)).contains(page);
    }

    @Test
    void theLargestAmountKeepsToItsColumn() {
        Ore largest = Ore.of(100_000_000_000L);
        byte[] pdf = PRESS.pdf(SampleLetters.of(
                "en",
                SampleLetters.RECIPIENT,
                List.of(new Line("Ord ".repeat(120), largest), new Line("X".repeat(400), Ore.of(-5))),
                largest,
                new Payment.ToPay("12345678903", "0".repeat(25), largest, DUE),
                null));

        assertThat(ReadPdf.text(pdf))
                .contains("1 000 000 000,00", "-0,05", "0".repeat(25) + " 15.01.2027 1 000 000 000,00");
        assertThat(ReadPdf.pages(pdf)).isEqualTo(1);
        assertThat(ReadPdf.glyphs(pdf)).allSatisfy(glyph -> {
            assertThat(glyph.left()).isGreaterThanOrEqualTo(19.9);
            assertThat(glyph.right()).isLessThanOrEqualTo(190.1);
        });
    }

    @Test
    void whatIsCollectedCannotBePaidASecondTime() {
        String text =
                ReadPdf.text(PRESS.pdf(SampleLetters.with(new Payment.Collected("AvtaleGiro", Ore.of(123_450), DUE))));

        assertThat(text)
                .contains("Trekkes med AvtaleGiro", "1 234,50 kroner trekkes", "15.01.2027", "skal ikke betale")
                .doesNotContain("KID", "Kontonummer", "050000", "78903");
    }

    @Test
    void manyLinesGoOnOnMorePagesUnderTheSameHeadings() {
        byte[] pdf = PRESS.pdf(SampleLetters.withLines(100));

        int pages = ReadPdf.pages(pdf);
        assertThat(pages).isBetween(3, 5);
        for (int page = 1; page < pages; page++) {
            assertThat(ReadPdf.page(pdf, page)).contains("Beskrivelse Beløp (kr)", "Side " + page + " av " + pages);
        }
        String text = ReadPdf.text(pdf);
        for (int line = 1; line <= 100; line++) {
            assertThat(text).containsOnlyOnce("Treningsavgift nummer " + line + " 100,00");
        }
        assertThat(ReadPdf.page(pdf, pages)).contains("10 000,00", "Slik betaler du");
        assertThat(ReadPdf.glyphs(pdf)).noneMatch(LetterTest::isBetweenTextAndFoot);
    }

    @Test
    void termsOfAnyLengthFlowOverAsManyPagesAsTheyNeed() {
        StringBuilder terms = new StringBuilder();
        for (int i = 1; i <= 600; i++) {
            terms.append("§ ")
                    .append(i)
                    .append(" Medlemmet følger klubbens vedtekter, punkt nummer ")
                    .append(i);
            terms.append(" i lov om vedtekter.\nOg litt til.\n\n");
        }
        byte[] pdf = PRESS.pdf(SampleLetters.withTerms(terms.toString()));

        int pages = ReadPdf.pages(pdf);
        String text = ReadPdf.text(pdf);
        assertThat(pages).isGreaterThan(20);
        assertThat(ReadPdf.page(pdf, pages)).contains("Side " + pages + " av " + pages);
        for (int i = 1; i <= 600; i++) {
            assertThat(text).containsOnlyOnce("§ " + i + " Medlemmet");
        }
        assertThat(ReadPdf.glyphs(pdf)).noneMatch(LetterTest::isBetweenTextAndFoot);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nb", "nn", "en"})
    void theSameLetterGivesTheSameBytesInAnyPressAndIsSmall(String language) {
        byte[] pdf = PRESS.pdf(SampleLetters.usual(language));

        assertThat(PRESS.pdf(SampleLetters.usual(language))).isEqualTo(pdf);
        assertThat(new LetterPress().pdf(SampleLetters.usual(language))).isEqualTo(pdf);
        assertThat(pdf).hasSizeLessThan(SIXTY_KIB);
    }

    @Test
    void aLetterFollowsNoOtherAndBearsNoTimeButItsOwnDate() {
        byte[] alone = new LetterPress().pdf(SampleLetters.usual("nb"));
        LetterPress press = new LetterPress();
        press.pdf(SampleLetters.withTerms("Γειά σου, Čáhppe Łódź"));

        assertThat(press.pdf(SampleLetters.usual("nb"))).isEqualTo(alone);
        assertThat(ReadPdf.in(alone, document -> document.getDocumentInformation()
                                .getCreationDate())
                        .toInstant())
                .isEqualTo("2026-11-30T23:00:00Z");
        assertThat(new String(alone, StandardCharsets.ISO_8859_1)).doesNotContain("/ModDate");
    }

    @Test
    void manyPrintAtATime() throws Exception {
        LetterPress press = new LetterPress();
        byte[] expected = press.pdf(SampleLetters.usual("nb"));
        ExecutorService printers = Executors.newFixedThreadPool(8);
        try {
            List<Future<byte[]>> prints = new ArrayList<>();
            for (int i = 0; i < 80; i++) {
                prints.add(printers.submit(() -> press.pdf(SampleLetters.usual("nb"))));
            }
            for (Future<byte[]> print : prints) {
                assertThat(Arrays.equals(print.get(), expected)).isTrue();
            }
        } finally {
            printers.shutdownNow();
        }
    }

    private static boolean isInTheWindow(ReadPdf.Placed glyph) {
        return glyph.page() == 1
                && !glyph.text().isBlank()
                && glyph.left() < Setting.WINDOW.get(0) + Setting.WINDOW.get(2)
                && glyph.bottom() > Setting.WINDOW.get(1)
                && glyph.top() < Setting.WINDOW.get(1) + Setting.WINDOW.get(3);
    }

    private static boolean isBetweenTextAndFoot(ReadPdf.Placed glyph) {
        return glyph.bottom() > 273.1 && glyph.bottom() < 279;
    }
}
