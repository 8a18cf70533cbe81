package no.grend.agreement.internal;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import no.grend.identity.Actor;
import no.grend.kernel.Ore;
import no.grend.kernel.Page;
import no.grend.kernel.Problem;
import no.grend.ledger.Invoice;
import no.grend.ledger.Posted;
import no.grend.ledger.Receipt;
import no.grend.testkit.BareLedger;

/** A ledger in memory that posts a source key once, and takes no more on an invoice than is open. Safe between threads. */
class FakeLedger extends BareLedger {

    /** What it is to throw at the next posting; null for nothing. */
    volatile RuntimeException fails;

    /** Done after the next look at an invoice, once: what others do between our looking and our doing. */
    final AtomicReference<Runnable> afterLook = new AtomicReference<>();

    private final Map<String, Invoice> invoices = new ConcurrentHashMap<>();
    private final Map<String, Payment> payments = new ConcurrentHashMap<>();
    private final Map<String, Invoice.PaymentType> types = new ConcurrentHashMap<>();
    private final AtomicInteger numbers = new AtomicInteger();

    Invoice open(long ore) {
        return open(ore, null);
    }

    Invoice open(long ore, String sourceKey) {
        return open(ore, sourceKey, null, LocalDate.parse("2026-12-01"));
    }

    /** @param contact null for one of its own */
    Invoice open(long ore, String sourceKey, String contact, LocalDate dueDate) {
        int number = numbers.incrementAndGet();
        Invoice invoice = Invoice.builder("invoice-" + number)
                .numbered("F", number, "05" + number)
                .to(contact == null ? "contact-" + number : contact, number, "Kari Prøve")
                .issuedOn(LocalDate.parse("2026-11-01"))
                .dueOn(dueDate)
                .line("Kontingent", Ore.of(ore))
                .sourceKey(sourceKey)
                .build();
        invoices.put(invoice.id(), invoice);
        return invoice;
    }

    /** What came in, by source key. */
    Map<String, Payment> payments() {
        return Map.copyOf(payments);
    }

    Invoice.PaymentType type(Invoice invoice) {
        return types.getOrDefault(invoice.id(), Invoice.PaymentType.INVOICE);
    }

    @Override
    public synchronized void post(Actor actor, String batch, Iterator<Receipt> receipts, Consumer<Posted> each) {
        if (fails != null) {
            throw fails;
        }
        while (receipts.hasNext()) {
            Receipt receipt = receipts.next();
            Payment before = payments.get(receipt.sourceKey());
            if (before != null) {
                each.accept(new Posted(
                        receipt.sourceKey(), Posted.Outcome.ALREADY_POSTED, before.invoiceId(), Ore.ZERO, "again"));
                continue;
            }
            Invoice invoice = invoices.values().stream()
                    .filter(one -> one.kid().equals(receipt.kid()))
                    .findFirst()
                    .orElseThrow();
            Ore rest = receipt.amount().minus(paidAndOpen(invoice).open());
            Posted.Outcome outcome = rest.isPositive() ? Posted.Outcome.OVERPAID : Posted.Outcome.POSTED;
            payments.put(
                    receipt.sourceKey(),
                    new Payment(receipt, outcome, invoice.id(), rest.isPositive() ? rest : Ore.ZERO, "by KID"));
            each.accept(new Posted(receipt.sourceKey(), outcome, invoice.id(), rest, "by KID"));
        }
    }

    @Override
    public Optional<Payment> payment(Actor actor, String sourceKey) {
        return Optional.ofNullable(payments.get(sourceKey));
    }

    @Override
    public Optional<Invoice> invoice(Actor actor, String id) {
        Optional<Invoice> found = Optional.ofNullable(invoices.get(id))
                .filter(invoice -> !actor.isMember() || actor.contactId().equals(invoice.contactId()))
                .map(this::paidAndOpen);
        Runnable meanwhile = afterLook.getAndSet(null);
        if (meanwhile != null) {
            meanwhile.run();
        }
        return found;
    }

    @Override
    public Invoice markPaymentType(Actor actor, String invoiceId, Invoice.PaymentType type, String why) {
        Invoice invoice = invoice(actor, invoiceId).orElseThrow();
        if (invoice.open().isZero()) {
            throw Problem.conflict("NOTHING_OPEN", "Nothing is owed on this invoice any more.");
        }
        types.put(invoiceId, type);
        return invoice;
    }

    @Override
    public List<OpenOnDueDate> openFrom(Actor actor, LocalDate firstDueDate) {
        return stillOpen()
                .filter(invoice -> !invoice.dueDate().isBefore(firstDueDate))
                .collect(Collectors.groupingBy(Invoice::dueDate, TreeMap::new, Collectors.counting()))
                .entrySet()
                .stream()
                .map(day -> new OpenOnDueDate(day.getKey(), day.getValue(), Ore.ZERO))
                .toList();
    }

    @Override
    public Page<Invoice> openOn(Actor actor, LocalDate dueDate, Integer limit, String cursor) {
        return Page.cut(
                stillOpen()
                        .filter(invoice -> invoice.dueDate().equals(dueDate)
                                && (cursor == null || invoice.number() > Long.parseLong(cursor)))
                        .limit(limit + 1)
                        .toList(),
                limit,
                invoice -> Long.toString(invoice.number()));
    }

    private Stream<Invoice> stillOpen() {
        return invoices.values().stream()
                .map(this::paidAndOpen)
                .filter(invoice -> invoice.open().isPositive())
                .sorted(Comparator.comparing(Invoice::number));
    }

    private synchronized Invoice paidAndOpen(Invoice invoice) {
        Ore paid = payments.values().stream()
                .filter(payment -> invoice.id().equals(payment.invoiceId()))
                .map(payment -> payment.receipt().amount().minus(payment.unallocated()))
                .reduce(Ore.ZERO, Ore::plus);
        Ore open = invoice.amount().minus(paid);
        return invoice.toBuilder()
                .paid(
                        paid,
                        open.isZero()
                                ? Invoice.Status.PAID
                                : paid.isZero() ? Invoice.Status.OPEN : Invoice.Status.PART_PAID)
                .build();
    }

    @Override
    public Map<String, Invoice> invoices(Actor actor, Collection<String> ids) {
        return ids.stream()
                .filter(invoices::containsKey)
                .collect(Collectors.toMap(id -> id, id -> paidAndOpen(invoices.get(id))));
    }
}
