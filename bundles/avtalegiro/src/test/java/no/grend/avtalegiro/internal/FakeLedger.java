package no.grend.avtalegiro.internal;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import no.grend.identity.Actor;
import no.grend.kernel.KidScheme;
import no.grend.kernel.Ore;
import no.grend.kernel.Page;
import no.grend.ledger.Invoice;
import no.grend.ledger.LedgerEvent;
import no.grend.testkit.BareLedger;

/** A ledger of invoices in memory, with KIDs of the 050 scheme. */
final class FakeLedger extends BareLedger {

    private final Map<String, Invoice> invoices = new LinkedHashMap<>();
    private final List<LedgerEvent> events = new ArrayList<>();

    /** An open invoice; its id tells its number. */
    Invoice open(int memberNumber, long number, LocalDate dueDate, String run, long ore) {
        return add(memberNumber, number, dueDate, run, Ore.of(ore), Ore.ZERO, Invoice.Status.OPEN);
    }

    Invoice add(
            int memberNumber, long number, LocalDate dueDate, String run, Ore amount, Ore paid, Invoice.Status status) {
        Invoice invoice = Invoice.builder("invoice-" + number)
                .numbered(
                        "F",
                        number,
                        KidScheme.STANDARD.kid(memberNumber, number).value())
                .to("contact-" + memberNumber, memberNumber, "Bjørnstjerne Åsgård")
                .issuedOn(LocalDate.of(2026, 11, 1))
                .dueOn(dueDate)
                .line("Kontingent 2027", amount)
                .paid(paid, status)
                .run(run)
                .build();
        invoices.put(invoice.id(), invoice);
        return invoice;
    }

    /** An open invoice that is paid on joining. */
    Invoice joining(int memberNumber, long number, LocalDate dueDate, long ore) {
        return as(memberNumber, number, dueDate, ore, true, false);
    }

    /** An open invoice that another way to pay was agreed for. */
    Invoice agreedOtherwise(int memberNumber, long number, LocalDate dueDate, long ore) {
        return as(memberNumber, number, dueDate, ore, false, true);
    }

    private Invoice as(
            int memberNumber, long number, LocalDate dueDate, long ore, boolean joins, boolean withoutMandate) {
        Invoice open = open(memberNumber, number, dueDate, null, ore);
        Invoice joining =
                open.toBuilder().joining(joins).withoutMandate(withoutMandate).build();
        invoices.put(joining.id(), joining);
        return joining;
    }

    /** Tells of it in the feed too. */
    void pay(String id) {
        settle(id, LedgerEvent.Kind.PAYMENT_ALLOCATED, Invoice.Status.PAID);
        invoices.computeIfPresent(id, (key, old) -> old.toBuilder()
                .paid(old.amount(), Invoice.Status.PAID)
                .build());
    }

    /** The payment is taken back again. */
    void unpay(String id) {
        invoices.computeIfPresent(id, (key, old) -> old.toBuilder()
                .paid(Ore.ZERO, Invoice.Status.OPEN)
                .build());
        settle(id, LedgerEvent.Kind.PAYMENT_UNALLOCATED, Invoice.Status.OPEN);
    }

    private void settle(String id, LedgerEvent.Kind kind, Invoice.Status status) {
        events.add(new LedgerEvent(
                events.size() + 1L, kind, id, null, invoices.get(id).amount(), status));
    }

    private boolean isOpen(Invoice invoice) {
        return invoice.status() == Invoice.Status.OPEN || invoice.status() == Invoice.Status.PART_PAID;
    }

    @Override
    public Page<InvoiceRunSummary> runs(Actor actor, Integer limit, String cursor) {
        List<InvoiceRunSummary> runs = invoices.values().stream()
                .map(Invoice::run)
                .filter(Objects::nonNull)
                .distinct()
                .map(run -> run(actor, run).orElseThrow())
                .toList();
        return new Page<>(runs, null);
    }

    @Override
    public Optional<InvoiceRunSummary> run(Actor actor, String id) {
        List<Invoice> issued = invoices.values().stream()
                .filter(invoice -> id.equals(invoice.run()))
                .toList();
        return issued.stream()
                .findFirst()
                .map(first -> new InvoiceRunSummary(
                        id,
                        "RENEWAL",
                        first.dueDate(),
                        issued.size(),
                        issued.stream().map(Invoice::amount).reduce(Ore.ZERO, Ore::plus),
                        Instant.parse("2026-11-21T09:00:00Z")));
    }

    @Override
    public List<OpenOnDueDate> openFrom(Actor actor, LocalDate firstDueDate) {
        Map<LocalDate, OpenOnDueDate> open = new TreeMap<>();
        invoices.values().stream()
                .filter(this::isOpen)
                .filter(invoice -> !invoice.dueDate().isBefore(firstDueDate))
                .map(invoice -> new OpenOnDueDate(invoice.dueDate(), 1, invoice.open()))
                .forEach(one -> open.merge(
                        one.dueDate(),
                        one,
                        (a, b) -> new OpenOnDueDate(
                                a.dueDate(),
                                a.invoices() + b.invoices(),
                                a.open().plus(b.open()))));
        return List.copyOf(open.values());
    }

    @Override
    public Page<Invoice> openOn(Actor actor, LocalDate dueDate, Integer limit, String cursor) {
        long after = cursor == null ? 0 : Long.parseLong(cursor);
        List<Invoice> found = invoices.values().stream()
                .filter(this::isOpen)
                .filter(invoice -> invoice.dueDate().equals(dueDate) && invoice.number() > after)
                .sorted(Comparator.comparing(Invoice::number))
                .toList();
        return Page.cut(found, limit, invoice -> Long.toString(invoice.number()));
    }

    @Override
    public void eachOpen(Actor actor, LocalDate dueDate, String run, Consumer<Invoice> each) {
        List.copyOf(invoices.values()).stream()
                .filter(invoice -> invoice.dueDate().equals(dueDate))
                .filter(invoice -> run == null || run.equals(invoice.run()))
                .filter(invoice ->
                        invoice.status() == Invoice.Status.OPEN || invoice.status() == Invoice.Status.PART_PAID)
                .forEach(each);
    }

    @Override
    public Map<String, Invoice> invoices(Actor actor, Collection<String> ids) {
        Map<String, Invoice> found = new LinkedHashMap<>();
        for (String id : new ArrayList<>(ids)) {
            if (invoices.containsKey(id)) {
                found.put(id, invoices.get(id));
            }
        }
        return found;
    }

    @Override
    public Optional<Invoice> invoice(Actor actor, String id) {
        return Optional.ofNullable(invoices.get(id));
    }

    @Override
    public List<LedgerEvent> eventsAfter(long cursor, int limit) {
        return events.stream()
                .filter(event -> event.number() > cursor)
                .limit(limit)
                .toList();
    }
}
