package no.grend.ledger.internal.rest;

import java.time.LocalDate;
import java.util.List;
import no.grend.kernel.Ore;
import no.grend.ledger.LedgerEvent;
import no.grend.ledger.internal.CsvTable;
import no.grend.ledger.internal.store.Account;
import no.grend.ledger.internal.store.Entry;

/**
 * An entry of the journal («postering») as staff see it.
 *
 * @param bookingDate «bokføringsdato», which says in which month's books it is
 * @param valueDate «valutadato»: the bank's settlement date of a payment, the day an invoice or a charge counts from
 * @param postedAt when it was written, in UTC
 * @param debit number of the account, as in NS 4102
 * @param amount more than zero
 * @param memberNumber null when it belongs to no member
 * @param payment the payment's source key; null when none moves
 */
public record EntryAnswer(
        long number,
        LedgerEvent.Kind kind,
        LocalDate bookingDate,
        LocalDate valueDate,
        String postedAt,
        int debit,
        int credit,
        Ore amount,
        Integer memberNumber,
        String invoiceId,
        Long invoiceNumber,
        String kid,
        String payment,
        String channel) {

    private static final List<String> HEADERS = List.of(
            "Postering",
            "Bokføringsdato",
            "Valutadato",
            "Ført",
            "Art",
            "Debet",
            "Kredit",
            "Beløp",
            "Medlemsnummer",
            "Fakturanummer",
            "KID",
            "Kanal");

    static EntryAnswer of(Entry entry) {
        return new EntryAnswer(
                entry.number(),
                entry.kind(),
                entry.bookedOn(),
                entry.valueOn(),
                entry.postedAt(),
                entry.debit().number(),
                entry.creditAccount().number(),
                Ore.of(entry.amount()),
                entry.memberNumber(),
                entry.invoiceId(),
                entry.invoiceNumber(),
                entry.kid(),
                entry.payment(),
                entry.channel());
    }

    static List<String> headers() {
        return HEADERS;
    }

    static void row(CsvTable table, Entry entry) {
        table.row(
                entry.number(),
                entry.bookedOn(),
                entry.valueOn(),
                entry.postedAt(),
                words(entry.kind(), entry.creditAccount()),
                entry.debit().number(),
                entry.creditAccount().number(),
                Ore.of(entry.amount()),
                entry.memberNumber(),
                entry.invoiceNumber(),
                entry.kid(),
                entry.channel());
    }

    /** What happened, as a treasurer says it. */
    static String words(LedgerEvent.Kind kind, Account credit) {
        return switch (kind) {
            case INVOICE_ISSUED -> "Faktura";
            case PAYMENT_ALLOCATED -> "Innbetaling på faktura";
            case PAYMENT_REVERSED -> "Tilbakeført innbetaling";
            case PAYMENT_UNALLOCATED ->
                credit == Account.SUSPENSE ? "Innbetaling uten faktura" : "Innbetaling til gode";
            case INVOICE_CREDITED -> "Kreditnota";
            case CHARGE_ADDED -> credit == Account.INTEREST_INCOME ? "Forsinkelsesrente" : "Purregebyr";
            case CHARGE_WAIVED -> "Ettergitt gebyr eller rente";
        };
    }
}
