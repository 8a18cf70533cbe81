package no.grend.member.internal;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Turns names, addresses and what a person types into the words that search compares: lower case, without accents except
 * that å, æ, ø, ä and ö stay themselves, because Norwegians write them. Pure.
 */
public final class SearchWords {

    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final Pattern SPACE = Pattern.compile("[\\s\\u00a0]+");
    private static final Pattern ACCENT = Pattern.compile("\\p{M}+");
    private static final Pattern TELEPHONE_LIKE = Pattern.compile("[+0-9][0-9 \\u00a0]*");
    private static final String KEPT = "åæøäö";
    private static final int LONGEST = 60;
    private static final int MOST = 6;

    private SearchWords() {}

    /** Everything one contact is found by. */
    public static Set<String> of(int memberNumber, String name, EmailAddress email, MobileNumber mobile) {
        Set<String> words = new LinkedHashSet<>(wordsOf(name));
        words.add(Integer.toString(memberNumber));
        if (email != null) {
            words.add(email.normal());
        }
        if (mobile != null) {
            words.add(mobile.searchDigits());
        }
        return words;
    }

    /**
     * What a query asks for: every word must be the beginning of one of the contact's words. At most {@value #MOST}.
     *
     * @return empty when the query holds no letter or digit
     */
    public static List<String> inQuery(String query) {
        String text = query.strip();
        if (TELEPHONE_LIKE.matcher(text).matches()) {
            return List.of(digits(text));
        }
        List<String> words = new ArrayList<>();
        for (String part : SPACE.split(text)) {
            if (part.indexOf('@') >= 0) {
                words.add(Normalizer.normalize(part, Normalizer.Form.NFC).toLowerCase(Locale.ROOT));
            } else {
                words.addAll(wordsOf(part));
            }
        }
        return words.stream().distinct().limit(MOST).toList();
    }

    /** The words of a text, folded. */
    static List<String> wordsOf(String text) {
        return Stream.of(BETWEEN_WORDS.split(fold(text)))
                .filter(word -> !word.isEmpty())
                .map(word -> word.length() > LONGEST ? word.substring(0, LONGEST) : word)
                .distinct()
                .toList();
    }

    private static String fold(String text) {
        String lower = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        StringBuilder folded = new StringBuilder(lower.length());
        lower.codePoints().forEach(c -> {
            if (c < 0x80 || KEPT.indexOf(c) >= 0) {
                folded.appendCodePoint(c);
            } else {
                String apart = Normalizer.normalize(Character.toString(c), Normalizer.Form.NFD);
                folded.append(ACCENT.matcher(apart).replaceAll(""));
            }
        });
        return folded.toString();
    }

    /** The digits of a telephone or member number, without the Norwegian country code. */
    private static String digits(String text) {
        String digits = text.replaceAll("[^+0-9]", "");
        if (digits.startsWith("+47")) {
            return digits.substring(3);
        }
        if (digits.startsWith("0047")) {
            return digits.substring(4);
        }
        return digits.startsWith("+") ? digits.substring(1) : digits;
    }
}
