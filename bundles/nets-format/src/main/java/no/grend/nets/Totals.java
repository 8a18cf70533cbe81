package no.grend.nets;

/**
 * What a record 88 or 89 counts.
 *
 * @param transactions payments, claims, deletions or mandates
 * @param records every record, the start and end records themselves too
 * @param totalOre control sum in øre; 0 for mandates
 */
public record Totals(long transactions, long records, long totalOre) {

    Totals plus(Totals other) {
        return new Totals(
                transactions + other.transactions, records + other.records, Math.addExact(totalOre, other.totalOre));
    }
}
