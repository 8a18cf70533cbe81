package no.grend.dunning.internal.rules;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/** All rule sets and rates that are known, past and coming. Immutable and safe between threads. */
public final class RuleBook {

    private final List<RuleSet> sets;
    private final Map<LocalDate, InterestRate> rates = new TreeMap<>();

    RuleBook(List<RuleSet> sets, List<InterestRate> rates) {
        this.sets = sets.stream()
                .sorted(Comparator.comparing(
                        RuleSet::validFrom, Comparator.nullsLast(Comparator.<LocalDate>naturalOrder())))
                .toList();
        rates.forEach(rate -> this.rates.put(rate.from(), rate));
        long days = this.sets.stream()
                .map(RuleSet::validFrom)
                .filter(Objects::nonNull)
                .distinct()
                .count();
        if (days < this.sets.stream().filter(set -> set.validFrom() != null).count()) {
            throw new IllegalArgumentException("Two rule sets begin on the same day, so nobody can say which holds");
        }
    }

    /** The rule set that a letter sent this day follows; empty before the first. */
    public Optional<RuleSet> on(LocalDate day) {
        return sets.stream()
                .filter(set -> set.validFrom() != null && !set.validFrom().isAfter(day))
                .reduce((earlier, later) -> later);
    }

    /** Those that begin after a day, the undated ones last. */
    public List<RuleSet> comingAfter(LocalDate day) {
        return sets.stream()
                .filter(set -> set.validFrom() == null || set.validFrom().isAfter(day))
                .toList();
    }

    /** A rule set by its name; empty when it has been taken out. */
    public Optional<RuleSet> named(String id) {
        return sets.stream().filter(set -> set.id().equals(id)).findFirst();
    }

    /** The rate of the half-year that a day lies in; empty when it is not known. */
    public Optional<InterestRate> rateOn(LocalDate day) {
        return Optional.ofNullable(rates.get(InterestRate.halfYear(day)));
    }
}
