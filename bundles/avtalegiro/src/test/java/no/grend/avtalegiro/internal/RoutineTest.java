package no.grend.avtalegiro.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import no.grend.avtalegiro.internal.Routine.AssignmentChoice;
import no.grend.avtalegiro.internal.Routine.Choices;
import no.grend.avtalegiro.internal.Routine.Made;
import no.grend.avtalegiro.internal.Routine.RunChoice;
import no.grend.avtalegiro.internal.store.BankFile;
import no.grend.avtalegiro.internal.store.BankFile.Kind;
import no.grend.avtalegiro.internal.store.ClaimStore.State;
import no.grend.avtalegiro.internal.store.LeftOut;
import no.grend.kernel.IdempotencyKey;
import no.grend.kernel.Problem;
import no.grend.ledger.spi.Collector.Notice;
import no.grend.testkit.DatabaseTest;
import no.grend.testkit.TestDatabase;
import org.assertj.core.groups.Tuple;

/** S4-43 to S4-50: «Sending av AvtaleGiro-fil». */
class RoutineTest {

    private static House house(TestDatabase fresh, int members) {
        House house = new House(fresh);
        for (int member = 1; member <= members; member++) {
            house.mandatesFor(member);
            house.ledger.open(member, 1000L + member, House.DUE, "run-1", 10_000);
        }
        return house;
    }

    private static Made claim(House house) {
        return house.routine.claims(House.TREASURER, "run-1", Notice.BANK, null);
    }

    /** S4-44, S4-46: never made, then lost. */
    @DatabaseTest
    void aPeriodsFileIsMadeAndFetchedAgainAsTheSameBytes(TestDatabase fresh) {
        House house = house(fresh, 3);
        RunChoice before = house.routine.choices(House.READER, null).runs().get(0);
        assertThat(before.possible()).isTrue();
        assertThat(before.withoutClaim()).isEqualTo(3);
        assertThat(before.latestFile()).isNull();

        Made made = claim(house);
        assertThat(made.again()).isFalse();
        assertThat(made.file().run()).isEqualTo("run-1");
        Made again = claim(house);
        assertThat(again.again()).isTrue();
        assertThat(again.file()).isEqualTo(made.file());
        assertThat(house.bytes(again.file())).isEqualTo(house.bytes(made.file()));

        RunChoice after = house.routine.choices(House.READER, null).runs().get(0);
        assertThat(after.possible()).isFalse();
        assertThat(after.latestFile()).isEqualTo(made.file());
        assertThat(after.claims()).containsEntry(State.AWAITING, 3L);
        assertThat(after.explanation()).contains("DIRREM0000001").contains("All its invoices are claimed");
    }

    @DatabaseTest
    void afterTheDeadlineNoNewFileIsMadeAndTheOldOneIsNamed(TestDatabase fresh) {
        House house = house(fresh, 1);
        claim(house);
        house.clock.set(Instant.parse("2027-01-07T08:00:00Z"));

        assertThatThrownBy(() -> claim(house))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.code()).isEqualTo("DEADLINE_PASSED"))
                .hasMessageContaining("31 December 2026 at 14:00")
                .hasMessageContaining("DIRREM0000001, made before, can be fetched again");
        assertThatThrownBy(() -> house.routine.claims(House.TREASURER, "run-9", Notice.BANK, null))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.code()).isEqualTo("NOT_FOUND"));
    }

    /** S4-47, S4-49, S4-50. */
    @DatabaseTest
    void aReversedAssignmentLeavesOutWhatIsPaidAndIsClaimedAnewUnderNewNumbers(TestDatabase fresh) {
        House house = house(fresh, 4);
        BankFile claims = claim(house).file();
        house.clock.advanceDays(2);
        house.ledger.pay("invoice-1001");
        house.cancellations.ofInvoices(House.TREASURER, List.of("invoice-1002"), null);
        AssignmentChoice choice =
                house.routine.choices(House.READER, null).assignments().get(0);
        assertThat(choice.possible()).isTrue();
        assertThat(choice.claims()).containsEntry(State.AWAITING, 2L).containsEntry(State.SETTLED, 1L);
        assertThat(choice.explanation()).startsWith("2 of its 4 claims can be stopped until Thursday 14 January 2027");

        BankFile reversal = house.routine.reversal(House.TREASURER, claims.id(), IdempotencyKey.of("r", claims.id()));

        assertThat(reversal.claims()).isEqualTo(2);
        assertThat(reversal.reverses()).isEqualTo(claims.id());
        assertThat(house.files
                        .leftOut(House.READER, Kind.CANCELLATIONS, reversal.id(), null, null)
                        .items())
                .extracting(LeftOut::invoiceId, LeftOut::code)
                .containsExactly(
                        Tuple.tuple("invoice-1001", "ALREADY_PAID"), Tuple.tuple("invoice-1002", "ALREADY_CANCELLED"));
        assertThat(house.routine.reversal(House.TREASURER, claims.id(), IdempotencyKey.of("r", claims.id())))
                .isEqualTo(reversal);

        Made anew = claim(house);
        assertThat(anew.again()).isFalse();
        assertThat(anew.file().claims()).isEqualTo(3);
        assertThat(anew.file().transmissionNumber()).isEqualTo("0000004");
        assertThat(anew.file().assignment()).isEqualTo(4);
        assertThat(new AvtaleGiroVerification(house.db, null).verify()).isEmpty();
    }

    /** bank-files 4.6: never a claim and its cancellation the same day without a warning, whichever comes first. */
    @DatabaseTest
    void claimsAndCancellationsOfTheSameDayAreWarnedAbout(TestDatabase fresh) {
        House house = house(fresh, 1);
        BankFile claims = claim(house).file();
        assertThat(claims.warning()).isNull();

        assertThat(house.routine.reversal(House.TREASURER, claims.id(), null).warning())
                .contains("same day as claim file DIRREM0000001");
        assertThat(claim(house).file().warning()).contains("cancelled in a file made today");

        house.clock.advanceDays(2);
        BankFile second =
                house.routine.choices(House.READER, null).assignments().get(0).file();
        assertThat(house.routine.reversal(House.TREASURER, second.id(), null).warning())
                .isNull();
        house.clock.advanceDays(1);
        assertThat(claim(house).file().warning()).isNull();
    }

    @DatabaseTest
    void newCancellationsAreThoseThatAreMarked(TestDatabase fresh) {
        House house = house(fresh, 3);
        claim(house);
        house.clock.advanceDays(1);
        house.marks.mark(House.TREASURER, List.of("invoice-1002"));
        Choices choices = house.routine.choices(House.READER, 5);
        assertThat(choices.newCancellations()).isEqualTo(1);

        BankFile file = house.routine.newCancellations(House.TREASURER, null);

        assertThat(file.claims()).isEqualTo(1);
        assertThat(house.routine.choices(House.READER, null).newCancellations()).isZero();
        assertThatThrownBy(() -> house.routine.newCancellations(House.TREASURER, null))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.code()).isEqualTo("NOTHING_MARKED"));
    }
}
