package no.grend.avtalegiro.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import no.grend.avtalegiro.MandateIntake.FboRecord;
import no.grend.avtalegiro.internal.store.BankFile.Kind;
import no.grend.avtalegiro.internal.store.ClaimStore.State;
import no.grend.ledger.spi.Collector.Notice;
import no.grend.testkit.AllRows;
import no.grend.testkit.DatabaseTest;
import no.grend.testkit.TestDatabase;

/** Files, claims and mandates from before notices and claim states come through the later change sets. */
class UpgradeTest {

    private static final String FIRST_OF_THE_NEWER = "avtalegiro-cancellation-mark";

    /** A run claimed with notice by the bank, one with our own, a cancellation and mandates of every kind. */
    private static void year(House house) {
        mandate(house, 1, true);
        mandate(house, 2, false);
        mandate(house, 3, true);
        mandate(house, 4, true);
        house.mandates.receive(
                House.TREASURER,
                "ocr:end",
                LocalDate.of(2026, 11, 20),
                List.of(new FboRecord(9, 2, house.ledger.referenceKid(4), false)));
        house.mandates.receive(
                House.TREASURER,
                "ocr:unknown",
                LocalDate.of(2026, 11, 20),
                List.of(new FboRecord(9, 1, "123455", false)));
        invoices(house);
        house.claimFiles.collect(House.TREASURER, "run-bank", House.DUE, Notice.BANK);
        house.claimFiles.collect(House.TREASURER, "run-self", House.DUE.plusMonths(1), Notice.SELF);
        house.cancellations.ofInvoices(House.TREASURER, List.of("invoice-1002"), null);
        house.files.skipNumbers(House.TREASURER, 10, "Another system used them");
    }

    private static void invoices(House house) {
        for (int member = 1; member <= 4; member++) {
            house.ledger.open(member, 1000L + member, House.DUE, "run-bank", 10_000L + member);
            house.ledger.open(member, 2000L + member, House.DUE.plusMonths(1), "run-self", 20_000L + member);
        }
    }

    private static void mandate(House house, int member, boolean notice) {
        house.mandates.receive(
                House.TREASURER,
                "ocr:" + member,
                LocalDate.of(2026, 11, 1),
                List.of(new FboRecord(3, 1, house.ledger.referenceKid(member), notice)));
    }

    @DatabaseTest
    void oldRowsBecomeWhatTodaysProgramWouldHaveWritten(TestDatabase old) {
        try (TestDatabase now = TestDatabase.fresh(old.dialect())) {
            year(new House(now));
            AllRows today = new AllRows(now.dataSource(), "avtalegiro_");
            AllRows upgraded = new AllRows(old.before(FIRST_OF_THE_NEWER, "avtalegiro", Mandates.class), "avtalegiro_");
            upgraded.copyFrom(today);
            // The counter that a later change set brings.
            upgraded.run("DELETE FROM avtalegiro_counter WHERE name = 'ledger-feed'");
            assertThat(upgraded.asText()).doesNotContainKeys("avtalegiro_notice", "avtalegiro_answer");

            House house = new House(old);

            Map<String, List<String>> rows = upgraded.asText();
            assertThat(rows.get("avtalegiro_notice")).hasSize(2);
            assertThat(rows.get("avtalegiro_claim"))
                    .hasSize(6)
                    .anyMatch(row -> row.contains("state=CANCELLED"))
                    .anyMatch(row -> row.contains("state=AWAITING"));
            assertThat(rows).isEqualTo(today.asText());
            goesOn(house);
        }
    }

    private static void goesOn(House house) {
        AvtaleGiroVerification verification = new AvtaleGiroVerification(house.db, null);
        assertThat(verification.verify()).isEmpty();
        invoices(house);
        house.claimFiles.create(House.TREASURER, new ClaimFiles.Order(House.DUE, Notice.BANK, null), null);
        house.cancellations.ofInvoices(House.TREASURER, List.of("invoice-1001", "invoice-2003"), null);
        assertThat(house.files
                        .files(House.READER, Kind.CANCELLATIONS, null, null)
                        .items())
                .hasSize(2);
        String claimed = house.files
                .files(House.READER, Kind.CLAIMS, null, null)
                .items()
                .get(0)
                .id();
        assertThat(house.files.claims(House.READER, claimed, null, null).items())
                .extracting(one -> one.state())
                .containsExactly(State.AWAITING);
        assertThat(verification.verify()).isEmpty();
    }
}
