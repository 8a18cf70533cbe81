package no.grend.ledger;

import java.time.LocalDate;
import java.util.List;
import no.grend.kernel.Ore;

/**
 * An invoice («faktura»). {@link #builder} puts one together.
 *
 * @param number gapless in its series (P7)
 * @param contactId who shall pay it («fakturamottaker»): it is addressed to them, and Min Side shows it to them
 * @param memberNumber of the member that it is for, as in its KID
 * @param amount the sum of its lines, which never changes
 * @param sourceKey what it was issued for, {@code membership:<id>:<period>}; null for single invoices
 * @param run the run it was issued in; null for none
 * @param paid what has been allocated to it so far
 * @param status derived from the journal
 * @param owed all that is asked for on it: its amount less credit notes, and what was charged and not waived
 * @param outstanding what is left of that, each part for itself, when payments cover them in the order that the settings say
 * @param onBehalfOf the member that it is for, when another pays for them (S2-11); null when they pay themselves
 * @param joining whether it is the one that is paid on joining, which is never collected by mandate (S4-07)
 * @param withoutMandate whether another way to pay it was agreed, so that it is not collected by mandate though there be one
 */
public record Invoice(
        String id,
        String series,
        long number,
        String kid,
        String contactId,
        int memberNumber,
        String payerName,
        LocalDate issuedOn,
        LocalDate dueDate,
        Ore amount,
        Ore paid,
        Status status,
        String sourceKey,
        String run,
        List<Line> lines,
        PaymentType paymentType,
        Parts owed,
        Parts outstanding,
        OnBehalfOf onBehalfOf,
        boolean joining,
        boolean withoutMandate) {

    /** Begins one. */
    public static InvoiceBuilder builder(String id) {
        return new InvoiceBuilder(id);
    }

    /** Begins another that is like this one. */
    public InvoiceBuilder toBuilder() {
        return new InvoiceBuilder(this);
    }

    /** Where an invoice stands. */
    public enum Status {
        /** Nothing is paid, and something is owed. */
        OPEN,
        /** Something is paid, and something is owed still, if only a fee. */
        PART_PAID,
        /** Nothing more is owed: what credit notes and waivers left of it is paid. */
        PAID,
        /** Credit notes have taken back all of it. */
        CREDITED
    }

    /** How it was meant to be paid («betalingstype»). */
    public enum PaymentType {
        /** By bank, in the ordinary way. */
        INVOICE,
        /**
         * By card at once («PrePaid», S2-13). When the card payment is given up it is left behind: payable by its KID and
         * creditable like any other.
         */
        PREPAID
    }

    /** The member that an invoice is for, when another pays. */
    public record OnBehalfOf(String contactId, String name) {}

    /** What a line is for («linjetype»). */
    public enum LineKind {
        /** Anything that has no kind of its own. */
        OTHER,
        /** A period's price («kontingent»). */
        FEE,
        /** What is taken off because the first period is not a whole one («avkorting»). */
        PRORATION,
        /** Paid once, on joining («innmeldingsavgift»). */
        JOINING_FEE,
        /** What is taken off («rabatt»). */
        DISCOUNT
    }

    /** One line of it. */
    public record Line(String text, Ore amount, LineKind kind) {

        public Line {
            kind = kind == null ? LineKind.OTHER : kind;
        }

        public Line(String text, Ore amount) {
            this(text, amount, LineKind.OTHER);
        }
    }

    /**
     * An amount kept apart by what it is for.
     *
     * @param principal what the invoice is for («hovedstol»)
     * @param fees «gebyrer»
     * @param interest «forsinkelsesrenter»
     */
    public record Parts(Ore principal, Ore fees, Ore interest) {

        /** An amount that is all the invoice's own. */
        public static Parts principal(Ore amount) {
            return new Parts(amount, Ore.ZERO, Ore.ZERO);
        }

        /** Fees and interest. */
        public Ore charges() {
            return fees.plus(interest);
        }

        public Ore total() {
            return principal.plus(charges());
        }
    }

    /** What is still owed, charges and all. */
    public Ore open() {
        return outstanding.total();
    }

    /** What credit notes have taken off it. */
    public Ore credited() {
        return amount.minus(owed.principal());
    }
}
