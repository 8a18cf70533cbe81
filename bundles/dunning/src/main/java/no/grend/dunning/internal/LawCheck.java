package no.grend.dunning.internal;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import no.grend.dunning.internal.rules.RuleBook;
import no.grend.dunning.internal.rules.RuleSet;
import no.grend.dunning.internal.store.Step;

/** Looks at one invoice's letters with the law in hand, without asking the rules that made them. */
final class LawCheck {

    private final RuleBook book;

    LawCheck(RuleBook book) {
        this.book = book;
    }

    /** What is wrong, in words. @param letters not withdrawn, oldest first */
    List<String> problems(LocalDate dueDate, List<Step> letters) {
        List<String> problems = new ArrayList<>();
        List<Step> bearing = new ArrayList<>();
        for (Step letter : letters) {
            Optional<RuleSet> set = book.named(letter.ruleSet());
            if (set.isEmpty()) {
                problems.add(letter.level() + " follows the rule set " + letter.ruleSet() + ", which is not known");
                continue;
            }
            one(set.get(), dueDate, letter, problems);
            if (letter.fee().isPositive() && letter.level().sharesReminderFees()) {
                bearing.add(letter);
                int most = set.get().mostFees();
                boolean tooMany = bearing.size() > most && withoutPause(set.get(), bearing, most);
                if (tooMany) {
                    problems.add(letter.level() + " is letter number " + bearing.size() + " with a fee, and "
                            + letter.ruleSet() + " allows " + most);
                }
            }
        }
        return problems;
    }

    private static void one(RuleSet set, LocalDate dueDate, Step letter, List<String> problems) {
        if (letter.fee().compareTo(set.fee(letter.level())) > 0) {
            problems.add(letter.level() + " asks for a fee of kr " + letter.fee() + ", and " + set.id() + " allows kr "
                    + set.fee(letter.level()));
        }
        if (letter.fee().isPositive() && letter.begunOn().isBefore(dueDate.plusDays(set.graceDays()))) {
            problems.add(
                    letter.level() + " asks for a fee earlier than " + set.graceDays() + " days after the due date");
        }
        boolean lawfulDeadline = letter.fee().isPositive() || letter.level().isCollection();
        if (lawfulDeadline && letter.deadline().isBefore(letter.sentOn().plusDays(set.deadlineDays()))) {
            problems.add(letter.level() + " gives less than " + set.deadlineDays() + " days");
        }
    }

    /** Whether the last so many fees and one more lie closer than the pause that begins a new count. */
    private static boolean withoutPause(RuleSet set, List<Step> bearing, int most) {
        for (int i = bearing.size() - most; i < bearing.size(); i++) {
            LocalDate before = bearing.get(i - 1).begunOn();
            if (!bearing.get(i).begunOn().isBefore(before.plusMonths(set.resetMonths()))) {
                return false;
            }
        }
        return true;
    }
}
