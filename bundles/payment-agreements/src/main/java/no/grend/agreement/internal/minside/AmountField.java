package no.grend.agreement.internal.minside;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import no.grend.kernel.Ore;

/** Kroner as members write them: {@code 300}, {@code 1 250,50}, {@code 300.50}. */
final class AmountField {

    private static final Pattern KRONER = Pattern.compile("([0-9]{1,7})(?:[,.]([0-9]{1,2}))?");

    private AmountField() {}

    /** Empty when it is no amount. */
    static Optional<Ore> parse(String text) {
        String plain = (text == null ? "" : text)
                .replaceAll("(?i)kr|[\\s\\u00a0\\u202f]", "")
                .replaceAll(",-$", "");
        Matcher kroner = KRONER.matcher(plain);
        if (!kroner.matches()) {
            return Optional.empty();
        }
        String cents = kroner.group(2) == null ? "0" : kroner.group(2);
        long ore = Long.parseLong(cents) * (cents.length() == 1 ? 10 : 1);
        return Optional.of(Ore.kroner(Long.parseLong(kroner.group(1))).plus(Ore.of(ore)));
    }

    /** As it stands in the field beforehand: without øre when there are none. */
    static String text(Ore amount) {
        String all = amount.toString();
        return amount.value() % 100 == 0 ? all.substring(0, all.length() - 3) : all;
    }
}
