package no.grend.ocr.internal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import no.grend.camt.CamtPayment;
import no.grend.nets.OcrPayment;

/**
 * What makes a payment the same payment in another file of its format (P1, bank-files 6.1): the account and what the bank says
 * about it, not its number in the file. 128 bits of SHA-256, so that two payments never meet by chance.
 */
record PaymentIdentity(long high, long low) {

    private static final Base64.Encoder TEXT = Base64.getUrlEncoder().withoutPadding();

    /** @param digest used and left reset */
    static PaymentIdentity of(MessageDigest digest, String account, OcrPayment payment) {
        digest.update(account.getBytes(StandardCharsets.ISO_8859_1));
        payment.addIdentityTo(digest);
        return of(digest);
    }

    /** @param digest used and left reset */
    static PaymentIdentity of(MessageDigest digest, CamtPayment payment) {
        digest.update(payment.identity());
        return of(digest);
    }

    private static PaymentIdentity of(MessageDigest digest) {
        ByteBuffer hash = ByteBuffer.wrap(digest.digest());
        return new PaymentIdentity(hash.getLong(), hash.getLong());
    }

    /**
     * The ledger's source key of a payment by OCR. The day and the bank's reference, which run upwards through a file, stand
     * first: they tell nothing that the identity does not, but the keys of a file lie side by side in the database's index.
     *
     * @param ordinal its place among identical payments of its file, from 1: two truly identical payments stay two
     */
    String sourceKey(OcrPayment payment, int ordinal) {
        long day = payment.settledOn().toEpochDay();
        return sourceKey("ocr:" + day + ":" + payment.archiveReference().strip() + ":", ordinal);
    }

    /** The same of a payment by camt.054; the two formats do not name payments alike. */
    String sourceKey(CamtPayment payment, int ordinal) {
        return sourceKey("camt:", ordinal);
    }

    private String sourceKey(String before, int ordinal) {
        byte[] bytes = ByteBuffer.allocate(16).putLong(high).putLong(low).array();
        String key = before + TEXT.encodeToString(bytes);
        return ordinal == 1 ? key : key + ":" + ordinal;
    }

    /** Whether the bank gave the payment nothing that tells it from another of the same payer, day and amount. */
    static boolean isWeak(OcrPayment payment) {
        return isBlank(payment.archiveReference()) && isBlank(payment.formNumber());
    }

    private static boolean isBlank(String digits) {
        return digits.chars().allMatch(digit -> digit == '0' || digit == ' ');
    }
}
