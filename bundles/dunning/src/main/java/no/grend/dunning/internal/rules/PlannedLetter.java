package no.grend.dunning.internal.rules;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * One letter of the organisation's own routine, written {@code REMINDER_1 wait=14 deadline=14 fee interest
 * channels=EMAIL+LETTER}.
 *
 * @param waitDays after the due date for the first, after the deadline of the letter before for the others
 * @param deadlineDays how long the payer gets; lengthened where the law asks for more
 * @param fee whether the fee that the law allows is asked for
 * @param interest whether late interest is asked for
 * @param channels by preference; the first by which the payer can be reached is taken
 */
public record PlannedLetter(
        Level level, int waitDays, int deadlineDays, boolean fee, boolean interest, List<Channel> channels) {

    private static final int LONGEST = 3650;

    public PlannedLetter {
        channels = List.copyOf(channels);
    }

    /** @throws IllegalArgumentException that tells in words what cannot be read */
    static PlannedLetter parse(String text) {
        String[] words = text.strip().split("\\s+", -1);
        int wait = 14;
        int deadline = 14;
        List<Channel> channels = List.of(Channel.EMAIL, Channel.LETTER);
        for (String word : Arrays.asList(words).subList(1, words.length)) {
            if (word.startsWith("wait=")) {
                wait = days(word);
            } else if (word.startsWith("deadline=")) {
                deadline = days(word);
            } else if (word.startsWith("channels=")) {
                channels = channels(word);
            } else if (!word.equals("fee") && !word.equals("interest")) {
                throw new IllegalArgumentException("\"" + word + "\" says nothing about a letter. Write "
                        + "REMINDER_1 wait=14 deadline=14 fee interest channels=EMAIL+LETTER");
            }
        }
        List<String> flags = Arrays.asList(words);
        return new PlannedLetter(
                one(Level.class, words[0]),
                wait,
                deadline,
                flags.contains("fee"),
                flags.contains("interest"),
                channels);
    }

    private static List<Channel> channels(String word) {
        List<Channel> channels = new ArrayList<>();
        for (String name : value(word).split("[+,]", -1)) {
            channels.add(one(Channel.class, name));
        }
        return channels;
    }

    private static int days(String word) {
        try {
            int days = Integer.parseInt(value(word));
            if (days >= 0 && days <= LONGEST) {
                return days;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(word + ": give a number of days", e);
        }
        throw new IllegalArgumentException(word + ": give 0 to " + LONGEST + " days");
    }

    private static String value(String word) {
        return word.substring(word.indexOf('=') + 1);
    }

    private static <E extends Enum<E>> E one(Class<E> type, String name) {
        try {
            return Enum.valueOf(type, name.strip().toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "\"" + name + "\" is none of " + Arrays.toString(type.getEnumConstants()), e);
        }
    }
}
