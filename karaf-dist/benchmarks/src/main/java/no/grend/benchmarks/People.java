package no.grend.benchmarks;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Made-up people, the same for the same number: names repeat as names do, the rest is each person's own. */
final class People {

    private static final String[] GIVEN_BEGIN = {
        "An", "Be", "Da", "El", "Fi", "Gu", "Ha", "In", "Jo", "Ka", "Li", "Ma", "No", "Ol", "Pe", "Ra", "So", "To",
        "Un", "Vi", "Yn", "Åg", "Øy", "Æs", "Si"
    };
    private static final String[] GIVEN_END = {"na", "rik", "stein", "lise", "bjørn", "frid", "mar", "vin"};
    private static final String[] FAMILY_BEGIN = {
        "Berg", "Dal", "Eng", "Fjell", "Gran", "Haug", "Innvær", "Jord", "Kirke", "Lund", "Moen", "Nord", "Opp",
        "Prest", "Rust", "Sand", "Tveit", "Ulv", "Vest", "Åker", "Øst", "Bjerk", "Furu", "Holm", "Kvam"
    };
    private static final String[] FAMILY_END = {
        "heim", "land", "stad", "vik", "bø", "set", "rud", "nes", "myr", "li", "tun", "hagen", "bakk", "mo", "øy",
        "voll"
    };

    private People() {}

    static String givenName(int n) {
        return GIVEN_BEGIN[spread(n, 7) % GIVEN_BEGIN.length] + GIVEN_END[spread(n, 11) % GIVEN_END.length];
    }

    static String familyName(int n) {
        return FAMILY_BEGIN[spread(n, 13) % FAMILY_BEGIN.length] + FAMILY_END[spread(n, 17) % FAMILY_END.length];
    }

    static String email(int n) {
        return "medlem" + n + "@example.org";
    }

    /** In a row of numbers that the people of this benchmark have to themselves. */
    static String mobile(int n) {
        return String.format(Locale.ROOT, "99%06d", n);
    }

    /** Members from and to, as a club that changes system would export them. @param to exclusive */
    static byte[] csv(int from, int to, String category) {
        StringBuilder csv = new StringBuilder("Medlemsnummer;Fornavn;Etternavn;E-post;Mobil;Kategori;Innmeldt\n");
        for (int n = from; n < to; n++) {
            csv.append(n)
                    .append(';')
                    .append(givenName(n))
                    .append(';')
                    .append(familyName(n))
                    .append(';');
            csv.append(email(n))
                    .append(';')
                    .append(mobile(n))
                    .append(';')
                    .append(category)
                    .append(";2027-01-01\n");
        }
        return csv.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static int spread(int n, int salt) {
        int mixed = (n * 31 + salt) * 0x9E3779B1;
        return (mixed ^ mixed >>> 15) >>> 1;
    }
}
