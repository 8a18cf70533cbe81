package no.grend.ledger.internal.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import no.grend.schema.RowBatch;
import org.jdbi.v3.core.Handle;

/**
 * The list of unsettled invoices as one transaction keeps it up: a row comes, changes and goes with what is owed; and what was
 * put on an invoice or taken off it.
 */
public final class OpenInvoices implements AutoCloseable {

    private static final String INSERT = "INSERT INTO ledger_open (invoice, amount, due_on) VALUES (?, ?, ?)";

    private static final String UPDATE = "UPDATE ledger_open SET amount = ? WHERE invoice = ?";

    private static final String DELETE = "DELETE FROM ledger_open WHERE invoice = ?";

    /**
     * A row whose place is known need not be looked for: on PostgreSQL that is more than half of what its going costs. Nobody
     * can have moved it, since all who write hold the ledger's lock and it was read under it.
     */
    private static final String DELETE_AT = "DELETE FROM ledger_open WHERE ctid = ANY (?)";

    private final RowBatch opened;
    private final RowBatch changed;
    private final RowBatch settled;
    private final List<String> settledAt = new ArrayList<>();
    private final Set<Standing> touched = new HashSet<>();
    private final Set<Standing> adjusted = new HashSet<>();
    private final Handle tx;

    public OpenInvoices(Journal journal) {
        this.tx = journal.tx();
        this.opened = new RowBatch(journal.connection(), INSERT);
        this.changed = new RowBatch(journal.connection(), UPDATE);
        this.settled = new RowBatch(journal.connection(), DELETE);
    }

    /** A new invoice. */
    public void issued(long invoice, long amount, LocalDate dueOn) {
        opened.with(invoice).with(amount).with(dueOn).add();
    }

    /** An invoice that was paid on or taken back from. */
    public void touch(Standing standing) {
        touched.add(standing);
    }

    /** An invoice that something was put on or taken off. */
    public void adjusted(Standing standing) {
        touched.add(standing);
        adjusted.add(standing);
    }

    /** Sends every change to the database. */
    public void flush() {
        List<Standing> all = new ArrayList<>(touched);
        touched.clear();
        all.forEach(this::write);
        settled.flush();
        deleteSettledAt();
        changed.flush();
        opened.flush();
        adjusted.forEach(standing -> standing.adjusted().write(tx, standing.entry()));
        adjusted.clear();
    }

    @Override
    public void close() {
        opened.close();
        changed.close();
        settled.close();
    }

    private void write(Standing standing) {
        long open = standing.open();
        if (open == standing.stored()) {
            return;
        }
        if (open == 0 && standing.place() != null) {
            settledAt.add(standing.place());
        } else if (open == 0) {
            settled.with(standing.entry()).add();
        } else if (standing.stored() == 0) {
            opened.with(standing.entry()).with(open).with(standing.dueOn()).add();
        } else {
            changed.with(open).with(standing.entry()).add();
        }
        standing.written();
    }

    private void deleteSettledAt() {
        if (settledAt.isEmpty()) {
            return;
        }
        Connection connection = tx.getConnection();
        try (PreparedStatement delete = connection.prepareStatement(DELETE_AT)) {
            delete.setArray(1, connection.createArrayOf("tid", settledAt.toArray()));
            int deleted = delete.executeUpdate();
            if (deleted != settledAt.size()) {
                throw new IllegalStateException(settledAt.size() + " invoices were settled, but " + deleted
                        + " were taken off the list of those that are open");
            }
        } catch (SQLException e) {
            throw new StoreFailure(e);
        }
        settledAt.clear();
    }
}
