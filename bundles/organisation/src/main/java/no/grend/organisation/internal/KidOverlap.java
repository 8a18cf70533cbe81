package no.grend.organisation.internal;

import java.util.OptionalInt;
import java.util.Random;
import no.grend.kernel.Problem;
import no.grend.ledger.spi.KidScheme;

/**
 * Whether one KID scheme takes a KID of another for its own and reads something else in it. Schemes are services that say no
 * more of their shape than how they make and read, so that is tried: the same numbers each time, and so many that a check digit,
 * which hides nine clashes in ten, cannot hide all.
 */
final class KidOverlap {

    private static final int TRIES = 2_000;
    private static final int MOST_DIGITS = 7;
    private static final long SEED = 50;

    private KidOverlap() {}

    static boolean between(KidScheme one, KidScheme other) {
        Random numbers = new Random(SEED);
        for (int i = 0; i < TRIES; i++) {
            int member = 1 + number(numbers);
            long invoice = i % 2 == 0 ? 0 : number(numbers);
            if (misread(one, other, member, invoice) || misread(other, one, member, invoice)) {
                return true;
            }
        }
        return false;
    }

    /** Numbers of all lengths: short ones are what a wrong reading makes of long ones. */
    private static int number(Random numbers) {
        return numbers.nextInt((int) Math.pow(10, 1 + numbers.nextInt(MOST_DIGITS))) % 9_999_999;
    }

    private static boolean misread(KidScheme maker, KidScheme reader, int member, long invoice) {
        String kid;
        try {
            kid = maker.kid(member, invoice);
        } catch (Problem tooLarge) {
            return false;
        }
        OptionalInt read = reader.memberNumber(kid);
        return read.isPresent() && (read.getAsInt() != member || reader.isReference(kid) != maker.isReference(kid));
    }
}
