package no.grend.privacy;

import no.grend.schema.PlainRows;

/**
 * What one table holds about a contact. Immutable.
 *
 * @param table its name in the database
 * @param rows the columns that hold personal data, under their names in the database
 */
public record Held(String table, PlainRows rows) {}
