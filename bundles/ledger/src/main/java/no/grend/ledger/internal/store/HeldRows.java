package no.grend.ledger.internal.store;

import no.grend.schema.RowBatch;

/** The list of unallocated money as one transaction keeps it up. */
public final class HeldRows implements AutoCloseable {

    private static final String INSERT =
            "INSERT INTO ledger_held (payment, account, amount, invoice, member_number) VALUES (?, ?, ?, ?, ?)";

    private static final String UPDATE =
            "UPDATE ledger_held SET account = ?, amount = ?, invoice = ?, member_number = ? WHERE payment = ?";

    private static final String DELETE = "DELETE FROM ledger_held WHERE payment = ?";

    private final RowBatch inserts;
    private final RowBatch updates;
    private final RowBatch deletes;

    public HeldRows(Journal journal) {
        this.inserts = new RowBatch(journal.connection(), INSERT);
        this.updates = new RowBatch(journal.connection(), UPDATE);
        this.deletes = new RowBatch(journal.connection(), DELETE);
    }

    /** Money of this payment lies unallocated from now on. */
    public void add(HeldMoney held) {
        inserts.with(held.payment())
                .with(held.account().number())
                .with(held.amount())
                .with(held.invoice())
                .with(member(held))
                .add();
    }

    /** What lies unallocated is another amount or in another place; nothing when the amount is zero. */
    public void change(HeldMoney held) {
        if (held.amount() == 0) {
            deletes.with(held.payment()).add();
        } else {
            updates.with(held.account().number())
                    .with(held.amount())
                    .with(held.invoice())
                    .with(member(held))
                    .with(held.payment())
                    .add();
        }
    }

    /** Sends every change to the database. */
    public void flush() {
        inserts.flush();
        updates.flush();
        deletes.flush();
    }

    @Override
    public void close() {
        inserts.close();
        updates.close();
        deletes.close();
    }

    private static Long member(HeldMoney held) {
        return held.memberNumber() == null ? null : Long.valueOf(held.memberNumber());
    }
}
