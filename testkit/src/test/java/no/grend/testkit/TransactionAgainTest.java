package no.grend.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import no.grend.schema.Database;
import no.grend.schema.internal.JdbiDatabase;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;

/** Which failures of a database a transaction or a read is run again for, and how often: by a data source that fails on purpose. */
class TransactionAgainTest {

    /** What databases say of collisions; X0Y84 is Derby's word for too many at one sequence. */
    private static final List<String> COLLISIONS = List.of("40001", "40P01", "40XL1", "40XL2", "X0Y84");

    private static final int RUNS_AT_MOST = 4;

    @DatabaseTest
    void whatCollidedIsRunAgainFromTheStartAndDoneOnce(TestDatabase fresh) {
        fresh.database("kit", JdbiDatabaseTest.class);
        for (String state : COLLISIONS) {
            AtomicInteger runs = new AtomicInteger();

            insertTwo(failing(fresh, state, 1), state, runs);

            assertThat(runs).as(state).hasValue(2);
            assertThat(names(fresh, state)).as(state).containsExactly("first " + state, "second " + state);
        }
    }

    @DatabaseTest
    void whatCollidesEachTimeIsGivenUp(TestDatabase fresh) {
        fresh.database("kit", JdbiDatabaseTest.class);
        AtomicInteger runs = new AtomicInteger();

        assertThatThrownBy(() -> insertTwo(failing(fresh, "X0Y84", RUNS_AT_MOST), "x", runs))
                .isInstanceOf(JdbiException.class);

        assertThat(runs).hasValue(RUNS_AT_MOST);
        assertThat(names(fresh, "x")).isEmpty();
    }

    @DatabaseTest
    void otherFailuresAreTold(TestDatabase fresh) {
        fresh.database("kit", JdbiDatabaseTest.class);
        AtomicInteger runs = new AtomicInteger();

        assertThatThrownBy(() -> insertTwo(failing(fresh, "22003", 1), "x", runs))
                .isInstanceOf(JdbiException.class);

        assertThat(runs).hasValue(1);
        assertThat(names(fresh, "x")).isEmpty();
    }

    @DatabaseTest
    void whoOnlyReadsIsRunAgainToo(TestDatabase fresh) {
        fresh.database("kit", JdbiDatabaseTest.class);
        for (String state : COLLISIONS) {
            AtomicInteger runs = new AtomicInteger();

            Integer read = failing(fresh, state, 1).read(tx -> countTwice(tx, runs));

            assertThat(read).as(state).isZero();
            assertThat(runs).as(state).hasValue(2);
        }
    }

    /** Its rows may be with somebody already. */
    @DatabaseTest
    void whatIsHandedOnAsItComesIsNotRunAgain(TestDatabase fresh) {
        fresh.database("kit", JdbiDatabaseTest.class);
        AtomicInteger runs = new AtomicInteger();

        assertThatThrownBy(() -> failing(fresh, "40001", 1).stream(tx -> countTwice(tx, runs)))
                .isInstanceOf(JdbiException.class);

        assertThat(runs).hasValue(1);
    }

    private static int countTwice(Handle tx, AtomicInteger runs) {
        runs.incrementAndGet();
        String count = "SELECT COUNT(*) FROM kit_boat";
        return tx.createQuery(count).mapTo(Integer.class).one()
                + tx.createQuery(count).mapTo(Integer.class).one();
    }

    private static void insertTwo(Database db, String mark, AtomicInteger runs) {
        db.useTransaction(tx -> {
            runs.incrementAndGet();
            for (String name : List.of("first " + mark, "second " + mark)) {
                tx.createUpdate("INSERT INTO kit_boat (id, name) VALUES (:id, :name)")
                        .bind("id", name)
                        .bind("name", name)
                        .execute();
            }
        });
    }

    private static List<String> names(TestDatabase fresh, String mark) {
        return new JdbiDatabase("kit", fresh.dialect(), fresh.dataSource())
                .read(tx -> tx.createQuery("SELECT name FROM kit_boat WHERE name LIKE :mark ORDER BY name")
                        .bind("mark", "% " + mark)
                        .mapTo(String.class)
                        .list());
    }

    /** The database, but a transaction's second statement fails with this state, so many times. */
    private static Database failing(TestDatabase fresh, String state, int times) {
        AtomicInteger left = new AtomicInteger(times);
        DataSource whole = fresh.dataSource();
        DataSource failing = proxy(DataSource.class, whole, (method, made) -> {
            AtomicInteger statements = new AtomicInteger();
            return made instanceof Connection connection
                    ? proxy(Connection.class, connection, (asked, result) -> {
                        boolean second = asked.equals("prepareStatement") && statements.incrementAndGet() == 2;
                        if (second && left.getAndDecrement() > 0) {
                            throw new SQLException("Made to fail", state);
                        }
                        return result;
                    })
                    : made;
        });
        return new JdbiDatabase("kit", fresh.dialect(), failing);
    }

    /** What becomes of each call's result. */
    private interface Change {

        Object of(String method, Object result) throws SQLException;
    }

    private static <T> T proxy(Class<T> type, T behind, Change change) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    try {
                        return change.of(method.getName(), method.invoke(behind, arguments));
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }
}
