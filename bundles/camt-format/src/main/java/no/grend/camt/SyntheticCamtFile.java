package no.grend.camt;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import no.grend.kernel.KidScheme;
import no.grend.kernel.Ore;

/**
 * Makes camt.054 files of any size for tests, benchmarks and demonstrations, in constant memory. The persons and accounts are
 * made up.
 *
 * @param account payee's account, eleven digits
 * @param date booking date of all payments
 * @param perEntry how many payments each entry sums up
 */
public record SyntheticCamtFile(CamtVersion version, String messageId, String account, LocalDate date, int perEntry) {

    private static final long NO_ACCOUNT_BASE = 99_990_000_000L;
    private static final String KID_PAYMENTS = "PMNT/RCDT/VCOM";

    public SyntheticCamtFile {
        if (perEntry < 1) {
            throw new IllegalArgumentException("An entry has at least one payment");
        }
    }

    /**
     * Writes one notification.
     *
     * @param payments how many
     * @param detail the payment of each number, from 1; asked for three times, since sums stand before what they sum
     */
    public CamtTotals write(OutputStream out, int payments, IntFunction<CamtDetail> detail) throws IOException {
        return write(out, StandardCharsets.UTF_8, CamtNotification.Copy.NONE, payments, detail);
    }

    /** The same, in another encoding and marked as a copy. */
    public CamtTotals write(
            OutputStream out, Charset charset, CamtNotification.Copy copy, int payments, IntFunction<CamtDetail> detail)
            throws IOException {
        CamtFileWriter file = new CamtFileWriter(out, CamtMessage.of(version, messageId, date.atTime(18, 0)), charset);
        int entries = (payments + perEntry - 1) / perEntry;
        CamtAccount ours = CamtAccount.ofNorwegian(account);
        CamtTotals summary = new CamtTotals(entries, payments, sum(1, payments, detail), 0);
        file.notification(new CamtNotification(1, 0, messageId + "-1", date.atTime(18, 0), copy, ours), summary);
        for (int entry = 1; entry <= entries; entry++) {
            int first = (entry - 1) * perEntry + 1;
            int last = Math.min(payments, entry * perEntry);
            file.entry(entry(entry, sum(first, last, detail)), () -> details(first, last, detail));
        }
        file.endNotification();
        return file.finish();
    }

    /** Writes these payments, all in entries of {@link #perEntry}. */
    public CamtTotals write(OutputStream out, List<CamtDetail> payments) throws IOException {
        return write(out, payments.size(), number -> payments.get(number - 1));
    }

    /** Writes payments of 250 kroner on invoice 1 of members 1, 2, 3 …, each with a reference of the bank's. */
    public CamtTotals write(OutputStream out, int payments) throws IOException {
        return write(
                out,
                payments,
                number -> detail(number, KidScheme.STANDARD.kid(number, 1).value(), 25_000));
    }

    /** A plain payment. @param kid null for none @param ore amount */
    public CamtDetail detail(int number, String kid, long ore) {
        String reference = date.toString().replace("-", "") + String.format("%09d", number);
        CamtAccount debtor = new CamtAccount(null, String.valueOf(NO_ACCOUNT_BASE + number));
        return CamtDetail.of(Ore.of(ore), kid, reference, debtor);
    }

    private CamtEntry entry(int number, long ore) {
        return new CamtEntry(
                number,
                0,
                String.valueOf(number),
                Ore.of(ore),
                CamtEntry.Direction.CREDIT,
                false,
                CamtEntry.Status.BOOKED,
                date,
                date,
                date.toString().replace("-", "") + "E" + number,
                KID_PAYMENTS);
    }

    private static long sum(int first, int last, IntFunction<CamtDetail> detail) {
        return IntStream.rangeClosed(first, last)
                .mapToLong(number -> detail.apply(number).amount().value())
                .sum();
    }

    private static Iterator<CamtDetail> details(int first, int last, IntFunction<CamtDetail> detail) {
        return IntStream.rangeClosed(first, last).mapToObj(detail).iterator();
    }
}
