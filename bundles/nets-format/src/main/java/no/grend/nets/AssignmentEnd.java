package no.grend.nets;

import java.time.LocalDate;

/**
 * The end of an assignment («sluttrecord for oppdrag», bank-files 4.5, 4.8 and 5.4).
 *
 * @param start the assignment
 * @param line the record's line in the file, from 1
 * @param stated what the record says
 * @param computed what was read
 * @param madeOn when the bank made it; null when it is not said
 * @param first earliest settlement or due date read; null when there is none
 * @param last latest settlement or due date read; null when there is none
 */
public record AssignmentEnd(
        AssignmentStart start,
        long line,
        Totals stated,
        Totals computed,
        LocalDate madeOn,
        LocalDate first,
        LocalDate last) {}
