package no.grend.kernel;

import java.util.OptionalLong;

/**
 * How a payee builds its KIDs: prefix, member number, invoice number, MOD10 check digit (S4-53 to S4-59).
 *
 * <p>The member's positions are registered with the bank as fixed and the invoice's as variable, so a mandate is matched
 * by {@link #member(Kid)} and never by the whole KID (bank-files 4.7).
 *
 * @param prefix digits in front; may be empty
 * @param memberDigits positions of the member number
 * @param invoiceDigits positions of the invoice number
 */
public record KidScheme(String prefix, int memberDigits, int invoiceDigits) {

    /** {@code 050}, seven digits of member, seven of invoice: 18 positions with the check digit. */
    public static final KidScheme STANDARD = new KidScheme("050", 7, 7);

    private static final int LONGEST_NUMBER = 18;

    public KidScheme {
        int length = prefix.length() + memberDigits + invoiceDigits + 1;
        boolean fits = memberDigits > 0
                && memberDigits <= LONGEST_NUMBER
                && invoiceDigits > 0
                && invoiceDigits <= LONGEST_NUMBER
                && length <= Kid.LONGEST;
        if (!Modulus.isDigits(prefix) || !fits) {
            throw new IllegalArgumentException(
                    "A KID scheme is digits only, at most 25 positions with the check digit");
        }
    }

    /**
     * The KID of an invoice.
     *
     * @throws Problem when a number does not fit its positions; it is refused, never cut (S4-59)
     */
    public Kid kid(long member, long invoice) {
        return Kid.generate(
                prefix + padded(member, memberDigits, "member") + padded(invoice, invoiceDigits, "invoice"),
                Kid.Algorithm.MOD10);
    }

    /** The member's own reference with no invoice: zeros in the invoice's positions (S4-58, S4-60). */
    public Kid reference(long member) {
        return kid(member, 0);
    }

    /** The member number in a KID of this scheme; empty when the KID is of another. */
    public OptionalLong member(Kid kid) {
        return part(kid, prefix.length(), memberDigits);
    }

    /** The invoice number in a KID of this scheme, 0 in a member's reference; empty when the KID is of another. */
    public OptionalLong invoice(Kid kid) {
        return part(kid, prefix.length() + memberDigits, invoiceDigits);
    }

    /**
     * The member number on a mandate, by the fixed positions alone: the variable ones and the check digit behind them may
     * hold anything (bank-files 4.7).
     *
     * @param kid as the bank sent it; empty when it is not of this scheme
     */
    public OptionalLong memberOnMandate(String kid) {
        int from = prefix.length();
        int to = from + memberDigits;
        boolean mine = kid.length() == to + invoiceDigits + 1
                && kid.startsWith(prefix)
                && Modulus.isDigits(kid.substring(from, to));
        return mine ? OptionalLong.of(Long.parseLong(kid, from, to, 10)) : OptionalLong.empty();
    }

    private OptionalLong part(Kid kid, int from, int digits) {
        String value = kid.value();
        boolean mine = value.length() == prefix.length() + memberDigits + invoiceDigits + 1
                && value.startsWith(prefix)
                && Kid.matches(value, Kid.Algorithm.MOD10);
        return mine ? OptionalLong.of(Long.parseLong(value, from, from + digits, 10)) : OptionalLong.empty();
    }

    private static String padded(long number, int digits, String what) {
        String text = Long.toString(number);
        if (number < 0 || text.length() > digits) {
            throw Problem.rule(
                    null,
                    "KID_NUMBER_TOO_LARGE",
                    "The " + what + " number has no room in the KID, which gives it " + digits + " digits.");
        }
        return "0".repeat(digits - text.length()) + text;
    }
}
