package no.grend.member.internal;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import no.grend.member.Members.CategoryKind;
import no.grend.member.internal.store.StoredMembership;

/**
 * One invoice of one period of one membership, as the ledger names it: {@code membership:<id>:<first day>}, and
 * {@code membership:<id>:<first day>:2} for the second, when staff had the first one credited and the period invoiced again.
 *
 * @param attempt which invoice of the period it is, from 1
 */
record MembershipPeriod(String membershipId, LocalDate start, int attempt) {

    private static final String PREFIX = "membership:";
    private static final Pattern KEY =
            Pattern.compile("membership:([^:]+):([0-9]{4,}-[0-9]{2}-[0-9]{2})(?::([1-9][0-9]{0,5}))?");

    /** Reads a source key of the ledger; empty when it names something else. */
    static Optional<MembershipPeriod> parse(String sourceKey) {
        Matcher key = sourceKey == null ? null : KEY.matcher(sourceKey);
        if (key == null || !key.matches()) {
            return Optional.empty();
        }
        try {
            int attempt = key.group(3) == null ? 1 : Integer.parseInt(key.group(3));
            return Optional.of(new MembershipPeriod(key.group(1), LocalDate.parse(key.group(2)), attempt));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    static String key(String membershipId, LocalDate start) {
        return PREFIX + membershipId + ":" + start;
    }

    /** Its source key in the ledger. */
    String key() {
        String first = key(membershipId, start);
        return attempt == 1 ? first : first + ":" + attempt;
    }

    /** The first day of the period after one that ends on this day; null when nothing more shall be invoiced. */
    static LocalDate after(StoredMembership membership, LocalDate lastDay) {
        return membership.category().kind() == CategoryKind.CASH ? null : lastDay.plusDays(1);
    }
}
