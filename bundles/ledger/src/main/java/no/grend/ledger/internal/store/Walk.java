package no.grend.ledger.internal.store;

/**
 * Joins that walk the keys, for questions about few rows. Derby plans by what it thinks the tables hold, often from when they
 * were empty, and was seen to read every invoice to find one; {@code --DERBY-PROPERTIES} leave it no choice, and are
 * comments to PostgreSQL. Each takes its line to the end.
 */
final class Walk {

    /** From an invoice {@code i} to what was put on it or taken off it, {@code a}. */
    static final String ADJUSTED = """
            LEFT JOIN ledger_adjusted a --DERBY-PROPERTIES constraint=ledger_adjusted_pk, joinStrategy=NESTEDLOOP
              ON a.invoice = i.entry
            """;

    /** From an invoice {@code i} to what is open on it, {@code o}. */
    static final String OPEN = """
            LEFT JOIN ledger_open o --DERBY-PROPERTIES constraint=ledger_open_pk, joinStrategy=NESTEDLOOP
              ON o.invoice = i.entry
            """;

    /** What is open, {@code o}, with its invoice {@code i}. */
    static final String OPEN_INVOICES = """
            FROM --DERBY-PROPERTIES joinOrder=FIXED
              ledger_open o JOIN ledger_invoice i --DERBY-PROPERTIES constraint=ledger_invoice_pk, joinStrategy=NESTEDLOOP
              ON i.entry = o.invoice
            """;

    /** The same, from one invoice on, in their order. */
    static final String OPEN_IN_ORDER = OPEN_INVOICES.replace(
            "ledger_open o JOIN", "ledger_open o --DERBY-PROPERTIES constraint=ledger_open_pk\n  JOIN");

    private Walk() {}
}
