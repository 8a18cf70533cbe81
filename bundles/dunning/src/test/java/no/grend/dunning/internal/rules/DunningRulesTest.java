package no.grend.dunning.internal.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import no.grend.dunning.internal.rules.Debt.Taken;
import no.grend.dunning.internal.rules.Proposal.Charge;
import no.grend.dunning.internal.rules.Proposal.Letter;
import no.grend.dunning.internal.rules.Proposal.Nothing;
import no.grend.kernel.Ore;
import org.junit.jupiter.api.Test;

class DunningRulesTest {

    private static final LocalDate DUE = LocalDate.of(2026, 3, 1);
    private static final String FOUR_1 = "REMINDER_1 wait=14 deadline=14 fee";
    private static final String FOUR_2 = "REMINDER_2 wait=0 deadline=14 fee";
    private static final String FOUR_3 = "COLLECTION_NOTICE wait=0 deadline=14 fee interest channels=LETTER,EMAIL";
    private static final String FOUR_4 = "PAYMENT_DEMAND wait=0 deadline=14 fee interest";

    private static Routine routine(String... letters) {
        return Routine.of(List.of(letters), Routine.InterestFrom.DUE_DATE, Ore.ZERO, 7, 2);
    }

    private static DunningRules rules(String... letters) {
        return new DunningRules(RuleText.standard(), routine(letters));
    }

    private static Debt debt(Taken... taken) {
        return new Debt(
                DUE.minusDays(30),
                DUE,
                Ore.kroner(500),
                List.of(new LateInterest.Owed(DUE, Ore.kroner(500))),
                List.of(taken),
                false,
                null,
                false,
                null,
                Set.of(Channel.EMAIL));
    }

    private static Taken taken(Level level, String sentOn, String deadline, long feeKroner) {
        return new Taken(
                level, LocalDate.parse(sentOn), LocalDate.parse(deadline), true, Ore.kroner(feeKroner), Ore.ZERO, null);
    }

    private static Letter letter(Proposal proposal) {
        assertThat(proposal).isInstanceOf(Letter.class);
        return (Letter) proposal;
    }

    private static String nothing(Proposal proposal) {
        assertThat(proposal).isInstanceOf(Nothing.class);
        return ((Nothing) proposal).why().code();
    }

    private static List<String> codes(Letter letter) {
        return letter.why().stream().map(Reason::code).toList();
    }

    @Test
    void theFirstFeeComesFourteenDaysAfterTheDueDateAndNoSooner() {
        DunningRules rules = rules(FOUR_1);

        assertThat(letter(rules.next(debt(), LocalDate.of(2026, 3, 2))).on()).isEqualTo("2026-03-15");
        Letter letter = letter(rules.next(debt(), LocalDate.of(2026, 3, 15)));
        assertThat(letter.on()).isEqualTo("2026-03-15");
        assertThat(letter.fee()).isEqualTo(Ore.kroner(38));
        assertThat(letter.deadline()).isEqualTo("2026-03-29");
        Reason why = letter.charges().get(0).why();
        assertThat(why.source()).contains("FOR-2025-12-19-2709");
        assertThat(why.ruleFrom()).isEqualTo("2026-01-01");
        assertThat(why.facts()).contains("text:1/20", "money:75000", "money:3800", "date:2026-03-01");
    }

    @Test
    void anEagerRoutineWaitsForItsFeeAndAGentleOneDoesNotWait() {
        Letter eager = letter(rules("REMINDER_1 wait=5 fee").next(debt(), DUE));
        Letter gentle = letter(rules("REMINDER_1 wait=5").next(debt(), DUE));

        assertThat(eager.on()).isEqualTo("2026-03-15");
        assertThat(codes(eager)).contains("WAITS_FOR_FEE");
        assertThat(gentle.on()).isEqualTo("2026-03-06");
        assertThat(gentle.fee()).isEqualTo(Ore.ZERO);
        assertThat(codes(gentle)).contains("FEE_NOT_WANTED");
    }

    @Test
    void thereAreTwoFeesAndThenThatOfThePaymentDemand() {
        DunningRules rules = rules(FOUR_1, FOUR_2, FOUR_3, FOUR_4);
        List<Letter> letters = all(rules, debt(), LocalDate.of(2026, 3, 2));

        assertThat(letters).extracting(Letter::level).containsExactly(Level.values());
        assertThat(letters)
                .extracting(Letter::fee)
                .containsExactly(Ore.kroner(38), Ore.kroner(38), Ore.ZERO, Ore.kroner(113));
        assertThat(codes(letters.get(2))).contains("FEE_MOST_REACHED");
        assertThat(letters.get(0).deadline().plusDays(1))
                .isEqualTo(letters.get(1).on());
    }

    private static List<Letter> all(DunningRules rules, Debt first, LocalDate from) {
        List<Letter> letters = new ArrayList<>();
        Debt debt = first;
        LocalDate day = from;
        while (rules.next(debt, day) instanceof Letter letter) {
            letters.add(letter);
            List<Taken> taken = new ArrayList<>(debt.taken());
            taken.add(new Taken(
                    letter.level(),
                    letter.on(),
                    letter.deadline(),
                    true,
                    letter.fee(),
                    letter.interest(),
                    letter.interestUntil()));
            debt = debt(taken.toArray(new Taken[0]));
            day = letter.on();
        }
        return letters;
    }

    @Test
    void aShortDeadlineInTheFirstLetterForbidsTheSecondFee() {
        Debt debt = debt(taken(Level.REMINDER_1, "2026-03-15", "2026-03-25", 38));

        Letter second = letter(rules(FOUR_1, FOUR_2).next(debt, LocalDate.of(2026, 4, 20)));

        assertThat(second.fee()).isEqualTo(Ore.ZERO);
        assertThat(codes(second)).contains("FEE_DEADLINE_NOT_MISSED");
    }

    @Test
    void afterSixMonthsTheCountBeginsAnew() {
        Debt debt = debt(
                taken(Level.REMINDER_1, "2026-03-15", "2026-03-29", 38),
                taken(Level.REMINDER_2, "2026-03-30", "2026-04-13", 38));
        DunningRules rules = rules(FOUR_1, FOUR_2, FOUR_3);

        assertThat(letter(rules.next(debt, LocalDate.of(2026, 9, 29))).fee()).isEqualTo(Ore.ZERO);
        assertThat(letter(rules.next(debt, LocalDate.of(2026, 9, 30))).fee()).isEqualTo(Ore.kroner(38));
    }

    @Test
    void aCollectionNoticeGivesFourteenDaysFromPostingWhateverTheRoutineSays() {
        DunningRules rules = rules("COLLECTION_NOTICE wait=1 deadline=3 channels=LETTER,EMAIL");

        Letter byMail = letter(rules.next(debt(), LocalDate.of(2026, 3, 2)));
        Letter onPaper = letter(rules.next(reachedBy(Channel.LETTER), LocalDate.of(2026, 3, 2)));

        assertThat(byMail.deadline()).isEqualTo("2026-03-16");
        assertThat(onPaper.deadline()).isEqualTo("2026-03-18");
    }

    private static Debt reachedBy(Channel... channels) {
        Debt plain = debt();
        return new Debt(
                plain.issuedOn(),
                DUE,
                plain.open(),
                plain.owed(),
                List.of(),
                false,
                null,
                false,
                null,
                Set.of(channels));
    }

    @Test
    void noTextMessageBearsAFee() {
        Letter letter =
                letter(rules("REMINDER_1 fee channels=SMS").next(reachedBy(Channel.SMS), LocalDate.of(2026, 4, 1)));

        assertThat(letter.fee()).isEqualTo(Ore.ZERO);
        assertThat(codes(letter)).contains("FEE_NEEDS_WRITING");
    }

    @Test
    void whoCannotBeReachedGetsNothing() {
        assertThat(nothing(rules(FOUR_1).next(reachedBy(), LocalDate.of(2026, 4, 1))))
                .isEqualTo("NOT_REACHABLE");
    }

    @Test
    void aDisputeHoldsEverything() {
        Debt plain = debt();
        Debt held = new Debt(
                plain.issuedOn(), DUE, plain.open(), plain.owed(), List.of(), true, null, false, null, plain.reach());

        assertThat(nothing(rules(FOUR_1).next(held, LocalDate.of(2026, 12, 1)))).isEqualTo("DISPUTED");
    }

    private static Debt collected(Reason uncollected) {
        Debt plain = debt();
        return new Debt(
                plain.issuedOn(),
                DUE,
                plain.open(),
                plain.owed(),
                List.of(),
                false,
                null,
                true,
                uncollected,
                plain.reach());
    }

    @Test
    void whatIsCollectedByMandateGetsTimeToArriveAndThenTheSameRoutine() {
        Letter letter = letter(rules("REMINDER_1 wait=1").next(collected(null), LocalDate.of(2026, 3, 3)));

        assertThat(letter.on()).isEqualTo("2026-03-08");
        assertThat(codes(letter)).contains("COLLECTED");
    }

    /** Nobody waits for money that is known not to come (S4-52). */
    @Test
    void aKnownReasonEndsTheWaitForTheMandatesMoney() {
        Reason ended = Reason.uncollected("MANDATE_ENDED", LocalDate.of(2026, 2, 20));

        Letter letter = letter(rules("REMINDER_1 wait=1").next(collected(ended), LocalDate.of(2026, 3, 2)));

        assertThat(letter.on()).isEqualTo("2026-03-02");
        assertThat(letter.why()).contains(ended);
        assertThat(codes(letter)).doesNotContain("COLLECTED");
    }

    @Test
    void aLetterThatIsNotPostedYetHoldsTheNext() {
        Taken waiting = new Taken(
                Level.REMINDER_1,
                LocalDate.of(2026, 3, 17),
                LocalDate.of(2026, 3, 31),
                false,
                Ore.kroner(38),
                Ore.ZERO,
                null);

        assertThat(nothing(rules(FOUR_1, FOUR_2).next(debt(waiting), LocalDate.of(2026, 5, 1))))
                .isEqualTo("LETTER_NOT_POSTED");
    }

    /** kr 500 from 1 March: 44 days at 12 % are 723.28 øre with the notice, 59 with the demand 969.86, the first taken off. */
    @Test
    void interestIsAskedForSinceTheLastTime() {
        List<Letter> letters = all(rules(FOUR_1, FOUR_2, FOUR_3, FOUR_4), debt(), LocalDate.of(2026, 3, 2));

        assertThat(letters.get(2).on()).isEqualTo("2026-04-14");
        assertThat(letters.get(2).interest()).isEqualTo(Ore.of(723));
        assertThat(letters.get(3).on()).isEqualTo("2026-04-29");
        assertThat(letters.get(2).interest().plus(letters.get(3).interest())).isEqualTo(Ore.of(969));
    }

    @Test
    void aPaymentWithAnEarlierDateMakesTheInterestAnew() {
        Taken notice = new Taken(
                Level.COLLECTION_NOTICE,
                LocalDate.of(2026, 4, 14),
                LocalDate.of(2026, 4, 28),
                true,
                Ore.ZERO,
                Ore.of(100),
                LocalDate.of(2026, 4, 14));

        Letter demand = letter(rules(FOUR_3, FOUR_4).next(debt(notice), LocalDate.of(2026, 4, 29)));

        assertThat(demand.interest()).isEqualTo(Ore.of(969 - 100));
        assertThat(demand.charges())
                .extracting(charge -> charge.why().code())
                .contains("INTEREST_ANEW")
                .contains("INTEREST");
    }

    @Test
    void theNewLawTakesFeesAndOwnCollectionAwayFromItsFirstDay() {
        RuleBook book = RuleText.with(List.of("inkassolov-2026.validFrom = 2026-03-20"));
        DunningRules rules = new DunningRules(book, routine(FOUR_1, FOUR_2, FOUR_3, FOUR_4));

        Letter before = letter(rules.next(debt(), LocalDate.of(2026, 3, 19)));
        Letter after = letter(rules.next(debt(), LocalDate.of(2026, 3, 20)));
        Debt reminded = debt(
                taken(Level.REMINDER_1, "2026-03-15", "2026-03-29", 38),
                taken(Level.REMINDER_2, "2026-03-30", "2026-04-13", 0));

        assertThat(before.fee()).isEqualTo(Ore.kroner(38));
        assertThat(after.fee()).isEqualTo(Ore.ZERO);
        assertThat(after.ruleSet()).isEqualTo("inkassolov-2026");
        assertThat(codes(after)).contains("FEE_NOT_ALLOWED");
        assertThat(nothing(rules.next(reminded, LocalDate.of(2026, 5, 1)))).isEqualTo("ROUTINE_ENDED");
    }

    @Test
    void waitingPastAChangeOfLawIsByTheNewLaw() {
        RuleBook book = RuleText.with(List.of("inkassolov-2026.validFrom = 2026-03-10"));

        Letter letter = letter(new DunningRules(book, routine(FOUR_1)).next(debt(), LocalDate.of(2026, 3, 2)));

        assertThat(letter.ruleSet()).isEqualTo("inkassolov-2026");
        assertThat(letter.charges()).extracting(Charge::kind).isEmpty();
    }

    @Test
    void theNewLawIsNotInForceUntilItsDayIsSet() {
        RuleBook book = RuleText.standard();

        assertThat(book.on(LocalDate.of(2030, 1, 1)).orElseThrow().id()).isEqualTo("inkassolov-1988-from-2026");
        assertThat(book.comingAfter(LocalDate.of(2026, 6, 1)))
                .extracting(RuleSet::id)
                .containsExactly("inkassolov-2026");
    }
}
