package no.grend.ocr.internal;

import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Finds which payments of a file have an identical twin in it, in 8 MiB whatever the file's size.
 *
 * <p>The first pass notes every identity in a bit field; one whose bit is taken may be a twin and is remembered. In the
 * second pass only those need to be counted.
 */
final class Repeats {

    private static final int BITS = 1 << 26;

    private final BitSet seen = new BitSet(BITS);
    private final Set<PaymentIdentity> suspects = new HashSet<>();

    /** First pass. */
    void note(PaymentIdentity identity) {
        int bit = (int) (identity.low() & (BITS - 1));
        if (seen.get(bit)) {
            suspects.add(identity);
        } else {
            seen.set(bit);
        }
    }

    /** Second pass: gives each payment its place among its twins. Not safe between threads. */
    Ordinals ordinals() {
        return new Ordinals(Set.copyOf(suspects));
    }

    /** Counts twins as they come. */
    static final class Ordinals {

        private final Set<PaymentIdentity> suspects;
        private final Map<PaymentIdentity, Integer> counts = new HashMap<>();

        private Ordinals(Set<PaymentIdentity> suspects) {
            this.suspects = suspects;
        }

        /** From 1. */
        int next(PaymentIdentity identity) {
            return suspects.contains(identity) ? counts.merge(identity, 1, Integer::sum) : 1;
        }
    }
}
