package no.grend.ledger.internal.minside;

import java.time.LocalDate;
import java.util.List;
import no.grend.kernel.Ore;
import no.grend.ledger.Invoice;

/**
 * An invoice as its member sees it.
 *
 * @param number as text, lest it be written with thousand separators
 * @param member whose membership it is, when it is another's; null for the reader's own
 * @param credited taken off by credit notes; null when nothing is, and so for fees and interest
 * @param state key of the words for its state, {@code state.OPEN}
 * @param tone colours the state: good, wait, bad or calm
 * @param payable whether something is owed that the reader shall pay, so that KID and account shall be shown
 * @param drawn whether it stands in a claim to the bank that is still to be drawn, so that it is not paid twice
 */
public record InvoiceCard(
        String id,
        String number,
        String kid,
        String member,
        LocalDate issuedOn,
        LocalDate dueDate,
        Ore amount,
        Ore credited,
        Ore fees,
        Ore interest,
        Ore paid,
        Ore open,
        String state,
        String tone,
        boolean payable,
        boolean drawn,
        List<Row> lines) {

    /** One line of it. */
    public record Row(String text, Ore amount) {}

    /** @param claimed whether a claim for it lives */
    static InvoiceCard of(Invoice invoice, LocalDate today, boolean claimed) {
        boolean open = invoice.open().isPositive();
        boolean overdue = open && invoice.dueDate().isBefore(today);
        boolean drawn = open && claimed && !overdue;
        return new InvoiceCard(
                invoice.id(),
                Long.toString(invoice.number()),
                invoice.kid(),
                invoice.onBehalfOf() == null ? null : invoice.onBehalfOf().name(),
                invoice.issuedOn(),
                invoice.dueDate(),
                invoice.amount(),
                unlessZero(invoice.credited()),
                unlessZero(invoice.owed().fees()),
                unlessZero(invoice.owed().interest()),
                invoice.paid(),
                invoice.open(),
                drawn ? "state.DRAWN" : state(invoice.status(), overdue),
                tone(invoice.status(), overdue),
                open && !drawn,
                drawn,
                invoice.lines().stream()
                        .map(line -> new Row(line.text(), line.amount()))
                        .toList());
    }

    private static Ore unlessZero(Ore amount) {
        return amount.isZero() ? null : amount;
    }

    private static String state(Invoice.Status status, boolean overdue) {
        if (overdue) {
            return status == Invoice.Status.PART_PAID ? "state.OVERDUE_PART_PAID" : "state.OVERDUE";
        }
        return "state." + status;
    }

    private static String tone(Invoice.Status status, boolean overdue) {
        if (overdue) {
            return "bad";
        }
        return switch (status) {
            case OPEN, PART_PAID -> "wait";
            case PAID -> "good";
            case CREDITED -> "calm";
        };
    }
}
