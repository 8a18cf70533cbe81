package no.grend.avtalegiro.internal.store;

/**
 * An invoice that a file did not take.
 *
 * @param place order in which it was met, from 1
 * @param code stable name of the reason
 * @param reason in words for staff
 */
public record LeftOut(int place, String invoiceId, String code, String reason) {}
