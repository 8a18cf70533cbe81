package no.grend.nets;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.LocalDate;
import no.grend.kernel.Ore;

/**
 * A payment received («innbetaling», bank-files 5.2 and 5.3).
 *
 * <p>Keeps the bank's own bytes and makes text of them only when asked. Immutable and safe between threads.
 */
public final class OcrPayment {

    /** Bytes of items 1 and 2 kept: positions 16-80 of each. */
    static final int ITEM = 65;

    /** Bytes of item 3 kept: its text. */
    static final int TEXT = 40;

    private static final int FIRST_POSITION = 16;
    private static final int AVTALEGIRO = 15;
    private static final int FIRST_INFORMATION = 18;

    private final long line;
    private final int type;
    private final int number;
    private final LocalDate settledOn;
    private final long signedOre;
    private final LocalDate bankDate;
    private final boolean kidValid;
    private final byte[] bytes;

    OcrPayment(
            long line,
            int type,
            int number,
            LocalDate settledOn,
            long signedOre,
            LocalDate bankDate,
            boolean kidValid,
            byte[] bytes) {
        this.line = line;
        this.type = type;
        this.number = number;
        this.settledOn = settledOn;
        this.signedOre = signedOre;
        this.bankDate = bankDate;
        this.kidValid = kidValid;
        this.bytes = bytes;
    }

    /** Line of amount item 1 in the file, from 1. */
    public long line() {
        return line;
    }

    /** Transaction type, 10-21. */
    public int type() {
        return type;
    }

    /** Transaction number within the assignment. */
    public int number() {
        return number;
    }

    /** Settlement date («oppgjørsdato»). */
    public LocalDate settledOn() {
        return settledOn;
    }

    /** The amount, negative when the record has the sign {@code -} (a credit note). */
    public Ore amount() {
        return Ore.of(signedOre);
    }

    /** A settled AvtaleGiro claim. */
    public boolean isAvtaleGiro() {
        return type == AVTALEGIRO;
    }

    /** Types 18-21 tell of card payments that settle elsewhere: not giro income (bank-files 5.5). */
    public boolean isInformation() {
        return type >= FIRST_INFORMATION;
    }

    /** Types 18 and 20: money paid back to a card. */
    public boolean isReversal() {
        return type == 18 || type == 20;
    }

    /** The payment reference with its leading zeros; empty when the payment has none. */
    public String kid() {
        return item1(50, 25).strip();
    }

    /** Whether the KID's check character is right by either algorithm; the bank accepted the money in any case. */
    public boolean kidValid() {
        return kidValid;
    }

    /** Which statement line it is part of. */
    public LumpSum lumpSum() {
        return new LumpSum(item1(22, 2), item1(24, 2), item1(26, 1), item1(27, 5));
    }

    /** Two digits, zeros but for types 18-21. */
    public String cardIssuer() {
        return item1(75, 2);
    }

    /** Number of the paper form, ten digits. */
    public String formNumber() {
        return item2(16, 10);
    }

    /** Archive reference or agreement id, nine digits. */
    public String archiveReference() {
        return item2(26, 9);
    }

    /** When the payer's order was delivered; null when unknown. */
    public LocalDate bankDate() {
        return bankDate;
    }

    /** The payer's account, eleven digits; null when unknown. */
    public String debitAccount() {
        String account = item2(48, 11);
        return account.isBlank() || account.equals("00000000000") ? null : account;
    }

    /** Free text of types 20 and 21; null for the others. */
    public String text() {
        return bytes.length > 2 * ITEM ? string(2 * ITEM, TEXT).stripTrailing() : null;
    }

    /**
     * What the bank says of this payment and nothing that depends on the file: positions 16-80 of items 1 and 2, and the
     * text of item 3. The same payment in an overlapping file has the same identity; two equal payments in one file have
     * it too, so count them (bank-files 6.1).
     */
    public byte[] identity() {
        return bytes.clone();
    }

    /** Adds the {@link #identity} to a digest without copying it. */
    public void addIdentityTo(MessageDigest digest) {
        digest.update(bytes);
    }

    /** Without anything about the payer. */
    @Override
    public String toString() {
        return "OcrPayment[line " + line + ", type " + type + "]";
    }

    private String item1(int position, int length) {
        return string(position - FIRST_POSITION, length);
    }

    private String item2(int position, int length) {
        return string(ITEM + position - FIRST_POSITION, length);
    }

    private String string(int offset, int length) {
        return new String(bytes, offset, length, StandardCharsets.ISO_8859_1);
    }
}
