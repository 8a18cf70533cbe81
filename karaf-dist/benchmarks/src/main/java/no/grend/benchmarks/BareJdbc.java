package no.grend.benchmarks;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Random;

/**
 * The yardstick of what works on many rows: a loop in plain JDBC that inserts one row and updates one invoice for each
 * payment, in batches of 1,000 to a commit. The invoices are found by KID in no order, as a bank's file has them; nothing is
 * looked up, checked or kept beside.
 */
final class BareJdbc {

    private static final int TOGETHER = 1_000;

    private final Connection connection;

    private BareJdbc(Connection connection) {
        this.connection = connection;
    }

    /** Payments a second. @param invoices how many there are @param payments how many are measured */
    static double perSecond(Ground ground, int invoices, int payments) throws Exception {
        Connection connection = ground.open("yardstick");
        try {
            BareJdbc bare = new BareJdbc(connection);
            connection.setAutoCommit(false);
            bare.prepare(invoices);
            int warming = payments / 4;
            bare.pay(invoices, 0, warming);
            long begun = System.nanoTime();
            bare.pay(invoices, warming, payments);
            return (payments - warming) / ((System.nanoTime() - begun) / 1e9);
        } finally {
            connection.rollback();
            ground.close(connection, "yardstick");
        }
    }

    private void prepare(int invoices) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE invoice (kid varchar(25) NOT NULL PRIMARY KEY, member_number int NOT NULL,"
                    + " amount bigint NOT NULL, paid bigint NOT NULL)");
            statement.execute("CREATE TABLE payment (number bigint NOT NULL PRIMARY KEY, kid varchar(25) NOT NULL,"
                    + " amount bigint NOT NULL, settled_on date NOT NULL, bank_reference varchar(20) NOT NULL)");
        }
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO invoice (kid, member_number, amount, paid) VALUES (?, ?, ?, ?)")) {
            for (int n = 0; n < invoices; n++) {
                insert.setString(1, kid(n));
                insert.setInt(2, n);
                insert.setLong(3, Federation.PRICE);
                insert.setLong(4, 0);
                insert.addBatch();
                if ((n + 1) % TOGETHER == 0 || n + 1 == invoices) {
                    insert.executeBatch();
                    connection.commit();
                }
            }
        }
    }

    private void pay(int invoices, int from, int to) throws SQLException {
        int[] order = new Random(1).ints(to, 0, invoices).toArray();
        java.sql.Date day = java.sql.Date.valueOf(Federation.FIRST_DUE);
        try (PreparedStatement insert = connection.prepareStatement(
                        "INSERT INTO payment (number, kid, amount, settled_on, bank_reference) VALUES (?, ?, ?, ?, ?)");
                PreparedStatement update =
                        connection.prepareStatement("UPDATE invoice SET paid = paid + ? WHERE kid = ?")) {
            for (int n = from; n < to; n++) {
                String kid = kid(order[n]);
                insert.setLong(1, n);
                insert.setString(2, kid);
                insert.setLong(3, Federation.PRICE);
                insert.setDate(4, day);
                insert.setString(5, "1" + n);
                insert.addBatch();
                update.setLong(1, Federation.PRICE);
                update.setString(2, kid);
                update.addBatch();
                if ((n + 1) % TOGETHER == 0 || n + 1 == to) {
                    insert.executeBatch();
                    update.executeBatch();
                    connection.commit();
                }
            }
        }
    }

    private static String kid(int n) {
        return Long.toString(50_000_000_000_000_000L + n);
    }
}
