package no.grend.member.internal.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.MonthDay;
import java.util.HashMap;
import java.util.Map;
import no.grend.kernel.Ore;
import no.grend.member.internal.store.Pricing.FamilyDiscount;
import no.grend.member.internal.store.Pricing.Proration;

/** A category's pricing as its columns hold it. */
final class PricingColumns {

    /** The columns, of the table named {@code k}. */
    static final String OF_K =
            "k.periods_from, k.proration, k.joining_fee AS category_joining_fee, k.family_percent, k.family_amount, "
                    + "k.whole_kroner";

    private PricingColumns() {}

    /** What is bound to write it. */
    static Map<String, Object> values(Pricing pricing) {
        FamilyDiscount family = pricing.family();
        Map<String, Object> values = new HashMap<>();
        values.put("periodsFrom", pricing.periodsFrom() == null ? null : written(pricing.periodsFrom()));
        values.put("proration", pricing.proration().name());
        values.put("joiningFee", pricing.joiningFee().value());
        values.put("familyPercent", family == null ? null : family.percent());
        values.put(
                "familyAmount",
                family == null || family.amount() == null
                        ? null
                        : family.amount().value());
        values.put("wholeKroner", pricing.wholeKroner());
        return values;
    }

    /** Reads it from a row of the table. */
    static Pricing read(ResultSet row) throws SQLException {
        return read(row, "joining_fee");
    }

    /** Reads it from a row that was joined with {@link #OF_K}. */
    static Pricing readJoined(ResultSet row) throws SQLException {
        return read(row, "category_joining_fee");
    }

    private static Pricing read(ResultSet row, String joiningFee) throws SQLException {
        String from = row.getString("periods_from");
        Proration proration = Proration.valueOf(row.getString("proration"));
        long fee = row.getLong(joiningFee);
        FamilyDiscount family = family(row);
        boolean kroner = row.getBoolean("whole_kroner");
        boolean plain = from == null && proration == Proration.NONE && fee == 0 && family == null && !kroner;
        return plain
                ? Pricing.PLAIN
                : new Pricing(from == null ? null : day(from), proration, Ore.of(fee), family, kroner);
    }

    private static FamilyDiscount family(ResultSet row) throws SQLException {
        int percent = row.getInt("family_percent");
        if (!row.wasNull()) {
            return new FamilyDiscount(percent, null);
        }
        long amount = row.getLong("family_amount");
        return row.wasNull() ? null : new FamilyDiscount(null, Ore.of(amount));
    }

    /** {@code 01-01}: ISO 8601 without its leading dashes. */
    private static String written(MonthDay day) {
        return day.toString().substring(2);
    }

    private static MonthDay day(String written) {
        return MonthDay.parse("--" + written);
    }
}
