package no.grend.camt;

import no.grend.kernel.Ore;

/**
 * What the bank says of payments booked in one sum ({@code Btch}).
 *
 * @param messageId of the order they came from; null when not said
 * @param paymentInformationId of the part of that order; null when not said
 * @param transactions how many; null when not said
 * @param total of them; null when not said
 */
public record CamtBatch(String messageId, String paymentInformationId, Integer transactions, Ore total) {}
