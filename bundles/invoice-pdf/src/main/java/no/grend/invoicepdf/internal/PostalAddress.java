package no.grend.invoicepdf.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import no.grend.invoicepdf.internal.sheet.Words;
import no.grend.member.Contact.Address;

/** An address as the post wants it: the town in capitals, and abroad the land below it, in capitals too. */
public final class PostalAddress {

    private PostalAddress() {}

    /** The lines below the name. @param address null when not known */
    public static List<String> lines(Address address) {
        if (address == null) {
            return List.of();
        }
        List<String> lines = new ArrayList<>();
        if (address.street() != null) {
            address.street().lines().forEach(line -> add(lines, line));
        }
        boolean abroad = address.country() != null && !address.country().isBlank() && !isNorway(address.country());
        String city = address.city() == null ? "" : address.city();
        add(lines, text(address.postalCode()) + " " + (abroad ? city : city.toUpperCase(Words.SOURCE)));
        if (abroad) {
            add(lines, land(address.country()));
        }
        return lines;
    }

    private static boolean isNorway(String country) {
        return country.strip().equalsIgnoreCase("NO");
    }

    private static String land(String country) {
        String name = new Locale("", country.strip()).getDisplayCountry(Words.SOURCE);
        return name.toUpperCase(Words.SOURCE);
    }

    private static void add(List<String> lines, String line) {
        if (!line.isBlank()) {
            lines.add(line.strip());
        }
    }

    private static String text(String value) {
        return value == null ? "" : value;
    }
}
