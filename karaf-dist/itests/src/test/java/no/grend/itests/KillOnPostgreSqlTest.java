package no.grend.itests;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;

/** Some fault points on PostgreSQL, each of another transaction. */
class KillOnPostgreSqlTest extends Killing {

    private EmbeddedPostgres postgres;

    @Override
    List<String> renewalPoints() {
        return List.of("invoice-run-chunk", "avtalegiro-after-bytes");
    }

    @Override
    List<String> importPoints() {
        return List.of("ledger-post-before-commit", "ocr-after-post");
    }

    @Override
    Map<String, String> database() throws IOException {
        postgres = EmbeddedPostgres.start();
        return Map.of(
                "GREND_DATABASE_URL", postgres.getJdbcUrl("postgres", "postgres"), "GREND_DATABASE_USER", "postgres");
    }

    @AfterAll
    void stopDatabase() throws IOException {
        if (postgres != null) {
            postgres.close();
        }
    }
}
