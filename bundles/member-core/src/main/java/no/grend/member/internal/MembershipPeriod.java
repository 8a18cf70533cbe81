package no.grend.member.internal;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import no.grend.member.Members.CategoryKind;
import no.grend.member.internal.store.StoredMembership;

/** One period of one membership, as the ledger names it: {@code membership:<id>:<first day>}. */
record MembershipPeriod(String membershipId, LocalDate start) {

    private static final String PREFIX = "membership:";

    /** Reads a source key of the ledger; empty when it names something else. */
    static Optional<MembershipPeriod> parse(String sourceKey) {
        if (sourceKey == null || !sourceKey.startsWith(PREFIX)) {
            return Optional.empty();
        }
        int colon = sourceKey.lastIndexOf(':');
        try {
            return colon <= PREFIX.length()
                    ? Optional.empty()
                    : Optional.of(new MembershipPeriod(
                            sourceKey.substring(PREFIX.length(), colon),
                            LocalDate.parse(sourceKey.substring(colon + 1))));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    static String key(String membershipId, LocalDate start) {
        return PREFIX + membershipId + ":" + start;
    }

    /** The first day of the period after one that ends on this day; null when nothing more shall be invoiced. */
    static LocalDate after(StoredMembership membership, LocalDate lastDay) {
        return membership.category().kind() == CategoryKind.CASH ? null : lastDay.plusDays(1);
    }
}
