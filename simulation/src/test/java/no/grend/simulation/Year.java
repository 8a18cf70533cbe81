package no.grend.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import no.grend.avtalegiro.internal.ClaimFiles;
import no.grend.identity.Actor;
import no.grend.kernel.Oslo;
import no.grend.ledger.Invoice;
import no.grend.ledger.internal.AccountingExport;
import no.grend.ledger.internal.MonthClosings;
import no.grend.ocr.internal.BankFiles;
import no.grend.simulation.OwnBook.Money;

/**
 * A year at the treasurer's desk, day by day: renewals, claims, cancellations, the bank's files, the exception queue, credit
 * notes, reminders and closed months; members come to terms with AvtaleGiro and leave again, and every now and then the process
 * dies at a named point and everything is done once more.
 */
final class Year {

    static final LocalDate FIRST = LocalDate.parse("2026-12-01");
    private static final LocalDate LAST = LocalDate.parse("2028-01-15");
    private static final Actor STAFF = Actor.SYSTEM;

    private final Club club;
    private final OwnBook book;
    private final Random random;
    private final Bank bank;
    private final Perils perils;
    private final Desk desk;
    private final Registrar registrar;
    private final Payers payers;
    private final Map<YearMonth, Map<Integer, Long>> monthEnds = new TreeMap<>();
    private final TreeMap<YearMonth, byte[]> exports = new TreeMap<>();
    private LocalDate today = FIRST;

    /** The month of the first invoice, which is the first to be closed; null before it. */
    private YearMonth begun;

    Year(Club club, Random random) {
        this.club = club;
        this.book = club.book();
        this.random = random;
        this.bank = new Bank(random);
        this.perils = new Perils(club, random);
        this.desk = new Desk(club, random, perils);
        this.registrar = new Registrar(club, random, perils);
        this.payers = new Payers(club, random, bank, perils);
    }

    /** Lives it. @return what happened, counted */
    Map<String, Integer> live() {
        for (; !today.isAfter(LAST) || !bank.isDone(); today = today.plusDays(1)) {
            club.clock().set(today.atTime(8, 0).atZone(Oslo.ZONE).toInstant());
            closeMonths();
            if (today.isBefore(LAST.minusMonths(1))) {
                registrar.work(today);
                desk.work(today);
                if (random.nextInt(2) == 0) {
                    payers.signUpOrEnd();
                }
            }
            if (begun == null && !book.bills.isEmpty()) {
                begun = YearMonth.from(today);
            }
            payers.day(today);
            for (Bank.Parcel parcel : bank.closeOfDay(today)) {
                take(parcel);
            }
            perils.surviving("timers", 40, club::timers);
            registrar.endOfDay(today);
            if (today.plusDays(1).getDayOfMonth() == 1) {
                monthEnds.put(YearMonth.from(today), book.balances());
            }
        }
        return perils.counts();
    }

    private void take(Bank.Parcel parcel) {
        perils.surviving("file", Perils.NOW_AND_THEN, () -> club.the(BankFiles.class)
                .take(STAFF, "file", new ByteArrayInputStream(parcel.bytes())));
        for (Money money : parcel.contents()) {
            boolean known = money.kid() != null && !money.kid().equals(Payers.STRAY_KID);
            book.came(money, known);
        }
        perils.count("bank files", 1);
        perils.count("payments in files", parcel.contents().size());
    }

    /** Some days into the next month, once in a while much later. */
    private void closeMonths() {
        YearMonth next = exports.isEmpty() ? begun : exports.lastKey().plusMonths(1);
        boolean ended = next != null && next.isBefore(YearMonth.from(today));
        if (!ended || random.nextInt(6) > 0) {
            return;
        }
        perils.surviving("closing", 2, () -> {
            MonthClosings closings = club.the(MonthClosings.class);
            return closings.find(STAFF, next).orElseGet(() -> closings.close(STAFF, next));
        });
        exports.put(next, export(next));
        requireSame("end of " + next, club.readings().balances(next.atEndOfMonth()), monthEnds.get(next));
        perils.count("months closed", 1);
    }

    private byte[] export(YearMonth month) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            club.the(AccountingExport.class).export(STAFF, month).writeTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** All that was promised, when the year is over. */
    void prove() {
        assertThat(club.readings().violations()).isEmpty();
        requireSame("today", club.readings().balances(today), book.balances());
        assertThat(club.readings().invoices()).as("invoices").isEqualTo(expectedInvoices());
        assertThat(club.readings().paidUntil()).as("paid until").isEqualTo(expectedPaidUntil());
        assertThat(club.readings().suspense(today))
                .as("money that nobody knows")
                .isEqualTo(book.suspense());
        assertThat(club.the(ClaimFiles.class).collectable(book.members.keySet()))
                .as("mandates")
                .isEqualTo((int) book.members.values().stream()
                        .filter(member -> member.mandate)
                        .count());
        exports.forEach((month, bytes) ->
                assertThat(export(month)).as("export of " + month).isEqualTo(bytes));
        monthEnds.forEach((month, balances) ->
                requireSame("end of " + month, club.readings().balances(month.atEndOfMonth()), balances));
    }

    private Map<String, Readings.Stand> expectedInvoices() {
        Map<String, Readings.Stand> expected = new TreeMap<>();
        for (Bill bill : book.bills.values()) {
            Invoice.Status status = bill.isGone()
                    ? Invoice.Status.CREDITED
                    : bill.open() == 0
                            ? Invoice.Status.PAID
                            : bill.paid > 0 ? Invoice.Status.PART_PAID : Invoice.Status.OPEN;
            expected.put(bill.id, new Readings.Stand(status, bill.owed(), bill.paid, bill.principalOpen()));
        }
        return expected;
    }

    private Map<Integer, Optional<LocalDate>> expectedPaidUntil() {
        Map<Integer, Optional<LocalDate>> expected = new TreeMap<>();
        book.members
                .values()
                .forEach(member -> expected.put(member.number, Optional.ofNullable(book.paidUntil(member))));
        return expected;
    }

    /** Every member's balance, in øre; tells only of those that differ. */
    private static void requireSame(String when, Map<Integer, Long> ledger, Map<Integer, Long> own) {
        Map<Integer, String> different = new TreeMap<>();
        Stream.concat(ledger.keySet().stream(), own.keySet().stream())
                .filter(member -> !Objects.equals(ledger.get(member), own.get(member)))
                .forEach(member ->
                        different.put(member, "ledger " + ledger.get(member) + ", own book " + own.get(member)));
        assertThat(different).as("balances " + when).isEmpty();
    }
}
