package no.grend.camt;

import java.math.BigInteger;
import java.util.Locale;
import no.grend.kernel.AccountNumber;

/**
 * A bank account as the bank writes it: IBAN, or a number of its own country. That of a payer is personal, so the text
 * form shows nothing of it.
 *
 * @param iban without blanks; null when only another number is given
 * @param other without dots and blanks; null when only an IBAN is given
 */
public record CamtAccount(String iban, String other) {

    private static final int NORWEGIAN_IBAN = 15;
    private static final int LONGEST = 34;
    private static final BigInteger IBAN_MODULUS = BigInteger.valueOf(97);

    /** From an IBAN as written; null is not. */
    static CamtAccount ofIban(String text) {
        return new CamtAccount(text.replaceAll("[\\s\\u00a0]", "").toUpperCase(Locale.ROOT), null);
    }

    /** From {@code Othr/Id} as written; null is not. */
    static CamtAccount ofOther(String text) {
        String plain = text.replaceAll("[.\\s\\u00a0]", "");
        return looksLikeNorwegianIban(plain) ? ofIban(plain) : new CamtAccount(null, plain);
    }

    private static boolean looksLikeNorwegianIban(String text) {
        return text.length() == NORWEGIAN_IBAN && text.regionMatches(true, 0, "NO", 0, 2) && isIban(text);
    }

    /** The Norwegian account number («kontonummer»), eleven digits; null when it is none. */
    public String norwegian() {
        if (iban == null) {
            return AccountNumber.isValid(other) ? other : null;
        }
        String number = iban.length() == NORWEGIAN_IBAN && iban.startsWith("NO") ? iban.substring(4) : null;
        return AccountNumber.isValid(number) ? number : null;
    }

    /** The Norwegian number if it is one, else what is written; never null. */
    public String number() {
        String norwegian = norwegian();
        if (norwegian != null) {
            return norwegian;
        }
        return iban == null ? other : iban;
    }

    /** Whether it can be an account: an IBAN with right check digits, or any number of a fitting length. */
    boolean isPlausible() {
        return iban == null ? !other.isEmpty() && other.length() <= LONGEST : isIban(iban);
    }

    private static boolean isIban(String text) {
        if (!text.matches("[A-Za-z]{2}[0-9]{2}[A-Za-z0-9]{1,30}")) {
            return false;
        }
        StringBuilder digits = new StringBuilder();
        String turned = text.substring(4) + text.substring(0, 4);
        turned.chars().forEach(letter -> digits.append(Character.digit(letter, 36)));
        return new BigInteger(digits.toString()).mod(IBAN_MODULUS).intValue() == 1;
    }

    /** The IBAN of a Norwegian account number. @param number eleven digits */
    public static CamtAccount ofNorwegian(String number) {
        // N is 23 and O is 24; 00 stands for the check digits that are sought.
        int rest = new BigInteger(number + "232400").mod(IBAN_MODULUS).intValue();
        return new CamtAccount(String.format(Locale.ROOT, "NO%02d%s", 98 - rest, number), null);
    }

    /** Without the number. */
    @Override
    public String toString() {
        return "CamtAccount[" + (iban == null ? "other" : "IBAN") + "]";
    }
}
