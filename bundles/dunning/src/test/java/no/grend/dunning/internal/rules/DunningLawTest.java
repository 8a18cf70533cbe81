package no.grend.dunning.internal.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import no.grend.dunning.internal.rules.Debt.Taken;
import no.grend.dunning.internal.rules.Proposal.Letter;
import no.grend.kernel.Ore;

/** Whatever routine an organisation makes up and on whatever days it runs: the law holds. */
class DunningLawTest {

    private static final Ore FEE = Ore.kroner(38);

    /** A letter of a made-up routine; null when the routine has none at the level. */
    @Provide
    Arbitrary<List<PlannedLetter>> routines() {
        Arbitrary<Integer> days = Arbitraries.integers().between(0, 250);
        Arbitrary<Integer> deadlines = Arbitraries.integers().between(0, 30);
        List<Arbitrary<PlannedLetter>> levels = new ArrayList<>();
        for (Level level : Level.values()) {
            levels.add(Combinators.combine(
                            days,
                            deadlines,
                            Arbitraries.of(true, false),
                            Arbitraries.of(true, false),
                            Arbitraries.of(Channel.EMAIL, Channel.LETTER))
                    .as((wait, deadline, fee, interest, channel) ->
                            new PlannedLetter(level, wait, deadline, fee, interest, List.of(channel)))
                    .injectNull(0.3));
        }
        return Combinators.combine(levels)
                .as(letters -> letters.stream().filter(letter -> letter != null).toList());
    }

    @Property(tries = 2_000)
    void holds(
            @ForAll("routines") List<PlannedLetter> letters,
            @ForAll @IntRange(max = 300) int dueDay,
            @ForAll @IntRange(min = 1, max = 40) int between) {
        LocalDate due = LocalDate.of(2026, 1, 1).plusDays(dueDay);
        DunningRules rules = new DunningRules(
                RuleText.standard(), new Routine(letters, Routine.InterestFrom.DUE_DATE, Ore.ZERO, 7, 2));
        List<Taken> taken = new ArrayList<>();
        for (LocalDate day = due.minusDays(5); day.isBefore(due.plusDays(900)); day = day.plusDays(between)) {
            Debt debt = debt(due, taken);
            if (rules.next(debt, day) instanceof Letter letter && letter.on().equals(day)) {
                check(due, taken, letter);
                taken.add(new Taken(
                        letter.level(),
                        day,
                        letter.deadline(),
                        true,
                        letter.fee(),
                        letter.interest(),
                        letter.interestUntil()));
            }
        }
        checkWhole(due, taken);
    }

    private static Debt debt(LocalDate due, List<Taken> taken) {
        Ore principal = Ore.kroner(1_234);
        return new Debt(
                due.minusDays(30),
                due,
                principal,
                List.of(new LateInterest.Owed(due, principal)),
                taken,
                false,
                null,
                false,
                null,
                Set.of(Channel.EMAIL, Channel.LETTER));
    }

    private static void check(LocalDate due, List<Taken> before, Letter letter) {
        assertThat(letter.on())
                .as("nobody is reminded before the due date has passed")
                .isAfter(due);
        if (letter.fee().isPositive()) {
            assertThat(letter.on()).isAfterOrEqualTo(due.plusDays(14));
            assertThat(letter.deadline()).isAfterOrEqualTo(letter.on().plusDays(14));
            assertThat(letter.fee()).isEqualTo(letter.level() == Level.PAYMENT_DEMAND ? Ore.kroner(113) : FEE);
        }
        if (letter.level().isCollection()) {
            assertThat(letter.deadline()).isAfterOrEqualTo(letter.on().plusDays(14));
        }
        if (letter.level() == Level.PAYMENT_DEMAND) {
            assertThat(before).extracting(Taken::level).contains(Level.COLLECTION_NOTICE);
        }
        for (Taken earlier : before) {
            assertThat(earlier.level()).isLessThan(letter.level());
            assertThat(letter.on()).isAfter(earlier.deadline());
        }
        assertThat(letter.interest().isNegative()).isFalse();
    }

    private static void checkWhole(LocalDate due, List<Taken> taken) {
        List<Taken> fees = taken.stream().filter(one -> one.fee().equals(FEE)).toList();
        for (int i = 2; i < fees.size(); i++) {
            boolean pause =
                    !fees.get(i).sentOn().isBefore(fees.get(i - 1).sentOn().plusMonths(6))
                            || !fees.get(i - 1)
                                    .sentOn()
                                    .isBefore(fees.get(i - 2).sentOn().plusMonths(6));
            assertThat(pause)
                    .as("never three fees without a pause of six months")
                    .isTrue();
        }
        Ore interest = taken.stream().map(Taken::interest).reduce(Ore.ZERO, Ore::plus);
        LocalDate until = taken.stream()
                .map(Taken::interestUntil)
                .filter(day -> day != null)
                .reduce(due, (a, b) -> b);
        Ore whole =
                new LateInterest(RuleText.standard(), due, debt(due, List.of()).owed()).until(until);
        assertThat(interest)
                .as("the letters' interest adds up to that of the whole time")
                .isEqualTo(whole);
    }
}
