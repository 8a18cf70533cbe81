package no.grend.ocr.internal;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import no.grend.identity.Actor;
import no.grend.identity.Permission;
import no.grend.kernel.Ore;
import no.grend.kernel.Problem;
import no.grend.ledger.Invoice;
import no.grend.ledger.Posted;
import no.grend.ledger.Posted.Outcome;
import no.grend.ledger.Receipt;
import no.grend.testkit.BareLedger;

/** A ledger in memory whose post is one transaction, and that can be cut off in it, before it or after it. */
final class FakeLedger extends BareLedger {

    /** The process dies here; nobody catches it. */
    static final class Crash extends Error {
        private static final long serialVersionUID = 1;
    }

    /** Where the next call of post is cut off. */
    enum Trouble {
        NONE,
        CRASH_BEFORE_COMMIT,
        CRASH_AFTER_COMMIT,
        BUSY
    }

    private record Row(String batch, Payment payment) {}

    private final Map<String, Row> rows = new LinkedHashMap<>();
    private final Map<String, Ore> open = new LinkedHashMap<>();
    Trouble trouble = Trouble.NONE;
    int posts;

    /** An open invoice whose id is its KID. */
    synchronized void invoice(String kid, long ore) {
        open.put(kid, Ore.of(ore));
    }

    synchronized List<Payment> all() {
        return rows.values().stream().map(Row::payment).toList();
    }

    synchronized void lose(String sourceKey) {
        rows.remove(sourceKey);
    }

    @Override
    public synchronized void post(Actor actor, String batch, Iterator<Receipt> receipts, Consumer<Posted> each) {
        actor.require(Permission.LEDGER_WRITE);
        posts++;
        Trouble now = trouble;
        trouble = Trouble.NONE;
        Map<String, Row> posted = new LinkedHashMap<>();
        Map<String, Ore> left = new LinkedHashMap<>(open);
        List<Posted> fates = new ArrayList<>();
        while (receipts.hasNext()) {
            Receipt receipt = receipts.next();
            fates.add(fate(batch, receipt, posted, left));
            if (now == Trouble.BUSY) {
                throw Problem.unavailable("LEDGER_BUSY", "busy");
            }
            if (fates.size() == 3) {
                // As the real one, it answers some at a time.
                fates.forEach(each);
                fates.clear();
            }
        }
        fates.forEach(each);
        if (now == Trouble.CRASH_BEFORE_COMMIT) {
            throw new Crash();
        }
        rows.putAll(posted);
        open.putAll(left);
        if (now == Trouble.CRASH_AFTER_COMMIT) {
            throw new Crash();
        }
    }

    private Posted fate(String batch, Receipt receipt, Map<String, Row> posted, Map<String, Ore> left) {
        String key = receipt.sourceKey();
        if (rows.containsKey(key) || posted.containsKey(key)) {
            return new Posted(key, Outcome.ALREADY_POSTED, null, Ore.ZERO, "before");
        }
        Ore owed = receipt.kid() == null ? null : left.get(receipt.kid());
        Posted fate;
        if (owed == null) {
            fate = new Posted(key, Outcome.UNMATCHED, null, receipt.amount(), "unknown KID");
        } else if (receipt.amount().compareTo(owed) > 0) {
            fate = new Posted(
                    key, Outcome.OVERPAID, receipt.kid(), receipt.amount().minus(owed), "too much");
        } else {
            fate = new Posted(key, Outcome.POSTED, receipt.kid(), Ore.ZERO, "the KID");
        }
        if (owed != null) {
            left.put(receipt.kid(), owed.minus(receipt.amount().minus(fate.unallocated())));
        }
        posted.put(
                key,
                new Row(
                        batch,
                        new Payment(
                                receipt, fate.outcome(), fate.invoiceId(), fate.unallocated(), fate.explanation())));
        return fate;
    }

    @Override
    public synchronized void eachPosted(Actor actor, String batch, Consumer<Payment> each) {
        rows.values().stream()
                .filter(row -> row.batch().equals(batch))
                .map(Row::payment)
                .forEach(each);
    }

    @Override
    public synchronized Optional<Suggestion> suggest(Actor actor, String sourceKey) {
        return open.keySet().stream().findFirst().map(id -> new Suggestion(id, "same amount"));
    }

    @Override
    public synchronized Posted allocate(Actor actor, String sourceKey, String invoiceId, String why) {
        Row row = rows.get(sourceKey);
        if (!open.containsKey(invoiceId)) {
            throw Problem.rule("/invoiceId", "INVOICE_UNKNOWN", "no such invoice");
        }
        Payment before = row.payment();
        if (invoiceId.equals(before.invoiceId())) {
            throw Problem.conflict("INVOICE_SETTLED", "nothing is owed");
        }
        Ore owed = open.get(invoiceId);
        Ore left = owed.isZero() || before.unallocated().compareTo(owed) <= 0
                ? Ore.ZERO
                : before.unallocated().minus(owed);
        Outcome outcome = left.isZero() ? Outcome.POSTED : Outcome.OVERPAID;
        rows.put(sourceKey, new Row(row.batch(), new Payment(before.receipt(), outcome, invoiceId, left, why)));
        if (trouble == Trouble.CRASH_AFTER_COMMIT) {
            trouble = Trouble.NONE;
            throw new Crash();
        }
        return new Posted(sourceKey, outcome, invoiceId, left, "decided");
    }

    @Override
    public synchronized void unallocate(Actor actor, String sourceKey, String why) {
        Row row = rows.get(sourceKey);
        Receipt receipt = row.payment().receipt();
        rows.put(
                sourceKey,
                new Row(row.batch(), new Payment(receipt, Outcome.UNMATCHED, null, receipt.amount(), "taken back")));
    }

    @Override
    public synchronized Optional<Payment> payment(Actor actor, String sourceKey) {
        return Optional.ofNullable(rows.get(sourceKey)).map(Row::payment);
    }

    @Override
    public synchronized Optional<Invoice> invoice(Actor actor, String id) {
        return Optional.ofNullable(invoices(actor, List.of(id)).get(id));
    }

    @Override
    public synchronized Map<String, Invoice> invoices(Actor actor, Collection<String> ids) {
        Map<String, Invoice> found = new LinkedHashMap<>();
        ids.stream().filter(open::containsKey).forEach(id -> found.put(id, invoice(id)));
        return found;
    }

    private static Invoice invoice(String id) {
        LocalDate day = LocalDate.of(2026, 11, 1);
        return Invoice.builder(id)
                .numbered("F", 77, id)
                .to("c", 1, "p")
                .issuedOn(day)
                .dueOn(day)
                .amount(Ore.of(1))
                .build();
    }
}
