package no.grend.ledger;

import java.util.List;
import no.grend.kernel.Ore;

/**
 * What to take off an invoice by a credit note.
 *
 * @param whole all that is not credited yet; then there are no lines
 * @param lines at least one when not whole
 * @param reason as it shall stand on the credit note, 1-500 characters
 */
public record Credit(boolean whole, List<Line> lines, String reason) {

    public Credit {
        lines = List.copyOf(lines);
    }

    /** All of the invoice that is not credited yet. */
    public static Credit whole(String reason) {
        return new Credit(true, List.of(), reason);
    }

    /** Some of it. */
    public static Credit of(String reason, List<Line> lines) {
        return new Credit(false, lines, reason);
    }

    /**
     * So much of one line.
     *
     * @param line its place on the invoice, from 1
     * @param amount with the line's own sign, at most what is left of it
     */
    public record Line(int line, Ore amount) {}
}
