package no.grend.audit.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import no.grend.audit.Audit.Entry;
import no.grend.kernel.KeyFolder.KeysDoNotFit;
import no.grend.kernel.Verification.Violation;
import no.grend.schema.Database;
import no.grend.schema.Database.Dialect;
import no.grend.testkit.DatabaseTest;
import no.grend.testkit.MutableClock;
import no.grend.testkit.TestDatabase;
import org.junit.jupiter.api.io.TempDir;

class AuditChainTest {

    @TempDir
    Path keys;

    private Database db;
    private AuditLog log;
    private AuditChain chain;

    private void open(TestDatabase fresh, int entries) throws Exception {
        db = fresh.database("audit", AuditLog.class);
        MutableClock clock = MutableClock.noonOf("2026-11-21");
        log = new AuditLog(db, clock);
        chain = new AuditChain(db, keys);
        for (int i = 0; i < entries; i++) {
            clock.advance(Duration.ofMillis(1));
            log.record(new Entry("staff:1", "CONTACT_CHANGED", "contact:" + i, "Ås", null, "moved"));
        }
        chain.sealPending();
    }

    @DatabaseTest
    void sealsEveryEntryOnceWithoutGaps(TestDatabase fresh) throws Exception {
        open(fresh, 3);
        log.record(Entry.of("staff:1", "LATER", "contact:1"));

        assertThat(chain.verify()).isEmpty();
        assertThat(chain.sealPending()).isEqualTo(1);
        assertThat(chain.sealPending()).isZero();
        assertThat(chain.verify()).isEmpty();
        assertThat(seqs()).containsExactly(1L, 2L, 3L, 4L);
    }

    @DatabaseTest
    void sealsMoreThanOneBatch(TestDatabase fresh) throws Exception {
        open(fresh, 0);
        db.useTransaction(tx ->
                IntStream.range(0, 1203).forEach(i -> log.record(tx, Entry.of("staff:1", "IMPORTED", "contact:" + i))));

        assertThat(chain.sealPending()).isEqualTo(1203);
        assertThat(chain.verify()).isEmpty();
    }

    @DatabaseTest
    void seesOneChangedByte(TestDatabase fresh) throws Exception {
        open(fresh, 5);
        withoutTriggers(fresh.dialect(), "UPDATE audit_entry SET state_before = 'As' WHERE object_name = 'contact:2'");

        assertThat(chain.verify())
                .extracting(Violation::detail)
                .singleElement()
                .asString()
                .contains("seal 3 ");
    }

    @DatabaseTest
    void seesADeletedEntry(TestDatabase fresh) throws Exception {
        open(fresh, 5);
        withoutTriggers(fresh.dialect(), "DELETE FROM audit_entry WHERE object_name = 'contact:2'");

        assertThat(chain.verify())
                .extracting(Violation::detail)
                .singleElement()
                .asString()
                .contains("missing");
    }

    @DatabaseTest
    void seesAnEntryDeletedWithItsSealAndTheRestRenumbered(TestDatabase fresh) throws Exception {
        open(fresh, 5);
        withoutTriggers(
                fresh.dialect(),
                "DELETE FROM audit_entry WHERE object_name = 'contact:2'",
                "DELETE FROM audit_seal WHERE seq = 3",
                "UPDATE audit_seal SET seq = seq - 1 WHERE seq > 3");

        assertThat(chain.verify()).isNotEmpty();
    }

    @DatabaseTest
    void seesThatTheEndWasCutOff(TestDatabase fresh) throws Exception {
        open(fresh, 5);
        withoutTriggers(
                fresh.dialect(),
                "DELETE FROM audit_entry WHERE object_name = 'contact:4'",
                "DELETE FROM audit_seal WHERE seq = 5");

        assertThat(chain.verify())
                .extracting(Violation::detail)
                .singleElement()
                .asString()
                .contains("cut off");
    }

    @DatabaseTest
    void seesAnEntryThatCameInByAnotherWay(TestDatabase fresh) throws Exception {
        open(fresh, 1);
        db.useTransaction(tx -> {
            log.record(tx, Entry.of("staff:1", "FORGED", "contact:1"));
            tx.execute("DELETE FROM audit_pending");
        });

        assertThat(chain.verify())
                .extracting(Violation::detail)
                .singleElement()
                .asString()
                .contains("no seal");
    }

    @DatabaseTest
    void theDatabaseItselfRefusesToChangeTheLog(TestDatabase fresh) throws Exception {
        open(fresh, 1);

        for (String sql : List.of(
                "UPDATE audit_entry SET actor = 'nobody'",
                "DELETE FROM audit_entry",
                "UPDATE audit_seal SET seq = 7",
                "DELETE FROM audit_seal")) {
            assertThatThrownBy(() -> db.useTransaction(tx -> tx.execute(sql)))
                    .as(sql)
                    .isNotNull();
        }
        assertThat(chain.verify()).isEmpty();
    }

    @DatabaseTest
    void nodesAppendToOneChainTogether(TestDatabase fresh) throws Exception {
        open(fresh, 0);
        Path folderOfOther = Files.createDirectory(keys.resolve("other"));
        Files.copy(keys.resolve("audit.key"), folderOfOther.resolve("audit.key"));
        AuditChain other = new AuditChain(db, folderOfOther);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> work = new ArrayList<>();
            for (int thread = 0; thread < 4; thread++) {
                AuditChain mine = thread % 2 == 0 ? chain : other;
                work.add(threads.submit(() -> {
                    for (int i = 0; i < 25; i++) {
                        log.record(Entry.of("staff:1", "A", "contact:" + i));
                        mine.sealPending();
                    }
                    return null;
                }));
            }
            for (Future<?> one : work) {
                one.get();
            }
        } finally {
            threads.shutdown();
        }

        chain.sealPending();
        assertThat(chain.verify()).isEmpty();
        assertThat(seqs()).hasSize(100).endsWith(100L);
    }

    @DatabaseTest
    void refusesAnotherKeyInWords(TestDatabase fresh) throws Exception {
        open(fresh, 1);
        Path key = keys.resolve("audit.key");
        String right = Files.readString(key);
        Files.delete(key);
        assertThatThrownBy(() -> new AuditChain(db, keys))
                .isInstanceOf(KeysDoNotFit.class)
                .hasMessageContaining(keys.toString());
        assertThat(key).as("no new key is made in silence").doesNotExist();

        Files.writeString(key, "0".repeat(64));
        assertThatThrownBy(() -> new AuditChain(db, keys))
                .isInstanceOf(KeysDoNotFit.class)
                .hasMessageContaining("audit.key is another key");

        Files.writeString(key, right);
        assertThat(new AuditChain(db, keys).verify()).isEmpty();
    }

    @DatabaseTest
    void theKeyIsTheOwnersAlone(TestDatabase fresh) throws Exception {
        open(fresh, 0);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(keys.resolve("audit.key"))))
                .isEqualTo("rw-------");
    }

    @DatabaseTest
    void theSealerSealsByItselfAndWhenItStops(TestDatabase fresh) throws Exception {
        open(fresh, 0);
        Sealer sealer = new Sealer(chain);
        log.record(Entry.of("staff:1", "A", "contact:1"));
        await().until(() -> seqs().size() == 1);

        log.record(Entry.of("staff:1", "LAST", "contact:1"));
        sealer.stop();

        assertThat(seqs()).hasSize(2);
        assertThat(sealer.verify()).isEmpty();
        assertThat(sealer.troubles()).isEmpty();
    }

    private List<Long> seqs() {
        return db.read(tx -> tx.createQuery("SELECT seq FROM audit_seal ORDER BY seq")
                .mapTo(Long.class)
                .list());
    }

    /** What someone with full power over the database could do. */
    private void withoutTriggers(Dialect dialect, String... statements) {
        db.useTransaction(tx -> {
            List<String> off = dialect == Dialect.DERBY
                    ? List.of(
                            "DROP TRIGGER audit_entry_not_changed",
                            "DROP TRIGGER audit_entry_not_deleted",
                            "DROP TRIGGER audit_seal_not_changed",
                            "DROP TRIGGER audit_seal_not_deleted")
                    : List.of(
                            "ALTER TABLE audit_entry DISABLE TRIGGER USER",
                            "ALTER TABLE audit_seal DISABLE TRIGGER USER");
            off.forEach(tx::execute);
            List.of(statements).forEach(tx::execute);
        });
    }
}
