package no.grend.joining.internal.minside;

import java.time.Clock;
import java.time.Period;
import java.util.List;
import java.util.Locale;
import no.grend.kernel.Ore;
import no.grend.kernel.Oslo;
import no.grend.member.Joining;
import no.grend.member.Joining.Category;
import no.grend.member.Joining.FirstPayment;
import no.grend.member.Members.CategoryKind;

/** What can be joined on the web, as it is shown. */
final class Offers {

    private static final int MONTHS_A_YEAR = 12;

    private final Joining joining;
    private final Clock clock;

    Offers(Joining joining, Clock clock) {
        this.joining = joining;
        this.clock = clock;
    }

    /** @param contactId who looks; null for a stranger */
    List<Offer> of(String contactId, Locale language) {
        return joining.categories().stream()
                .map(category -> offer(contactId, language, category))
                .toList();
    }

    FirstPayment payment(String contactId, Locale language, Category category) {
        return joining.firstPayment(category.id(), Oslo.today(clock), contactId, language.getLanguage());
    }

    private Offer offer(String contactId, Locale language, Category category) {
        Period period = category.period();
        boolean inMonths = period.getDays() == 0;
        long count = inMonths ? period.toTotalMonths() : period.getDays();
        boolean inYears = inMonths && count % MONTHS_A_YEAR == 0;
        long shown = inYears ? count / MONTHS_A_YEAR : count;
        String unit = inYears ? "year" : inMonths ? "month" : "day";
        Ore first = payment(contactId, language, category).total();
        return new Offer(
                category.id(),
                category.name(),
                category.price(),
                "every." + unit + (shown == 1 ? "" : "s"),
                Long.toString(shown),
                first.equals(category.price()) ? null : first,
                category.kind() == CategoryKind.CASH);
    }
}
