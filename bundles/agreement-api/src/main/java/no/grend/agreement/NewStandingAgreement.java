package no.grend.agreement;

import java.time.LocalDate;
import no.grend.agreement.StandingAgreement.CollectedBy;
import no.grend.agreement.StandingAgreement.Every;
import no.grend.agreement.StandingAgreement.Purpose;
import no.grend.kernel.Ore;

/**
 * A standing agreement to begin.
 *
 * @param every null for each month
 * @param collection null for {@code INVOICE}
 * @param provider which provider; only with {@code PROVIDER}
 * @param start nothing is debited before this day; null for today
 * @param endsOn the last day on which anything is debited; null for no end
 * @param why in words, 1-300 characters; null when there is nothing to say
 */
public record NewStandingAgreement(
        String contactId,
        Purpose purpose,
        Ore amount,
        DebitDay debitDay,
        Every every,
        CollectedBy collection,
        String provider,
        LocalDate start,
        LocalDate endsOn,
        String why) {}
