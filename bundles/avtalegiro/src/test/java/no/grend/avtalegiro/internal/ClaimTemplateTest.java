package no.grend.avtalegiro.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import no.grend.kernel.ETag;
import no.grend.kernel.Ore;
import no.grend.kernel.Problem;
import no.grend.ledger.Invoice;
import no.grend.testkit.DatabaseTest;
import no.grend.testkit.TestDatabase;
import org.junit.jupiter.api.Test;

/** S4-20: the bank's notice, worded by the organisation. */
class ClaimTemplateTest {

    private static Invoice invoice(Invoice.Line... lines) {
        LocalDate due = LocalDate.of(2027, 1, 15);
        return Invoice.builder("i")
                .numbered("F", 1061, "050000000100010617")
                .to("c", 42, "Kari Nordmann")
                .issuedOn(due.minusDays(50))
                .dueOn(due)
                .lines(List.of(lines))
                .build();
    }

    private static final Invoice.Line FEE =
            new Invoice.Line("Medlemskontingent Voksen 01.01.2027–31.12.2027", Ore.kroner(450));

    private static List<String> rows(String template, Invoice invoice) {
        return ClaimTemplate.parse(template)
                .notice(invoice, invoice.open(), "Grend Sykkelklubb")
                .rows();
    }

    private static String row(String words, String right) {
        return words + " ".repeat(80 - words.length() - right.length()) + right;
    }

    @Test
    void tellsLinePeriodAndAmountWhereTheTemplateWantsThem() {
        String template = """
                Hei! {payee} trekker medlem {member}.

                {line}|{amount}
                Periode: {period}
                Sum|kr {toPay}
                Trekkes {dueDate}, KID {kid}""";

        assertThat(rows(template, invoice(FEE, new Invoice.Line("Rabatt", Ore.kroner(-50)))))
                .containsExactly(
                        "Hei! Grend Sykkelklubb trekker medlem",
                        "42.",
                        "",
                        row("Medlemskontingent Voksen", "450,00"),
                        "Periode: 01.01.2027-31.12.2027",
                        row("Rabatt", "-50,00"),
                        row("Sum", "kr 400,00"),
                        "Trekkes 15.01.2027, KID",
                        "050000000100010617");
    }

    @Test
    void withoutAPlaceForThePeriodItStaysInTheLine() {
        assertThat(rows("{line}|{amount}", invoice(FEE)))
                .containsExactly("Medlemskontingent Voksen", row("01.01.2027-31.12.2027", "450,00"));
    }

    @Test
    void whatHasNothingToSayIsLeftOut() {
        assertThat(rows("Betalt|{paid}\n{credited} {charges}\nHei", invoice(FEE)))
                .containsExactly("Hei");
    }

    @Test
    void creditsAndChargesAddUpToWhatIsClaimed() {
        Invoice credited = Invoice.builder("i")
                .numbered("F", 1, "050000000100010617")
                .to("c", 1, "Kari Nordmann")
                .issuedOn(LocalDate.of(2026, 12, 1))
                .dueOn(LocalDate.of(2027, 1, 15))
                .lines(List.of(FEE))
                .paid(Ore.kroner(100), Invoice.Status.PART_PAID)
                .asking(
                        new Invoice.Parts(Ore.kroner(400), Ore.kroner(35), Ore.ZERO),
                        new Invoice.Parts(Ore.kroner(300), Ore.kroner(35), Ore.ZERO))
                .build();

        assertThat(ClaimTemplate.BUILT_IN
                        .notice(credited, credited.open(), null)
                        .rows())
                .contains(
                        row("Kreditert", "-50,00"),
                        row("Gebyr og renter", "35,00"),
                        row("Innbetalt", "-100,00"),
                        row("Å betale", "335,00"));
    }

    @Test
    void whatHasNoRoomIsCountedAndSaidNotToBeWhole() {
        Invoice.Line[] many = Collections.nCopies(60, FEE).toArray(Invoice.Line[]::new);

        ClaimTemplate.Notice notice = ClaimTemplate.parse("{line}|{amount}\nPeriode {period}\nSum|{toPay}")
                .notice(invoice(many), Ore.kroner(27_000), null);

        assertThat(notice.complete()).isFalse();
        assertThat(notice.rows()).hasSize(42).contains("... og 40 linjer til, se fakturaen", row("Sum", "27 000,00"));
    }

    @Test
    void whatItCannotMeanIsRefused() {
        assertThatThrownBy(() -> ClaimTemplate.parse("{navn}"))
                .hasMessageContaining("{navn}")
                .hasMessageContaining("{toPay}");
        assertThatThrownBy(() -> ClaimTemplate.parse("{line}\nHei\n{amount}"))
                .hasMessageContaining("follow each other");
        assertThatThrownBy(() -> ClaimTemplate.parse(" ")).hasMessageContaining("1-4,000");
    }

    @DatabaseTest
    void theOrganisationsTextIsInTheFilesMadeFromThenOn(TestDatabase fresh) {
        House house = new House(fresh);
        house.mandatesFor(1, 2);
        house.ledger.open(1, 1001, House.DUE, null, 50_000);
        assertThat(house.texts.text(House.READER).builtIn()).isTrue();

        ClaimTexts.Text changed = house.texts.change(House.TREASURER, "Takk fra {payee}\n{line}|{amount}", new ETag(0));

        assertThat(changed.version()).isEqualTo(1);
        assertThat(changed.builtIn()).isFalse();
        assertThat(new String(bytes(house), java.nio.charset.StandardCharsets.ISO_8859_1))
                .contains("Takk fra Grend Sykkelklubb")
                .doesNotContain("betale");
        assertThat(house.texts.preview(House.READER, null, "invoice-1001").rows())
                .containsExactly("Takk fra Grend Sykkelklubb", row("Kontingent 2027", "500,00"));
        assertThat(house.texts.preview(House.READER, "Bare {toPay}", null).rows())
                .containsExactly("Bare 400,00");
        assertThatThrownBy(() -> house.texts.change(House.TREASURER, "Hei", new ETag(0)))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.kind()).isEqualTo(Problem.Kind.STALE));
        assertThatThrownBy(() -> house.texts.change(House.TREASURER, "rad\n".repeat(30), new ETag(1)))
                .hasMessageContaining("takes 30 rows");
        assertThat(house.texts.change(House.TREASURER, null, new ETag(1)).builtIn())
                .isTrue();
        assertThat(house.audit.of("CLAIM_TEXT_CHANGED")).hasSize(2);
    }

    private static byte[] bytes(House house) {
        return house.bytes(house.claimFiles.create(
                House.TREASURER,
                new ClaimFiles.Order(House.DUE, no.grend.ledger.spi.Collector.Notice.BANK, null),
                null));
    }
}
