package no.grend.ocr.internal;

import java.time.LocalDate;
import java.util.List;
import no.grend.nets.TransmissionStart;
import no.grend.ocr.internal.store.FileRow.Days;
import no.grend.ocr.internal.store.FileRow.Format;
import no.grend.ocr.internal.store.FileRow.Sum;

/**
 * What a sound file is found to hold.
 *
 * @param transmission null for camt.054
 * @param contentSha SHA-256 of the records without what separates them
 * @param madeOn when the bank made it, as far as it says
 * @param payments types 10-17, net (bank-files 5.4); of camt.054 those booked for us
 * @param information types 18-21; of camt.054 what is not booked, and own money that went out
 * @param repeats which payments have a twin in the file
 * @param messageId null for OCR giro
 * @param days when the payments settle; null when there are none
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
        Repeats repeats,
        Format format,
        String messageId,
        Days days) {}
