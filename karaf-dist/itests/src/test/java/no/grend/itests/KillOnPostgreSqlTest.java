package no.grend.itests;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;

/** Some fault points on PostgreSQL, each of another transaction. */
class KillOnPostgreSqlTest extends Killing {

    private OnDatabase postgres;

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
        postgres = OnDatabase.named("postgresql");
        return postgres.settings();
    }

    @AfterAll
    void stopDatabase() throws IOException {
        if (postgres != null) {
            postgres.close();
        }
    }
}
