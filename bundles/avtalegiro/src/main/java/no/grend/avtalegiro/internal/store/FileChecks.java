package no.grend.avtalegiro.internal.store;

import java.util.ArrayList;
import java.util.List;
import no.grend.avtalegiro.internal.store.BankFile.Kind;
import no.grend.avtalegiro.internal.store.Numbers.Series;
import no.grend.kernel.Count;
import org.jdbi.v3.core.Handle;

/** The questions of the verification; they read only. Safe between threads. */
public final class FileChecks {

    /** What rows add up to. */
    public record Sum(long count, long ore) {}

    private static final String TRANSMISSIONS = """
            SELECT c.last_given,
                (SELECT COUNT(*) FROM avtalegiro_file f WHERE f.transmission_number BETWEEN 1 AND c.last_given),
                (SELECT COUNT(*) FROM avtalegiro_file f WHERE f.transmission_number > c.last_given),
                (SELECT COUNT(*) FROM avtalegiro_file f JOIN avtalegiro_number_gap g
                    ON f.transmission_number BETWEEN g.first_skipped AND g.last_skipped
                    WHERE g.counter_name = c.name)
            FROM avtalegiro_counter c WHERE c.name = :name""";

    private static final String ASSIGNMENTS = """
            SELECT c.last_given,
                (SELECT COUNT(*) FROM avtalegiro_file f WHERE f.assignment_number BETWEEN 1 AND c.last_given),
                (SELECT COUNT(*) FROM avtalegiro_file f WHERE f.assignment_number > c.last_given),
                (SELECT COUNT(*) FROM avtalegiro_file f JOIN avtalegiro_number_gap g
                    ON f.assignment_number BETWEEN g.first_skipped AND g.last_skipped
                    WHERE g.counter_name = c.name)
            FROM avtalegiro_counter c WHERE c.name = :name""";

    private static final String SUM_OF_CLAIMS =
            "SELECT COUNT(*), COALESCE(SUM(amount_ore), 0) FROM avtalegiro_claim WHERE file_id = :file";

    /** With those that the bank rejected: they stand in the file all the same. */
    private static final String SUM_OF_CANCELLATIONS = """
            SELECT COUNT(*), COALESCE(SUM(amount_ore), 0) FROM (
                SELECT amount_ore FROM avtalegiro_claim WHERE cancellation_file_id = :file
                UNION ALL
                SELECT c.amount_ore FROM avtalegiro_failed_cancellation f
                JOIN avtalegiro_claim c ON c.file_id = f.claim_file_id AND c.place = f.claim_place
                WHERE f.cancellation_file_id = :file) AS cancelled""";

    private final Numbers numbers = new Numbers(null);

    /** Every number up to the last given is a file's or has been passed over with a reason. */
    public List<String> numbers(Handle tx, Series series) {
        long skipped = numbers.skipped(tx, series);
        return tx.createQuery(series == Series.TRANSMISSION ? TRANSMISSIONS : ASSIGNMENTS)
                .bind("name", series.counter())
                .map((row, context) ->
                        numbers(series, row.getLong(1), row.getLong(2) + skipped, row.getLong(3), row.getLong(4)))
                .one();
    }

    private static List<String> numbers(Series series, long last, long accounted, long beyond, long inGaps) {
        List<String> problems = new ArrayList<>();
        if (accounted != last) {
            problems.add("Of " + Count.of(last, series.counter() + " number") + " given, "
                    + Count.of(accounted, "is", "are") + " accounted for by files and recorded gaps");
        }
        if (beyond > 0) {
            problems.add(Count.of(beyond, "file carries a ", "files carry a ") + series.counter()
                    + " number that was never given");
        }
        if (inGaps > 0) {
            problems.add(Count.of(inGaps, "file carries a ", "files carry a ") + series.counter()
                    + " number that was passed over");
        }
        return problems;
    }

    /** An invoice stands in at most one live claim, and a claim is either live or ended. */
    public List<String> claims(Handle tx) {
        List<String> problems = new ArrayList<>();
        long twice = count(tx, """
                SELECT COUNT(*) FROM (SELECT live_invoice_id FROM avtalegiro_claim WHERE live_invoice_id IS NOT NULL
                    GROUP BY live_invoice_id HAVING COUNT(*) > 1) twice""");
        if (twice > 0) {
            problems.add(Count.of(twice, "invoice stands", "invoices stand") + " in more than one live claim");
        }
        long neither = count(tx, """
                SELECT COUNT(*) FROM avtalegiro_claim
                WHERE (live_invoice_id IS NULL AND state IN ('AWAITING', 'SETTLED'))
                   OR (live_invoice_id IS NOT NULL AND state NOT IN ('AWAITING', 'SETTLED'))
                   OR (live_invoice_id IS NOT NULL AND live_invoice_id <> invoice_id)
                   OR (cancellation_file_id IS NULL AND state = 'CANCELLED')
                   OR (cancellation_file_id IS NOT NULL AND state <> 'CANCELLED')""");
        if (neither > 0) {
            problems.add(Count.of(neither, "claim is", "claims are")
                    + " neither live nor ended (cancelled or rejected), or both");
        }
        return problems;
    }

    private static long count(Handle tx, String sql) {
        return tx.createQuery(sql).mapTo(Long.class).one();
    }

    /** What the rows of a file add up to. */
    public Sum sum(Handle tx, BankFile file) {
        return tx.createQuery(file.kind() == Kind.CLAIMS ? SUM_OF_CLAIMS : SUM_OF_CANCELLATIONS)
                .bind("file", file.id())
                .map((row, context) -> new Sum(row.getLong(1), row.getLong(2)))
                .one();
    }
}
