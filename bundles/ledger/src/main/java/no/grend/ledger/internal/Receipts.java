package no.grend.ledger.internal;

import no.grend.kernel.Problem;
import no.grend.ledger.Receipt;

/** What a receipt must have before it may be posted. */
final class Receipts {

    private static final int LONGEST_KEY = 160;
    private static final int LONGEST_KID = 40;
    private static final int LONGEST_CHANNEL = 10;
    private static final int LONGEST_ACCOUNT = 34;
    private static final int LONGEST_REFERENCE = 140;
    private static final int LONGEST_TEXT = 500;

    private Receipts() {}

    /** The receipt with blanks as nulls and over-long text cut; refused when something that identifies it is wrong. */
    static Receipt checked(Receipt receipt) {
        require(isWithin(receipt.sourceKey(), LONGEST_KEY), "a source key of 1-160 characters");
        require(isWithin(receipt.channel(), LONGEST_CHANNEL), "a channel of 1-10 characters");
        require(receipt.amount() != null, "an amount");
        require(receipt.settledOn() != null, "a settlement date");
        String kid = blankToNull(receipt.kid());
        require(kid == null || kid.length() <= LONGEST_KID, "a KID of at most 40 characters");
        return new Receipt(
                receipt.sourceKey(),
                receipt.channel(),
                kid,
                receipt.amount(),
                receipt.settledOn(),
                receipt.orderedOn(),
                cut(receipt.debitAccount(), LONGEST_ACCOUNT),
                cut(receipt.bankReference(), LONGEST_REFERENCE),
                cut(receipt.text(), LONGEST_TEXT));
    }

    private static boolean isWithin(String text, int longest) {
        return text != null && !text.isBlank() && text.length() <= longest;
    }

    private static void require(boolean met, String what) {
        if (!met) {
            throw Problem.invalid(null, "RECEIPT_INVALID", "Every receipt must have " + what + ". Nothing was posted.");
        }
    }

    private static String blankToNull(String text) {
        return text == null || text.isBlank() ? null : text.trim();
    }

    private static String cut(String text, int longest) {
        if (text == null || text.length() <= longest) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest;
        return text.substring(0, end);
    }
}
