package no.grend.ocr.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import no.grend.camt.CamtVersion;
import no.grend.kernel.Ore;
import no.grend.kernel.Problem;
import no.grend.ocr.internal.store.FileRow;
import no.grend.ocr.internal.store.FileRow.Format;
import no.grend.ocr.internal.store.FileRow.Outcomes;
import no.grend.ocr.internal.store.FileRow.State;
import no.grend.ocr.internal.store.FileRow.Sum;
import no.grend.ocr.internal.store.LineRow;
import no.grend.ocr.internal.store.LineRow.Status;
import no.grend.testkit.DatabaseTest;
import no.grend.testkit.TestDatabase;

/** camt.054 through the same doors as OCR giro: once, whatever comes again and in whichever of the two (P1, P2, P4). */
final class CamtFilesTest {

    private static final String KID_A = "050000000100000012";
    private static final String KID_B = "1234567890128";

    private static CamtFile usual(String messageId) {
        return new CamtFile(messageId)
                .pay(KID_A, 50_000, "R1")
                .pay(KID_B, 70_000, "R2")
                .pay("9876543", 30_000, "R3")
                .pay(null, 1_000, "R4");
    }

    /** The same payments in another order, so that they stand in other entries. */
    private static CamtFile turned(String messageId) {
        return new CamtFile(messageId)
                .pay(null, 1_000, "R4")
                .pay(KID_B, 70_000, "R2")
                .pay("9876543", 30_000, "R3")
                .pay(KID_A, 50_000, "R1");
    }

    private static House house(TestDatabase databases) {
        House house = new House(databases);
        house.ledger.invoice(KID_A, 50_000);
        house.ledger.invoice(KID_B, 60_000);
        return house;
    }

    private static List<String> queue(House house, FileRow file) {
        return house.lines.ofFile(file.id(), null, 0, 50).stream()
                .map(line -> line.status() + " " + line.line() + " "
                        + line.unallocated().value())
                .toList();
    }

    @DatabaseTest
    void aFileIsPostedAndReported(TestDatabase databases) {
        House house = house(databases);
        byte[] bytes = usual("M-1").bytes();

        BankFiles.Taken taken = house.take(bytes);

        FileRow file = taken.file();
        assertThat(file.format()).isEqualTo(Format.CAMT054);
        assertThat(file.messageId()).isEqualTo("M-1");
        assertThat(file.state()).isEqualTo(State.POSTED);
        assertThat(file.payments()).isEqualTo(new Sum(4, Ore.of(151_000)));
        assertThat(file.outcomes()).isEqualTo(new Outcomes(1, 2, 1, 0, 0));
        assertThat(file.days()).isEqualTo(new FileRow.Days(BankFile.DAY, BankFile.DAY));
        assertThat(file.madeOn()).isEqualTo(BankFile.DAY);
        assertThat(queue(house, file)).containsExactly("OVERPAID 2 10000", "UNMATCHED 3 30000", "UNMATCHED 4 1000");
        assertThat(house.ledger.all())
                .allMatch(payment -> payment.receipt().channel().equals("CAMT"));
        assertThat(house.ledger.all().get(0).receipt().bankReference()).isEqualTo("R1");
        assertThat(house.take(bytes).duplicate()).isTrue();
        assertThat(house.ledger.posts).isEqualTo(1);
        assertThat(house.verification.verify()).isEmpty();
    }

    @DatabaseTest
    void aCopyOrderedAgainBringsNothingNew(TestDatabase databases) {
        House house = house(databases);
        house.take(usual("M-1").bytes());

        for (CamtFile again :
                List.of(usual("M-1").copy(), turned("M-2").copy(), turned("M-3").version(CamtVersion.V08))) {
            FileRow file = house.take(again.bytes()).file();
            assertThat(file.outcomes()).isEqualTo(new Outcomes(0, 0, 0, 4, 0));
            assertThat(queue(house, file)).isEmpty();
        }
        assertThat(house.postedAmounts()).containsExactly(1_000L, 30_000L, 50_000L, 70_000L);
        assertThat(house.verification.verify()).isEmpty();
    }

    @DatabaseTest
    void likePaymentsOfOneFileStayTwoAndOfAnotherAreAsked(TestDatabase databases) {
        House house = house(databases);
        house.take(
                new CamtFile("M-1").pay(KID_A, 100, null).pay(KID_A, 100, null).bytes());
        assertThat(house.postedAmounts()).containsExactly(100L, 100L);

        FileRow asked =
                house.take(new CamtFile("M-2").pay(KID_A, 100, null).bytes()).file();
        assertThat(queue(house, asked)).containsExactly("SUSPECTED_COPY 1 100");

        FileRow copy = house.take(
                        new CamtFile("M-3").copy().pay(KID_A, 100, null).bytes())
                .file();
        assertThat(copy.outcomes()).as("the bank says that it is a copy").isEqualTo(new Outcomes(0, 0, 0, 1, 0));
        assertThat(house.verification.verify()).isEmpty();
    }

    @DatabaseTest
    void onlyMoneyForUsIsPosted(TestDatabase databases) {
        House house = house(databases);
        String fee = entry("12.00", "DBIT", "", "BOOK", "");
        String expected = entry("99.00", "CRDT", "", "PDNG", "");
        String reversal = entry("40.00", "DBIT", "<RvslInd>true</RvslInd>", "BOOK", KID_A);
        String returned = entry("30.00", "CRDT", "<RvslInd>true</RvslInd>", "BOOK", KID_A);
        String lump = entry("70.00", "CRDT", "", "BOOK", "")
                .replace("</Ntry>", "<NtryDtls><Btch><NbOfTxs>7</NbOfTxs></Btch></NtryDtls></Ntry>");
        FileRow file =
                house.take(message(fee + expected + reversal + returned + lump)).file();

        assertThat(file.payments()).isEqualTo(new Sum(3, Ore.of(6_000)));
        assertThat(file.information()).isEqualTo(new Sum(2, Ore.of(8_700)));
        assertThat(file.outcomes()).isEqualTo(new Outcomes(1, 1, 0, 1, 1));
        assertThat(house.postedAmounts()).containsExactly(-4_000L, 3_000L);
        assertThat(house.ledger.all())
                .filteredOn(payment -> payment.receipt().amount().isPositive())
                .singleElement()
                .satisfies(payment -> assertThat(payment.receipt().kid())
                        .as("money that comes back bears another's KID")
                        .isNull());
        assertThat(queue(house, file)).containsExactly("UNMATCHED 4 3000", "SUSPECTED_COPY 5 7000");
        assertThat(file.warnings()).anyMatch(warning -> warning.contains("went out"));
        assertThat(house.verification.verify()).isEmpty();
    }

    private static String entry(String amount, String direction, String reversal, String status, String kid) {
        String details = kid.isEmpty()
                ? ""
                : "<NtryDtls><TxDtls><Refs><AcctSvcrRef>X" + amount
                        + "</AcctSvcrRef></Refs><RmtInf><Strd><CdtrRefInf><Tp>"
                        + "<CdOrPrtry><Cd>SCOR</Cd></CdOrPrtry></Tp><Ref>" + kid
                        + "</Ref></CdtrRefInf></Strd></RmtInf></TxDtls></NtryDtls>";
        return "<Ntry><Amt Ccy=\"NOK\">" + amount + "</Amt><CdtDbtInd>" + direction + "</CdtDbtInd>" + reversal
                + "<Sts>" + status + "</Sts><BookgDt><Dt>2026-11-20</Dt></BookgDt>" + details + "</Ntry>";
    }

    private static byte[] message(String entries) {
        return ("<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.054.001.02\"><BkToCstmrDbtCdtNtfctn><GrpHdr>"
                        + "<MsgId>M</MsgId><CreDtTm>2026-11-20T18:00:00</CreDtTm></GrpHdr><Ntfctn><Id>N</Id><Acct><Id><Othr><Id>"
                        + BankFile.ACCOUNT + "</Id></Othr></Id></Acct>" + entries
                        + "</Ntfctn></BkToCstmrDbtCdtNtfctn></Document>")
                .getBytes(StandardCharsets.UTF_8);
    }

    @DatabaseTest
    void aFileThatBreaksARuleOrIsForOthersPostsNothing(TestDatabase databases) {
        House house = house(databases);
        String good = new String(usual("M-1").bytes(), StandardCharsets.UTF_8);
        refused(house, good.replace(">500.00<", ">500.01<"), "DETAILS_SUM");
        refused(house, good.substring(0, good.length() - 30), "FILE_CUT_OFF");
        refused(house, good.replace("camt.054.001.02", "camt.054.001.04"), "VERSION_UNSUPPORTED");
        refused(house, good.replace("<Document", "<!DOCTYPE Document><Document"), "DOCTYPE_FORBIDDEN");
        refused(
                house,
                new String(usual("M-1").account("99991042764").bytes(), StandardCharsets.UTF_8),
                "OTHER_ACCOUNT");
        assertThat(house.files.ids()).isEmpty();
        assertThat(house.ledger.posts).isZero();
    }

    private static void refused(House house, String file, String code) {
        Problem problem = catchThrowableOfType(Problem.class, () -> house.take(file.getBytes(StandardCharsets.UTF_8)));
        assertThat(problem.errors()).extracting(Problem.Detail::code).contains(code);
        assertThat(problem.errors()).allMatch(detail -> detail.line() != null);
    }

    @DatabaseTest
    void whatCameThroughOcrGiroIsHeldAndNotPostedAgain(TestDatabase databases) {
        House house = house(databases);
        FileRow ocr = house.take(new BankFile(1).pay(KID_A, 50_000, 1).pay(KID_B, 60_000, 2))
                .file();

        FileRow camt = house.take(usual("M-1").bytes()).file();

        assertThat(camt.outcomes()).isEqualTo(new Outcomes(0, 2, 1, 1, 1));
        LineRow held =
                house.lines.ofFile(camt.id(), Status.SUSPECTED_COPY, 0, 10).get(0);
        assertThat(held.line()).isEqualTo(1);
        assertThat(held.cause()).contains("Seen in OCR file " + ocr.id(), "line 3");
        assertThat(camt.warnings()).anyMatch(warning -> warning.contains("OCR giro and in camt.054 both"));
        assertThat(house.postedAmounts()).containsExactly(1_000L, 30_000L, 50_000L, 60_000L, 70_000L);
        assertThat(house.verification.verify()).isEmpty();

        house.queue.dismiss(House.TREASURER, held.id(), "the same");
        FileRow again = house.take(usual("M-2").copy().bytes()).file();
        assertThat(again.outcomes()).as("nobody is asked twice").isEqualTo(new Outcomes(0, 0, 0, 4, 0));
        assertThat(house.verification.verify()).isEmpty();
    }

    @DatabaseTest
    void whatCameThroughCamtIsHeldInOcrGiro(TestDatabase databases) {
        House house = house(databases);
        FileRow camt = house.take(usual("M-1").bytes()).file();

        FileRow ocr = house.take(new BankFile(1).pay(KID_A, 50_000, 1).pay(KID_B, 60_000, 2))
                .file();

        assertThat(ocr.outcomes()).isEqualTo(new Outcomes(0, 0, 1, 1, 1));
        LineRow held =
                house.lines.ofFile(ocr.id(), Status.SUSPECTED_COPY, 0, 10).get(0);
        assertThat(held.cause()).contains("Seen in camt.054 file " + camt.id(), "payment 1");
        assertThat(house.verification.verify()).isEmpty();

        house.queue.allocate(House.TREASURER, held.id(), KID_A, "paid twice indeed");
        assertThat(house.postedAmounts()).contains(50_000L, 50_000L);
    }

    @DatabaseTest
    void theSameArchiveReferenceNeedsNobody(TestDatabase databases) {
        House house = house(databases);
        house.take(new BankFile(1).pay(KID_A, 50_000, 123));

        FileRow camt = house.take(
                        new CamtFile("M-1").pay(KID_A, 50_000, "000000123").bytes())
                .file();

        assertThat(camt.outcomes()).isEqualTo(new Outcomes(0, 0, 0, 1, 0));
        assertThat(queue(house, camt)).isEmpty();
        assertThat(house.postedAmounts()).containsExactly(50_000L);
        assertThat(house.verification.verify()).isEmpty();
    }

    @DatabaseTest
    void asManyAreHeldAsTheOtherFormatHas(TestDatabase databases) {
        House house = house(databases);
        house.take(new BankFile(1).pay(KID_A, 100, 1).pay(KID_A, 100, 2));
        house.take(new BankFile(2).pay(KID_A, 100, 1).pay(KID_B, 1, 9));

        CamtFile three =
                new CamtFile("M-1").pay(KID_A, 100, "R1").pay(KID_A, 100, "R2").pay(KID_A, 100, "R3");
        assertThat(house.take(three.bytes()).file().outcomes().copies()).isEqualTo(2);
        assertThat(house.postedAmounts()).containsExactly(1L, 100L, 100L, 100L);

        CamtFile later = new CamtFile("M-9").day(BankFile.DAY.minusDays(30)).pay(KID_A, 100, "R9");
        assertThat(house.take(later.bytes()).file().outcomes().already())
                .as("another month's")
                .isZero();
        assertThat(house.verification.verify()).isEmpty();
    }

    @DatabaseTest
    void bothFormatsAtOncePostOnce(TestDatabase databases) throws Exception {
        House house = house(databases);
        List<Callable<BankFiles.Taken>> uploads = new ArrayList<>();
        for (int day = 1; day <= 6; day++) {
            byte[] ocr = new BankFile(day).pay(KID_A, 1_000 + day, day).bytes();
            byte[] camt =
                    new CamtFile("M-" + day).pay(KID_A, 1_000 + day, "R" + day).bytes();
            uploads.add(() -> house.take(ocr));
            uploads.add(() -> house.take(camt));
        }
        ExecutorService people = Executors.newFixedThreadPool(6);
        try {
            for (Future<BankFiles.Taken> upload : people.invokeAll(uploads)) {
                assertThat(upload.get().file().state()).isEqualTo(State.POSTED);
            }
        } finally {
            people.shutdown();
        }
        assertThat(house.postedAmounts()).containsExactly(1_001L, 1_002L, 1_003L, 1_004L, 1_005L, 1_006L);
        assertThat(house.verification.verify()).isEmpty();
    }

    @DatabaseTest
    void inWhateverOrderAndCutOffAnywhereEachPaymentIsPostedOnce(TestDatabase databases) {
        long seed = new Random().nextLong();
        System.out.println("CamtFilesTest seed " + seed);
        Random random = new Random(seed);
        House house = new House(databases);
        List<byte[]> files = new ArrayList<>();
        for (int number = 1; number <= 4; number++) {
            BankFile ocr = new BankFile(number);
            CamtFile camt = new CamtFile("M-" + number);
            for (int payment = 1; payment <= 30; payment++) {
                if (random.nextBoolean() || number == payment % 4 + 1) {
                    ocr.pay(KID_A, 1_000 + payment, payment);
                }
            }
            for (int payment = 1; payment <= 3; payment++) {
                int of = number * 3 + payment;
                camt.pay(KID_A, 1_000 + of, of % 5 == 0 ? String.format("%09d", of) : "R" + of);
            }
            files.add(ocr.bytes());
            files.add(camt.bytes());
            files.add(camt.copy().version(CamtVersion.V08).bytes());
        }
        for (int i = 0; i < 40; i++) {
            FakeLedger.Trouble[] troubles = FakeLedger.Trouble.values();
            house.ledger.trouble = troubles[random.nextInt(troubles.length)];
            try {
                house.take(files.get(random.nextInt(files.size())));
            } catch (FakeLedger.Crash e) {
                house.restart();
                if (random.nextBoolean()) {
                    house.bankFiles.recover();
                }
            }
            house.ledger.trouble = FakeLedger.Trouble.NONE;
        }
        files.forEach(house::take);
        house.bankFiles.recover();

        List<Long> expected = new ArrayList<>();
        for (long payment = 1; payment <= 30; payment++) {
            expected.add(1_000 + payment);
        }
        assertThat(house.postedAmounts()).as("seed %d", seed).isEqualTo(expected);
        assertThat(house.verification.verify()).as("seed %d", seed).isEmpty();
    }
}
