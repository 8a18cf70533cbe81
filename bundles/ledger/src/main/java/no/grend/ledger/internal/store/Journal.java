package no.grend.ledger.internal.store;

import java.sql.Connection;
import java.sql.Date;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import no.grend.kernel.Oslo;
import no.grend.schema.RowBatch;
import org.jdbi.v3.core.Handle;

/**
 * The journal («hovedjournal») as one transaction writes it.
 *
 * <p>Opening it locks the counter row until commit: whoever writes money is alone. So the numbers have no gaps, commits come
 * in the order of the numbers (a reader of the feed never skips one), no two payments pay the same invoice, and a source key
 * that was looked for and not found is not inserted by another. Every transaction that writes opens it first.
 *
 * <p>Closing a month takes the same lock, and what is booked is dated under it: never before the first day that is open. So
 * a transaction that began before a month was closed and waited books in the month after, and nothing passes a closing.
 */
public final class Journal implements AutoCloseable {

    private static final String LOCK = "UPDATE ledger_counter SET next_entry = next_entry WHERE id = 1";

    private static final String READ =
            "SELECT next_entry, next_payment, next_batch, open_from FROM ledger_counter WHERE id = 1";

    private static final String WRITE =
            "UPDATE ledger_counter SET next_entry = :entry, next_payment = :payment, next_batch = :batch WHERE id = 1";

    private static final String OPEN_FROM = "UPDATE ledger_counter SET open_from = :day WHERE id = 1";

    private static final String MEMBER_ENTRY = "INSERT INTO ledger_member_entry (member_number, entry) VALUES (?, ?)";

    private static final String INSERT = """
        INSERT INTO ledger_transfer (number, kind, debit, credit, amount, invoice, member_number, payment, held_for,
          status, booked_on, posted_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)\
        """;

    private final Handle tx;
    private final Instant now;
    private final RowBatch rows;
    private final RowBatch memberEntries;
    private final LocalDate today;
    private LocalDate openFrom;
    private long entry;
    private long payment;
    private long batch;

    private Journal(Handle tx, Clock clock) {
        this.tx = tx;
        tx.execute(LOCK);
        this.now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        tx.createQuery(READ)
                .map((row, context) -> {
                    entry = row.getLong(1);
                    payment = row.getLong(2);
                    batch = row.getLong(3);
                    Date open = row.getDate(4);
                    openFrom = open == null ? null : open.toLocalDate();
                    return row;
                })
                .one();
        this.rows = new RowBatch(tx.getConnection(), INSERT);
        this.memberEntries = new RowBatch(tx.getConnection(), MEMBER_ENTRY);
        LocalDate civil = LocalDate.ofInstant(now, Oslo.ZONE);
        this.today = openFrom == null || openFrom.isBefore(civil) ? civil : openFrom;
    }

    /** Takes the ledger's lock; waits for whoever has it. Call it before anything else is read in the transaction. */
    public static Journal open(Handle tx, Clock clock) {
        return new Journal(tx, clock);
    }

    /** Appends a transfer. @return its number */
    public long append(Transfer transfer) {
        long number = entry++;
        write(number, transfer);
        return number;
    }

    /** Appends the issue of an invoice, whose key is the very number of this entry. @return that number */
    public long appendIssue(int memberNumber, long amount) {
        long number = entry++;
        write(number, Transfer.issue(number, memberNumber, amount));
        return number;
    }

    /** The number of the next payment. */
    public long nextPayment() {
        return payment++;
    }

    /** The number of the next batch. */
    public long nextBatch() {
        return batch++;
    }

    /** When this transaction writes. */
    public Instant now() {
        return now;
    }

    /** The day on which this transaction books («bokføringsdato»): today, or the first day that is open if that is later. */
    public LocalDate today() {
        return today;
    }

    /** The first day that is open for booking; null as long as no month was closed. */
    public LocalDate openFrom() {
        return openFrom;
    }

    /** Lets nothing be booked before this day, from commit on. */
    void openFrom(LocalDate day) {
        tx.createUpdate(OPEN_FROM).bind("day", day).execute();
    }

    /** The transaction it is part of. */
    public Handle tx() {
        return tx;
    }

    /** The connection, for rows that belong to the same transaction. */
    Connection connection() {
        return tx.getConnection();
    }

    /** Sends every transfer to the database. */
    public void flush() {
        rows.flush();
        memberEntries.flush();
    }

    /** Writes what is left and the counters; the last thing before commit. */
    public void finish() {
        flush();
        tx.createUpdate(WRITE)
                .bind("entry", entry)
                .bind("payment", payment)
                .bind("batch", batch)
                .execute();
    }

    @Override
    public void close() {
        rows.close();
        memberEntries.close();
    }

    private void write(long number, Transfer transfer) {
        Integer member = transfer.memberNumber();
        rows.with(number)
                .with(transfer.kind().name())
                .with(transfer.debit().number())
                .with(transfer.credit().number())
                .with(transfer.amount())
                .with(transfer.invoice())
                .with(member == null ? null : Long.valueOf(member))
                .with(transfer.payment())
                .with(transfer.heldFor())
                .with(transfer.status())
                .with(today)
                .with(now)
                .add();
        if (transfer.invoice() == null && member != null) {
            memberEntries.with(member.longValue()).with(number).add();
        }
    }
}
