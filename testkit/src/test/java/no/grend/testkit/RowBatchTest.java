package no.grend.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import no.grend.schema.Database;
import no.grend.schema.RowBatch;
import org.jdbi.v3.core.Handle;

/** Many rows at once must be what they would be one by one, whatever way the database takes them. */
class RowBatchTest {

    private static final String INSERT = """
            INSERT INTO kit_boat (id, name, price, launched_on, seen_at, afloat, story)
            VALUES (?, ?, ?, ?, ?, ?, ?)""";

    private static final LocalDate LEAP = LocalDate.parse("2024-02-29");
    private static final Instant PRECISE = Instant.parse("2026-10-25T00:30:00.123456Z");

    /** What a line of text could be mistaken for. */
    private static final List<String> STORIES =
            List.of("Čáhceloddi", "a\tb", "a\nb", "a\r\nb", "\\N", "\\.", "\\", "", " ", "\"'", "null", "😀");

    private Database open(TestDatabase fresh) {
        return fresh.database("kit", RowBatchTest.class);
    }

    @DatabaseTest
    void rowsAreWhatTheyWereWhetherFewOrMany(TestDatabase fresh) {
        Database db = open(fresh);

        for (int count : List.of(1, 49, 50, 51, 1_000, 2_345)) {
            db.useTransaction(tx -> {
                tx.execute("DELETE FROM kit_boat");
                insert(tx, count);
                assertThat(boats(tx)).isEqualTo(count);
            });
            for (int n = 1; n <= count; n += 7) {
                assertThat(story(db, n)).isEqualTo(STORIES.get(n % STORIES.size()));
            }
        }
    }

    @DatabaseTest
    void everyKindOfValueComesBack(TestDatabase fresh) {
        Database db = open(fresh);
        db.useTransaction(tx -> {
            try (RowBatch rows = new RowBatch(tx.getConnection(), INSERT)) {
                for (int n = 1; n <= 60; n++) {
                    boolean some = n % 2 == 0;
                    rows.with(Integer.toString(n))
                            .with("Brage " + n)
                            .with(some ? Long.valueOf(-7L) : null)
                            .with(some ? LEAP : null)
                            .with(some ? PRECISE.plusNanos(789) : null)
                            .with(some)
                            .with(some ? "å".repeat(50) : null)
                            .add();
                }
                rows.flush();
            }
        });

        db.useTransaction(tx -> {
            assertThat(count(tx, "price = -7 AND afloat = TRUE AND story IS NOT NULL"))
                    .isEqualTo(30);
            assertThat(count(tx, "price IS NULL AND launched_on IS NULL AND seen_at IS NULL AND story IS NULL"))
                    .isEqualTo(30);
            assertThat(tx.createQuery("SELECT DISTINCT launched_on FROM kit_boat WHERE launched_on IS NOT NULL")
                            .mapTo(LocalDate.class)
                            .list())
                    .containsExactly(LEAP);
            assertThat(tx.createQuery("SELECT DISTINCT seen_at FROM kit_boat WHERE seen_at IS NOT NULL")
                            .mapTo(Instant.class)
                            .list())
                    .containsExactly(PRECISE);
        });
    }

    @DatabaseTest
    void updatesAndDeletesHitTheirRowsAndNoOthers(TestDatabase fresh) {
        Database db = open(fresh);
        db.useTransaction(tx -> {
            insert(tx, 500);
            try (RowBatch update = new RowBatch(tx.getConnection(), "UPDATE kit_boat SET price = ? WHERE id = ?");
                    RowBatch delete = new RowBatch(tx.getConnection(), "DELETE FROM kit_boat WHERE id = ?")) {
                for (int n = 1; n <= 120; n++) {
                    delete.with(Integer.toString(n)).add();
                    update.with(99).with(Integer.toString(n + 200)).add();
                }
                delete.flush();
                update.flush();
                delete.with("500").add();
                delete.flush();
            }
            assertThat(boats(tx)).isEqualTo(379);
            assertThat(count(tx, "price = 99")).isEqualTo(120);
            assertThat(count(tx, "id IN ('1', '120', '500')")).isZero();
        });
    }

    /** The transaction is run again after a unique violation, so it must be seen as one. */
    @DatabaseTest
    void aDoubleIsRefusedAsAnyOtherWriteIs(TestDatabase fresh) {
        Database db = open(fresh);
        db.useTransaction(tx -> insert(tx, 100));
        int[] tries = {0};

        assertThatThrownBy(() -> db.useTransaction(tx -> {
                    tries[0]++;
                    insert(tx, 100);
                }))
                .hasMessageNotContaining("Brage")
                .hasCauseInstanceOf(java.sql.SQLException.class);
        assertThat(tries[0]).isEqualTo(2);
        db.useTransaction(tx -> assertThat(boats(tx)).isEqualTo(100));
    }

    private static void insert(Handle tx, int count) {
        try (RowBatch rows = new RowBatch(tx.getConnection(), INSERT)) {
            for (int n = 1; n <= count; n++) {
                rows.with(Integer.toString(n))
                        .with("Brage " + n)
                        .with(n)
                        .with(LEAP)
                        .with(PRECISE)
                        .with(true)
                        .with(STORIES.get(n % STORIES.size()))
                        .add();
            }
            rows.flush();
        }
    }

    private static String story(Database db, int id) {
        return db.read(tx -> tx.createQuery("SELECT story FROM kit_boat WHERE id = :id")
                .bind("id", Integer.toString(id))
                .mapTo(String.class)
                .one());
    }

    private static int boats(Handle tx) {
        return count(tx, "1 = 1");
    }

    private static int count(Handle tx, String where) {
        return tx.createQuery("SELECT COUNT(*) FROM kit_boat WHERE <where>")
                .define("where", where)
                .mapTo(Integer.class)
                .one();
    }
}
