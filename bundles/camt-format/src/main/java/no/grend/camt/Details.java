package no.grend.camt;

import no.grend.camt.CamtEntry.Direction;
import no.grend.kernel.Count;
import no.grend.kernel.Ore;

/**
 * The details of one entry, handed on as they come. The first is held back until a second comes, since the only detail of an
 * entry may leave its amount to the entry.
 */
final class Details {

    private final Reading reading;
    private final CamtEntry entry;
    private final Reading.Place place;
    private final EntryParser.Listener listener;

    private DetailParser.Parsed held;
    private CamtDetail about = CamtDetail.UNKNOWN;
    private boolean lumpSum;
    private long count;
    private long sum;
    private boolean complete = true;
    private long groupCount;

    /** @param entry null when it is not sound; then details are only counted */
    Details(Reading reading, CamtEntry entry, Reading.Place place, EntryParser.Listener listener) {
        this.reading = reading;
        this.entry = entry;
        this.place = place;
        this.listener = listener;
    }

    CamtEntry entry() {
        return entry;
    }

    boolean none() {
        return count == 0;
    }

    /** What the bank says of an entry without details; null when nothing. */
    void about(String text) {
        about = CamtDetail.UNKNOWN.withText(text);
    }

    void beginGroup() {
        groupCount = 0;
    }

    void add(DetailParser.Parsed detail) throws Unreadable {
        listener.countDetail();
        count++;
        groupCount++;
        if (count == 1) {
            held = detail;
            return;
        }
        release(false);
        deliver(detail, false);
    }

    private void release(boolean alone) throws Unreadable {
        if (held != null) {
            deliver(held, alone);
            held = null;
        }
    }

    private void deliver(DetailParser.Parsed parsed, boolean alone) throws Unreadable {
        CamtDetail detail = parsed.detail();
        Ore amount = detail.amount() == null && alone && entry != null ? entry.amount() : detail.amount();
        if (entry == null || amount == null) {
            complete = false;
            reportMissing(parsed);
            return;
        }
        Direction direction = detail.direction() == null ? entry.direction() : detail.direction();
        long signed = direction.signed(amount.value());
        try {
            sum = Math.addExact(sum, signed);
        } catch (ArithmeticException e) {
            throw new Unreadable(
                    place.line(),
                    place.column(),
                    FindingCode.TOTAL_OVERFLOW,
                    "The details add up to more money than there is.");
        }
        listener.payment(entry, parsed.place(), detail, Ore.of(signed), false);
    }

    private void reportMissing(DetailParser.Parsed parsed) {
        if (entry == null || parsed.unreadable()) {
            return;
        }
        if (parsed.foreign()) {
            reading.error(
                    parsed.place(),
                    FindingCode.CURRENCY_OTHER,
                    "One payment of several in an entry has its amount in another currency than NOK.");
        } else {
            reading.error(
                    parsed.place(),
                    FindingCode.DETAIL_AMOUNT_MISSING,
                    "One payment of several in an entry has no amount, so it cannot be told how the entry is shared.");
        }
    }

    /** Compares with what the bank says of those it booked together. */
    void endGroup(CamtBatch batch) {
        Integer stated = batch.transactions();
        if (groupCount == 0) {
            lumpSum |= stated != null && stated > 1;
            return;
        }
        if (stated != null && stated >= 0 && stated != groupCount) {
            reading.error(
                    place,
                    FindingCode.BATCH_COUNT,
                    "The batch counts " + Count.of(stated, "payment") + ", but there "
                            + (groupCount == 1 ? "is " : "are ") + groupCount + ".");
        }
        boolean onlyGroup = groupCount == count;
        if (batch.total() != null
                && onlyGroup
                && entry != null
                && !batch.total().equals(entry.amount())) {
            reading.error(place, FindingCode.BATCH_SUM, "The batch has another total than the entry it is in.");
        }
    }

    /** The entry is read. */
    void end() throws Unreadable {
        release(true);
        if (entry == null) {
            return;
        }
        if (count == 0) {
            alone();
        } else if (complete && sum != entry.signedAmount().value()) {
            reading.error(
                    place,
                    FindingCode.DETAILS_SUM,
                    "The entry is of " + entry.signedAmount() + ", but its details come to " + Ore.of(sum) + ".");
        }
    }

    private void alone() throws Unreadable {
        if (lumpSum) {
            reading.error(
                    place,
                    FindingCode.DETAILS_MISSING,
                    "The entry is the sum of several payments, and the bank tells none of them.");
        }
        listener.payment(entry, place, about, entry.signedAmount(), lumpSum);
    }
}
