package no.grend.avtalegiro.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import no.grend.avtalegiro.internal.ClaimFiles.Order;
import no.grend.avtalegiro.internal.store.BankFile;
import no.grend.avtalegiro.internal.store.BankFile.Kind;
import no.grend.avtalegiro.internal.store.LeftOut;
import no.grend.kernel.IdempotencyKey;
import no.grend.kernel.Ore;
import no.grend.kernel.Problem;
import no.grend.ledger.spi.Collector.Notice;
import no.grend.nets.AssignmentStart;
import no.grend.nets.Claim;
import no.grend.nets.Deletion;
import no.grend.nets.NetsFileReader;
import no.grend.nets.NetsFileVisitor;
import no.grend.testkit.DatabaseTest;
import no.grend.testkit.TestDatabase;

class CancellationsTest {

    private static final Order BANK = new Order(House.DUE, Notice.BANK, null);

    private static BankFile claimed(House house, int members) {
        for (int member = 1; member <= members; member++) {
            house.mandatesFor(member);
            house.ledger.open(member, 1000L + member, House.DUE, null, 10_000L + member);
        }
        return house.claimFiles.create(House.TREASURER, BANK, null);
    }

    private static BankFile cancel(House house, String... invoices) {
        return house.cancellations.ofInvoices(House.TREASURER, List.of(invoices), null);
    }

    private static void refused(String code, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(Problem.class, problem -> {
            assertThat(problem.code()).isEqualTo(code);
            assertThat(problem.kind()).isEqualTo(Problem.Kind.CONFLICT);
        });
    }

    @DatabaseTest
    void aCancellationRepeatsTheClaimAndFreesTheInvoice(TestDatabase fresh) {
        House house = new House(fresh);
        BankFile claims = claimed(house, 3);
        house.clock.advanceDays(2);

        BankFile cancellation = cancel(house, "invoice-1002");

        assertThat(cancellation.name()).isEqualTo("DIRREM0000002");
        assertThat(cancellation.assignment()).isEqualTo(2);
        assertThat(cancellation.total()).isEqualTo(Ore.of(10_002));
        assertThat(cancellation.dueDate()).isEqualTo(House.DUE);
        assertThat(cancellation.warning()).isNull();
        Claim claim = claimsIn(house, claims).get(1);
        Deletion deletion = deletionsIn(house, cancellation).get(0);
        assertThat(deletion).isEqualTo(Deletion.of(claim, 1));
        assertThat(house.claimFiles
                        .claims(List.of("invoice-1002"))
                        .get("invoice-1002")
                        .cancelled())
                .isTrue();

        BankFile anew = house.claimFiles.create(House.TREASURER, BANK, null);
        assertThat(anew.claims()).isEqualTo(1);
        assertThat(house.claimFiles
                        .claims(List.of("invoice-1002"))
                        .get("invoice-1002")
                        .transmissionNumber())
                .isEqualTo("0000003");
    }

    @DatabaseTest
    void twiceIsOnce(TestDatabase fresh) {
        House house = new House(fresh);
        claimed(house, 2);
        BankFile first = house.cancellations.ofInvoices(
                House.TREASURER, List.of("invoice-1001"), IdempotencyKey.of("k", "1001"));

        assertThat(house.cancellations.ofInvoices(
                        House.TREASURER, List.of("invoice-1001"), IdempotencyKey.of("k", "1001")))
                .isEqualTo(first);
        refused("ALREADY_CANCELLED", () -> cancel(house, "invoice-1001"));
        assertThatThrownBy(() -> cancel(house, "invoice-1001"))
                .hasMessageContaining("is cancelled already, in file " + first.name() + ".")
                .hasMessageNotContaining(first.id());
        assertThat(cancel(house, "invoice-1002", "invoice-1002").claims()).isEqualTo(1);
    }

    @DatabaseTest
    void sameDayIsWarnedAbout(TestDatabase fresh) {
        House house = new House(fresh);
        claimed(house, 1);

        assertThat(cancel(house, "invoice-1001").warning()).contains("DIRREM0000001");
    }

    @DatabaseTest
    void afterTheDeadlineItIsRefusedInWords(TestDatabase fresh) {
        House house = new House(fresh);
        BankFile claims = claimed(house, 2);
        house.clock.set(Instant.parse("2027-01-14T13:00:00Z"));
        cancel(house, "invoice-1001");

        house.clock.set(Instant.parse("2027-01-14T13:00:01Z"));

        refused("DEADLINE_PASSED", () -> cancel(house, "invoice-1002"));
        assertThatThrownBy(() -> cancel(house, "invoice-1002"))
                .hasMessageContaining("Thursday 14 January 2027 at 14:00");
        refused("DEADLINE_PASSED", () -> house.cancellations.ofFile(House.TREASURER, claims.id(), null));
        assertThat(house.claimFiles
                        .claims(List.of("invoice-1002"))
                        .get("invoice-1002")
                        .cancelled())
                .isFalse();
    }

    @DatabaseTest
    void paidAndUnclaimedAreRefusedAndNothingIsDoneByHalves(TestDatabase fresh) {
        House house = new House(fresh);
        claimed(house, 2);
        house.ledger.open(77, 1077, House.DUE, null, 1);
        house.ledger.pay("invoice-1001");

        refused("ALREADY_PAID", () -> cancel(house, "invoice-1001", "invoice-1002"));
        refused("NOT_CLAIMED", () -> cancel(house, "invoice-1002", "invoice-1077"));
        assertThatThrownBy(() -> cancel(house, "invoice-1077"))
                .hasMessageStartingWith("Invoice 1077 (KID ")
                .hasMessageContaining("has never been claimed by AvtaleGiro")
                .hasMessageNotContaining("invoice-1077");
        assertThatThrownBy(() -> cancel(house, "no-such-id"))
                .hasMessageStartingWith("There is no invoice with the id no-such-id.");

        assertThat(house.claimFiles
                        .claims(List.of("invoice-1002"))
                        .get("invoice-1002")
                        .cancelled())
                .isFalse();
        assertThat(house.files
                        .files(House.READER, Kind.CANCELLATIONS, null, null)
                        .items())
                .isEmpty();
        assertThat(cancel(house, "invoice-1002").transmission())
                .as("no number is lost")
                .isEqualTo(2);
    }

    @DatabaseTest
    void aWholeFileIsReversedButForWhatIsPaidOrCancelled(TestDatabase fresh) {
        House house = new House(fresh);
        BankFile claims = claimed(house, 4);
        house.ledger.pay("invoice-1001");
        cancel(house, "invoice-1003");

        BankFile reversal = house.cancellations.ofFile(House.TREASURER, claims.id(), null);

        assertThat(reversal.claims()).isEqualTo(2);
        assertThat(reversal.reverses()).isEqualTo(claims.id());
        assertThat(house.files
                        .leftOut(House.READER, Kind.CANCELLATIONS, reversal.id(), null, null)
                        .items())
                .extracting(LeftOut::invoiceId, LeftOut::code)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("invoice-1001", "ALREADY_PAID"),
                        org.assertj.core.groups.Tuple.tuple("invoice-1003", "ALREADY_CANCELLED"));
        assertThat(deletionsIn(house, reversal)).extracting(Deletion::number).containsExactly(1, 2);
        assertThat(house.files
                        .cancelled(House.READER, reversal.id(), null, null)
                        .items())
                .hasSize(2);
        refused("NOTHING_TO_CANCEL", () -> house.cancellations.ofFile(House.TREASURER, claims.id(), null));
        assertThat(house.claimFiles.create(House.TREASURER, BANK, null).claims())
                .isEqualTo(3);
    }

    @DatabaseTest
    void aWholeRunOfSeveralThousandIsReversed(TestDatabase fresh) {
        House house = new House(fresh);
        int[] members = java.util.stream.IntStream.rangeClosed(1, 2_100).toArray();
        house.mandatesFor(members);
        for (int member : members) {
            house.ledger.open(member, 10_000L + member, House.DUE, null, 500);
        }
        BankFile claims = house.claimFiles.create(House.TREASURER, BANK, null);

        BankFile reversal = house.cancellations.ofFile(House.TREASURER, claims.id(), null);

        assertThat(reversal.claims()).isEqualTo(2_100);
        assertThat(deletionsIn(house, reversal)).hasSize(2_100);
    }

    private static List<Claim> claimsIn(House house, BankFile file) {
        List<Claim> claims = new ArrayList<>();
        read(house, file, new NetsFileVisitor() {
            @Override
            public void claim(AssignmentStart assignment, Claim claim, long line) {
                claims.add(claim);
            }
        });
        return claims;
    }

    private static List<Deletion> deletionsIn(House house, BankFile file) {
        List<Deletion> deletions = new ArrayList<>();
        read(house, file, new NetsFileVisitor() {
            @Override
            public void deletion(AssignmentStart assignment, Deletion deletion, long line) {
                deletions.add(deletion);
            }
        });
        return deletions;
    }

    private static void read(House house, BankFile file, NetsFileVisitor visitor) {
        new NetsFileReader(LocalDate.of(2026, 11, 21))
                .read(house.bytes(file), visitor)
                .requireAccepted();
    }
}
