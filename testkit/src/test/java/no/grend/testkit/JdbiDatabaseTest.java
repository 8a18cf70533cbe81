package no.grend.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.TimeZone;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import no.grend.kernel.Ore;
import no.grend.schema.Database;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.JdbiStatementEvent;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.junit.jupiter.api.io.TempDir;

/** What every module counts on in its door to the database, on both kinds. */
class JdbiDatabaseTest {

    private Database open(TestDatabase fresh) {
        return fresh.database("kit", JdbiDatabaseTest.class);
    }

    @DatabaseTest
    void valuesComeBackAsTheyWere(TestDatabase fresh) {
        Database db = open(fresh);
        Instant precise = Instant.parse("2026-10-25T00:30:00.123456Z");

        db.useTransaction(tx -> tx.createUpdate("""
                        INSERT INTO kit_boat (id, name, price, launched_on, seen_at, afloat, story)
                        VALUES (:id, :name, :price, :launchedOn, :seenAt, :afloat, :story)
                        """)
                .bind("id", "1")
                .bind("name", "Čáhceloddi")
                .bind("price", Ore.kroner(1250))
                .bind("launchedOn", LocalDate.parse("2024-02-29"))
                .bind("seenAt", precise.plusNanos(789))
                .bind("afloat", true)
                .bind("story", "å".repeat(50_000))
                .execute());

        Boat boat = db.read(JdbiDatabaseTest::theBoat);
        assertThat(boat)
                .isEqualTo(new Boat(
                        "Čáhceloddi",
                        Ore.of(125_000),
                        LocalDate.parse("2024-02-29"),
                        precise,
                        true,
                        "å".repeat(50_000)));
    }

    @DatabaseTest
    void nothingComesBackAsNothing(TestDatabase fresh) {
        Database db = open(fresh);

        db.useTransaction(tx -> tx.createUpdate("""
                        INSERT INTO kit_boat (id, name, price, launched_on, seen_at, afloat, story)
                        VALUES (:id, :name, :price, :launchedOn, :seenAt, :afloat, :story)
                        """)
                .bind("id", "1")
                .bind("name", "Brage")
                .bind("price", (Object) null)
                .bind("launchedOn", (LocalDate) null)
                .bind("seenAt", (Object) null)
                .bind("afloat", (Boolean) null)
                .bind("story", (String) null)
                .execute());

        assertThat(db.read(JdbiDatabaseTest::theBoat)).isEqualTo(new Boat("Brage", null, null, null, null, null));
    }

    @DatabaseTest
    void anInstantIsTheSameWhateverTheTimeZone(TestDatabase fresh) {
        Database db = open(fresh);
        Instant inTheHourThatComesTwice = Instant.parse("2026-10-25T01:30:00Z");
        TimeZone usual = TimeZone.getDefault();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone("Europe/Oslo"));
            insert(db, "1", "Brage");
            db.useTransaction(tx -> tx.createUpdate("UPDATE kit_boat SET seen_at = :at")
                    .bind("at", inTheHourThatComesTwice)
                    .execute());
            TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Auckland"));

            assertThat(db.read(JdbiDatabaseTest::theBoat).seenAt()).isEqualTo(inTheHourThatComesTwice);
        } finally {
            TimeZone.setDefault(usual);
        }
    }

    @DatabaseTest
    void anExceptionUndoesAll(TestDatabase fresh) {
        Database db = open(fresh);

        assertThatThrownBy(() -> db.useTransaction(tx -> {
                    tx.execute("INSERT INTO kit_boat (id, name) VALUES ('1', 'Brage')");
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");

        assertThat(count(db)).isZero();
    }

    @DatabaseTest
    void aTransactionInsideATransactionIsRefused(TestDatabase fresh) {
        Database db = open(fresh);
        Database other = fresh.database("kit", JdbiDatabaseTest.class);

        assertThatThrownBy(() -> db.useTransaction(tx -> other.useTransaction(inner -> {})))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("already open on this thread");
        assertThatThrownBy(() -> db.useTransaction(tx -> other.read(inner -> 1)))
                .isInstanceOf(IllegalStateException.class);
        assertThat(count(db)).isZero();
    }

    @DatabaseTest
    void aReadWritesNothing(TestDatabase fresh) {
        Database db = open(fresh);

        assertThatThrownBy(() -> db.read(tx -> tx.execute("INSERT INTO kit_boat (id, name) VALUES ('1', 'Brage')")))
                .isInstanceOf(UnableToExecuteStatementException.class);
        insert(db, "1", "Brage");
        assertThat(count(db)).isEqualTo(1);
    }

    @DatabaseTest
    void checkThenInsertRunsAgainAndSeesWhoCameFirst(TestDatabase fresh) throws Exception {
        Database db = open(fresh);
        AtomicInteger runs = new AtomicInteger();
        CountDownLatch bothLooked = new CountDownLatch(2);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            List<Future<Boolean>> firsts = List.of(
                    threads.submit(() -> insertUnlessThere(db, "1", runs, bothLooked)),
                    threads.submit(() -> insertUnlessThere(db, "2", runs, bothLooked)));

            assertThat(firsts.get(0).get() ^ firsts.get(1).get()).isTrue();
        } finally {
            threads.shutdown();
        }
        assertThat(count(db)).isEqualTo(1);
        assertThat(runs.get()).isEqualTo(3);
    }

    @DatabaseTest
    void aTrueDuplicateIsStillRefused(TestDatabase fresh) {
        Database db = open(fresh);
        insert(db, "1", "Brage");

        assertThatThrownBy(() -> insert(db, "2", "Brage")).isInstanceOf(UnableToExecuteStatementException.class);
    }

    @DatabaseTest
    void twoThatWaitForEachOtherBothSucceed(TestDatabase fresh) throws Exception {
        Database db = open(fresh);
        insert(db, "1", "Brage");
        insert(db, "2", "Idun");
        CountDownLatch bothHoldOne = new CountDownLatch(2);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            Future<?> forwards = threads.submit(() -> launch(db, "1", "2", bothHoldOne));
            Future<?> backwards = threads.submit(() -> launch(db, "2", "1", bothHoldOne));
            forwards.get();
            backwards.get();
        } finally {
            threads.shutdown();
        }
        long price = db.read(tx -> tx.createQuery("SELECT sum(price) FROM kit_boat")
                .mapTo(Long.class)
                .one());
        assertThat(price).isEqualTo(4);
    }

    @DatabaseTest
    void aRecordingOfTheProcessTellsNoValues(TestDatabase fresh, @TempDir Path folder) throws Exception {
        Database db = open(fresh);
        Path file = folder.resolve("some.jfr");
        try (Recording recording = new Recording()) {
            recording.enable(JdbiStatementEvent.class).withoutThreshold();
            recording.start();
            insert(db, "1", "Hemmelig navn");
            recording.stop();
            recording.dump(file);
        }

        List<RecordedEvent> events = RecordingFile.readAllEvents(file).stream()
                .filter(event -> event.hasField("parameters"))
                .toList();
        assertThat(events).isNotEmpty().noneMatch(event -> event.toString().contains("Hemmelig"));
    }

    @DatabaseTest
    void aFailureTellsNoValues(TestDatabase fresh) {
        Database db = open(fresh);

        assertThatThrownBy(() -> db.read(tx -> tx.createQuery("SELECT * FROM kit_nothing WHERE name = :name")
                        .bind("name", "Kari Nordmann")
                        .mapToMap()
                        .list()))
                .hasMessageNotContaining("Nordmann");
    }

    private static boolean insertUnlessThere(Database db, String id, AtomicInteger runs, CountDownLatch bothLooked) {
        return db.inTransaction(tx -> {
            runs.incrementAndGet();
            boolean there = tx.createQuery("SELECT count(*) FROM kit_boat WHERE name = 'Brage'")
                            .mapTo(Integer.class)
                            .one()
                    > 0;
            if (there) {
                return false;
            }
            meet(bothLooked);
            tx.createUpdate("INSERT INTO kit_boat (id, name) VALUES (:id, 'Brage')")
                    .bind("id", id)
                    .execute();
            return true;
        });
    }

    private static void launch(Database db, String first, String second, CountDownLatch bothHoldOne) {
        db.useTransaction(tx -> {
            raise(tx, first);
            meet(bothHoldOne);
            raise(tx, second);
        });
    }

    private static void raise(Handle tx, String id) {
        tx.createUpdate("UPDATE kit_boat SET price = coalesce(price, 0) + 1 WHERE id = :id")
                .bind("id", id)
                .execute();
    }

    private static void meet(CountDownLatch others) {
        others.countDown();
        try {
            others.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void insert(Database db, String id, String name) {
        db.useTransaction(tx -> tx.createUpdate("INSERT INTO kit_boat (id, name) VALUES (:id, :name)")
                .bind("id", id)
                .bind("name", name)
                .execute());
    }

    private static int count(Database db) {
        return db.read(tx -> tx.createQuery("SELECT count(*) FROM kit_boat")
                .mapTo(Integer.class)
                .one());
    }

    private static Boat theBoat(Handle tx) {
        return tx.createQuery("SELECT * FROM kit_boat")
                .map((row, context) -> new Boat(
                        row.getString("name"),
                        context.findColumnMapperFor(Ore.class).orElseThrow().map(row, "price", context),
                        context.findColumnMapperFor(LocalDate.class)
                                .orElseThrow()
                                .map(row, "launched_on", context),
                        context.findColumnMapperFor(Instant.class).orElseThrow().map(row, "seen_at", context),
                        row.getObject("afloat") == null ? null : row.getBoolean("afloat"),
                        row.getString("story")))
                .one();
    }

    private record Boat(String name, Ore price, LocalDate launchedOn, Instant seenAt, Boolean afloat, String story) {}
}
