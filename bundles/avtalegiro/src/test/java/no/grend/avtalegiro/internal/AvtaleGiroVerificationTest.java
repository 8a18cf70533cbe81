package no.grend.avtalegiro.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import no.grend.avtalegiro.internal.ClaimFiles.Order;
import no.grend.avtalegiro.internal.store.BankFile;
import no.grend.kernel.Verification.Violation;
import no.grend.ledger.spi.Collector.Notice;
import no.grend.testkit.DatabaseTest;
import no.grend.testkit.TestDatabase;

class AvtaleGiroVerificationTest {

    private static House busy(TestDatabase fresh) {
        House house = new House(fresh);
        house.mandatesFor(1, 2, 3);
        house.ledger.open(1, 1001, House.DUE, null, 50_000);
        house.ledger.open(2, 1002, House.DUE, null, 50_000);
        house.claimFiles.create(House.TREASURER, new Order(House.DUE, Notice.BANK, null), null);
        house.files.skipNumbers(House.TREASURER, 100, "Another system used them");
        house.ledger.open(3, 1003, House.DUE, null, 50_000);
        BankFile second = house.claimFiles.create(House.TREASURER, new Order(House.DUE, Notice.SELF, null), null);
        assertThat(second.transmission()).isEqualTo(100);
        house.cancellations.ofInvoices(House.TREASURER, List.of("invoice-1001", "invoice-1003"), null);
        return house;
    }

    private static List<Violation> verify(House house) {
        return new AvtaleGiroVerification(house.db, null).verify();
    }

    @DatabaseTest
    void allIsWell(TestDatabase fresh) {
        assertThat(verify(busy(fresh))).isEmpty();
    }

    @DatabaseTest
    void aLostNumberIsFound(TestDatabase fresh) {
        House house = busy(fresh);

        house.db.useTransaction(tx ->
                tx.execute("UPDATE avtalegiro_counter SET last_given = last_given + 1 WHERE name = 'transmission'"));

        assertThat(verify(house)).singleElement().satisfies(violation -> {
            assertThat(violation.promise()).isEqualTo("P5");
            assertThat(violation.detail()).contains("Of 102 transmission numbers given, 101");
        });
    }

    @DatabaseTest
    void aChangedAmountIsFound(TestDatabase fresh) {
        House house = busy(fresh);

        house.db.useTransaction(
                tx -> tx.execute("UPDATE avtalegiro_claim SET amount_ore = 1 WHERE invoice_id = 'invoice-1002'"));

        assertThat(verify(house))
                .extracting(Violation::detail)
                .containsExactly("DIRREM0000001: the claims' count or sum is not that of the file");
    }

    @DatabaseTest
    void noClaimIsSetFreeWithoutAFile(TestDatabase fresh) {
        House house = busy(fresh);

        assertThatThrownBy(() -> house.db.useTransaction(tx -> tx.execute(
                        "UPDATE avtalegiro_claim SET live_invoice_id = NULL WHERE invoice_id = 'invoice-1002'")))
                .rootCause()
                .message()
                .containsIgnoringCase("avtalegiro_claim_lives_or_ended");
        assertThat(verify(house)).isEmpty();
    }

    @DatabaseTest
    void storedBytesAndHistoryCannotBeChanged(TestDatabase fresh) {
        House house = busy(fresh);

        for (String change : List.of(
                "UPDATE avtalegiro_file_chunk SET place = 7",
                "DELETE FROM avtalegiro_file_chunk",
                "UPDATE avtalegiro_mandate_event SET place = 7",
                "DELETE FROM avtalegiro_mandate_event",
                "DELETE FROM avtalegiro_number_gap")) {
            assertThatThrownBy(() -> house.db.useTransaction(tx -> tx.execute(change)))
                    .as(change)
                    .isInstanceOf(RuntimeException.class);
        }
        assertThat(verify(house)).isEmpty();
    }

    @DatabaseTest
    void anotherSumThanTheBytesIsFound(TestDatabase fresh) {
        House house = busy(fresh);

        house.db.useTransaction(
                tx -> tx.execute("UPDATE avtalegiro_file SET sha256 = 'x' WHERE name = 'DIRREM0000001'"));

        assertThat(verify(house))
                .singleElement()
                .extracting(Violation::detail)
                .asString()
                .contains("SHA-256");
    }
}
