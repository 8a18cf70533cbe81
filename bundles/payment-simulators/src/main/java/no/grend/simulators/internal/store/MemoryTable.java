package no.grend.simulators.internal.store;

import java.util.Optional;
import no.grend.schema.Database;
import no.grend.simulators.internal.Memory;

/** A memory that outlives the process. */
public final class MemoryTable implements Memory {

    private final Database database;

    public MemoryTable(Database database) {
        this.database = database;
    }

    @Override
    public Optional<String> read(String name) {
        return database.read(tx -> tx.createQuery("SELECT json FROM simulators_memory WHERE name = :name")
                .bind("name", name)
                .mapTo(String.class)
                .findOne());
    }

    @Override
    public void write(String name, String json) {
        database.useTransaction(tx -> {
            int known = tx.createUpdate("UPDATE simulators_memory SET json = :json WHERE name = :name")
                    .bind("name", name)
                    .bind("json", json)
                    .execute();
            if (known == 0) {
                tx.createUpdate("INSERT INTO simulators_memory (name, json) VALUES (:name, :json)")
                        .bind("name", name)
                        .bind("json", json)
                        .execute();
            }
        });
    }
}
