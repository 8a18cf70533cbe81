package no.grend.dunning.internal.rules;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import no.grend.kernel.Ore;

/** A part of the inkassosats, {@code 1/20}. */
public record Share(long parts, long of) {

    private static final Pattern WRITTEN = Pattern.compile("(\\d{1,3})/([1-9]\\d{0,2})");
    private static final long KRONE = 100;

    static Share parse(String text) {
        Matcher written = WRITTEN.matcher(text.strip());
        if (!written.matches()) {
            throw new IllegalArgumentException("A fee is a part of the inkassosats such as 1/20, and not: " + text);
        }
        return new Share(Long.parseLong(written.group(1)), Long.parseLong(written.group(2)));
    }

    public boolean isNothing() {
        return parts == 0;
    }

    /** This part of an amount, to the nearest whole krone, half a krone upwards: a twentieth of kr 750 is kr 38. */
    public Ore wholeKroner(Ore whole) {
        long scaled = Math.multiplyExact(whole.value(), parts);
        long perKrone = Math.multiplyExact(of, KRONE);
        return Ore.kroner(Math.floorDiv(Math.addExact(scaled, perKrone / 2), perKrone));
    }

    @Override
    public String toString() {
        return parts + "/" + of;
    }
}
