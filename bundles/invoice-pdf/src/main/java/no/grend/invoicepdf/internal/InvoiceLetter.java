package no.grend.invoicepdf.internal;

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
                invoice.lines().stream()
                        .map(line -> new Letter.Line(line.text(), line.amount()))
                        .toList(),
                invoice.amount(),
                payment,
                payment instanceof Payment.ToPay ? offer(words) : List.of(),
                sender.terms());
    }

    /** For whoever saves it. */
    public String fileName() {
        return Words.in(kept.language()).of("invoice.file", Long.toString(invoice.number()));
    }

    private Payment payment(Words words) {
        return switch (paying.way()) {
            case TO_PAY -> new Payment.ToPay(sender.account(), invoice.kid(), invoice.amount(), invoice.dueDate());
            case COLLECTED -> new Payment.Collected(paying.collector(), invoice.amount(), invoice.dueDate());
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
