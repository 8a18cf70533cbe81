package no.grend.ledger.internal;

import java.util.OptionalInt;
import java.util.OptionalLong;
import no.grend.kernel.Kid;
import no.grend.ledger.spi.KidScheme;
import org.osgi.service.component.annotations.Component;

/**
 * The usual scheme, 18 positions: {@code 050}, member number (7), invoice number (7), MOD10 (S4-53 to S4-57). The bank is
 * told that positions 4-10 are the customer's and 11-17 vary.
 */
@Component
public final class Member7Invoice7 implements KidScheme {

    static final String ID = "member7-invoice7";

    private static final no.grend.kernel.KidScheme SHAPE = no.grend.kernel.KidScheme.STANDARD;

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String kid(int memberNumber, long invoiceNumber) {
        return SHAPE.kid(memberNumber, invoiceNumber).value();
    }

    @Override
    public OptionalInt memberNumber(String kid) {
        if (!Kid.matches(kid, Kid.Algorithm.MOD10)) {
            return OptionalInt.empty();
        }
        OptionalLong member = SHAPE.member(new Kid(kid));
        return member.isPresent() ? OptionalInt.of((int) member.getAsLong()) : OptionalInt.empty();
    }

    @Override
    public boolean isReference(String kid) {
        return SHAPE.invoice(new Kid(kid)).orElse(-1) == 0;
    }
}
