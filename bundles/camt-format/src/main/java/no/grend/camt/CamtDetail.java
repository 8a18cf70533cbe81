package no.grend.camt;

import java.util.List;
import no.grend.kernel.Ore;

/**
 * One payment within an entry, as it is written ({@code TxDtls}).
 *
 * @param amount never negative; null when it is not said, as for the only payment of an entry
 * @param direction null when it is the entry's
 * @param kids structured references with {@code SCOR} that are no RF references: none, one, or several
 * @param text free text, other structured references and what the bank adds; null when there is none. Personal
 * @param debtorName null when unknown. Personal, never to be logged
 * @param debtorAccount the payer's account; null when unknown. Personal
 */
public record CamtDetail(
        Ore amount,
        CamtEntry.Direction direction,
        CamtReferences references,
        List<String> kids,
        String text,
        String debtorName,
        CamtAccount debtorAccount) {

    /** An entry that tells no details is a payment about which nothing is known. */
    static final CamtDetail UNKNOWN = new CamtDetail(null, null, CamtReferences.NONE, List.of(), null, null, null);

    public CamtDetail {
        kids = List.copyOf(kids);
    }

    /** A payment with a KID, for tests and demonstrations. */
    public static CamtDetail of(Ore amount, String kid, String bankReference, CamtAccount debtorAccount) {
        return new CamtDetail(
                amount,
                null,
                new CamtReferences(bankReference, null, null, null, null),
                kid == null ? List.of() : List.of(kid),
                null,
                null,
                debtorAccount);
    }

    CamtDetail withText(String other) {
        return new CamtDetail(amount, direction, references, kids, other, debtorName, debtorAccount);
    }

    /** Without anything about the payer. */
    @Override
    public String toString() {
        return "CamtDetail[" + amount + "]";
    }
}
