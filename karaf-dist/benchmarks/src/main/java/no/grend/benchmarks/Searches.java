package no.grend.benchmarks;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** What people type who look for one member. */
final class Searches {

    private static final int HALF = 4;

    private Searches() {}

    /** The searches for one of {@link People}, ready for an address. */
    static List<String> of(int n) {
        String family = People.familyName(n);
        return Stream.of(
                        People.givenName(n) + " " + family,
                        family + " " + People.givenName(n).substring(0, 2),
                        family,
                        family.substring(0, HALF),
                        People.email(n),
                        People.mobile(n),
                        Integer.toString(n))
                .map(text -> URLEncoder.encode(text, StandardCharsets.UTF_8))
                .toList();
    }
}
