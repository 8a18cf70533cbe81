package no.grend.ledger.internal.store;

import java.time.LocalDate;
import no.grend.ledger.Charge;
import no.grend.ledger.Invoice;

/**
 * What is owed on one invoice while a transaction works on it; kept up with every transfer, so that an invoice that is hit
 * many times in one batch is right each time. Belongs to one transaction and its thread.
 */
public final class Standing {

    /** A part-paid invoice of which no more than fees and interest is open. */
    static final String DUES_PAID = "DUES_PAID";

    private final long entry;
    private final String id;
    private final String kid;
    private final int memberNumber;
    private final LocalDate dueOn;
    private final long amount;
    private Adjusted adjusted;
    private long stored;
    private long open;
    private String place;

    /**
     * @param open what is owed by the database's own rows; 0 when settled
     * @param place where the row of what is open lies; null when that is not known
     */
    Standing(
            long entry,
            String id,
            String kid,
            int memberNumber,
            LocalDate dueOn,
            long amount,
            long open,
            Adjusted adjusted,
            String place) {
        this.entry = entry;
        this.id = id;
        this.kid = kid;
        this.memberNumber = memberNumber;
        this.dueOn = dueOn;
        this.amount = amount;
        this.stored = open;
        this.open = open;
        this.adjusted = adjusted;
        this.place = place;
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

    /** Øre still owed, charges and all. */
    public long open() {
        return open;
    }

    /** Øre paid on it. */
    public long paid() {
        return adjusted.owed(amount) - open;
    }

    /** Øre of the invoice itself that no credit note has taken off. */
    public long uncredited() {
        return amount - adjusted.credited();
    }

    /** Whether nothing of the invoice itself is left. */
    public boolean isCredited() {
        return uncredited() == 0;
    }

    /** What is left of each part. */
    public Invoice.Parts outstanding(Cover cover) {
        return cover.outstanding(adjusted.parts(amount), paid());
    }

    /** So much less is owed. */
    public void pay(long ore) {
        move(-ore);
    }

    /** So much more is owed. */
    public void takeBack(long ore) {
        move(ore);
    }

    /** So much is put on it. */
    public void charge(Charge.Kind kind, long ore) {
        adjusted = adjusted.plus(kind, ore);
        move(ore);
    }

    /** So much of what was put on it is taken off. Only what is open. */
    public void waive(Charge.Kind kind, long ore) {
        move(-ore);
        adjusted = adjusted.plus(kind, -ore);
    }

    /** So much of the invoice itself is taken off. Only what is open. */
    public void credit(long ore) {
        move(-ore);
        adjusted = adjusted.plusCredited(ore);
    }

    /** Where it stands now. */
    public Invoice.Status status() {
        return adjusted.status(amount, paid());
    }

    /** The same as the journal keeps it, which tells too whether only charges are left. */
    String state() {
        Invoice.Status status = status();
        boolean dues = status == Invoice.Status.PART_PAID && paid() >= uncredited();
        return dues ? DUES_PAID : status.name();
    }

    /** What was put on it and taken off it. */
    Adjusted adjusted() {
        return adjusted;
    }

    /** What the database's rows say is owed. */
    long stored() {
        return stored;
    }

    /** Where that row lies («ctid»), as long as nothing was written to it; null when that is not known. */
    String place() {
        return place;
    }

    void written() {
        stored = open;
        place = null;
    }

    private void move(long ore) {
        long next = Math.addExact(open, ore);
        long owed = adjusted.owed(amount);
        if (next < 0 || next > owed) {
            throw new IllegalStateException("Invoice " + id + " would be owed " + next + " of " + owed + " øre");
        }
        open = next;
    }
}
