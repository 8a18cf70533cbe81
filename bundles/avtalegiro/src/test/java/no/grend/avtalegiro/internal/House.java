package no.grend.avtalegiro.internal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import no.grend.avtalegiro.MandateIntake.FboRecord;
import no.grend.avtalegiro.internal.store.BankFile;
import no.grend.identity.Actor;
import no.grend.identity.Role;
import no.grend.ledger.spi.Collector.Outlook;
import no.grend.organisation.Organisation;
import no.grend.schema.Database;
import no.grend.testkit.FakeMembers;
import no.grend.testkit.MutableClock;
import no.grend.testkit.RecordingAudit;
import no.grend.testkit.TestDatabase;

/** The house with its neighbours made up: 21 November 2026, 11 o'clock in Oslo, members 1 to 100,000. */
final class House {

    static final Actor TREASURER = new Actor("staff:1", "Kasserer", Set.of(Role.TREASURER), null);
    static final Actor READER = new Actor("staff:2", "Leser", Set.of(Role.READER), null);

    /** In time for notice by the bank and by ourselves. */
    static final LocalDate DUE = LocalDate.of(2027, 1, 15);

    final Database db;
    final FakeLedger ledger = new FakeLedger();
    final FakeMembers members =
            new FakeMembers(number -> number >= 1 && number <= 100_000 ? FakeMembers.kari(number) : null);
    final RecordingAudit audit = new RecordingAudit();
    final MutableClock clock = new MutableClock(Instant.parse("2026-11-21T10:00:00Z"));
    Organisation.Profile profile = profile("12345678903", "00123456");

    final Deadlines deadlines;
    final Mandates mandates;
    final MandateQueue queue;
    final BankFiles files;
    final ClaimFiles claimFiles;
    final Cancellations cancellations;
    final CancellationMarks marks;
    final Notices notices;
    final NoticeChoices choices;
    final Signings signings;
    final NoticeSending sending;
    final FakeOutbox outbox = new FakeOutbox();
    final Settlements settlements;
    final BankAnswers answers;
    final CancellationAnswers cancellationAnswers;
    final Cockpit cockpit;
    final Inquiries inquiries;
    final Routine routine;
    final ClaimTexts texts;

    House(TestDatabase fresh) {
        this(fresh.database("avtalegiro", Mandates.class));
    }

    House(Database db) {
        this.db = db;
        deadlines = new Deadlines(clock, Deadlines.Rules.STANDARD);
        mandates = new Mandates(db, clock, ledger, members, audit, null);
        queue = new MandateQueue(db, clock, members, audit, null);
        files = new BankFiles(db, clock, () -> profile, audit, "DIRREM");
        notices = new Notices(db, clock, files);
        choices = new NoticeChoices(db, clock, members, audit, null);
        signings =
                new Signings(db, clock, ledger, members, audit, "https://bank.example/sign?kid={kid}&limit={kroner}");
        sending = new NoticeSending(db, clock, ledger, members, () -> profile, outbox);
        claimFiles = new ClaimFiles(db, clock, ledger, deadlines, mandates, files, notices, sending, null);
        cancellations = new Cancellations(db, clock, ledger, deadlines, files);
        marks = new CancellationMarks(db, clock, ledger, deadlines, audit);
        settlements = new Settlements(db, ledger);
        answers = new BankAnswers(db, clock, audit, files, settlements, ledger);
        cancellationAnswers = new CancellationAnswers(db, clock, audit, ledger, files, settlements);
        cockpit = new Cockpit(db, clock, ledger, deadlines, settlements);
        inquiries = new Inquiries(db, clock, ledger, deadlines, settlements);
        routine = new Routine(db, ledger, deadlines, settlements, files, claimFiles, cancellations);
        texts = new ClaimTexts(db, clock, ledger, () -> profile, audit);
    }

    static Organisation.Profile profile(String account, String customerUnit) {
        return new Organisation.Profile(
                "Grend Sykkelklubb", "post@example.org", null, account, customerUnit, null, 0, false, null);
    }

    /** Mandates for these members, registered with their reference KIDs. */
    void mandatesFor(int... memberNumbers) {
        List<FboRecord> records = IntStream.range(0, memberNumbers.length)
                .mapToObj(i -> new FboRecord(i + 3L, 1, ledger.referenceKid(memberNumbers[i]), false))
                .toList();
        mandates.receive(TREASURER, "ocr:setup:" + records.hashCode(), LocalDate.of(2026, 11, 1), records);
    }

    /** The ids of the invoices from one number to another, both with them. */
    static List<String> invoices(int from, int to) {
        return IntStream.rangeClosed(from, to)
                .mapToObj(number -> "invoice-" + number)
                .toList();
    }

    byte[] bytes(BankFile file) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            files.copy(file, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** What the payer is told of an invoice that is not claimed. */
    Outlook outlook(String invoiceId) {
        return claimFiles.outlook(ledger.invoice(READER, invoiceId).orElseThrow());
    }
}
