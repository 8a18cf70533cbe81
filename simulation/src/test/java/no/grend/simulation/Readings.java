package no.grend.simulation;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import no.grend.identity.Actor;
import no.grend.kernel.Verification;
import no.grend.ledger.Invoice;
import no.grend.ledger.Ledger;
import no.grend.ledger.internal.SubLedger;
import no.grend.ledger.internal.store.Account;
import no.grend.member.internal.MemberCore;
import no.grend.simulation.Reminders.Letter;

/** What the houses say, in the words of the own book. */
final class Readings {

    private final Club club;

    Readings(Club club) {
        this.club = club;
    }

    /** What each member owes at the end of a day, in øre, as the sub-ledger says. */
    Map<Integer, Long> balances(LocalDate on) {
        Map<Integer, Long> balances = new TreeMap<>();
        club.the(SubLedger.class)
                .eachBalance(
                        Actor.SYSTEM, on, row -> balances.put(row.memberNumber(), row.receivable() + row.credit()));
        balances.values().removeIf(balance -> balance == 0);
        return balances;
    }

    long suspense(LocalDate on) {
        long[] sum = {0};
        club.the(SubLedger.class)
                .eachOpenPayment(Actor.SYSTEM, Account.SUSPENSE, on, null, payment -> sum[0] += payment.amount());
        return sum[0];
    }

    /** Everything that any house can prove. */
    List<Verification.Violation> violations() {
        List<Verification.Violation> violations = new ArrayList<>();
        for (String area : List.of(
                "no.grend.ledger.internal.LedgerVerification",
                "no.grend.member.internal.RegisterVerification",
                "no.grend.avtalegiro.internal.AvtaleGiroVerification",
                "no.grend.ocr.internal.BankFileVerification",
                "no.grend.dunning.internal.DunningVerification")) {
            violations.addAll(club.component(area, Verification.class).verify());
        }
        return violations;
    }

    /** The letters of a day, by invoice, by the letters' own table and not by the ledger's. */
    Map<String, Letter> letters(LocalDate day) {
        Map<String, Letter> letters = new TreeMap<>();
        club.dunning().useTransaction(tx -> tx.createQuery("""
            SELECT invoice_id, level_name, fee_ore, interest_ore FROM dunning_step
            WHERE begun_on = :day AND state <> 'WITHDRAWN'\
            """)
                .bind("day", day)
                .map((row, context) -> Map.entry(
                        row.getString(1),
                        new Letter(row.getString(2).equals("REMINDER_1") ? 1 : 2, row.getLong(3), row.getLong(4))))
                .forEach(letter -> letters.put(letter.getKey(), letter.getValue())));
        return letters;
    }

    /** Where an invoice stands, in øre. @param principal what is left of the invoice itself */
    record Stand(Invoice.Status status, long owed, long paid, long principal) {}

    /** Every invoice that the own book knows, by id, as the ledger has it. */
    Map<String, Stand> invoices() {
        Map<String, Stand> stands = new TreeMap<>();
        List<String> ids = List.copyOf(club.book().bills.keySet());
        for (int from = 0; from < ids.size(); from += 1000) {
            club.the(Ledger.class)
                    .invoices(Actor.SYSTEM, ids.subList(from, Math.min(ids.size(), from + 1000)))
                    .forEach((id, invoice) -> stands.put(
                            id,
                            new Stand(
                                    invoice.status(),
                                    invoice.owed().total().value(),
                                    invoice.paid().value(),
                                    invoice.outstanding().principal().value())));
        }
        return stands;
    }

    /** Until when each membership is paid for, by member number. */
    Map<Integer, Optional<LocalDate>> paidUntil() {
        Map<Integer, Optional<LocalDate>> until = new TreeMap<>();
        club.book()
                .members
                .values()
                .forEach(member -> until.put(
                        member.number,
                        Optional.ofNullable(club.the(MemberCore.class)
                                .memberships()
                                .required(Actor.SYSTEM, member.membershipId)
                                .paidUntil())));
        return until;
    }

    /** Whether a letter about the invoice may still be withdrawn. */
    boolean isOnItsWay(String invoiceId) {
        return club.dunning().<Integer>read(tx -> tx.createQuery(
                                "SELECT COUNT(*) FROM dunning_step WHERE invoice_id = :id AND state IN ('BEGUN',"
                                        + " 'QUEUED')")
                        .bind("id", invoiceId)
                        .mapTo(Integer.class)
                        .one())
                > 0;
    }
}
