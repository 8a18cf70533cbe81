package no.grend.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import no.grend.schema.Database;

class TestDatabaseTest {

    @DatabaseTest
    void eachTestHasItsOwnEmptyTables(TestDatabase fresh) {
        Database database = fresh.database("kit", TestDatabaseTest.class);

        insertOneBoat(database);

        assertThat(count(database)).isEqualTo(1);
    }

    @DatabaseTest
    void andSoHasTheNext(TestDatabase fresh) {
        Database database = fresh.database("kit", TestDatabaseTest.class);

        insertOneBoat(database);

        assertThat(count(database)).isEqualTo(1);
    }

    private static void insertOneBoat(Database database) {
        database.useTransaction(tx -> tx.createUpdate("INSERT INTO kit_boat (id, name) VALUES (:id, :name)")
                .bind("id", "1")
                .bind("name", "Brage")
                .execute());
    }

    private static int count(Database database) {
        return database.read(tx -> tx.createQuery("SELECT count(*) FROM kit_boat")
                .mapTo(Integer.class)
                .one());
    }
}
