package no.grend.ocr.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import no.grend.kernel.Ore;
import no.grend.kernel.Page;
import no.grend.kernel.Problem;
import no.grend.ocr.internal.rest.BankFileLine;
import no.grend.ocr.internal.store.LineRow;
import no.grend.ocr.internal.store.LineRow.Status;
import no.grend.testkit.DatabaseTest;
import no.grend.testkit.TestDatabase;

final class ExceptionQueueTest {

    private static House house(TestDatabase databases) {
        House house = new House(databases);
        house.ledger.invoice("invoice-1", 30_000);
        house.ledger.invoice("invoice-2", 30_000);
        return house;
    }

    @DatabaseTest
    void aPersonPlacesAPaymentAndTakesItBack(TestDatabase databases) {
        House house = house(databases);
        String fileId = house.take(new BankFile(1).pay("404", 30_000, 1)).file().id();
        ExceptionQueue.Entry entry = house.queue
                .ofFile(House.READER, fileId, Status.UNMATCHED, null, null)
                .items()
                .get(0);
        String id = entry.line().id();
        assertThat(entry.suggestion()).isEqualTo(new ExceptionQueue.Suggestion("invoice-1", 77, "same amount"));

        LineRow placed = house.queue
                .allocate(House.TREASURER, id, "invoice-1", "called the member")
                .line();
        assertThat(placed.status()).isEqualTo(Status.ALLOCATED);
        assertThat(placed.invoiceId()).isEqualTo("invoice-1");
        assertThat(placed.unallocated()).isEqualTo(Ore.ZERO);
        assertThat(house.queue.allocate(House.TREASURER, id, "invoice-1", null).line())
                .isEqualTo(placed);
        assertThatThrownBy(() -> house.queue.allocate(House.TREASURER, id, "invoice-2", null))
                .isInstanceOf(Problem.class);
        assertThat(house.audit.of("BANK_LINE_ALLOCATED")).singleElement().satisfies(audited -> {
            assertThat(audited.actor()).isEqualTo("staff:1");
            assertThat(audited.why()).isEqualTo("called the member");
        });

        LineRow back = house.queue.takeBack(House.TREASURER, id, "wrong member").line();
        assertThat(back.status()).isEqualTo(Status.UNMATCHED);
        assertThat(back.unallocated()).isEqualTo(Ore.of(30_000));
        assertThat(house.audit.of("BANK_LINE_TAKEN_BACK")).hasSize(1);
        assertThatThrownBy(() -> house.queue.takeBack(House.TREASURER, id, null))
                .isInstanceOf(Problem.class);
        assertThat(house.queue
                        .allocate(House.TREASURER, id, "invoice-2", null)
                        .line()
                        .status())
                .isEqualTo(Status.ALLOCATED);
        assertThat(house.verification.verify()).isEmpty();
    }

    @DatabaseTest
    void whatWaitsForAPersonIsMeasuredUntilItIsPlaced(TestDatabase databases) {
        House house = house(databases);
        assertThat(measured(house, "grend_bank_lines_open")).containsExactly(0L, 0L, 0L);
        assertThat(measured(house, "grend_bank_file_last_received_timestamp_seconds"))
                .containsExactly(0L);
        String fileId = house.take(new BankFile(1).pay("404", 30_000, 1)).file().id();
        assertThat(measured(house, "grend_bank_lines_open")).containsExactly(1L, 0L, 0L);
        assertThat(measured(house, "grend_bank_files_unfinished")).containsExactly(0L);
        assertThat(measured(house, "grend_bank_file_last_received_timestamp_seconds"))
                .containsExactly(house.clock.instant().getEpochSecond());
        String id = house.queue
                .ofFile(House.READER, fileId, Status.UNMATCHED, null, null)
                .items()
                .get(0)
                .line()
                .id();
        house.queue.allocate(House.TREASURER, id, "invoice-1", null);
        assertThat(measured(house, "grend_bank_lines_open")).containsExactly(0L, 0L, 0L);
    }

    private static List<Long> measured(House house, String name) {
        return new BankFileMeters(house.files, house.lines)
                .meters().stream()
                        .filter(meter -> meter.name().equals(name))
                        .flatMap(meter -> meter.values().stream())
                        .map(value -> value.amount().longValue())
                        .toList();
    }

    @DatabaseTest
    void aPaymentTellsWhyItWaitsAndThenWhoPlacedItWhenAndWhere(TestDatabase databases) {
        House house = house(databases);
        String fileId = house.take(new BankFile(1)
                        .pay("050000000100000012", 30_000, 1)
                        .pay("050000000100000014", 30_000, 2)
                        .pay("", 100, 3))
                .file()
                .id();
        List<BankFileLine> found = house.queue.ofFile(House.READER, fileId, null, null, null).items().stream()
                .map(BankFileLine::of)
                .toList();
        assertThat(found).extracting(BankFileLine::explanation).satisfies(words -> {
            assertThat(words.get(0)).isEqualTo("unknown KID");
            assertThat(words.get(1)).startsWith("The KID's check digit is wrong");
            assertThat(words.get(2)).isEqualTo("unknown KID");
        });

        String id = found.get(1).id();
        BankFileLine placed =
                BankFileLine.of(house.queue.allocate(House.TREASURER, id, "invoice-1", "called the member"));
        assertThat(placed.explanation())
                .startsWith("Kasserer placed it on invoice 77 on 21 November 2026 at 12:00: called the member."
                        + " Before that: The KID's check digit is wrong");
        assertThat(placed.decidedBy()).isEqualTo("staff:1");
        assertThat(placed.decidedAt()).isEqualTo(house.clock.instant());

        BankFileLine back = BankFileLine.of(house.queue.takeBack(House.TREASURER, id, null));
        assertThat(back.explanation()).isEqualTo(found.get(1).explanation());
        assertThat(back.decidedBy()).isNull();
    }

    @DatabaseTest
    void aDecisionThatWasCutOffIsTakenUpAgain(TestDatabase databases) {
        House house = house(databases);
        String fileId = house.take(new BankFile(1).pay("404", 30_000, 1)).file().id();
        String id = house.lines.ofFile(fileId, null, 0, 1).get(0).id();
        house.ledger.trouble = FakeLedger.Trouble.CRASH_AFTER_COMMIT;
        assertThatThrownBy(() -> house.queue.allocate(House.TREASURER, id, "invoice-1", null))
                .isInstanceOf(FakeLedger.Crash.class);

        LineRow placed =
                house.queue.allocate(House.TREASURER, id, "invoice-1", null).line();
        assertThat(placed.status()).isEqualTo(Status.ALLOCATED);
        assertThat(placed.invoiceId()).isEqualTo("invoice-1");
    }

    @DatabaseTest
    void aDecisionThatWasCutOffIsTakenUpAgainAlsoWhenTheInvoiceTookLessThanCame(TestDatabase databases) {
        House house = house(databases);
        String fileId = house.take(new BankFile(1).pay("404", 30_243, 1)).file().id();
        String id = house.lines.ofFile(fileId, null, 0, 1).get(0).id();
        house.ledger.trouble = FakeLedger.Trouble.CRASH_AFTER_COMMIT;
        assertThatThrownBy(() -> house.queue.allocate(House.TREASURER, id, "invoice-1", null))
                .isInstanceOf(FakeLedger.Crash.class);

        LineRow placed =
                house.queue.allocate(House.TREASURER, id, "invoice-1", null).line();
        assertThat(placed.status()).isEqualTo(Status.ALLOCATED);
        assertThat(placed.invoiceId()).isEqualTo("invoice-1");
        assertThat(placed.unallocated()).isEqualTo(Ore.of(243));
        assertThat(house.verification.verify()).isEmpty();
    }

    @DatabaseTest
    void aSuspectedCopyCanBePostedAfterAllOrSetAside(TestDatabase databases) {
        House house = house(databases);
        house.take(new BankFile(1).pay("404", 500, 0).pay("404", 700, 0));
        String fileId = house.take(new BankFile(2).pay("404", 500, 0).pay("404", 700, 0))
                .file()
                .id();
        List<LineRow> copies = house.lines.ofFile(fileId, Status.SUSPECTED_COPY, 0, 10);
        assertThat(copies).hasSize(2);
        assertThat(house.postedAmounts()).containsExactly(500L, 700L);

        assertThatThrownBy(() ->
                        house.queue.allocate(House.TREASURER, copies.get(0).id(), "invoice-9", null))
                .isInstanceOf(Problem.class);
        assertThat(house.postedAmounts()).hasSize(2);
        LineRow own = house.queue
                .allocate(House.TREASURER, copies.get(0).id(), "invoice-1", "two payments on the statement")
                .line();
        assertThat(own.status()).isEqualTo(Status.ALLOCATED);
        assertThat(house.postedAmounts()).containsExactly(500L, 500L, 700L);
        assertThat(house.queue.takeBack(House.TREASURER, own.id(), null).line().status())
                .isEqualTo(Status.UNMATCHED);

        String other = copies.get(1).id();
        assertThat(BankFileLine.of(house.queue.dismiss(House.TREASURER, other, null))
                        .explanation())
                .startsWith(
                        "Kasserer set it aside as a copy on 21 November 2026 at 12:00. Before that: An earlier file");
        assertThat(house.queue.dismiss(House.TREASURER, other, "a copy").line().status())
                .isEqualTo(Status.DISMISSED);
        assertThatThrownBy(() -> house.queue.allocate(House.TREASURER, other, "invoice-1", null))
                .isInstanceOf(Problem.class);
        assertThat(house.queue.takeBack(House.TREASURER, other, null).line().status())
                .isEqualTo(Status.SUSPECTED_COPY);
        assertThatThrownBy(() -> house.queue.dismiss(House.TREASURER, own.id(), null))
                .isInstanceOf(Problem.class);
        assertThat(house.verification.verify()).isEmpty();
    }

    @DatabaseTest
    void theQueueComesInPages(TestDatabase databases) {
        House house = house(databases);
        BankFile file = new BankFile(1);
        for (int i = 1; i <= 25; i++) {
            file.pay("404", i, i);
        }
        String fileId = house.take(file).file().id();
        List<Long> seen = new ArrayList<>();
        String cursor = null;
        do {
            Page<ExceptionQueue.Entry> page = house.queue.ofFile(House.TREASURER, fileId, null, cursor, 10);
            page.items().forEach(entry -> seen.add(entry.line().amount().value()));
            cursor = page.next();
        } while (cursor != null);
        assertThat(seen).hasSize(25).isSorted();
        assertThat(house.queue
                        .queue(House.TREASURER, Status.UNMATCHED, null, 200)
                        .items())
                .hasSize(25);
        assertThatThrownBy(() -> house.queue.ofFile(House.TREASURER, fileId, null, "x", 10))
                .isInstanceOf(Problem.class);
    }

    @DatabaseTest
    void onlyWhoMayWriteDecides(TestDatabase databases) {
        House house = house(databases);
        String fileId = house.take(new BankFile(1).pay("404", 1, 1)).file().id();
        String id = house.lines.ofFile(fileId, null, 0, 1).get(0).id();

        assertThatThrownBy(() -> house.queue.allocate(House.READER, id, "invoice-1", null))
                .isInstanceOf(Problem.class);
        assertThatThrownBy(() -> house.queue.takeBack(House.READER, id, null)).isInstanceOf(Problem.class);
        assertThatThrownBy(() -> house.queue.dismiss(House.READER, id, null)).isInstanceOf(Problem.class);
        assertThatThrownBy(() -> house.queue.line(House.MEMBER_STAFF, id)).isInstanceOf(Problem.class);
        assertThat(house.queue.line(House.READER, id).line().status()).isEqualTo(Status.UNMATCHED);
    }
}
