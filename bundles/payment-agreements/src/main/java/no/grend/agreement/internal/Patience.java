package no.grend.agreement.internal;

import java.time.Duration;

/** How long until a provider is asked (again) about a payment: 5 minutes, an hour, then each day. */
final class Patience {

    static final Duration FIRST = Duration.ofMinutes(5);

    private static final Duration SECOND = Duration.ofHours(1);

    private static final Duration LATER = Duration.ofDays(1);

    private Patience() {}

    /** @param asks how often it was asked before */
    static Duration after(int asks) {
        return switch (asks) {
            case 0 -> FIRST;
            case 1 -> SECOND;
            default -> LATER;
        };
    }
}
