package no.grend.nets;

import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDate;
import java.util.function.IntFunction;
import no.grend.kernel.KidScheme;
import no.grend.kernel.Ore;

/**
 * Makes OCR files of any size for benchmarks and demonstrations, in constant memory. The persons and accounts are made
 * up.
 *
 * @param transmission number of the transmission
 * @param recipient payee's customer unit, eight digits
 * @param agreementId nine digits
 * @param account payee's account, eleven digits
 * @param date settlement date of all payments
 */
public record SyntheticOcrFile(int transmission, String recipient, String agreementId, String account, LocalDate date) {

    private static final int AVTALEGIRO = 15;
    private static final int BUSINESS_TERMINAL = 13;
    private static final long NO_ACCOUNT_BASE = 99_990_000_000L;

    /**
     * Writes one assignment of payments.
     *
     * @param payments how many
     * @param entry the payment of each number, from 1
     */
    public Totals write(OutputStream out, int payments, IntFunction<OcrEntry> entry) throws IOException {
        NetsFileWriter file =
                new NetsFileWriter(out, new TransmissionStart(TransmissionStart.BANK_NETWORK, transmission, recipient));
        OcrAssignmentWriter assignment = file.payments(agreementId, 1, account, date);
        for (int number = 1; number <= payments; number++) {
            assignment.payment(entry.apply(number));
        }
        assignment.end();
        return file.finish();
    }

    /** Writes payments of 250 kroner on invoice 1 of members 1, 2, 3 …, every other one by AvtaleGiro. */
    public Totals write(OutputStream out, int payments) throws IOException {
        return write(
                out,
                payments,
                number -> entry(number, KidScheme.STANDARD.kid(number, 1).value(), 25_000));
    }

    /** A plain payment on this file's date. @param ore amount, negative for a credit note */
    public OcrEntry entry(int number, String kid, long ore) {
        int type = number % 2 == 0 ? BUSINESS_TERMINAL : AVTALEGIRO;
        String archiveReference = String.valueOf(100_000_000L + number);
        String debitAccount = String.valueOf(NO_ACCOUNT_BASE + number);
        return OcrEntry.giro(type, number, date, Ore.of(ore), kid, archiveReference, debitAccount);
    }
}
