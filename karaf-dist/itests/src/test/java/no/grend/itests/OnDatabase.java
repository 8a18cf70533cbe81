package no.grend.itests;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.util.Map;

/** What a test's Grend keeps its data in: Derby in its own folder, or a PostgreSQL server that is there for the test alone. */
final class OnDatabase implements AutoCloseable {

    private final EmbeddedPostgres postgres;

    private OnDatabase(EmbeddedPostgres postgres) {
        this.postgres = postgres;
    }

    /** @param name {@code derby} or {@code postgresql} */
    static OnDatabase named(String name) throws IOException {
        return new OnDatabase(name.equals("derby") ? null : EmbeddedPostgres.start());
    }

    /** The environment variables that choose it. */
    Map<String, String> settings() {
        return postgres == null
                ? Map.of()
                : Map.of(
                        "GREND_DATABASE_URL",
                        postgres.getJdbcUrl("postgres", "postgres"),
                        "GREND_DATABASE_USER",
                        "postgres");
    }

    @Override
    public void close() throws IOException {
        if (postgres != null) {
            postgres.close();
        }
    }
}
