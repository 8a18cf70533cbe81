package no.grend.invoicepdf.internal.sheet;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import no.grend.invoicepdf.Letter;
import no.grend.invoicepdf.Letter.Fact;
import no.grend.invoicepdf.Letter.Line;
import no.grend.invoicepdf.Letter.Payment;
import no.grend.invoicepdf.Letter.Recipient;
import no.grend.invoicepdf.Letter.Sender;
import no.grend.kernel.Ore;

/** Letters to made-up people. */
final class SampleLetters {

    static final LocalDate ISSUED = LocalDate.of(2026, 12, 1);
    static final LocalDate DUE = LocalDate.of(2027, 1, 15);
    static final Sender SENDER = new Sender("Fjordbyen Sykkelklubb", "919809140", "post@fjordbyen-sykkelklubb.example");
    static final Recipient RECIPIENT = new Recipient("Åse Ærlig Østbø", List.of("Blåbærstien 7", "0150 OSLO"));
    static final Payment TO_PAY = new Payment.ToPay("12345678903", "050000004200010012", Ore.of(123_450), DUE);

    private SampleLetters() {}

    /** An invoice as most are. */
    static Letter usual(String language) {
        return of(
                language,
                RECIPIENT,
                List.of(
                        new Line("Medlemskontingent 2027, voksen", Ore.of(100_000)),
                        new Line("Lisens landevei", Ore.of(23_450))),
                Ore.of(123_450),
                TO_PAY,
                null);
    }

    static Letter to(Recipient recipient) {
        Letter usual = usual("nb");
        return of("nb", recipient, usual.lines(), usual.sum(), usual.payment(), null);
    }

    static Letter with(Payment payment) {
        Letter usual = usual("nb");
        return of("nb", RECIPIENT, usual.lines(), usual.sum(), payment, null);
    }

    static Letter withTerms(String terms) {
        Letter usual = usual("nb");
        return of("nb", RECIPIENT, usual.lines(), usual.sum(), usual.payment(), terms);
    }

    static Letter withLines(int count) {
        List<Line> lines = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            lines.add(new Line("Treningsavgift nummer " + i, Ore.kroner(100)));
        }
        return of("nb", RECIPIENT, lines, Ore.kroner(100L * count), TO_PAY, null);
    }

    static Letter withLongLines() {
        List<Line> lines = new ArrayList<>();
        for (int i = 1; i <= 30; i++) {
            lines.add(new Line("Treningsavgift ".repeat(i), Ore.kroner(100)));
        }
        return of("nb", RECIPIENT, lines, Ore.kroner(3_000), TO_PAY, null);
    }

    static Letter creditNote(String language) {
        Words words = Words.in(language);
        return new Letter(
                "01936f00-0000-7000-8000-000000000002",
                words.of("credit", "12"),
                Locale.forLanguageTag(language),
                ISSUED,
                SENDER,
                RECIPIENT,
                List.of(
                        new Fact(words.of("credit.number"), "12"),
                        new Fact(words.of("credit.date"), Written.date(ISSUED)),
                        new Fact(words.of("credit.invoice"), "1001"),
                        new Fact(words.of("invoice.member"), "42")),
                List.of(words.of("credit.reason", "Betalt for to år")),
                List.of(new Line("Lisens landevei", Ore.of(23_450))),
                Ore.of(23_450),
                new Payment.None(words.of("credit.none", "1001")),
                List.of(),
                null);
    }

    static Letter of(String language, Recipient recipient, List<Line> lines, Ore sum, Payment payment, String terms) {
        Words words = Words.in(language);
        return new Letter(
                "01936f00-0000-7000-8000-000000000001",
                words.of("invoice", "1001"),
                Locale.forLanguageTag(language),
                ISSUED,
                SENDER,
                recipient,
                List.of(
                        new Fact(words.of("invoice.number"), "1001"),
                        new Fact(words.of("invoice.date"), Written.date(ISSUED)),
                        new Fact(words.of("invoice.due"), Written.date(DUE)),
                        new Fact(words.of("invoice.member"), "42")),
                List.of(),
                lines,
                sum,
                payment,
                payment instanceof Payment.ToPay
                        ? List.of(words.of("invoice.avtalegiro", Written.account("12345678903"), "050000004200000003"))
                        : List.of(),
                terms);
    }
}
