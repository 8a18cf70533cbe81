package no.grend.ocr.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import no.grend.kernel.Ore;
import no.grend.kernel.Oslo;
import no.grend.kernel.Problem;
import no.grend.nets.FboRecord;
import no.grend.nets.NetsFileWriter;
import no.grend.nets.TransmissionStart;
import no.grend.ocr.internal.House.FakeIntake;
import no.grend.ocr.internal.store.FileRow;
import no.grend.ocr.internal.store.FileRow.Mandates;
import no.grend.ocr.internal.store.FileRow.Outcomes;
import no.grend.ocr.internal.store.FileRow.State;
import no.grend.ocr.internal.store.FileRow.Sum;
import no.grend.ocr.internal.store.LineRow.Status;
import no.grend.testkit.DatabaseTest;
import no.grend.testkit.TestDatabase;
import org.jdbi.v3.core.statement.StatementException;

final class BankFilesTest {

    private static final String KID_A = "050000000100000012";
    private static final String KID_B = "1234567890128";

    private static BankFile usual(int transmission) {
        return new BankFile(transmission)
                .pay(KID_A, 50_000, 1)
                .pay(KID_B, 70_000, 2)
                .pay("9876543", 30_000, 3)
                .pay(KID_A, -10_000, 4);
    }

    private static House house(TestDatabase databases) {
        House house = new House(databases);
        house.ledger.invoice(KID_A, 50_000);
        house.ledger.invoice(KID_B, 60_000);
        return house;
    }

    @DatabaseTest
    void aFileIsPostedAndReported(TestDatabase databases) {
        House house = house(databases);
        byte[] bytes = usual(1).pay(new BankFile.Pay("", 99_900, "000000000", 21))
                .pay(new BankFile.Pay(KID_A, 500, "000000000", 19))
                .bytes();

        BankFiles.Taken taken = house.take(bytes);

        FileRow file = taken.file();
        assertThat(taken.duplicate()).isFalse();
        assertThat(file.state()).isEqualTo(State.POSTED);
        assertThat(file.payments()).isEqualTo(new Sum(4, Ore.of(140_000)));
        assertThat(file.information()).isEqualTo(new Sum(2, Ore.of(100_400)));
        assertThat(file.outcomes()).isEqualTo(new Outcomes(2, 1, 1, 0, 0));
        assertThat(file.records()).isEqualTo(bytes.length / 82);
        assertThat(file.madeOn()).isEqualTo(BankFile.DAY);
        assertThat(file.warnings()).anyMatch(warning -> warning.contains("types 18-21"));
        assertThat(house.postedAmounts()).containsExactly(-10_000L, 30_000L, 50_000L, 70_000L);
        assertThat(house.ledger.all())
                .allMatch(payment -> payment.receipt().channel().equals("OCR"));
        assertThat(house.ledger.all().get(0).receipt().bankReference()).isEqualTo("000000001");
        assertThat(house.lines.ofFile(file.id(), null, 0, 10))
                .extracting(line -> line.status() + " " + line.line() + " "
                        + line.unallocated().value())
                .containsExactly("OVERPAID 5 10000", "UNMATCHED 7 30000");
        assertThat(house.audit.of("BANK_FILE_RECEIVED")).hasSize(1);
        assertThat(house.audit.of("BANK_FILE_POSTED")).hasSize(1);
        assertThat(house.verification.verify()).isEmpty();
    }

    @DatabaseTest
    void theSameBytesAndTheSameRecordsAreTheSameFile(TestDatabase databases) {
        House house = house(databases);
        byte[] bytes = usual(1).bytes();
        FileRow first = house.take(bytes).file();

        for (byte[] again : List.of(
                bytes,
                BankFile.separatedBy(bytes, "\n"),
                BankFile.separatedBy(bytes, ""),
                BankFile.separatedBy(bytes, "\r\n"))) {
            BankFiles.Taken taken = house.take(again);
            assertThat(taken.duplicate()).isTrue();
            assertThat(taken.file()).isEqualTo(first);
        }
        assertThat(house.ledger.posts).isEqualTo(1);
        assertThat(house.postedAmounts()).hasSize(4);
        assertThat(house.files.ids()).hasSize(1);
    }

    @DatabaseTest
    void theSameTransmissionWithAnotherContentIsRefused(TestDatabase databases) {
        House house = house(databases);
        house.take(usual(1));

        refused(house, usual(1).pay(KID_A, 1, 9).bytes(), "TRANSMISSION_REUSED", "another content");
        assertThat(house.postedAmounts()).hasSize(4);
    }

    @DatabaseTest
    void aPaymentInAnOverlappingFileIsPostedOnceAndTwinsStayTwo(TestDatabase databases) {
        House house = house(databases);
        house.take(new BankFile(1)
                .pay(KID_B, 100, 7)
                .pay(KID_A, 200, 8)
                .pay(KID_B, 100, 7)
                .pay(KID_B, 100, 7));
        assertThat(house.postedAmounts()).containsExactly(100L, 100L, 100L, 200L);

        // Another order, other numbers, one twin less, something new.
        FileRow file = house.take(new BankFile(2)
                        .pay(KID_A, 200, 8)
                        .pay(KID_A, 300, 9)
                        .pay(KID_B, 100, 7)
                        .pay(KID_B, 100, 7))
                .file();

        assertThat(file.outcomes()).isEqualTo(new Outcomes(1, 0, 0, 3, 0));
        assertThat(house.postedAmounts()).containsExactly(100L, 100L, 100L, 200L, 300L);
        assertThat(file.warnings()).anyMatch(warning -> warning.startsWith("3 payments were taken in before"));
        assertThat(house.verification.verify()).isEmpty();
    }

    @DatabaseTest
    void aWeakCopyIsNotPostedButNotLostEither(TestDatabase databases) {
        House house = house(databases);
        house.take(new BankFile(1).pay(KID_A, 200, 0).pay(KID_A, 200, 0));
        FileRow file = house.take(new BankFile(2).pay(KID_A, 200, 0).pay(KID_B, 100, 5))
                .file();

        assertThat(file.outcomes()).isEqualTo(new Outcomes(1, 0, 0, 1, 1));
        assertThat(house.lines.ofFile(file.id(), Status.SUSPECTED_COPY, 0, 10)).hasSize(1);
        assertThat(file.warnings()).anyMatch(warning -> warning.contains("SUSPECTED_COPY"));
        assertThat(house.verification.verify()).isEmpty();
    }

    @DatabaseTest
    void aFileThatBreaksARuleNamesTheLineAndPostsNothing(TestDatabase databases) {
        House house = house(databases);
        String good = new String(usual(1).bytes(), StandardCharsets.ISO_8859_1);

        refused(house, good.replace("00000000000050000", "00000000000050001"), "ASSIGNMENT_TOTAL", "Line 11");
        refused(house, good.substring(0, good.length() - 82), "TRANSMISSION_END_MISSING", "cut off");
        refused(house, "Dear treasurer", "NOT_A_NETS_FILE", "refused");
        refused(house, "", "EMPTY_FILE", "empty");
        refused(
                house,
                "\u00ef\u00bb\u00bf<?xml version=\"1.0\"?><Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.053.001.02\"/>",
                "NOT_CAMT054",
                "account statement");
        refused(house, claimFile(), "FILE_TO_BANK", "goes to the bank");
        assertThat(house.files.ids()).isEmpty();
        assertThat(house.ledger.posts).isZero();
    }

    @DatabaseTest
    void aFileForOthersIsRefusedInWordsUnlessNothingIsSet(TestDatabase databases) {
        House house = house(databases);
        refused(house, usual(1).account("99991042764").bytes(), "OTHER_ACCOUNT", "99991042764");
        refused(house, usual(1).recipient("00999999").bytes(), "OTHER_RECIPIENT", "00999999");
        assertThat(house.files.ids()).isEmpty();
        BankFile both = usual(1).account("99991042764")
                .mandates(new FboRecord(1, FboRecord.Registration.NEW_OR_CHANGED, KID_A, true));
        assertThat(catchThrowableOfType(Problem.class, () -> house.take(both)).errors())
                .extracting(Problem.Detail::line)
                .containsExactly(2);
        house.profile = House.profile("99991042764", BankFile.RECIPIENT);
        byte[] secondIsOthers = new String(both.bytes(), StandardCharsets.ISO_8859_1)
                .replace("NY090020001234567000000799991042764", "NY090020001234567000000712345678903")
                .getBytes(StandardCharsets.ISO_8859_1);
        assertThat(catchThrowableOfType(Problem.class, () -> house.take(secondIsOthers))
                        .errors())
                .as("the line where the assignment starts")
                .extracting(Problem.Detail::line)
                .containsExactly(5);

        house.profile = House.profile(null, null);
        assertThat(house.take(usual(1).account("99991042764").recipient("00999999"))
                        .file()
                        .state())
                .isEqualTo(State.POSTED);
    }

    @DatabaseTest
    void aCrashAnywhereIsMadeGoodByRestartingOrUploadingAgain(TestDatabase databases) {
        House house = house(databases);
        house.take(new BankFile(1).pay(KID_B, 100, 7).pay(KID_A, 200, 0));
        Outcomes expected = new Outcomes(1, 1, 0, 2, 1);
        int transmission = 2;
        for (FakeLedger.Trouble trouble : FakeLedger.Trouble.values()) {
            for (boolean upload : new boolean[] {true, false}) {
                BankFile file = new BankFile(transmission++)
                        .pay(KID_A, 1_000 + transmission, 20 + transmission)
                        .pay(KID_B, 100, 7)
                        .pay("404", 300, 50 + transmission)
                        .pay(KID_A, 200, 0);
                house.ledger.trouble = trouble;
                try {
                    house.take(file);
                } catch (FakeLedger.Crash e) {
                    assertThat(trouble).isNotIn(FakeLedger.Trouble.NONE, FakeLedger.Trouble.BUSY);
                    assertThat(house.files.unfinished()).hasSize(1);
                    house.restart();
                    house.bankFiles.recover();
                }
                BankFiles.Taken taken = house.take(file);
                assertThat(taken.duplicate()).isTrue();
                assertThat(taken.file().outcomes()).as("%s", trouble).isEqualTo(expected);
                assertThat(taken.file().state()).isEqualTo(State.POSTED);
                assertThat(house.lines.ofFile(taken.file().id(), null, 0, 10)).hasSize(2);
                assertThat(upload).isIn(true, false);
            }
        }
        assertThat(house.verification.verify()).isEmpty();
        assertThat(house.postedAmounts()).hasSize(2 + 2 * 2 * FakeLedger.Trouble.values().length);
    }

    @DatabaseTest
    void aReportThatCannotBeWrittenIsWrittenLater(TestDatabase databases) {
        House house = house(databases);
        house.database.useTransaction(tx -> tx.execute("ALTER TABLE ocr_line ADD CONSTRAINT trouble CHECK (line < 0)"));
        assertThatThrownBy(() -> house.take(usual(1))).isInstanceOf(StatementException.class);
        assertThat(house.postedAmounts()).hasSize(4);
        assertThat(house.verification.verify())
                .extracting(violation -> violation.promise())
                .contains("P2");

        house.database.useTransaction(tx -> tx.execute("ALTER TABLE ocr_line DROP CONSTRAINT trouble"));
        house.restart();
        house.bankFiles.recover();

        FileRow file = house.files.byId(house.files.ids().get(0)).orElseThrow();
        assertThat(file.outcomes()).isEqualTo(new Outcomes(2, 1, 1, 0, 0));
        assertThat(house.verification.verify()).isEmpty();
    }

    @DatabaseTest
    void uploadsOfOneFileAtTheSameTimeHaveOneEffect(TestDatabase databases) throws Exception {
        House house = house(databases);
        byte[] bytes = usual(1).bytes();
        byte[] other = BankFile.separatedBy(bytes, "\n");
        // Two nodes: their locks are not each other's.
        List<BankFiles> nodes = List.of(
                new BankFiles(house.files, house.ledger, () -> house.profile, house.clock, null),
                new BankFiles(house.files, house.ledger, () -> house.profile, house.clock, null));
        ExecutorService clients = Executors.newFixedThreadPool(8);
        List<Callable<BankFiles.Taken>> uploads = IntStream.range(0, 16)
                .<Callable<BankFiles.Taken>>mapToObj(i -> () -> nodes.get(i % 2)
                        .take(House.TREASURER, "x", new ByteArrayInputStream(i % 3 == 0 ? other : bytes)))
                .toList();
        Set<FileRow> seen = new HashSet<>();
        int fresh = 0;
        for (Future<BankFiles.Taken> upload : clients.invokeAll(uploads)) {
            seen.add(upload.get().file());
            fresh += upload.get().duplicate() ? 0 : 1;
        }
        clients.shutdown();

        assertThat(seen).hasSize(1);
        assertThat(fresh).isEqualTo(1);
        assertThat(seen.iterator().next().outcomes()).isEqualTo(new Outcomes(2, 1, 1, 0, 0));
        assertThat(house.postedAmounts()).hasSize(4);
        assertThat(house.verification.verify()).isEmpty();
    }

    @DatabaseTest
    void mandatesWaitForAvtaleGiroAndAreHandedOverOnce(TestDatabase databases) {
        House house = house(databases);
        byte[] bytes = usual(1).mandates(
                        new FboRecord(1, FboRecord.Registration.NEW_OR_CHANGED, KID_A, true),
                        new FboRecord(2, FboRecord.Registration.DELETED, KID_B, false))
                .mandates(new FboRecord(1, FboRecord.Registration.LISTED, KID_A, true))
                .bytes();
        FileRow file = house.take(bytes).file();
        assertThat(file.mandatesWaiting()).isTrue();
        assertThat(file.fboRecords()).isEqualTo(3);
        assertThat(house.postedAmounts()).hasSize(4);

        house.intake = new FakeIntake();
        house.intake.broken = true;
        house.restart();
        house.bankFiles.recover();
        assertThat(house.files.byId(file.id()).orElseThrow().mandatesWaiting()).isTrue();
        house.intake.broken = false;
        house.bankFiles.recover();

        file = house.take(bytes).file();
        assertThat(file.mandatesWaiting()).isFalse();
        assertThat(file.mandates()).isEqualTo(new Mandates(2, 0, 1, 0));
        assertThat(house.intake.seen).containsOnlyKeys("ocr:" + file.sha256() + ":1", "ocr:" + file.sha256() + ":2");
        assertThat(house.intake.taken).hasSize(3).allMatch(fbo -> fbo.line() > 2);

        house.take(new BankFile(2).mandates(new FboRecord(1, FboRecord.Registration.DELETED, KID_A, true)));
        assertThat(house.intake.taken).hasSize(4);
    }

    @DatabaseTest
    void onlyWhoMayWriteSendsFiles(TestDatabase databases) {
        House house = house(databases);
        byte[] bytes = usual(1).bytes();
        assertThatThrownBy(() -> house.bankFiles.take(House.READER, "x", new ByteArrayInputStream(bytes)))
                .isInstanceOf(Problem.class);
        FileRow file = house.take(bytes).file();
        assertThat(house.bankFiles.file(House.READER, file.id())).isEqualTo(file);
        assertThat(house.bankFiles.files(House.READER, null, null).items()).containsExactly(file);
        assertThatThrownBy(() -> house.bankFiles.file(House.MEMBER_STAFF, file.id()))
                .isInstanceOf(Problem.class);
        assertThatThrownBy(() -> house.bankFiles.files(House.MEMBER_STAFF, null, 1))
                .isInstanceOf(Problem.class);
    }

    @DatabaseTest
    void aNameIsNeverAPath(TestDatabase databases) {
        House house = house(databases);
        ByteArrayInputStream bytes = new ByteArrayInputStream(usual(1).bytes());
        assertThat(house.bankFiles
                        .take(House.TREASURER, "../..\\etc/OCR\u0000.D\n201126", bytes)
                        .file()
                        .name())
                .isEqualTo("OCR.D201126");
    }

    @DatabaseTest
    void theCheckerSeesWhatIsWrong(TestDatabase databases) {
        House house = house(databases);
        FileRow file = house.take(usual(1)).file();
        house.ledger.lose(house.ledger.all().get(0).receipt().sourceKey());
        assertThat(house.verification.verify())
                .extracting(violation -> violation.promise())
                .contains("P1", "P4");

        house.database.useTransaction(tx -> tx.execute("DELETE FROM ocr_line WHERE status = 'UNMATCHED'"));
        assertThat(house.verification.verify())
                .anyMatch(violation -> violation.detail().contains("UNMATCHED"));

        house.database.useTransaction(tx -> tx.execute("UPDATE ocr_file SET sha256 = 'feed' WHERE id = ?", file.id()));
        assertThat(house.verification.verify())
                .anyMatch(violation -> violation.detail().contains("other bytes"));

        house.database.useTransaction(tx -> tx.execute("DELETE FROM ocr_part WHERE file_id = ?", file.id()));
        assertThat(house.verification.verify())
                .anyMatch(violation -> violation.detail().contains("cannot be read"));
    }

    @DatabaseTest
    void aSettlementDateAheadIsWarnedOf(TestDatabase databases) {
        House house = house(databases);
        assertThat(house.take(usual(1)).file().warnings()).noneMatch(warning -> warning.contains("lies ahead"));

        house.clock.set(
                BankFile.DAY.minusDays(1).atTime(12, 0).atZone(Oslo.ZONE).toInstant());
        FileRow file = house.take(new BankFile(2).pay(KID_A, 100, 21).pay(KID_A, 200, 22))
                .file();
        assertThat(file.warnings())
                .anyMatch(
                        warning -> warning.startsWith(
                                "Line 3: The settlement date 2026-11-20 lies ahead; today is 2026-11-19. So it is with 2 payments."));
        assertThat(file.outcomes().matched()).isEqualTo(2);
    }

    private static String claimFile() {
        java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
        try {
            NetsFileWriter writer = new NetsFileWriter(
                    out, new TransmissionStart(BankFile.RECIPIENT, 1, TransmissionStart.BANK_NETWORK));
            writer.claims(1, BankFile.ACCOUNT).end();
            writer.finish();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return out.toString(StandardCharsets.ISO_8859_1);
    }

    private static void refused(House house, String file, String code, String words) {
        refused(house, file.getBytes(StandardCharsets.ISO_8859_1), code, words);
    }

    private static void refused(House house, byte[] file, String code, String words) {
        Problem problem = catchThrowableOfType(Problem.class, () -> house.take(file));
        assertThat(problem).as(code).isNotNull();
        assertThat(problem.kind()).isEqualTo(Problem.Kind.RULE_BROKEN);
        assertThat(problem.errors()).as(problem.getMessage()).anyMatch(error -> error.code()
                .equals(code));
        assertThat(problem.getMessage()).contains(words);
    }
}
