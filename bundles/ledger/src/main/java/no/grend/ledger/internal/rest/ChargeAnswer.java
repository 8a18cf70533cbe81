package no.grend.ledger.internal.rest;

import java.time.LocalDate;
import no.grend.kernel.Ore;
import no.grend.ledger.Charge;
import no.grend.ledger.Charged;

/**
 * A fee or late interest as staff see it.
 *
 * @param rule id of the dated rule that it follows
 * @param waived null as long as it has to be paid
 */
public record ChargeAnswer(
        String id,
        String sourceKey,
        String invoiceId,
        Charge.Kind kind,
        Ore amount,
        String explanation,
        String rule,
        LocalDate chargedOn,
        WaiverAnswer waived) {

    /** That it need not be paid after all. */
    public record WaiverAnswer(LocalDate waivedOn, String why) {}

    static ChargeAnswer of(Charged charged) {
        Charge charge = charged.charge();
        return new ChargeAnswer(
                charged.id(),
                charge.sourceKey(),
                charged.invoiceId(),
                charge.kind(),
                charge.amount(),
                charge.explanation(),
                charge.rule(),
                charge.chargedOn(),
                charged.waived() == null
                        ? null
                        : new WaiverAnswer(
                                charged.waived().waivedOn(), charged.waived().why()));
    }
}
