package no.grend.invoicepdf.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import no.grend.invoicepdf.Letter;
import no.grend.invoicepdf.Letter.Payment;
import no.grend.invoicepdf.internal.store.Kept;
import no.grend.invoicepdf.internal.store.Paying;
import no.grend.invoicepdf.internal.store.Sender;
import no.grend.kernel.Ore;
import no.grend.ledger.Invoice;
import no.grend.ledger.Invoice.Parts;
import org.junit.jupiter.api.Test;

/** The letter that tells of a claim: what is drawn, with credit notes and charges (S4-17, S4-19). */
class CollectedAmountTest {

    private static final LocalDate DUE = LocalDate.of(2027, 1, 15);

    private static Letter letter(Parts owed, Ore paid, Parts outstanding, Paying paying) {
        Invoice invoice = Invoice.builder("i")
                .numbered("F", 1001, "050000004200010012")
                .to("contact-42", 42, "Kari Medlem")
                .issuedOn(LocalDate.of(2026, 12, 1))
                .dueOn(DUE)
                .line("Kontingent 2027", Ore.of(100_000))
                .paid(paid, outstanding.total().isPositive() ? Invoice.Status.OPEN : Invoice.Status.PAID)
                .asking(owed, outstanding)
                .build();
        Kept kept = new Kept("i", "nb", List.of(), "hash", null);
        Sender sender = new Sender("hash", "Klubben", null, null, "12345678903", null);
        return new InvoiceLetter(invoice, kept, sender, paying).letter();
    }

    @Test
    void tellsWhatIsDrawnWithCreditNotesAndCharges() {
        Parts owed = new Parts(Ore.of(80_000), Ore.of(3_500), Ore.of(120));
        Letter letter = letter(owed, Ore.ZERO, owed, Paying.collectedBy("AvtaleGiro"));

        assertThat(letter.payment()).isEqualTo(new Payment.Collected("AvtaleGiro", Ore.of(83_620), DUE));
        assertThat(letter.sum()).isEqualTo(Ore.of(83_620));
        assertThat(letter.lines())
                .containsExactly(
                        new Letter.Line("Kontingent 2027", Ore.of(100_000)),
                        new Letter.Line("Kreditert", Ore.of(-20_000)),
                        new Letter.Line("Gebyr", Ore.of(3_500)),
                        new Letter.Line("Forsinkelsesrente", Ore.of(120)));
    }

    @Test
    void whatIsPaidAlreadyIsNotDrawn() {
        Parts owed = Parts.principal(Ore.of(100_000));
        Letter letter = letter(owed, Ore.of(25_000), Parts.principal(Ore.of(75_000)), Paying.collectedBy("AvtaleGiro"));

        assertThat(letter.payment()).isEqualTo(new Payment.Collected("AvtaleGiro", Ore.of(75_000), DUE));
        assertThat(letter.lines()).contains(new Letter.Line("Betalt", Ore.of(-25_000)));
        assertThat(letter.lines().stream()
                        .mapToLong(line -> line.amount().value())
                        .sum())
                .isEqualTo(letter.sum().value());
    }

    @Test
    void onceDrawnItSaysWhatWasDrawn() {
        Parts owed = Parts.principal(Ore.of(100_000));
        Letter letter = letter(owed, Ore.of(100_000), Parts.principal(Ore.ZERO), Paying.collectedBy("AvtaleGiro"));

        assertThat(letter.payment()).isEqualTo(new Payment.Collected("AvtaleGiro", Ore.of(100_000), DUE));
        assertThat(letter.lines()).hasSize(1);
    }

    @Test
    void anOrdinaryInvoiceStaysAsItWasIssued() {
        Parts owed = Parts.principal(Ore.of(80_000));
        Letter letter = letter(owed, Ore.ZERO, owed, Paying.TO_PAY);

        assertThat(letter.sum()).isEqualTo(Ore.of(100_000));
        assertThat(letter.lines()).hasSize(1);
    }
}
