package no.grend.ledger.internal.store;

import java.time.LocalDate;
import no.grend.ledger.Invoice;

/**
 * What is owed on one invoice while a transaction works on it; kept up with every transfer, so that an invoice that is hit
 * many times in one batch is right each time. Belongs to one transaction and its thread.
 */
public final class Standing {

    private final long entry;
    private final String id;
    private final String kid;
    private final int memberNumber;
    private final LocalDate dueOn;
    private final long amount;
    private long stored;
    private long open;

    /** @param open what is owed by the database's own rows; 0 when settled */
    public Standing(long entry, String id, String kid, int memberNumber, LocalDate dueOn, long amount, long open) {
        this.entry = entry;
        this.id = id;
        this.kid = kid;
        this.memberNumber = memberNumber;
        this.dueOn = dueOn;
        this.amount = amount;
        this.stored = open;
        this.open = open;
    }

    public long entry() {
        return entry;
    }

    public String id() {
        return id;
    }

    public String kid() {
        return kid;
    }

    public int memberNumber() {
        return memberNumber;
    }

    public LocalDate dueOn() {
        return dueOn;
    }

    public long amount() {
        return amount;
    }

    /** Øre still owed. */
    public long open() {
        return open;
    }

    /** So much less is owed. */
    public void pay(long ore) {
        move(-ore);
    }

    /** So much more is owed. */
    public void takeBack(long ore) {
        move(ore);
    }

    /** Where it stands now; a credited invoice is never moved, so it needs no word here. */
    public Invoice.Status status() {
        if (open == 0) {
            return Invoice.Status.PAID;
        }
        return open == amount ? Invoice.Status.OPEN : Invoice.Status.PART_PAID;
    }

    /** What the database's rows say is owed. */
    long stored() {
        return stored;
    }

    void written() {
        stored = open;
    }

    private void move(long ore) {
        long next = Math.addExact(open, ore);
        if (next < 0 || next > amount) {
            throw new IllegalStateException("Invoice " + id + " would be owed " + next + " of " + amount + " øre");
        }
        open = next;
    }
}
