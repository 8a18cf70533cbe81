package no.grend.simulation;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Random;
import no.grend.avtalegiro.internal.ClaimFiles;
import no.grend.ledger.Ledger;
import no.grend.ledger.spi.Collector.Claim;
import no.grend.nets.FboRecord.Registration;
import no.grend.simulation.OwnBook.Member;
import no.grend.simulation.OwnBook.Money;

/** Members and their banks: who signs up for AvtaleGiro, and who pays what, how and when. */
final class Payers {

    static final String STRAY_KID = "050999999900000010";

    private final Club club;
    private final OwnBook book;
    private final Random random;
    private final Bank bank;
    private final Perils perils;
    private LocalDate today;

    Payers(Club club, Random random, Bank bank, Perils perils) {
        this.club = club;
        this.book = club.book();
        this.random = random;
        this.bank = bank;
        this.perils = perils;
    }

    /** Does a day's payments. */
    void day(LocalDate day) {
        today = day;
        pay();
    }

    /** Those with a mandate are debited on the due date, most of them; the others pay as is their habit. */
    private void pay() {
        List<Bill> due = book.bills.values().stream()
                .filter(bill -> !bill.sent && (bill.due.equals(today) || !bill.payOn.isAfter(today)))
                .toList();
        if (due.isEmpty()) {
            return;
        }
        Map<String, Claim> claims = club.the(ClaimFiles.class)
                .claims(due.stream().map(bill -> bill.id).toList());
        for (Bill bill : due) {
            Claim claim = claims.get(bill.id);
            boolean claimed = claim != null && !claim.cancelled();
            if (claimed && bill.due.equals(today) && random.nextInt(10) > 0) {
                bill.sent = true;
                pay(bill, bill.kid, bill.uncredited());
            } else if (!bill.payOn.isAfter(today) && (!claimed || bill.due.isBefore(today))) {
                bill.sent = true;
                pay(bill);
            }
        }
    }

    private void pay(Bill bill) {
        long owed = bill.owed();
        long some = 1 + random.nextInt(99);
        switch (bill.habit) {
            case PAYS -> pay(bill, bill.kid, owed);
            case PAYS_SOME -> pay(bill, bill.kid, owed / 2 + some);
            case PAYS_TOO_MUCH -> pay(bill, bill.kid, owed + 100 * some);
            case USES_REFERENCE -> pay(bill, club.the(Ledger.class).referenceKid(bill.member.number), owed + some);
            case WRITES_WRONG_KID -> pay(bill, STRAY_KID, owed + 100 + some);
            case WRITES_NO_KID -> pay(bill, null, owed + 200 + some);
            case PAYS_TWICE -> {
                pay(bill, bill.kid, owed);
                pay(bill, bill.kid, owed + some);
            }
            case NEVER -> {}
        }
    }

    private void pay(Bill bill, String kid, long ore) {
        if (ore > 0) {
            bank.pay(new Money(bank.nextReference(), kid, ore, today, bill));
        }
    }

    /** Somebody signs up, or ends it. */
    void signUpOrEnd() {
        Member member = book.someone(random);
        member.mandate = !member.mandate;
        bank.mandate(
                club.the(Ledger.class).referenceKid(member.number),
                member.mandate ? Registration.NEW_OR_CHANGED : Registration.DELETED);
        perils.count("mandates", 1);
    }
}
