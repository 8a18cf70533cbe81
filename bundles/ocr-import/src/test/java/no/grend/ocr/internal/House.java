package no.grend.ocr.internal;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import no.grend.avtalegiro.MandateIntake;
import no.grend.identity.Actor;
import no.grend.identity.Role;
import no.grend.ocr.internal.store.FileStore;
import no.grend.ocr.internal.store.LineStore;
import no.grend.organisation.Organisation.Profile;
import no.grend.schema.Database;
import no.grend.testkit.MutableClock;
import no.grend.testkit.RecordingAudit;
import no.grend.testkit.TestDatabase;

/** The whole house over a test database, with fakes around it; restarting it keeps the database and the ledger. */
final class House {

    static final Actor TREASURER = new Actor("staff:1", "Kasserer", Set.of(Role.TREASURER), null);
    static final Actor READER = new Actor("staff:2", "Innsyn", Set.of(Role.READER), null);
    static final Actor MEMBER_STAFF = new Actor("staff:3", "Medlem", Set.of(Role.MEMBER_STAFF), null);

    final Database database;
    final RecordingAudit audit = new RecordingAudit();
    final FakeLedger ledger = new FakeLedger();
    final MutableClock clock = MutableClock.noonOf("2026-11-21");
    final FileStore files;
    final LineStore lines;
    final ExceptionQueue queue;
    final BankFileVerification verification;
    Profile profile = profile(BankFile.ACCOUNT, BankFile.RECIPIENT);
    FakeIntake intake;
    BankFiles bankFiles;

    House(TestDatabase databases) {
        database = databases.database("ocr", FileStore.class);
        files = new FileStore(database, audit, clock);
        lines = new LineStore(database, audit);
        queue = new ExceptionQueue(lines, files, ledger, clock);
        verification = new BankFileVerification(files, lines, ledger);
        restart();
    }

    static Profile profile(String account, String unit) {
        return new Profile("Fjellvang turlag", null, null, account, unit, null, 0, false, null);
    }

    /** As after a crash: nothing in memory survives. */
    void restart() {
        bankFiles = new BankFiles(files, ledger, () -> profile, clock, intake);
    }

    BankFiles.Taken take(byte[] file) {
        return bankFiles.take(TREASURER, "OCR.D201126", new ByteArrayInputStream(file));
    }

    BankFiles.Taken take(BankFile file) {
        return take(file.bytes());
    }

    List<Long> postedAmounts() {
        return ledger.all().stream()
                .map(payment -> payment.receipt().amount().value())
                .sorted()
                .toList();
    }

    /** Takes mandates as the real one does: once a source key. */
    static final class FakeIntake implements MandateIntake {

        final Map<String, Report> seen = new HashMap<>();
        final List<FboRecord> taken = new ArrayList<>();
        boolean broken;

        @Override
        public Report receive(Actor actor, String sourceKey, java.time.LocalDate receivedOn, List<FboRecord> records) {
            if (broken) {
                throw new IllegalStateException("no connection");
            }
            return seen.computeIfAbsent(sourceKey, key -> {
                taken.addAll(records);
                int deleted = (int) records.stream()
                        .filter(fbo -> fbo.registrationType() == 2)
                        .count();
                return new Report(records.size() - deleted, 0, deleted, 0);
            });
        }
    }
}
