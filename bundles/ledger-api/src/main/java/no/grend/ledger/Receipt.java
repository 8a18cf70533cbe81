package no.grend.ledger;

import java.time.LocalDate;
import no.grend.kernel.Ore;

/**
 * Money that came in («innbetaling»), as the bank tells it.
 *
 * @param sourceKey unique for ever, made of the bank's own keys
 * @param channel {@code OCR}, {@code CAMT}, {@code MANUAL}
 * @param kid as given; null or blank when there is none
 * @param amount negative for a reversal
 * @param settledOn «oppgjørsdato»
 * @param orderedOn «oppdragsdato»; null when unknown
 * @param debitAccount the payer's account; null when unknown. Personal
 * @param bankReference archive reference; null when unknown
 * @param text free text; null when there is none. Personal
 */
public record Receipt(
        String sourceKey,
        String channel,
        String kid,
        Ore amount,
        LocalDate settledOn,
        LocalDate orderedOn,
        String debitAccount,
        String bankReference,
        String text) {}
