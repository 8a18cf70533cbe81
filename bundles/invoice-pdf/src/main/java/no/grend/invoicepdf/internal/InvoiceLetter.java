package no.grend.invoicepdf.internal;

import java.util.ArrayList;
import java.util.List;
import no.grend.invoicepdf.Letter;
import no.grend.invoicepdf.Letter.Fact;
import no.grend.invoicepdf.Letter.Payment;
import no.grend.invoicepdf.Letter.Recipient;
import no.grend.invoicepdf.internal.sheet.Words;
import no.grend.invoicepdf.internal.sheet.Written;
import no.grend.invoicepdf.internal.store.Kept;
import no.grend.invoicepdf.internal.store.Paying;
import no.grend.invoicepdf.internal.store.Sender;
import no.grend.kernel.Ore;
import no.grend.ledger.Invoice;

/** An invoice («faktura») as a letter: what the ledger knows of it, what was kept when it was made, and how it is paid. */
public record InvoiceLetter(Invoice invoice, Kept kept, Sender sender, Paying paying) {

    public Letter letter() {
        Words words = Words.in(kept.language());
        String number = Long.toString(invoice.number());
        Payment payment = payment(words);
        return new Letter(
                invoice.id(),
                words.of("invoice", number),
                words.language(),
                invoice.issuedOn(),
                sender.onLetters(),
                new Recipient(invoice.payerName(), kept.address()),
                List.of(
                        new Fact(words.of("invoice.number"), number),
                        new Fact(words.of("invoice.date"), Written.date(invoice.issuedOn())),
                        new Fact(words.of("invoice.due"), Written.date(invoice.dueDate())),
                        new Fact(words.of("invoice.member"), Integer.toString(invoice.memberNumber()))),
                List.of(),
                lines(words),
                collected() ? drawn() : invoice.amount(),
                payment,
                payment instanceof Payment.ToPay ? offer(words) : List.of(),
                sender.terms());
    }

    private boolean collected() {
        return paying.way() == Paying.Way.COLLECTED;
    }

    /** What is drawn: all that is owed, after credit notes, fees, interest and payments; once it is drawn, all that was (S4-17). */
    private Ore drawn() {
        return invoice.open().isPositive() ? invoice.open() : invoice.owed().total();
    }

    /** The invoice's own; and on one that is collected, what else makes up the sum. */
    private List<Letter.Line> lines(Words words) {
        List<Letter.Line> lines = new ArrayList<>();
        invoice.lines().forEach(line -> lines.add(new Letter.Line(line.text(), line.amount())));
        if (collected()) {
            add(lines, words.of("invoice.line.credited"), invoice.credited().negate());
            add(lines, words.of("invoice.line.fees"), invoice.owed().fees());
            add(lines, words.of("invoice.line.interest"), invoice.owed().interest());
            add(
                    lines,
                    words.of("invoice.line.paid"),
                    drawn().minus(invoice.owed().total()));
        }
        return lines;
    }

    private static void add(List<Letter.Line> lines, String text, Ore amount) {
        if (!amount.isZero()) {
            lines.add(new Letter.Line(text, amount));
        }
    }

    /** For whoever saves it. */
    public String fileName() {
        return Words.in(kept.language()).of("invoice.file", Long.toString(invoice.number()));
    }

    private Payment payment(Words words) {
        return switch (paying.way()) {
            case TO_PAY -> new Payment.ToPay(sender.account(), invoice.kid(), invoice.amount(), invoice.dueDate());
            case COLLECTED -> new Payment.Collected(paying.collector(), drawn(), invoice.dueDate());
            case NOTHING -> new Payment.None(words.of("invoice.credited"));
        };
    }

    /** How to sign AvtaleGiro, for those who could (S4-08, S4-09). */
    private List<String> offer(Words words) {
        return kept.referenceKid() == null || sender.account() == null
                ? List.of()
                : List.of(words.of("invoice.avtalegiro", Written.account(sender.account()), kept.referenceKid()));
    }
}
