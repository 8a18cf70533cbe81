package no.grend.nets;

import java.time.LocalDate;
import java.util.List;
import no.grend.kernel.Ore;

/**
 * A claim on a payer's mandate («betalingskrav», bank-files 4.2-4.4).
 *
 * @param number above 0 and ascending within the assignment
 * @param bankNotified true when the bank notifies the payer (type 21), false when the payee does (type 02)
 * @param dueOn due date
 * @param amount above zero
 * @param kid digits only
 * @param shortName of the payer, helps to identify rejected claims; empty when unused
 * @param reference shown on the payer's statement; empty when unused
 * @param specification at most {@value #MOST_LINES} lines of {@value #LINE_WIDTH} characters for the bank's notice, empty
 *     lines keep their place; only with bank notice
 */
public record Claim(
        int number,
        boolean bankNotified,
        LocalDate dueOn,
        Ore amount,
        String kid,
        String shortName,
        String reference,
        List<String> specification) {

    /** Most lines of specification; one more and the bank rejects the claim. */
    public static final int MOST_LINES = 42;

    /** Most characters of a line: two columns of 40. */
    public static final int LINE_WIDTH = 80;

    public Claim {
        specification = List.copyOf(specification);
    }
}
