package no.grend.nets;

/**
 * The start of an assignment («startrecord for oppdrag», bank-files 4.1 and 5.1).
 *
 * @param ordinal its place in the file, from 1; the only key, since two assignments may share a number
 * @param kind what it carries
 * @param agreementId nine digits; null in service 21, which has none
 * @param number assignment number
 * @param account payee's account, eleven digits
 */
public record AssignmentStart(int ordinal, AssignmentKind kind, String agreementId, int number, String account) {}
