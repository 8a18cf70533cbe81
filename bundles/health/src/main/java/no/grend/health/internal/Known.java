package no.grend.health.internal;

import java.util.function.Predicate;

/**
 * A trouble that somebody tells of.
 *
 * @param part which module or part of the platform
 * @param detail for an operator, without secrets or personal data
 * @param withholds whether a service is not there because of it; asked with what {@link Stopped#need} writes
 */
record Known(String part, String detail, Predicate<String> withholds) {

    /** One that keeps nothing from starting. */
    static Known harmless(String part, String detail) {
        return new Known(part, detail, service -> false);
    }
}
