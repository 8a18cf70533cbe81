package no.grend.audit.internal.store;

/**
 * A link of the chain.
 *
 * @param seq from 1, without gaps
 * @param hash hexadecimal
 */
public record Seal(long seq, String entryId, String hash) {}
