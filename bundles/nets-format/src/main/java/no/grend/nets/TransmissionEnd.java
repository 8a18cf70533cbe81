package no.grend.nets;

import java.time.LocalDate;

/**
 * The end of a file («sluttrecord for forsendelse», bank-files 3.2).
 *
 * @param line its line in the file, from 1
 * @param stated what the record says
 * @param computed what was read
 * @param date date made (from the bank) or earliest due date (to the bank); null when the record has none
 */
public record TransmissionEnd(long line, Totals stated, Totals computed, LocalDate date) {}
