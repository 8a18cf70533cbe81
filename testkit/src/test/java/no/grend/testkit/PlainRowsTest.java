package no.grend.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import no.grend.schema.Database;
import no.grend.schema.PlainRows;

class PlainRowsTest {

    private static final String BOATS = """
            SELECT name, price, launched_on, seen_at, afloat, story FROM kit_boat WHERE id = :contact
            """;

    private static void insert(Database db, String id) {
        db.useTransaction(tx -> tx.createUpdate("""
                        INSERT INTO kit_boat (id, name, price, launched_on, seen_at, afloat, story)
                        VALUES (:id, 'Brage', 7, :on, :at, TRUE, 'Lang')
                        """)
                .bind("id", id)
                .bind("on", LocalDate.parse("2024-02-29"))
                .bind("at", Instant.parse("2026-10-25T00:30:00.123456Z"))
                .execute());
    }

    @DatabaseTest
    void everyKindOfValueIsPlain(TestDatabase fresh) {
        Database db = fresh.database("kit", PlainRowsTest.class);
        insert(db, "a");

        PlainRows rows = db.read(tx -> PlainRows.of(tx, BOATS, "a"));

        assertThat(rows.columns()).containsExactly("name", "price", "launched_on", "seen_at", "afloat", "story");
        assertThat(rows.rows()).hasSize(1);
        assertThat(rows.rows().get(0).values())
                .containsExactly("Brage", 7L, "2024-02-29", "2026-10-25T00:30:00.123456Z", true, "Lang");
        assertThat(rows.with("name", name -> name + "!").rows().get(0)).containsEntry("name", "Brage!");
    }

    @DatabaseTest
    void whatIsNullStaysAndNoRowsHaveColumnsToo(TestDatabase fresh) {
        Database db = fresh.database("kit", PlainRowsTest.class);
        db.useTransaction(tx -> tx.execute("INSERT INTO kit_boat (id, name) VALUES ('a', 'Brage')"));

        PlainRows one = db.read(tx -> PlainRows.of(tx, BOATS, "a"));
        PlainRows none = db.read(tx -> PlainRows.of(tx, BOATS, "b"));

        assertThat(one.rows().get(0)).containsEntry("story", null).containsEntry("price", null);
        assertThat(one.with("story", text -> "never").rows()).isEqualTo(one.rows());
        assertThat(none.columns()).isEqualTo(one.columns());
        assertThat(none.rows()).isEmpty();
        assertThat(none.and(one).rows()).isEqualTo(one.rows());
        assertThatThrownBy(() -> none.and(new PlainRows(List.of("name"), List.of())))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
