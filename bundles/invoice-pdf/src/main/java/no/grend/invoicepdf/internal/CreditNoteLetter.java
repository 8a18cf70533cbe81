package no.grend.invoicepdf.internal;

import java.util.List;
import no.grend.invoicepdf.Letter;
import no.grend.invoicepdf.Letter.Fact;
import no.grend.invoicepdf.Letter.Payment;
import no.grend.invoicepdf.Letter.Recipient;
import no.grend.invoicepdf.internal.sheet.Words;
import no.grend.invoicepdf.internal.sheet.Written;
import no.grend.invoicepdf.internal.store.Kept;
import no.grend.invoicepdf.internal.store.Sender;
import no.grend.ledger.CreditNote;

/** A credit note («kreditnota») as a letter of the same design as the invoice that it names (S2-08, S2-16). */
public record CreditNoteLetter(CreditNote note, Kept kept, Sender sender) {

    public Letter letter() {
        Words words = Words.in(kept.language());
        String number = Long.toString(note.number());
        String invoice = Long.toString(note.invoiceNumber());
        return new Letter(
                note.id(),
                words.of("credit", number),
                words.language(),
                note.issuedOn(),
                sender.onLetters(),
                new Recipient(note.payerName(), kept.address()),
                List.of(
                        new Fact(words.of("credit.number"), number),
                        new Fact(words.of("credit.date"), Written.date(note.issuedOn())),
                        new Fact(words.of("credit.invoice"), invoice),
                        new Fact(words.of("invoice.member"), Integer.toString(note.memberNumber()))),
                note.reason() == null || note.reason().isBlank()
                        ? List.of()
                        : List.of(words.of("credit.reason", note.reason())),
                note.lines().stream()
                        .map(line -> new Letter.Line(line.text(), line.amount()))
                        .toList(),
                note.amount(),
                new Payment.None(words.of("credit.none", invoice)),
                List.of(),
                null);
    }

    /** For whoever saves it. */
    public String fileName() {
        return Words.in(kept.language()).of("credit.file", Long.toString(note.number()));
    }
}
