package no.grend.kernel;

/**
 * An amount of Norwegian money in «øre» (1/100 krone), never in floating point.
 *
 * <p>Immutable and safe between threads. Arithmetic is exact: overflow throws {@link ArithmeticException}.
 *
 * @param value whole øre; negative for money that goes the other way
 */
public record Ore(long value) implements Comparable<Ore> {

    /** No money. */
    public static final Ore ZERO = new Ore(0);

    /** The amount of so many øre. */
    public static Ore of(long ore) {
        return ore == 0 ? ZERO : new Ore(ore);
    }

    /** The amount of so many whole kroner. */
    public static Ore kroner(long kroner) {
        return of(Math.multiplyExact(kroner, 100));
    }

    public Ore plus(Ore other) {
        return of(Math.addExact(value, other.value));
    }

    public Ore minus(Ore other) {
        return of(Math.subtractExact(value, other.value));
    }

    public Ore times(long factor) {
        return of(Math.multiplyExact(value, factor));
    }

    public Ore negate() {
        return of(Math.negateExact(value));
    }

    public boolean isZero() {
        return value == 0;
    }

    public boolean isNegative() {
        return value < 0;
    }

    public boolean isPositive() {
        return value > 0;
    }

    @Override
    public int compareTo(Ore other) {
        return Long.compare(value, other.value);
    }

    /** As a Norwegian reads it, with no-break space between thousands: {@code 1 250,50}. */
    @Override
    public String toString() {
        String digits = Long.toString(Math.abs(value / 100));
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < digits.length(); i++) {
            if (i > 0 && (digits.length() - i) % 3 == 0) {
                text.append('\u00a0');
            }
            text.append(digits.charAt(i));
        }
        long cents = Math.abs(value % 100);
        return (value < 0 ? "-" : "") + text + (cents < 10 ? ",0" : ",") + cents;
    }
}
