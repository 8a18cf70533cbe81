package no.grend.camt;

import java.util.Objects;
import java.util.stream.Stream;

/**
 * What the parties call a payment ({@code Refs}); each is null when it is not given. {@code NOTPROVIDED}, which the standard
 * lets banks write, is not given.
 *
 * @param accountServicer {@code AcctSvcrRef}: the payee's bank's own reference of this one payment
 * @param transaction {@code TxId}: the payer's bank's, unchanged along the way
 * @param clearing {@code ClrSysRef}: the clearing's
 * @param instruction {@code InstrId}: between two banks on the way
 * @param endToEnd {@code EndToEndId}: the payer's own, which the payer may repeat
 */
public record CamtReferences(
        String accountServicer, String transaction, String clearing, String instruction, String endToEnd) {

    /** Nothing is given. */
    public static final CamtReferences NONE = new CamtReferences(null, null, null, null, null);

    /** Whether a bank has given this payment a reference of its own. The payer's own words prove nothing. */
    public boolean byBank() {
        return accountServicer != null || transaction != null || clearing != null;
    }

    /** Those that are given. */
    Stream<String> given() {
        return Stream.of(accountServicer, transaction, clearing, instruction, endToEnd)
                .filter(Objects::nonNull);
    }
}
