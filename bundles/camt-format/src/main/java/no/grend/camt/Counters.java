package no.grend.camt;

/** What one reading has come past, and whether that is too much. */
final class Counters {

    private int entries;
    private int details;
    private int payments;
    private CamtTotals totals = CamtTotals.NONE;

    void countEntry(Reading reading) throws Unreadable {
        if (++entries > reading.limits().entries()) {
            throw reading.xml()
                    .refusal(
                            FindingCode.TOO_MANY_ENTRIES,
                            "The file has more than " + reading.limits().entries() + " entries.");
        }
    }

    void countDetail(Reading reading) throws Unreadable {
        if (++details > reading.limits().details()) {
            throw reading.xml()
                    .refusal(
                            FindingCode.TOO_MANY_DETAILS,
                            "The file has more than " + reading.limits().details() + " details.");
        }
    }

    int nextPayment() {
        return ++payments;
    }

    /** Adds a sound entry. All sums of a part of the file are below that of the whole, so none of them can overflow. */
    void add(Reading reading, CamtEntry entry) throws Unreadable {
        long ore = entry.amount().value();
        boolean credit = entry.direction() == CamtEntry.Direction.CREDIT;
        if (totals.creditOre() + totals.debitOre() > Long.MAX_VALUE - ore) {
            throw reading.xml().refusal(FindingCode.TOTAL_OVERFLOW, "The entries add up to more money than there is.");
        }
        totals = totals.plus(new CamtTotals(1, 0, credit ? ore : 0, credit ? 0 : ore));
    }

    CamtTotals totals() {
        return totals.plus(new CamtTotals(0, payments, 0, 0));
    }
}
