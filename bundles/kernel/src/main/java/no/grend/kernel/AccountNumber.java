package no.grend.kernel;

/**
 * A Norwegian bank account («kontonummer»), checked by MOD11 (bank-files 9).
 *
 * @param digits eleven digits, no dots; not all zeros, which in the bank's files means unknown
 */
public record AccountNumber(String digits) {

    private static final int LENGTH = 11;
    private static final String UNKNOWN = "0".repeat(LENGTH);

    public AccountNumber {
        if (!isValid(digits)) {
            throw Problem.invalid(
                    null,
                    "ACCOUNT_NUMBER_INVALID",
                    "The account number is not valid: it must be eleven digits with a right check digit.");
        }
    }

    /** Reads what a person typed: dots and spaces, no-break ones too, are taken away. */
    public static AccountNumber parse(String text) {
        return new AccountNumber(text == null ? null : text.replaceAll("[. \\u00a0]", ""));
    }

    /** Whether the text is eleven digits with a right check digit; null is not. A computed ten fits no digit. */
    public static boolean isValid(String text) {
        return Modulus.isDigits(text, LENGTH)
                && !text.equals(UNKNOWN)
                && Modulus.weighted(text, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1) % 11 == 0;
    }

    /** As printed on invoices: {@code 1234.56.78903}. */
    public String formatted() {
        return digits.substring(0, 4) + '.' + digits.substring(4, 6) + '.' + digits.substring(6);
    }

    @Override
    public String toString() {
        return digits;
    }
}
