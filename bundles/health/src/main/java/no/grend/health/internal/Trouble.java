package no.grend.health.internal;

/**
 * One thing that is not well.
 *
 * @param part which module or part of the platform
 * @param detail one sentence for an operator, without secrets or personal data
 */
record Trouble(String part, String detail) {}
