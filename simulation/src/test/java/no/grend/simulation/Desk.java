package no.grend.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import no.grend.avtalegiro.internal.BankAnswers;
import no.grend.avtalegiro.internal.Cancellations;
import no.grend.avtalegiro.internal.ClaimFiles;
import no.grend.avtalegiro.internal.Deadlines;
import no.grend.avtalegiro.internal.store.Answer.Outcome;
import no.grend.avtalegiro.internal.store.RejectionReason;
import no.grend.dunning.internal.Dunning;
import no.grend.dunning.internal.DunningRun;
import no.grend.dunning.internal.store.Hold;
import no.grend.identity.Actor;
import no.grend.kernel.IdempotencyKey;
import no.grend.kernel.Ore;
import no.grend.ledger.Credit;
import no.grend.ledger.CreditNotes;
import no.grend.ledger.Invoice;
import no.grend.ledger.Invoice.PaymentType;
import no.grend.ledger.Ledger;
import no.grend.ledger.internal.InvoiceRun;
import no.grend.ledger.internal.InvoiceRuns;
import no.grend.ledger.internal.RunOrder;
import no.grend.ledger.spi.Collector.Claim;
import no.grend.ledger.spi.Collector.Notice;
import no.grend.ocr.internal.ExceptionQueue;
import no.grend.ocr.internal.store.LineRow;
import no.grend.simulation.OwnBook.Due;
import no.grend.simulation.OwnBook.Money;

/** What staff do at the treasurer's desk, and what they write in the own book about it. */
final class Desk {

    private static final Actor STAFF = Actor.SYSTEM;

    private final Club club;
    private final OwnBook book;
    private final Random random;
    private final Perils perils;
    private int requests;

    Desk(Club club, Random random, Perils perils) {
        this.club = club;
        this.book = club.book();
        this.random = random;
        this.perils = perils;
    }

    /** A day's work. */
    void work(LocalDate today) {
        if (today.getDayOfMonth() == 3) {
            renew();
        }
        if (random.nextInt(4) == 0) {
            cancel();
        }
        if (random.nextInt(3) == 0) {
            credit();
        }
        if (random.nextInt(8) == 0) {
            rejectedByTheBank();
        }
        if (random.nextInt(10) == 0) {
            objectionComesOrIsOver();
        }
        if (random.nextInt(10) == 0) {
            leavePrepaid();
        }
        if (random.nextInt(15) == 0) {
            waive();
        }
        if (today.getDayOfWeek().getValue() == 2) {
            remind(today);
        }
        if (today.getDayOfWeek().getValue() == 5) {
            workThroughTheQueue();
        }
    }

    private void renew() {
        Notice notice = random.nextInt(3) == 0 ? Notice.SELF : Notice.BANK;
        LocalDate first = club.the(Deadlines.class).firstPossibleDueDate(notice);
        LocalDate due = first.plusDays(random.nextInt(10));
        String run = club.the(InvoiceRuns.class).order(STAFF, new RunOrder("RENEWAL", due, true, notice, false), null);
        Map<String, Object> result = perils.surviving("renewal", 1, () -> club.work(InvoiceRun.class, run));
        club.board().done(run);
        Map<String, Due> expected = new TreeMap<>();
        book.toInvoice(due).forEach(each -> expected.put(each.key(), each));
        List<Invoice> invoices = new ArrayList<>();
        club.the(Ledger.class).eachOpen(STAFF, due, run, invoices::add);
        invoices.sort(Comparator.comparing(Invoice::kid));
        Map<String, Long> amounts = new TreeMap<>();
        invoices.forEach(
                invoice -> amounts.put(invoice.sourceKey(), invoice.amount().value()));
        Map<String, Long> owed = new TreeMap<>();
        expected.forEach((key, each) -> owed.put(key, each.ore()));
        assertThat(amounts).as("invoices due " + due).isEqualTo(owed);
        assertThat(((Number) result.get("invoices")).intValue())
                .as("invoices due " + due)
                .isEqualTo(expected.size());
        for (Invoice invoice : invoices) {
            book.enter(invoice, expected.get(invoice.sourceKey()), random);
        }
        requireClaimed(invoices);
        perils.count("invoices", invoices.size());
        perils.count("claim files", result.get("claimFileId") == null ? 0 : 1);
    }

    /** Those with a mandate, and nobody else. */
    private void requireClaimed(List<Invoice> invoices) {
        List<String> ids = invoices.stream().map(Invoice::id).toList();
        assertThat(club.the(ClaimFiles.class).claims(ids).keySet())
                .as("claimed")
                .containsExactlyInAnyOrderElementsOf(ids.stream()
                        .filter(id -> book.bills.get(id).member.mandate)
                        .toList());
    }

    private void cancel() {
        List<String> claimed = some(8).stream().map(bill -> bill.id).toList();
        IdempotencyKey key = key("cancel");
        for (String id : claimed) {
            Claim claim = club.the(ClaimFiles.class).claims(List.of(id)).get(id);
            if (claim != null && !claim.cancelled()) {
                perils.tried(
                        "cancellations",
                        () -> perils.surviving("cancellation", Perils.NOW_AND_THEN, () -> club.the(Cancellations.class)
                                .ofInvoices(STAFF, List.of(id), key)));
                return;
            }
        }
    }

    private void credit() {
        for (Bill bill : some(1)) {
            boolean whole = random.nextBoolean();
            long part = 1 + random.nextInt(5_000);
            Credit credit = whole
                    ? Credit.whole("Etter avtale")
                    : Credit.of("Avslag", List.of(new Credit.Line(1, Ore.of(part))));
            IdempotencyKey key = key("credit");
            boolean done = perils.tried(
                    "credit notes",
                    () -> perils.surviving(
                            "credit", 3, () -> club.the(CreditNotes.class).credit(STAFF, bill.id, credit, key)));
            if (done) {
                long taken = whole ? bill.uncredited() : part;
                requireFree(bill.takenOffBy(taken), bill);
                bill.credit(taken);
            }
        }
    }

    /** What is paid can be taken off only where the club has decided so (S2-15). */
    private void requireFree(long ore, Bill bill) {
        assertThat(club.creditsWhatIsPaid() || ore <= bill.open())
                .as("taken off " + bill.id)
                .isTrue();
    }

    private void leavePrepaid() {
        for (Bill bill : some(1)) {
            perils.tried("prepaid", () -> club.the(Ledger.class)
                    .markPaymentType(STAFF, bill.id, PaymentType.PREPAID, "Kortbetaling avbrutt"));
        }
    }

    private void waive() {
        for (Bill bill : some(20)) {
            var charges =
                    club.the(Ledger.class).charges(STAFF, List.of(bill.id)).getOrDefault(bill.id, List.of());
            for (var charged : charges) {
                if (charged.waived() == null && !club.readings().isOnItsWay(bill.id)) {
                    boolean done = perils.tried(
                            "waivers", () -> club.the(Ledger.class).waive(STAFF, charged.id(), "Etter klage"));
                    if (done) {
                        long taken = charged.charge().amount().value();
                        requireFree(taken, bill);
                        bill.waive(taken);
                    }
                    return;
                }
            }
        }
    }

    private void rejectedByTheBank() {
        for (Bill bill : some(8)) {
            Claim claim = club.the(ClaimFiles.class).claims(List.of(bill.id)).get(bill.id);
            if (claim != null && !claim.cancelled()) {
                BankAnswers.Told told =
                        new BankAnswers.Told(Outcome.REJECTED, RejectionReason.NO_COVER, null, null, List.of(bill.id));
                perils.tried(
                        "rejections", () -> club.the(BankAnswers.class).register(STAFF, claim.claimFileId(), told));
                return;
            }
        }
    }

    private void objectionComesOrIsOver() {
        for (Bill bill : some(1)) {
            Dunning dunning = club.the(Dunning.class);
            if (bill.reminders.isDisputed()) {
                String version = Integer.toString(dunning.hold(STAFF, bill.id).version());
                dunning.lift(STAFF, bill.id, Hold.Outcome.REJECTED, '"' + version + '"');
            } else {
                dunning.dispute(STAFF, bill.id, "Mener seg utmeldt", null, null);
            }
            bill.reminders.disputed(!bill.reminders.isDisputed());
            perils.count("objections", 1);
        }
    }

    private void remind(LocalDate today) {
        Map<String, Reminders.Letter> expected = new TreeMap<>();
        for (Bill bill : book.bills.values()) {
            Reminders.Letter letter = bill.reminders.on(today);
            if (letter != null) {
                expected.put(bill.id, letter);
            }
        }
        String run = club.the(Dunning.class).order(STAFF, null, null, false, null);
        Map<String, Object> result = perils.surviving("dunning", 3, () -> club.work(DunningRun.class, run));
        club.board().done(run);
        assertThat(club.readings().letters(today)).as("letters of " + today).isEqualTo(expected);
        perils.count("reminders", ((Number) result.get("letters")).intValue());
    }

    private void workThroughTheQueue() {
        ExceptionQueue queue = club.the(ExceptionQueue.class);
        assertThat(queue.queue(STAFF, LineRow.Status.SUSPECTED_COPY, null, 5).items())
                .isEmpty();
        for (var entry : queue.queue(STAFF, LineRow.Status.UNMATCHED, null, 20).items()) {
            LineRow line = entry.line();
            Money money = book.unknown.values().stream()
                    .filter(each ->
                            each.ore() == line.amount().value() && each.day().equals(line.settledOn()))
                    .findFirst()
                    .orElseThrow();
            Bill bill = random.nextInt(5) > 0
                    ? money.bill()
                    : some(1).stream().findFirst().orElse(money.bill());
            boolean owed = bill.open() > 0;
            boolean done = perils.tried(
                    "placed",
                    () -> perils.surviving("queue", Perils.NOW_AND_THEN, () -> club.the(ExceptionQueue.class)
                            .allocate(STAFF, line.id(), bill.id, "Ringte og spurte")));
            assertThat(done).as("money on an invoice that is open").isEqualTo(owed);
            if (done) {
                book.placed(money, bill);
            }
        }
    }

    private List<Bill> some(int most) {
        return book.some(most, random);
    }

    private IdempotencyKey key(String what) {
        return IdempotencyKey.of(what + "-" + ++requests, what);
    }
}
