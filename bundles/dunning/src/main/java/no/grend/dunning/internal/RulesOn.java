package no.grend.dunning.internal;

import java.time.LocalDate;
import java.util.List;
import no.grend.dunning.internal.rules.InterestRate;
import no.grend.dunning.internal.rules.Routine;
import no.grend.dunning.internal.rules.RuleSet;

/**
 * The rules on a day.
 *
 * @param set null when none was known then
 * @param rate null when that half-year's is not known
 * @param coming those that begin later, the undated ones last
 * @param routine the organisation's own
 */
public record RulesOn(LocalDate on, RuleSet set, InterestRate rate, List<RuleSet> coming, Routine routine) {}
