package no.grend.simulators.internal.store;

import static org.assertj.core.api.Assertions.assertThat;

import no.grend.schema.Database;
import no.grend.testkit.DatabaseTest;
import no.grend.testkit.TestDatabase;

class MemoryTableTest {

    @DatabaseTest
    void keepsTheLastThatWasWritten(TestDatabase fresh) {
        Database database = fresh.database("simulators", MemoryTable.class);
        MemoryTable memory = new MemoryTable(database);
        assertThat(memory.read("card:1")).isEmpty();

        memory.write("card:1", "{\"state\":\"å\"}");
        memory.write("card:1", "{\"state\":\"" + "x".repeat(10_000) + "\"}");
        memory.write("card:2", "{}");

        assertThat(new MemoryTable(database).read("card:1"))
                .hasValueSatisfying(json -> assertThat(json).hasSize(10_012));
        assertThat(memory.read("card:2")).contains("{}");
    }
}
