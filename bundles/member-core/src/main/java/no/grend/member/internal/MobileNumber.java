package no.grend.member.internal;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A mobile number in E.164. A number without country is Norwegian (S0-22).
 *
 * @param e164 {@code +4791234567}
 */
public record MobileNumber(String e164) {

    private static final String HOME_REGION = "NO";
    private static final int LONGEST_INPUT = 40;
    private static final String HOME_PREFIX = "+47";

    /** What people write: digits, spaces, and the usual marks; libphonenumber would take letters too. */
    private static final Pattern WRITTEN = Pattern.compile("[+0-9 \\u00a0()./-]+");

    /** New Norwegian ranges may be taken into use before the library knows them. */
    private static final Pattern NORWEGIAN_MOBILE = Pattern.compile("\\+47[49][0-9]{7}");

    /** Reads a number in any spelling; empty when it cannot be one. */
    public static Optional<MobileNumber> parse(String text) {
        if (text == null
                || text.length() > LONGEST_INPUT
                || !WRITTEN.matcher(text.strip()).matches()) {
            return Optional.empty();
        }
        PhoneNumberUtil library = PhoneNumberUtil.getInstance();
        try {
            PhoneNumber number = library.parse(text.strip(), HOME_REGION);
            String e164 = library.format(number, PhoneNumberFormat.E164);
            boolean valid = library.isValidNumber(number)
                    || NORWEGIAN_MOBILE.matcher(e164).matches();
            return valid ? Optional.of(new MobileNumber(e164)) : Optional.empty();
        } catch (NumberParseException e) {
            return Optional.empty();
        }
    }

    /** As it is searched for: a Norwegian number without its country, any other with country, digits only. */
    public String searchDigits() {
        return e164.startsWith(HOME_PREFIX) ? e164.substring(HOME_PREFIX.length()) : e164.substring(1);
    }

    /** Says nothing, so that no log line tells it. */
    @Override
    public String toString() {
        return "MobileNumber[…]";
    }
}
