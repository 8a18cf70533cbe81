package no.grend.dunning.internal.rules;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import no.grend.kernel.Ore;

/**
 * The organisation's own routine («purrerutine») within the law.
 *
 * @param letters in the order of their levels; empty for an organisation that reminds nobody
 * @param interestFrom from when late interest runs
 * @param smallest less than this is not reminded of
 * @param collectedDays how long after the due date to wait for money that is collected by mandate (AvtaleGiro)
 * @param postDays how many days a letter on paper may lie before it is posted; its deadline is so much longer
 */
public record Routine(
        List<PlannedLetter> letters, InterestFrom interestFrom, Ore smallest, int collectedDays, int postDays) {

    /** From when late interest runs (forsinkelsesrenteloven § 2). */
    public enum InterestFrom {
        /** The due date, where it was agreed beforehand. */
        DUE_DATE,
        /** 30 days after the invoice was sent, where it was not; never before the due date. */
        THIRTY_DAYS_AFTER_INVOICE
    }

    /** A reminder and a collection notice, each with its fee, and interest from the notice on. */
    public static final List<String> USUAL = List.of(
            "REMINDER_1 wait=14 deadline=14 fee channels=EMAIL+LETTER",
            "COLLECTION_NOTICE wait=3 deadline=14 fee interest channels=LETTER+EMAIL");

    public Routine {
        letters = List.copyOf(letters);
    }

    /**
     * Reads the letters.
     *
     * @throws IllegalArgumentException that tells in words what cannot be
     */
    public static Routine of(
            List<String> lines, InterestFrom interestFrom, Ore smallest, int collectedDays, int postDays) {
        List<PlannedLetter> letters = lines.stream()
                .filter(line -> !line.isBlank())
                .map(PlannedLetter::parse)
                .toList();
        for (int i = 0; i < letters.size(); i++) {
            Level level = letters.get(i).level();
            if (i > 0 && level.compareTo(letters.get(i - 1).level()) <= 0) {
                throw new IllegalArgumentException(
                        "Each letter stands once, in this order: " + Arrays.toString(Level.values()));
            }
            if (level.isCollection() && letters.get(i).channels().stream().anyMatch(channel -> !channel.isWriting())) {
                throw new IllegalArgumentException(level + " must be in writing: by EMAIL or LETTER");
            }
        }
        boolean demand = letters.stream().anyMatch(letter -> letter.level() == Level.PAYMENT_DEMAND);
        if (demand && letters.stream().noneMatch(letter -> letter.level() == Level.COLLECTION_NOTICE)) {
            throw new IllegalArgumentException(
                    "PAYMENT_DEMAND takes a COLLECTION_NOTICE before it (inkassoloven §§ 9 and 10)");
        }
        return new Routine(letters, interestFrom, smallest, collectedDays, postDays);
    }

    /** As it is when nobody has said otherwise. */
    public static Routine usual() {
        return of(USUAL, InterestFrom.DUE_DATE, Ore.ZERO, 7, 2);
    }

    /** The next letter after a level that the law allows; the first when there has been none. */
    Optional<PlannedLetter> after(Level level, RuleSet set) {
        return letters.stream()
                .filter(letter -> level == null || letter.level().compareTo(level) > 0)
                .filter(letter -> set.allows(letter.level()))
                .findFirst();
    }
}
