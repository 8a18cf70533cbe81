package no.grend.agreement.internal;

import java.util.List;
import java.util.stream.IntStream;

/**
 * When invoices are charged by consents («trekkregler»). Immutable.
 *
 * @param aheadDays how many days before the due date the provider is told; more when it asks for more
 * @param catchUpDays how many days after the due date an invoice is charged all the same
 * @param retryDays on which days after the due day a charge that failed is tried again, ascending
 */
record ChargeRules(int aheadDays, int catchUpDays, List<Integer> retryDays) {

    private static final int LONGEST = 30;

    ChargeRules {
        retryDays = List.copyOf(retryDays);
    }

    /** What cannot be is left out, and what is too much is cut. */
    static ChargeRules of(int ahead, int catchUp, int... retries) {
        int[] days = retries == null ? new int[0] : retries;
        return new ChargeRules(
                within(ahead),
                within(catchUp),
                IntStream.of(days)
                        .filter(day -> day > 0 && day <= LONGEST)
                        .sorted()
                        .distinct()
                        .boxed()
                        .toList());
    }

    /** The last day after the due day on which a charge may be tried. */
    int lastRetry() {
        return retryDays.isEmpty() ? 0 : retryDays.get(retryDays.size() - 1);
    }

    /** For how many days after the due day the provider is to try again by itself. */
    int retriesOf(Offer.Charges provider) {
        return Math.min(provider.retryDays(), lastRetry());
    }

    /** How many more charges are made here when one fails that is the first. */
    int triesBeside(Offer.Charges provider) {
        return provider.retryDays() > 0 ? 0 : retryDays.size();
    }

    private static int within(int days) {
        return Math.max(0, Math.min(LONGEST, days));
    }
}
