package no.grend.kernel;

/**
 * A number in the register of legal entities («organisasjonsnummer»), checked (norwegian-rules 1).
 *
 * @param digits nine digits, no spaces
 */
public record OrganisationNumber(String digits) {

    private static final int LENGTH = 9;

    public OrganisationNumber {
        if (!isValid(digits)) {
            throw Problem.invalid(
                    null,
                    "ORGANISATION_NUMBER_INVALID",
                    "The organisation number is not valid: it must be nine digits with a right check digit.");
        }
    }

    /** Reads what a person typed: spaces, no-break ones too, are taken away. */
    public static OrganisationNumber parse(String text) {
        return new OrganisationNumber(text == null ? null : text.replaceAll("[ \\u00a0]", ""));
    }

    /** Whether the text is nine digits with a right check digit; null is not. */
    public static boolean isValid(String text) {
        return Modulus.isDigits(text, LENGTH) && Modulus.weighted(text, 3, 2, 7, 6, 5, 4, 3, 2, 1) % 11 == 0;
    }

    /** As printed on letters: {@code 919 809 140}, with no-break spaces. */
    public String formatted() {
        return digits.substring(0, 3) + '\u00a0' + digits.substring(3, 6) + '\u00a0' + digits.substring(6);
    }

    @Override
    public String toString() {
        return digits;
    }
}
