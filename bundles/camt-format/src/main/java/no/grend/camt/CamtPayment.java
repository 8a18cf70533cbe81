package no.grend.camt;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import no.grend.camt.CamtEntry.Direction;
import no.grend.kernel.Kid;
import no.grend.kernel.Ore;

/**
 * A payment («betaling»): one detail of an entry, or an entry that tells no details.
 *
 * <h2>The same payment in another camt file</h2>
 * {@link #identity} holds what the bank says of this payment and nothing that depends on the message, so that it is the same in
 * a copy ordered again, in either version, in any order. It is made of the references that banks and payer gave it, with
 * account, day, amount, direction, KID and payer's account as a guard against banks that give one reference to many (Danske
 * Bank repeats the entry's, Nordea gives none; bank-files 11). Two payments of one file with equal identities are two payments:
 * count them. Where {@link #isWeak} the bank gave no reference of its own, so that one like it in <em>another</em> file may be
 * the same or not: let a person decide, unless the bank says that the file is a copy.
 *
 * <h2>The same payment in an OCR giro file</h2>
 * Whoever has ordered both formats gets each KID payment twice, and no source says which field of one is a field of the other
 * (bank-files 11). What can be compared, OCR giro (bank-files 5) on the left:
 *
 * <ul>
 *   <li>archive reference (item 2, 26-34) with any reference here: {@link #bearsReference}; equal, at one amount and KID, they
 *       are the same payment. Different they prove nothing: banks number the two formats apart.
 *   <li>assignment account, KID, amount with its sign: must all be equal.
 *   <li>settlement date with {@link #date}: within days of each other.
 *   <li>debit account with {@link #debtorAccount}: when both are known and differ, they are two payments.
 *   <li>form number («blankettnummer»), assignment number, transaction number, lump-sum serial: have nothing here to compare
 *       with. The sum of a lump sum is that of its entry.
 * </ul>
 *
 * <p>A payment without a KID is never in an OCR giro file. Equal KID, amount, day and payer's account are strong evidence and no
 * proof: a payer may pay twice. So the reader gives what to compare and leaves the judgement to others.
 *
 * <p>Immutable and safe between threads.
 */
public final class CamtPayment {

    private static final char SEPARATOR = '\u001f';

    private final int number;
    private final long line;
    private final long column;
    private final CamtNotification notification;
    private final CamtEntry entry;
    private final CamtDetail detail;
    private final Ore amount;
    private final boolean lumpSum;

    CamtPayment(
            int number,
            Reading.Place place,
            CamtNotification notification,
            CamtEntry entry,
            CamtDetail detail,
            Ore amount,
            boolean lumpSum) {
        this.number = number;
        this.line = place.line();
        this.column = place.column();
        this.notification = notification;
        this.entry = entry;
        this.detail = detail;
        this.amount = amount;
        this.lumpSum = lumpSum;
    }

    /** What a payment is to its receiver. */
    public enum Kind {
        /** Money that came. */
        PAYMENT,
        /** A credit note among payments that came in one sum; the amount is negative. */
        CREDIT_NOTE,
        /** Money that came earlier and is taken back; the amount is negative. */
        REVERSAL,
        /** Own money that went out earlier and came back; a KID it bears is not ours. */
        RETURNED,
        /** Own money that went out: fees and payments; a KID it bears is not ours. The amount is negative. */
        PAID_OUT,
        /** Not on the account, or not yet: the bank will tell again. */
        NOT_BOOKED
    }

    /** What it is, by entry, detail and status. */
    public Kind kind() {
        if (entry.status() != CamtEntry.Status.BOOKED) {
            return Kind.NOT_BOOKED;
        }
        boolean out = direction() == Direction.DEBIT;
        if (entry.reversal()) {
            return out ? Kind.REVERSAL : Kind.RETURNED;
        }
        if (!out) {
            return Kind.PAYMENT;
        }
        return entry.direction() == Direction.CREDIT ? Kind.CREDIT_NOTE : Kind.PAID_OUT;
    }

    private Direction direction() {
        return detail.direction() == null ? entry.direction() : detail.direction();
    }

    /** Place in the file among all its payments, from 1. Tells payments apart that stand on one line. */
    public int number() {
        return number;
    }

    /** Where it begins in the file, from 1. */
    public long line() {
        return line;
    }

    /** Where it begins on its line, from 1. */
    public long column() {
        return column;
    }

    public CamtNotification notification() {
        return notification;
    }

    /** The line of the account statement that it is part of. */
    public CamtEntry entry() {
        return entry;
    }

    /** Positive for money on to the account. */
    public Ore amount() {
        return amount;
    }

    /** The day it was booked, or else valued; null only when it is not booked. */
    public LocalDate date() {
        return entry.date();
    }

    public CamtReferences references() {
        return detail.references();
    }

    /** The payment reference with its leading zeros; null when there is none, or several. */
    public String kid() {
        return detail.kids().size() == 1 ? detail.kids().get(0) : null;
    }

    /** All that the payer named. */
    public List<String> kids() {
        return detail.kids();
    }

    /** Whether the KID's check character is right by either algorithm; the bank accepted the money in any case. */
    public boolean kidValid() {
        return Kid.isValid(kid());
    }

    /** What the payer or the bank says; null when nothing. Personal. */
    public String text() {
        return detail.text();
    }

    /** Null when unknown. Personal, never to be logged. */
    public String debtorName() {
        return detail.debtorName();
    }

    /** The payer's account; null when unknown. Personal. */
    public CamtAccount debtorAccount() {
        return detail.debtorAccount();
    }

    /** Whether it is several payments in one sum, about which the bank tells no details. */
    public boolean isLumpSum() {
        return lumpSum;
    }

    /** The reference to show: the bank's own of the payment, else another's, else that of the entry; null when there is none. */
    public String bankReference() {
        CamtReferences references = detail.references();
        if (references.byBank()) {
            return references.given().findFirst().orElseThrow();
        }
        return entry.servicerReference();
    }

    /** Whether no bank has given it a reference of its own, so that another file may have one just like it. */
    public boolean isWeak() {
        return !detail.references().byBank();
    }

    /** The bytes to hash, together with the place among equal ones of the file. Personal: keep the hash and not the bytes. */
    public byte[] identity() {
        StringBuilder text = new StringBuilder();
        CamtReferences references = detail.references();
        add(text, notification.account().number());
        add(text, entry.date());
        add(text, direction());
        add(text, amount.value());
        add(text, references.accountServicer());
        add(text, references.transaction());
        add(text, references.clearing());
        add(text, references.instruction());
        add(text, references.endToEnd());
        detail.kids().forEach(kid -> add(text, kid));
        add(text, debtorAccount() == null ? null : debtorAccount().number());
        if (entry.status() != CamtEntry.Status.BOOKED) {
            add(text, entry.status());
        }
        if (isWeak()) {
            // The bank has nothing of its own to tell payments apart, so everything that it passes on has to.
            add(text, entry.servicerReference());
            add(text, detail.debtorName());
            add(text, detail.text());
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void add(StringBuilder text, Object value) {
        text.append(value == null ? "" : value).append(SEPARATOR);
    }

    /**
     * Whether one of its references, or its entry's, is this archive reference of an OCR giro file. Zeros before it and blanks
     * do not count; zeros alone are none.
     *
     * @param archiveReference as the OCR giro file has it; null is none
     */
    public boolean bearsReference(String archiveReference) {
        String sought = plain(archiveReference);
        return !sought.isEmpty()
                && (detail.references().given().anyMatch(reference -> plain(reference)
                                .equals(sought))
                        || plain(entry.servicerReference()).equals(sought));
    }

    private static String plain(String reference) {
        return reference == null
                ? ""
                : reference.replace(" ", "").replaceFirst("^0+", "").toUpperCase(Locale.ROOT);
    }

    /** Without anything about the payer. */
    @Override
    public String toString() {
        return "CamtPayment[" + number + ", line " + line + ", " + kind() + "]";
    }
}
