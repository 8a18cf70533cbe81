package no.grend.joining.internal.minside;

import no.grend.kernel.Ore;

/**
 * An offer as it is shown.
 *
 * @param every key of the words for its period
 * @param count how many of them
 * @param first what is paid first, when that is another amount; else null
 * @param cash whether it lasts one period only
 */
public record Offer(String id, String name, Ore price, String every, String count, Ore first, boolean cash) {}
