package no.grend.demo.internal;

import java.text.Normalizer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import no.grend.member.Contact.Address;
import no.grend.member.Contact.ContactKind;
import no.grend.member.NewContact;

/** The people of the demo club: invented, always the same, with addresses under {@code example.org}. */
final class People {

    /** The member that the welcome text suggests to sign in as. */
    static final String EXAMPLE_EMAIL = "kari.nordmann@example.org";

    /** An address that two members share, so that sign-in is refused and staff get a work item. */
    static final String SHARED_EMAIL = "familien.sjoberg@example.org";

    private static final long SEED = 20_261_121L;
    private static final int COUNT = 300;

    private static final List<String> GIVEN = List.of(
            "Anne",
            "Arne",
            "Astrid",
            "Bjørn",
            "Camilla",
            "Dag",
            "Eirik",
            "Elin",
            "Fatima",
            "Gunnar",
            "Hanne",
            "Håkon",
            "Ida",
            "Ingrid",
            "Jonas",
            "Kjersti",
            "Lars",
            "Liv",
            "Magnus",
            "Marit",
            "Nils",
            "Noor",
            "Ola",
            "Olga",
            "Per",
            "Ragnhild",
            "Sigurd",
            "Solveig",
            "Tor",
            "Unni",
            "Vegard",
            "Wenche",
            "Øyvind",
            "Åse",
            "Áilu",
            "Máret");
    private static final List<String> FAMILY = List.of(
            "Andersen",
            "Bakke",
            "Berg",
            "Dahl",
            "Eide",
            "Fjeld",
            "Grønli",
            "Haugen",
            "Iversen",
            "Johansen",
            "Kvam",
            "Lie",
            "Lunde",
            "Moen",
            "Nygård",
            "Olsen",
            "Prestmo",
            "Rønning",
            "Sæther",
            "Solberg",
            "Strand",
            "Tangen",
            "Utne",
            "Vik",
            "Østby",
            "Ås",
            "Gaup",
            "Somby");
    private static final List<String> STREETS =
            List.of("Storgata", "Kirkeveien", "Skolegata", "Fjordveien", "Bekkefaret", "Lyngveien", "Havnegata");
    private static final List<Address> TOWNS = List.of(
            new Address(null, "2000", "Lillestrøm", "NO"),
            new Address(null, "5003", "Bergen", "NO"),
            new Address(null, "7010", "Trondheim", "NO"),
            new Address(null, "9008", "Tromsø", "NO"),
            new Address(null, "9730", "Kárášjohka", "NO"),
            new Address(null, "4006", "Stavanger", "NO"));

    /** One of them. @param joined the first day of membership */
    record Person(NewContact contact, LocalDate joined) {}

    private final SplittableRandom random = new SplittableRandom(SEED);
    private final LocalDate today;

    People(LocalDate today) {
        this.today = today;
    }

    List<Person> all() {
        List<Person> people = new ArrayList<>();
        people.add(person("Kari", "Nordmann", EXAMPLE_EMAIL, 1988, 6));
        people.add(person("Rune", "Sjøberg", SHARED_EMAIL, 1979, 4));
        people.add(person("Silje", "Sjøberg", SHARED_EMAIL, 1981, 4));
        while (people.size() < COUNT) {
            String given = GIVEN.get(random.nextInt(GIVEN.size()));
            String family = FAMILY.get(random.nextInt(FAMILY.size()));
            String email = ascii(given + "." + family) + "." + people.size() + "@example.org";
            boolean reachable = random.nextInt(20) > 0;
            people.add(person(given, family, reachable ? email : null, 1940 + random.nextInt(72), random.nextInt(7)));
        }
        return people;
    }

    private Person person(String given, String family, String email, int born, int yearsAgo) {
        LocalDate birthDate = LocalDate.of(born, 1 + random.nextInt(12), 1 + random.nextInt(28));
        Address town = TOWNS.get(random.nextInt(TOWNS.size()));
        Address address = new Address(
                STREETS.get(random.nextInt(STREETS.size())) + " " + (1 + random.nextInt(90)),
                town.postalCode(),
                town.city(),
                town.country());
        String language = random.nextInt(8) == 0 ? "nn" : "nb";
        NewContact contact = new NewContact(
                ContactKind.PERSON, given, family, null, birthDate, null, email, null, address, language, null, null);
        return new Person(contact, LocalDate.of(today.getYear() - yearsAgo, 1, 1));
    }

    private static String ascii(String name) {
        String plain = name.toLowerCase(Locale.ROOT).replace("ø", "o").replace("æ", "ae");
        return Normalizer.normalize(plain, Normalizer.Form.NFD).replaceAll("[^a-z.]", "");
    }
}
