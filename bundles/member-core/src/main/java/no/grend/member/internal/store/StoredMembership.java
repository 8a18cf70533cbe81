package no.grend.member.internal.store;

import java.time.LocalDate;
import no.grend.kernel.Ore;

/**
 * A membership («medlemskap») as its row holds it, with what it takes from contact and category.
 *
 * @param from the first day of membership
 * @param firstBilledFrom the day that periods are counted from
 * @param paidUntil the last day paid for; null when nothing is paid
 * @param invoicedUntil the last day invoiced; null when nothing is
 * @param nextFrom the first day of the next period to invoice; null when nothing more shall be
 * @param endedOn the last day of membership, the day before the first when it was called off; null while it runs
 * @param billOn the billing date that the first period is invoiced on by itself; null when it is not, or was
 * @param joiningFee paid with the first period; null when none is
 * @param fingerprint of the request that made it; null when it came without an idempotency key
 * @param activeUntil the day to which it is active though nothing is paid, since it was joined so; null for none
 * @param invoicedFrom the first day of the last period invoiced; null when nothing is, or it was before freezes were known
 * @param frozenFrom the first day of the latest freeze; null when there is none
 * @param frozenUntil its last day; null when there is none
 */
public record StoredMembership(
        String id,
        String contactId,
        int memberNumber,
        String contactName,
        StoredCategory category,
        LocalDate from,
        LocalDate firstBilledFrom,
        LocalDate paidUntil,
        LocalDate invoicedUntil,
        LocalDate nextFrom,
        LocalDate endedOn,
        String endReason,
        LocalDate billOn,
        Ore joiningFee,
        int version,
        String fingerprint,
        LocalDate activeUntil,
        LocalDate invoicedFrom,
        LocalDate frozenFrom,
        LocalDate frozenUntil) {

    /** One that is not active before it is paid for. */
    public StoredMembership(
            String id,
            String contactId,
            int memberNumber,
            String contactName,
            StoredCategory category,
            LocalDate from,
            LocalDate firstBilledFrom,
            LocalDate paidUntil,
            LocalDate invoicedUntil,
            LocalDate nextFrom,
            LocalDate endedOn,
            String endReason,
            LocalDate billOn,
            Ore joiningFee,
            int version,
            String fingerprint) {
        this(
                id,
                contactId,
                memberNumber,
                contactName,
                category,
                from,
                firstBilledFrom,
                paidUntil,
                invoicedUntil,
                nextFrom,
                endedOn,
                endReason,
                billOn,
                joiningFee,
                version,
                fingerprint,
                null,
                null,
                null,
                null);
    }

    /** The same, as it is joined. @param billOn null when it is not invoiced by itself @param joiningFee null for none */
    public StoredMembership joining(LocalDate billOn, Ore joiningFee) {
        return with(nextFrom, endedOn, billOn, joiningFee, frozenFrom, frozenUntil);
    }

    /** The same with another latest freeze, and the next period when that lets it begin. */
    public StoredMembership frozen(LocalDate frozenFrom, LocalDate frozenUntil, LocalDate nextFrom) {
        return with(nextFrom, endedOn, billOn, joiningFee, frozenFrom, frozenUntil);
    }

    /** The same with a last day. */
    public StoredMembership ending(LocalDate on) {
        return with(nextFrom, on, billOn, joiningFee, frozenFrom, frozenUntil);
    }

    private StoredMembership with(
            LocalDate nextFrom,
            LocalDate endedOn,
            LocalDate billOn,
            Ore joiningFee,
            LocalDate frozenFrom,
            LocalDate frozenUntil) {
        return new StoredMembership(
                id,
                contactId,
                memberNumber,
                contactName,
                category,
                from,
                firstBilledFrom,
                paidUntil,
                invoicedUntil,
                nextFrom,
                endedOn,
                endReason,
                billOn,
                joiningFee,
                version,
                fingerprint,
                activeUntil,
                invoicedFrom,
                frozenFrom,
                frozenUntil);
    }

    /**
     * The last day that is paid for, with the days by which a freeze makes it later: when all that was invoiced is paid,
     * nothing is owed before the next period. Null when nothing is paid.
     */
    public LocalDate coveredUntil() {
        boolean allIsPaid = paidUntil != null && (invoicedUntil == null || !paidUntil.isBefore(invoicedUntil));
        return allIsPaid && frozenUntil != null && nextFrom != null && nextFrom.isAfter(paidUntil)
                ? nextFrom.minusDays(1)
                : paidUntil;
    }

    /** Whether the latest freeze holds on a day. */
    public boolean isFrozenOn(LocalDate day) {
        return frozenUntil != null && !frozenFrom.isAfter(day) && !frozenUntil.isBefore(day);
    }

    /** Whether it costs nothing. */
    public boolean free() {
        return category.price().equals(Ore.ZERO);
    }

    /** Whether it was ended before it began, so that the contact never was a member by it. */
    public boolean calledOff() {
        return endedOn != null && endedOn.isBefore(from);
    }
}
