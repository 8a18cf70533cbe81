package no.grend.ocr.internal;

import java.time.LocalDate;
import java.util.List;
import no.grend.nets.TransmissionStart;
import no.grend.ocr.internal.store.FileRow.Sum;

/**
 * What a sound file is found to hold.
 *
 * @param contentSha SHA-256 of the records without what separates them
 * @param madeOn when the bank made it, as far as it says
 * @param payments types 10-17, net (bank-files 5.4)
 * @param information types 18-21
 * @param repeats which payments have a twin in the file
 */
record FileFacts(
        TransmissionStart transmission,
        String contentSha,
        LocalDate madeOn,
        long records,
        Sum payments,
        Sum information,
        long fboRecords,
        List<String> warnings,
        Repeats repeats) {}
