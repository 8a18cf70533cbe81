package no.grend.testkit;

import java.text.Normalizer;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * Synthetic persons, the same ones for the same seed. Their national identity numbers have 80 added to the month, which no
 * living person's has, and right check digits; their addresses end in {@code example.no}. Not safe between threads.
 */
public final class MadeUpPeople {

    private static final List<String> GIVEN = List.of(
            "Åse",
            "Bjørn",
            "Cecilie",
            "Dag Ærlend",
            "Eira",
            "Fatima",
            "Gøran",
            "Haakon",
            "Ingrid",
            "Jørgen",
            "Káre",
            "Láilá",
            "Máret",
            "Noor",
            "Ólafur",
            "Pål",
            "Ragnhild",
            "Sigrid",
            "Torbjørn",
            "Ylva");

    private static final List<String> FAMILY = List.of(
            "Aasen",
            "Bråten",
            "Čállit",
            "Dyrøy",
            "Eikeland",
            "Fjørtoft",
            "Grønås",
            "Hætta",
            "Iversen",
            "Jåthun",
            "Kvåle",
            "Lønning",
            "Myklebust",
            "Næss",
            "Oftedal",
            "Prøysen",
            "Rønning",
            "Skjåk",
            "Tveit",
            "Ås");

    private static final int[] FIRST_WEIGHTS = {3, 7, 6, 1, 8, 9, 4, 5, 2};
    private static final int[] SECOND_WEIGHTS = {5, 4, 3, 2, 7, 6, 5, 4, 3, 2};

    private final SplittableRandom random;
    private int number;

    public MadeUpPeople(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /**
     * A person who is not.
     *
     * @param nationalId 11 digits, month + 80
     * @param mobile E.164, unique within the generator
     * @param email unique within the generator
     */
    public record MadeUpPerson(
            String givenName, String familyName, LocalDate birthDate, String nationalId, String email, String mobile) {

        public String name() {
            return givenName + " " + familyName;
        }
    }

    /** The next one, an adult. */
    public MadeUpPerson next() {
        return bornOn(LocalDate.of(1940, 1, 1).plusDays(random.nextInt(65 * 365)));
    }

    /** The next one, born that day; from 1900 to 2039. */
    public MadeUpPerson bornOn(LocalDate birthDate) {
        String given = GIVEN.get(random.nextInt(GIVEN.size()));
        String family = FAMILY.get(random.nextInt(FAMILY.size()));
        number++;
        return new MadeUpPerson(
                given,
                family,
                birthDate,
                nationalId(birthDate),
                plain(given) + "." + plain(family) + "." + number + "@example.no",
                String.format(Locale.ROOT, "+4799%06d", number));
    }

    /** So many. */
    public Stream<MadeUpPerson> take(int count) {
        return Stream.generate(this::next).limit(count);
    }

    /** Tries individual numbers until both check digits exist, as the register does. */
    private String nationalId(LocalDate birthDate) {
        String date = String.format(
                Locale.ROOT,
                "%02d%02d%02d",
                birthDate.getDayOfMonth(),
                birthDate.getMonthValue() + 80,
                birthDate.getYear() % 100);
        boolean thisCentury = birthDate.getYear() >= 2000;
        while (true) {
            int individual = thisCentury ? 500 + random.nextInt(500) : random.nextInt(500);
            String nine = date + String.format(Locale.ROOT, "%03d", individual);
            int first = mod11(nine, FIRST_WEIGHTS);
            int second = first == 10 ? 10 : mod11(nine + first, SECOND_WEIGHTS);
            if (second != 10) {
                return nine + first + second;
            }
        }
    }

    private static int mod11(String digits, int[] weights) {
        int sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += (digits.charAt(i) - '0') * weights[i];
        }
        return (11 - sum % 11) % 11;
    }

    private static String plain(String name) {
        String ascii = Normalizer.normalize(
                name.toLowerCase(Locale.ROOT)
                        .replace('ø', 'o')
                        .replace("æ", "ae")
                        .replace(' ', '.'),
                Normalizer.Form.NFD);
        return ascii.replaceAll("[^a-z.]", "");
    }
}
