package no.grend.ledger.internal;

import java.util.OptionalInt;
import no.grend.kernel.Kid;
import no.grend.kernel.Problem;
import no.grend.ledger.spi.KidScheme;
import org.osgi.service.component.annotations.Component;

/**
 * For an agreement that the bank has registered with MOD11, 17 positions: {@code 0}, member number (7), invoice number (7),
 * a filler digit, MOD11.
 *
 * <p>MOD11 gives {@code -} for one number in eleven, which several banks' pages refuse and AvtaleGiro forbids (bank-files 9).
 * Invoice numbers may have no gaps, so a number cannot be skipped; instead the filler is 0, or 1 where 0 would give
 * {@code -}. That always helps, since the filler's weight is not a multiple of eleven.
 */
@Component
public final class Member7Invoice7Mod11 implements KidScheme {

    static final String ID = "member7-invoice7-mod11";

    private static final int LENGTH = 17;
    private static final int DIGITS = 7;
    private static final long LARGEST = 9_999_999;

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String kid(int memberNumber, long invoiceNumber) {
        String payload = "0" + seven(memberNumber, "member") + seven(invoiceNumber, "invoice");
        Kid kid = Kid.generate(payload + "0", Kid.Algorithm.MOD11);
        return (kid.endsWithDash() ? Kid.generate(payload + "1", Kid.Algorithm.MOD11) : kid).value();
    }

    @Override
    public OptionalInt memberNumber(String kid) {
        return isMine(kid) ? OptionalInt.of(Integer.parseInt(kid, 1, 1 + DIGITS, 10)) : OptionalInt.empty();
    }

    @Override
    public boolean isReference(String kid) {
        return isMine(kid) && Integer.parseInt(kid, 1 + DIGITS, 1 + 2 * DIGITS, 10) == 0;
    }

    private static boolean isMine(String kid) {
        return kid.length() == LENGTH && kid.charAt(0) == '0' && Kid.matches(kid, Kid.Algorithm.MOD11);
    }

    private static String seven(long number, String what) {
        if (number < 0 || number > LARGEST) {
            throw Problem.rule(
                    null,
                    "KID_NUMBER_TOO_LARGE",
                    "The " + what + " number has no room in the KID, which gives it 7 digits.");
        }
        String text = Long.toString(number);
        return "0".repeat(DIGITS - text.length()) + text;
    }
}
