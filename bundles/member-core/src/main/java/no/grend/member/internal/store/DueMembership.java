package no.grend.member.internal.store;

/**
 * A membership that is to be invoiced, with who pays for it and its place in a household.
 *
 * @param language the member's: {@code nb}, {@code nn} or {@code en}
 * @param payerContactId who pays («betaler»); null when the member does
 * @param householdId null when the member is in none
 * @param place among the household's persons, from 1; 0 without a household
 */
public record DueMembership(
        StoredMembership membership, String language, String payerContactId, String householdId, int place) {}
