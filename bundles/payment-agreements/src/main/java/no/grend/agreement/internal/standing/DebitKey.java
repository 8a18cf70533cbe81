package no.grend.agreement.internal.standing;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import no.grend.agreement.StandingAgreement.Purpose;
import no.grend.agreement.internal.standing.store.StandingRow;

/**
 * One period of one agreement, as the ledger names its invoice: {@code gift:<id>:2027-01}. What it begins with is the purpose,
 * by which payments are routed; a membership's own periods have a whole date, so they are never taken for these.
 */
record DebitKey(Purpose purpose, String agreementId, YearMonth period) {

    private static final Pattern KEY = Pattern.compile("(membership|gift|course):([^:]+):([0-9]{4}-[0-9]{2})");

    static DebitKey of(StandingRow row, LocalDate debit) {
        return new DebitKey(row.purpose(), row.id(), YearMonth.from(debit));
    }

    /** Reads a source key of the ledger; empty when it names something else. */
    static Optional<DebitKey> parse(String sourceKey) {
        Matcher key = KEY.matcher(sourceKey == null ? "" : sourceKey);
        if (!key.matches()) {
            return Optional.empty();
        }
        try {
            Purpose purpose = Purpose.valueOf(key.group(1).toUpperCase(Locale.ROOT));
            return Optional.of(new DebitKey(purpose, key.group(2), YearMonth.parse(key.group(3))));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** As the ledger has it. */
    @Override
    public String toString() {
        return purpose.key() + ":" + agreementId + ":" + period;
    }
}
