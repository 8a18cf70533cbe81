package no.grend.avtalegiro.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import no.grend.kernel.Ore;
import no.grend.ledger.Invoice;
import org.junit.jupiter.api.Test;

class ClaimTextTest {

    private static final String PAYEE = "Grenda sykkelklubb";

    private static Invoice invoice(Ore paid, Invoice.Line... lines) {
        LocalDate day = LocalDate.of(2026, 12, 1);
        return Invoice.builder("i")
                .numbered("F", 1061, "050000000100000012")
                .to("c", 1, "Kari Nordmann")
                .issuedOn(day)
                .dueOn(day.plusDays(50))
                .lines(List.of(lines))
                .paid(paid, Invoice.Status.OPEN)
                .build();
    }

    private static List<String> notice(String payee, Invoice invoice) {
        return ClaimTemplate.BUILT_IN.notice(invoice, invoice.open(), payee).rows();
    }

    private static String row(String words, String amount) {
        return words + " ".repeat(80 - words.length() - amount.length()) + amount;
    }

    @Test
    void wordsAndDatesStayWholeAndAmountsStandInTheSecondColumn() {
        Invoice invoice = invoice(
                Ore.of(10_050),
                new Invoice.Line("Medlemskontingent Voksen, perioden 01.01.2027–31.12.2027", Ore.kroner(1_450)),
                new Invoice.Line("Rabatt", Ore.kroner(-50)));

        assertThat(notice(PAYEE, invoice))
                .containsExactly(
                        "Grenda sykkelklubb",
                        "Faktura 1061",
                        "Medlemskontingent Voksen, perioden",
                        row("01.01.2027-31.12.2027", "1 450,00"),
                        row("Rabatt", "-50,00"),
                        row("Innbetalt", "-100,50"),
                        row("Å betale", "1 299,50"));
    }

    @Test
    void aLongNameOfThePayeeIsBrokenBetweenWords() {
        assertThat(notice("Idrettslaget Fram av 1923 avdeling for sykkel og ski", invoice(Ore.ZERO)))
                .startsWith("Idrettslaget Fram av 1923 avdeling for", "sykkel og ski", "Faktura 1061");
        assertThat(notice(null, invoice(Ore.ZERO))).startsWith("Faktura 1061");
    }

    @Test
    void whatHasNoRoomIsCounted() {
        Invoice.Line line = new Invoice.Line("Kontingent", Ore.kroner(1));
        Invoice.Line[] fits = Collections.nCopies(39, line).toArray(Invoice.Line[]::new);
        Invoice.Line[] tooMany = Collections.nCopies(41, line).toArray(Invoice.Line[]::new);

        assertThat(notice(PAYEE, invoice(Ore.ZERO, fits)))
                .hasSize(42)
                .noneMatch(text -> text.contains("til, se fakturaen"));
        assertThat(notice(PAYEE, invoice(Ore.ZERO, tooMany)))
                .hasSize(42)
                .contains("... og 3 linjer til, se fakturaen", row("Å betale", "41,00"));
    }

    @Property
    void anyNoticeFitsAndNoWordOfItIsCut(@ForAll("texts") List<String> texts) {
        Invoice.Line[] lines = texts.stream()
                .map(text -> new Invoice.Line(text, Ore.of(123_456)))
                .toArray(Invoice.Line[]::new);

        List<String> notice = notice(PAYEE, invoice(Ore.of(1), lines));

        assertThat(notice).hasSizeLessThanOrEqualTo(42).allMatch(line -> line.length() <= 80);
        List<String> words = IntStream.range(0, notice.size())
                .mapToObj(notice::get)
                .map(line -> line.length() <= 40 ? line : line.substring(0, 40))
                .flatMap(line -> Arrays.stream(line.strip().split(" +")))
                .toList();
        assertThat(words).allMatch(word -> word.length() <= 12 || word.equals("sykkelklubb"));
        if (notice.stream().noneMatch(line -> line.contains("til, se fakturaen"))) {
            assertThat(words)
                    .containsAll(texts.stream()
                            .flatMap(text -> Arrays.stream(text.split(" ")))
                            .toList());
        }
    }

    @Provide
    Arbitrary<List<String>> texts() {
        return Arbitraries.strings()
                .withCharRange('a', 'z')
                .ofMinLength(1)
                .ofMaxLength(12)
                .list()
                .ofMinSize(1)
                .ofMaxSize(20)
                .map(words -> String.join(" ", words))
                .list()
                .ofMaxSize(50);
    }
}
