package no.grend.agreement.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import no.grend.agreement.Payment;
import no.grend.agreement.Payment.Event;
import no.grend.agreement.Payment.State;
import no.grend.kernel.Ore;
import no.grend.ledger.Ledger;

/**
 * Judges what happened from three books that know nothing of each other: what clients were told, what the banks have, what the
 * ledger has. An empty verdict means that nothing was lost and nothing doubled.
 */
final class History {

    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();

    void acknowledge(Payment payment) {
        acknowledged.add(payment.id());
    }

    int acknowledged() {
        return acknowledged.size();
    }

    List<String> verdict(House house, List<FakeBank> banks) {
        List<String> wrong = new ArrayList<>();
        Map<String, Payment> payments = new HashMap<>();
        for (State state : State.values()) {
            everyone(house, state).forEach(payment -> payments.put(payment.id(), payment));
        }
        acknowledged.stream()
                .filter(id -> !payments.containsKey(id))
                .forEach(id -> wrong.add("lost: " + id + " was acknowledged and is not there"));
        Map<String, FakeBank.Entry> paidAtBank = new HashMap<>();
        for (FakeBank bank : banks) {
            for (FakeBank.Entry entry : bank.entries()) {
                judge(bank, entry, payments.get(entry.paymentId), wrong);
                if (entry.fate() == FakeBank.Fate.PAID) {
                    paidAtBank.put(entry.paymentId, entry);
                }
            }
        }
        Map<String, Ledger.Payment> booked = house.ledger.payments();
        Map<String, String> paidInvoices = new HashMap<>();
        for (Payment payment : payments.values()) {
            judge(payment, wrong);
            if (payment.state() == State.SETTLED) {
                FakeBank.Entry entry = paidAtBank.remove(payment.id());
                Ledger.Payment receipt = booked.get(FollowUps.sourceKey(payment.id()));
                if (entry == null || !entry.reference.equals(payment.reference())) {
                    wrong.add("invented: " + payment.id() + " is settled and the bank does not have it so");
                }
                if (receipt == null || !receipt.receipt().amount().equals(payment.paid())) {
                    wrong.add("lost: " + payment.id() + " is settled and the ledger does not have it so");
                }
                String other = paidInvoices.put(payment.invoiceId(), payment.id());
                if (other != null) {
                    wrong.add("doubled: " + payment.invoiceId() + " is paid by " + other + " and " + payment.id());
                }
            }
        }
        paidAtBank.keySet().forEach(id -> wrong.add("lost: the bank has been paid " + id + ", and it is not settled"));
        if (booked.size() != paidInvoices.size()) {
            wrong.add("the ledger has " + booked.size() + " receipts, and " + paidInvoices.size() + " are settled");
        }
        Ore inLedger =
                booked.values().stream().map(each -> each.receipt().amount()).reduce(Ore.ZERO, Ore::plus);
        Ore atBanks = banks.stream()
                .flatMap(bank -> bank.entries().stream())
                .filter(entry -> entry.fate() == FakeBank.Fate.PAID)
                .map(entry -> entry.amount)
                .reduce(Ore.ZERO, Ore::plus);
        if (!inLedger.equals(atBanks)) {
            wrong.add("the banks have " + atBanks + " and the ledger " + inLedger);
        }
        return wrong;
    }

    private static void judge(FakeBank bank, FakeBank.Entry entry, Payment payment, List<String> wrong) {
        if (payment == null) {
            wrong.add("the bank heard of " + entry.paymentId + " before it was written down");
        } else if (!payment.provider().equals(bank.name)) {
            wrong.add(payment.id() + " was started with " + payment.provider() + " and told to " + bank.name);
        }
    }

    private static void judge(Payment payment, List<String> wrong) {
        if (!payment.state().isOver()) {
            wrong.add("open: " + payment.id() + " is " + payment.state());
        }
        State at = null;
        int settlements = 0;
        for (Event event : payment.timeline()) {
            if (event.from() != at) {
                wrong.add(payment.id() + " event " + event.number() + " begins at " + event.from() + ", not " + at);
            }
            if (event.to() == State.SETTLED && at != State.SETTLED) {
                settlements++;
            }
            at = event.to();
        }
        if (at != payment.state() || settlements > 1) {
            wrong.add(payment.id() + " is " + payment.state() + " by events that end in " + at);
        }
    }

    private static List<Payment> everyone(House house, State state) {
        List<Payment> all = new ArrayList<>();
        String cursor = null;
        do {
            var page = house.payments.inState(House.STAFF, state, 200, cursor);
            page.items().forEach(payment -> all.add(house.now(payment)));
            cursor = page.next();
        } while (cursor != null);
        return all;
    }
}
