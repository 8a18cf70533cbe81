package no.grend.ledger.internal;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import no.grend.ledger.InvoiceDraft;
import no.grend.ledger.Receipt;
import no.grend.schema.Database.Dialect;
import no.grend.testkit.TestDatabase;

/**
 * Measures by hand how fast the ledger issues and posts, beside a bare JDBC loop on the same database: one insert and one
 * indexed update a payment, committed every thousand. Arguments: how many, and which database; both when none is named.
 */
public final class LedgerRates {

    private static final int TOGETHER = 5_000;

    /** On a busy machine the time a thread computed says more than the time that passed. */
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private LedgerRates() {}

    public static void main(String[] arguments) throws SQLException {
        int count = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 100_000;
        for (Dialect dialect : Dialect.values()) {
            if (arguments.length < 2 || dialect.name().equals(arguments[1])) {
                measure(dialect, count);
            }
        }
        System.exit(0);
    }

    private static void measure(Dialect dialect, int count) throws SQLException {
        try (TestDatabase test = TestDatabase.fresh(dialect)) {
            Books books = new Books(test);
            tell(dialect, "issued", count, () -> issue(books, count));
            vacuum(test, dialect);
            tell(dialect, "posted", count, () -> post(books, count));
            tell(dialect, "posted again", count, () -> post(books, count));
            tell(dialect, "verified", count, () -> {
                if (!books.violations().isEmpty()) {
                    throw new IllegalStateException(books.violations().toString());
                }
            });
            bare(test, dialect, count);
        }
    }

    private static void issue(Books books, int count) {
        for (int from = 1; from <= count; from += TOGETHER) {
            List<InvoiceDraft> drafts = new ArrayList<>(TOGETHER);
            for (int i = from; i < Math.min(from + TOGETHER, count + 1); i++) {
                drafts.add(Books.draft("membership:01890a5d-ac96-774b-bcce-b302099a8057:" + i, i, 50_000, Books.DUE));
            }
            books.ledger.issueAll(Books.STAFF, "01890a5d-ac96-774b-bcce-b302099a8057", drafts);
        }
    }

    private static void post(Books books, int count) {
        Member7Invoice7 scheme = new Member7Invoice7();
        String file = "ocr:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
        Iterator<Receipt> receipts = IntStream.rangeClosed(1, count)
                .mapToObj(i -> Books.receipt(file + ":" + i, scheme.kid(i, i), 50_000))
                .iterator();
        books.ledger.post(Books.STAFF, file, receipts, posted -> {});
    }

    private static void vacuum(TestDatabase test, Dialect dialect) throws SQLException {
        if (dialect == Dialect.POSTGRESQL) {
            try (Connection connection = test.dataSource().getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("VACUUM ANALYZE");
            }
        }
    }

    private static void bare(TestDatabase test, Dialect dialect, int count) throws SQLException {
        try (Connection connection = test.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE bare_invoice (id INT PRIMARY KEY, kid VARCHAR(25) UNIQUE, paid BIGINT)");
            statement.execute(
                    "CREATE TABLE bare_payment (id INT PRIMARY KEY, source_key VARCHAR(160) UNIQUE, amount BIGINT)");
            connection.setAutoCommit(false);
            Member7Invoice7 scheme = new Member7Invoice7();
            try (PreparedStatement insert = connection.prepareStatement("INSERT INTO bare_invoice VALUES (?, ?, 0)")) {
                for (int i = 1; i <= count; i++) {
                    insert.setInt(1, i);
                    insert.setString(2, scheme.kid(i, i));
                    insert.addBatch();
                    if (i % 1_000 == 0) {
                        insert.executeBatch();
                    }
                }
                insert.executeBatch();
            }
            connection.commit();
            tell(dialect, "bare loop", count, () -> loop(connection, scheme, count));
        }
    }

    private static void loop(Connection connection, Member7Invoice7 scheme, int count) throws SQLException {
        String file = "ocr:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO bare_payment VALUES (?, ?, ?)");
                PreparedStatement update =
                        connection.prepareStatement("UPDATE bare_invoice SET paid = paid + ? WHERE kid = ?")) {
            for (int i = 1; i <= count; i++) {
                insert.setInt(1, i);
                insert.setString(2, file + ":" + i);
                insert.setLong(3, 50_000);
                insert.executeUpdate();
                update.setLong(1, 50_000);
                update.setString(2, scheme.kid(i, i));
                update.executeUpdate();
                if (i % 1_000 == 0) {
                    connection.commit();
                }
            }
            connection.commit();
        }
    }

    private static void tell(Dialect dialect, String what, int count, Work work) throws SQLException {
        long start = System.nanoTime();
        long cpu = THREADS.getCurrentThreadCpuTime();
        work.run();
        double seconds = (System.nanoTime() - start) / 1e9;
        double busy = (THREADS.getCurrentThreadCpuTime() - cpu) / 1e9;
        System.out.printf(
                "%s %s: %d in %.2f s, %.0f/s; this thread computed %.2f s%n",
                dialect, what, count, seconds, count / seconds, busy);
    }

    @FunctionalInterface
    private interface Work {
        void run() throws SQLException;
    }
}
