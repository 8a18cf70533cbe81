package no.grend.avtalegiro.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import no.grend.avtalegiro.MandateIntake.FboRecord;
import no.grend.avtalegiro.internal.ClaimFiles.Order;
import no.grend.avtalegiro.internal.store.BankFile;
import no.grend.avtalegiro.internal.store.BankFile.Kind;
import no.grend.avtalegiro.internal.store.LeftOut;
import no.grend.kernel.IdempotencyKey;
import no.grend.kernel.Ore;
import no.grend.kernel.Problem;
import no.grend.ledger.Invoice;
import no.grend.ledger.spi.Collector.Claim;
import no.grend.ledger.spi.Collector.Notice;
import no.grend.ledger.spi.Collector.Outlook;
import no.grend.nets.AssignmentStart;
import no.grend.nets.FileReport;
import no.grend.nets.NetsFileReader;
import no.grend.nets.NetsFileVisitor;
import no.grend.schema.StoredBytes;
import no.grend.testkit.DatabaseTest;
import no.grend.testkit.TestDatabase;

class ClaimFilesTest {

    private static final Order BANK = new Order(House.DUE, Notice.BANK, null);
    private static final Order SELF = new Order(House.DUE, Notice.SELF, null);

    private static List<no.grend.nets.Claim> parsed(byte[] bytes) {
        List<no.grend.nets.Claim> claims = new ArrayList<>();
        FileReport report = new NetsFileReader(LocalDate.of(2026, 11, 21)).read(bytes, new NetsFileVisitor() {
            @Override
            public void claim(AssignmentStart assignment, no.grend.nets.Claim claim, long line) {
                claims.add(claim);
            }
        });
        assertThat(report.errors()).isEmpty();
        assertThat(report.warnings()).isEmpty();
        return claims;
    }

    private static String codeOf(Throwable refused) {
        return ((Problem) refused).code();
    }

    @DatabaseTest
    void claimsThoseWithAMandateAndTellsWhyNotTheOthers(TestDatabase fresh) {
        House house = new House(fresh);
        house.mandatesFor(1, 2, 3, 4);
        house.mandates.receive(
                House.TREASURER,
                "ocr:end:1",
                LocalDate.of(2026, 11, 15),
                List.of(new FboRecord(3, 2, house.ledger.referenceKid(3), false)));
        house.ledger.open(1, 1001, House.DUE, null, 50_000);
        house.ledger.open(2, 1002, House.DUE.plusDays(1), null, 50_000);
        house.ledger.open(3, 1003, House.DUE, null, 50_000);
        house.ledger.add(4, 1004, House.DUE, null, Ore.of(60_000), Ore.of(10_050), Invoice.Status.PART_PAID);
        house.ledger.open(9, 1009, House.DUE, null, 50_000);

        BankFile file = house.claimFiles.create(House.TREASURER, BANK, null);

        assertThat(file.name()).isEqualTo("DIRREM0000001");
        assertThat(file.transmissionNumber()).isEqualTo("0000001");
        assertThat(file.claims()).isEqualTo(2);
        assertThat(file.total()).isEqualTo(Ore.of(99_950));
        assertThat(house.files
                        .leftOut(House.READER, Kind.CLAIMS, file.id(), null, null)
                        .items())
                .extracting(LeftOut::invoiceId, LeftOut::code)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("invoice-1003", "MANDATE_ENDED"),
                        org.assertj.core.groups.Tuple.tuple("invoice-1009", "NO_MANDATE"));
        assertThat(house.files
                        .leftOut(House.READER, Kind.CLAIMS, file.id(), null, null)
                        .items()
                        .get(0)
                        .reason())
                .contains("2026-11-15");
        assertThat(house.claimFiles.claims(List.of("invoice-1001", "invoice-1003")))
                .containsOnlyKeys("invoice-1001")
                .containsValue(new Claim(file.id(), "0000001", house.clock.instant(), false, Notice.BANK));
        assertThat(house.audit.of("CLAIM_FILE_CREATED")).hasSize(1);
    }

    /** S4-07: whoever joins pays as other people do, also with a mandate from before. */
    @DatabaseTest
    void anInvoiceForJoiningIsNeverClaimed(TestDatabase fresh) {
        House house = new House(fresh);
        house.mandatesFor(1, 2);
        house.ledger.open(1, 1001, House.DUE, null, 50_000);
        house.ledger.joining(2, 1002, House.DUE, 50_000);

        BankFile file = house.claimFiles.create(House.TREASURER, BANK, null);

        assertThat(file.claims()).isEqualTo(1);
        assertThat(house.files
                        .leftOut(House.READER, Kind.CLAIMS, file.id(), null, null)
                        .items())
                .extracting(LeftOut::invoiceId, LeftOut::code)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("invoice-1002", "JOINING"));
        assertThat(house.inquiries.invoice(House.READER, "invoice-1002").explanation())
                .isEqualTo("Not by AvtaleGiro because the invoice is paid on joining, and only renewals are collected"
                        + " by it.");
        assertThatThrownBy(() -> house.claimFiles.create(House.TREASURER, BANK, null))
                .satisfies(e -> assertThat(codeOf(e)).isEqualTo("NOBODY_TO_CLAIM"));
    }

    /** A standing agreement that is paid by invoice or by a provider is not debited by AvtaleGiro as well. */
    @DatabaseTest
    void anInvoiceThatAnotherWayWasAgreedForIsNeverClaimed(TestDatabase fresh) {
        House house = new House(fresh);
        house.mandatesFor(1, 2);
        house.ledger.open(1, 1001, House.DUE, null, 50_000);
        house.ledger.agreedOtherwise(2, 1002, House.DUE, 50_000);

        BankFile file = house.claimFiles.create(House.TREASURER, BANK, null);

        assertThat(file.claims()).isEqualTo(1);
        assertThat(house.files
                        .leftOut(House.READER, Kind.CLAIMS, file.id(), null, null)
                        .items())
                .extracting(LeftOut::invoiceId, LeftOut::code)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("invoice-1002", "OTHER_WAY"));
        assertThat(house.inquiries.invoice(House.READER, "invoice-1002").explanation())
                .contains("agreed that the invoice is paid in another way");
        assertThat(house.outlook("invoice-1002"))
                .as("though the member has a mandate")
                .isEqualTo(Outlook.NOT_COLLECTED);
    }

    /** What Min Side says to the member under «Slik betaler du». */
    @DatabaseTest
    void thePayerIsToldOfADrawOnlyWhileThereIsOne(TestDatabase fresh) {
        House house = new House(fresh);
        house.mandatesFor(1);
        house.ledger.open(1, 1001, House.DUE, null, 50_000);
        house.ledger.open(2, 1002, House.DUE, null, 50_000);
        house.ledger.open(1, 1003, LocalDate.now(house.clock).plusDays(1), null, 50_000);

        assertThat(house.outlook("invoice-1001")).isEqualTo(Outlook.NOT_CLAIMED_YET);
        assertThat(house.outlook("invoice-1002")).isEqualTo(Outlook.NO_MANDATE);
        assertThat(house.outlook("invoice-1003")).as("too late").isEqualTo(Outlook.NOT_COLLECTED);
    }

    @DatabaseTest
    void theBytesAreTheBanksFormatAndTheSameEveryTime(TestDatabase fresh) {
        House house = new House(fresh);
        house.mandatesFor(1, 2);
        Invoice first = house.ledger.open(1, 1001, House.DUE, null, 50_000);
        house.ledger.open(2, 1002, House.DUE, null, 12_345);

        BankFile file = house.claimFiles.create(House.TREASURER, BANK, null);
        byte[] bytes = house.bytes(file);

        assertThat(house.bytes(file)).isEqualTo(bytes);
        assertThat(bytes).hasSize((int) file.size());
        assertThat(HexFormat.of().formatHex(StoredBytes.sha256Digest().digest(bytes)))
                .isEqualTo(file.sha256());
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        assertThat(text.split("\r\n")).allMatch(line -> line.length() == 80);
        assertThat(text)
                .startsWith("NY000010" + "00123456" + "0000001" + "00008080")
                .contains("NY210020" + "000000000" + "0000001" + "12345678903")
                .contains("Bjørnstjer");
        List<no.grend.nets.Claim> claims = parsed(bytes);
        assertThat(claims).hasSize(2);
        assertThat(claims.get(0).kid()).isEqualTo(first.kid());
        assertThat(claims.get(0).bankNotified()).isTrue();
        assertThat(claims.get(0).reference()).isEqualTo("Faktura 1001");
        assertThat(claims.get(0).specification())
                .contains("Grend Sykkelklubb", "Faktura 1001")
                .anyMatch(line -> line.startsWith("Kontingent 2027") && line.endsWith("500,00"));
    }

    @DatabaseTest
    void selfNotifiedClaimsHaveNoSpecification(TestDatabase fresh) {
        House house = new House(fresh);
        house.mandatesFor(1);
        house.ledger.open(1, 1001, House.DUE, null, 50_000);

        List<no.grend.nets.Claim> claims = parsed(house.bytes(house.claimFiles.create(House.TREASURER, SELF, null)));

        assertThat(claims.get(0).bankNotified()).isFalse();
        assertThat(claims.get(0).specification()).isEmpty();
    }

    @DatabaseTest
    void selfNoticeTellsHowManyMustBeTold(TestDatabase fresh) {
        House house = new House(fresh);
        house.mandates.receive(
                House.TREASURER,
                "ocr:notice:1",
                LocalDate.of(2026, 11, 15),
                List.of(
                        new FboRecord(3, 1, house.ledger.referenceKid(1), true),
                        new FboRecord(4, 1, house.ledger.referenceKid(2), false)));
        house.ledger.open(1, 1001, House.DUE, null, 50_000);
        house.ledger.open(2, 1002, House.DUE, null, 50_000);

        BankFile file = house.claimFiles.create(House.TREASURER, SELF, null);

        assertThat(file.warning()).startsWith("1 of the payers wants notice");
        assertThat(house.claimFiles
                        .claims(List.of("invoice-1001"))
                        .get("invoice-1001")
                        .notice())
                .isEqualTo(Notice.SELF);
        assertThat(house.files.file(House.READER, Kind.CLAIMS, file.id())).isEqualTo(file);
    }

    @DatabaseTest
    void anInvoiceIsNeverInTwoLiveClaims(TestDatabase fresh) {
        House house = new House(fresh);
        house.mandatesFor(1, 2);
        house.ledger.open(1, 1001, House.DUE, null, 50_000);
        house.claimFiles.create(House.TREASURER, BANK, null);

        assertThatThrownBy(() -> house.claimFiles.create(House.TREASURER, BANK, null))
                .satisfies(refused -> assertThat(codeOf(refused)).isEqualTo("NOBODY_TO_CLAIM"))
                .hasMessageContaining("the only open invoice with due date 2027-01-15 cannot be claimed")
                .isInstanceOfSatisfying(Problem.class, problem -> assertThat(problem.errors())
                        .singleElement()
                        .satisfies(one -> assertThat(one.detail())
                                .startsWith("Invoice 1001 (KID ")
                                .doesNotContain("invoice-1001")));

        house.ledger.open(2, 1002, House.DUE, null, 50_000);
        BankFile second = house.claimFiles.create(House.TREASURER, BANK, null);
        assertThat(second.claims()).isEqualTo(1);
        assertThat(second.transmissionNumber()).as("refusals use up no number").isEqualTo("0000002");
    }

    @DatabaseTest
    void manyLeftOutAreCountedByReasonAndOnlyTheFirstAreTold(TestDatabase fresh) {
        House house = new House(fresh);
        house.mandatesFor(1);
        IntStream.rangeClosed(2, 151)
                .forEach(member -> house.ledger.open(member, 1000L + member, House.DUE, null, 100));

        assertThatThrownBy(() -> house.claimFiles.create(House.TREASURER, BANK, null))
                .hasMessageContaining("none of the 150 open invoices")
                .hasMessageContaining("(NO_MANDATE: 150; the first 100 are listed)")
                .satisfies(refused -> assertThat(((Problem) refused).errors()).hasSize(100));

        house.ledger.open(1, 1001, House.DUE, null, 100);
        BankFile file = house.claimFiles.create(House.TREASURER, BANK, null);
        assertThat(file.leftOut()).isEqualTo(150);
        assertThat(house.files.leftOut(file).byReason()).containsExactly(java.util.Map.entry("NO_MANDATE", 150));
        assertThat(house.files.leftOut(file).first()).hasSize(100);
    }

    /** What the code forgets, the database remembers. */
    @DatabaseTest
    void theDatabaseRefusesASecondLiveClaim(TestDatabase fresh) {
        House house = new House(fresh);
        house.mandatesFor(1);
        house.ledger.open(1, 1001, House.DUE, null, 50_000);
        house.claimFiles.create(House.TREASURER, BANK, null);

        assertThatThrownBy(() -> house.db.useTransaction(tx -> tx.execute("""
                        INSERT INTO avtalegiro_claim (file_id, place, invoice_id, live_invoice_id, invoice_number,
                            member_number, kid, amount_ore, due_date, short_name, payer_reference)
                        SELECT file_id, 99, invoice_id, live_invoice_id, invoice_number, member_number, kid, amount_ore,
                            due_date, short_name, payer_reference FROM avtalegiro_claim""")))
                .satisfies(refused -> assertThat(refused.getCause().getMessage().toLowerCase(java.util.Locale.ROOT))
                        .contains("avtalegiro_claim_live"));
    }

    @DatabaseTest
    void collectingARunAgainGivesTheSameFile(TestDatabase fresh) {
        House house = new House(fresh);
        house.mandatesFor(1, 2);
        house.ledger.open(1, 1001, House.DUE, "run-1", 50_000);
        house.ledger.open(2, 1002, House.DUE, "run-2", 50_000);

        String first = house.claimFiles.collect(House.TREASURER, "run-1", House.DUE, Notice.BANK);
        house.clock.set(java.time.Instant.parse("2027-01-01T12:00:00Z"));
        String again = house.claimFiles.collect(House.TREASURER, "run-1", House.DUE, Notice.BANK);

        assertThat(again).isEqualTo(first).isNotNull();
        assertThat(house.files.file(House.READER, Kind.CLAIMS, first).claims()).isEqualTo(1);
        assertThat(house.files.files(House.READER, Kind.CLAIMS, null, null).items())
                .hasSize(1);
    }

    @DatabaseTest
    void collectingNobodyGivesNoFileAndUsesNoNumber(TestDatabase fresh) {
        House house = new House(fresh);
        house.ledger.open(1, 1001, House.DUE, "run-1", 50_000);

        assertThat(house.claimFiles.collect(House.TREASURER, "run-1", House.DUE, Notice.BANK))
                .isNull();

        house.mandatesFor(1);
        String file = house.claimFiles.collect(House.TREASURER, "run-1", House.DUE, Notice.BANK);
        assertThat(house.files.file(House.READER, Kind.CLAIMS, file).transmission())
                .isEqualTo(1);
    }

    @DatabaseTest
    void theSameKeyGivesTheSameFileAndAnotherRequestIsRefused(TestDatabase fresh) {
        House house = new House(fresh);
        house.mandatesFor(1, 2);
        house.ledger.open(1, 1001, House.DUE, null, 50_000);
        BankFile first = house.claimFiles.create(House.TREASURER, BANK, IdempotencyKey.of("k1", BANK));
        house.ledger.open(2, 1002, House.DUE, null, 50_000);

        assertThat(house.claimFiles.create(House.TREASURER, BANK, IdempotencyKey.of("k1", BANK)))
                .isEqualTo(first);
        assertThatThrownBy(() -> house.claimFiles.create(House.TREASURER, SELF, IdempotencyKey.of("k1", SELF)))
                .satisfies(refused -> assertThat(codeOf(refused)).isEqualTo("IDEMPOTENCY_KEY_REUSED"));
    }

    @DatabaseTest
    void refusesInWordsWhatCannotBeSent(TestDatabase fresh) {
        House house = new House(fresh);
        house.mandatesFor(1);
        house.ledger.open(1, 1001, House.DUE, null, 50_000);

        house.profile = House.profile(null, null);
        assertThatThrownBy(() -> house.claimFiles.create(House.TREASURER, BANK, null))
                .satisfies(refused -> assertThat(codeOf(refused)).isEqualTo("ORGANISATION_NOT_READY"))
                .hasMessageContaining("account")
                .hasMessageContaining("customerUnitId");
        house.profile = House.profile("12345678903", "00123456");
        assertThatThrownBy(() -> house.claimFiles.create(House.READER, BANK, null))
                .satisfies(refused -> assertThat(codeOf(refused)).isEqualTo("FORBIDDEN"));
        assertThatThrownBy(() -> house.claimFiles.create(
                        House.TREASURER, new Order(House.DUE.plusDays(9), Notice.BANK, null), null))
                .hasMessageContaining("there is no open invoice with due date 2027-01-24");
        house.clock.set(java.time.Instant.parse("2027-01-14T13:00:00Z"));
        assertThatThrownBy(() -> house.claimFiles.create(House.TREASURER, BANK, null))
                .satisfies(refused -> assertThat(codeOf(refused)).isEqualTo("DEADLINE_PASSED"));
    }

    @DatabaseTest
    void manyAtOnceGetOneFileAndNumbersWithoutGaps(TestDatabase fresh) throws Exception {
        House house = new House(fresh);
        house.mandatesFor(IntStream.rangeClosed(1, 40).toArray());
        IntStream.rangeClosed(1, 40)
                .forEach(member -> house.ledger.open(member, 1000 + member, House.DUE, "run-" + member % 4, 10_000));

        List<Future<String>> answers = new ArrayList<>();
        ExecutorService many = Executors.newFixedThreadPool(16);
        try {
            for (int i = 0; i < 32; i++) {
                String run = "run-" + i % 4;
                answers.add(many.submit(() -> house.claimFiles.collect(House.TREASURER, run, House.DUE, Notice.BANK)));
            }
            List<String> files = new ArrayList<>();
            for (Future<String> answer : answers) {
                files.add(answer.get());
            }
            assertThat(files).doesNotContainNull();
            assertThat(files.stream().distinct()).hasSize(4);
        } finally {
            many.shutdownNow();
        }
        assertThat(house.files.files(House.READER, Kind.CLAIMS, null, null).items())
                .extracting(BankFile::transmission)
                .containsExactly(4, 3, 2, 1);
    }

    @DatabaseTest
    void aLargeRunIsWrittenInChunks(TestDatabase fresh) {
        House house = new House(fresh);
        house.mandatesFor(IntStream.rangeClosed(1, 2_345).toArray());
        IntStream.rangeClosed(1, 2_345)
                .forEach(member -> house.ledger.open(member, 10_000L + member, House.DUE, "run", 100L + member));

        String id = house.claimFiles.collect(House.TREASURER, "run", House.DUE, Notice.BANK);

        BankFile file = house.files.file(House.READER, Kind.CLAIMS, id);
        List<no.grend.nets.Claim> claims = parsed(house.bytes(file));
        assertThat(claims).hasSize(2_345);
        assertThat(claims.stream().mapToLong(claim -> claim.amount().value()).sum())
                .isEqualTo(file.total().value());
    }
}
