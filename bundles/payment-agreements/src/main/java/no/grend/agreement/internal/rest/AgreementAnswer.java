package no.grend.agreement.internal.rest;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import no.grend.agreement.StandingAgreement;
import no.grend.agreement.StandingAgreements.AgreementWarning;
import no.grend.agreement.StandingAgreements.Debit;
import no.grend.agreement.StandingAgreements.Effect;
import no.grend.kernel.Ore;

/**
 * A standing agreement as staff read it.
 *
 * @param debitDay {@code 15}, or {@code LAST}
 * @param nextDebit the due date of the next invoice to be made; null when none will be
 */
public record AgreementAnswer(
        String id,
        String contactId,
        StandingAgreement.Purpose purpose,
        Ore amount,
        String debitDay,
        StandingAgreement.Every every,
        StandingAgreement.CollectedBy collection,
        String provider,
        StandingAgreement.State state,
        LocalDate start,
        LocalDate endsOn,
        LocalDate pausedOn,
        LocalDate resumesOn,
        LocalDate nextDebit,
        int version,
        Instant createdAt) {

    static AgreementAnswer of(StandingAgreement agreement) {
        return new AgreementAnswer(
                agreement.id(),
                agreement.contactId(),
                agreement.purpose(),
                agreement.amount(),
                agreement.debitDay().toString(),
                agreement.every(),
                agreement.collection(),
                agreement.provider(),
                agreement.state(),
                agreement.start(),
                agreement.endsOn(),
                agreement.pausedOn(),
                agreement.resumesOn(),
                agreement.nextDebit(),
                agreement.version(),
                agreement.createdAt());
    }

    /**
     * What was done, or would be.
     *
     * @param dryRun whether nothing was done
     * @param agreement as it is then
     * @param from the first debit date for which it counts; when paused or ended, the first debit that does not take place; null
     *     when there is none
     * @param standing invoices made before and not paid, which stand as they are
     */
    public record EffectAnswer(
            boolean dryRun,
            AgreementAnswer before,
            AgreementAnswer agreement,
            LocalDate from,
            List<Debit> standing,
            List<AgreementWarning> warnings) {

        static EffectAnswer of(boolean dryRun, Effect effect) {
            return new EffectAnswer(
                    dryRun,
                    AgreementAnswer.of(effect.before()),
                    AgreementAnswer.of(effect.after()),
                    effect.from(),
                    effect.standing(),
                    effect.warnings());
        }
    }
}
