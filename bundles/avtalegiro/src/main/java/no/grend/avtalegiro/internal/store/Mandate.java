package no.grend.avtalegiro.internal.store;

import java.time.LocalDate;

/**
 * Where a member's mandate («fast betalingsoppdrag», FBO) stands.
 *
 * @param kid the identification registered on it; an invoice's KID or the member's reference KID (S4-15)
 * @param writtenNotice whether the payer wants notice (J/N)
 * @param since the business date it became active; null when only its end was ever told
 * @param endedOn null while it is active
 * @param decidedOn date of the file that decided this; an older file changes nothing
 */
public record Mandate(
        int memberNumber,
        boolean active,
        String kid,
        boolean writtenNotice,
        LocalDate since,
        LocalDate endedOn,
        LocalDate decidedOn) {}
