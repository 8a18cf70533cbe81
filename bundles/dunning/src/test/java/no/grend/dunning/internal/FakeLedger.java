package no.grend.dunning.internal;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import no.grend.identity.Actor;
import no.grend.kernel.Ore;
import no.grend.kernel.Problem;
import no.grend.ledger.Charge;
import no.grend.ledger.Charged;
import no.grend.ledger.Invoice;
import no.grend.ledger.Invoice.Parts;
import no.grend.ledger.Overdue;
import no.grend.testkit.BareLedger;

/** A ledger in memory that keeps charges as the contract says: once a key, the same, and only while principal is owed. */
class FakeLedger extends BareLedger {

    /** Called before and after each charge; a test cuts the run off here. */
    Runnable beforeCharge = () -> {};

    Runnable afterCharge = () -> {};

    private record Kept(Invoice invoice, Ore paid) {}

    private final Map<String, Kept> invoices = new LinkedHashMap<>();
    private final Map<String, Charged> charges = new LinkedHashMap<>();

    /** An open invoice of a member; its id tells its number. */
    Invoice open(int memberNumber, long number, LocalDate dueDate, long ore) {
        return open(memberNumber, number, dueDate, ore, null);
    }

    Invoice open(int memberNumber, long number, LocalDate dueDate, long ore, String sourceKey) {
        Invoice invoice = Invoice.builder("invoice-" + number)
                .numbered("F", number, "0500000" + number)
                .to("contact-" + memberNumber, memberNumber, "Kari Medlem")
                .issuedOn(dueDate.minusDays(30))
                .dueOn(dueDate)
                .line("Kontingent 2026", Ore.of(ore))
                .sourceKey(sourceKey)
                .build();
        invoices.put(invoice.id(), new Kept(invoice, Ore.ZERO));
        return invoice;
    }

    /** Pays so much of the principal. */
    void pay(String id, long ore) {
        invoices.computeIfPresent(
                id, (key, kept) -> new Kept(kept.invoice(), kept.paid().plus(Ore.of(ore))));
    }

    List<Charged> charged() {
        return List.copyOf(charges.values());
    }

    /** A charge that nobody asked for. */
    void stray(String invoiceId, String key) {
        Charge charge = new Charge(
                key,
                Charge.Kind.REMINDER_FEE,
                Ore.kroner(38),
                "x",
                "x",
                invoices.get(invoiceId).invoice().dueDate());
        charges.put(key, new Charged("charge-" + key, invoiceId, charge, null));
    }

    private Invoice now(Kept kept) {
        Ore fees = sum(kept.invoice().id(), Charge.Kind.REMINDER_FEE);
        Ore interest = sum(kept.invoice().id(), Charge.Kind.LATE_INTEREST);
        Invoice old = kept.invoice();
        return old.toBuilder()
                .paid(kept.paid(), kept.paid().isZero() ? Invoice.Status.OPEN : Invoice.Status.PART_PAID)
                .asking(
                        new Parts(old.amount(), fees, interest),
                        new Parts(old.amount().minus(kept.paid()), fees, interest))
                .build();
    }

    private Ore sum(String invoiceId, Charge.Kind kind) {
        return charges.values().stream()
                .filter(charged -> charged.invoiceId().equals(invoiceId) && charged.waived() == null)
                .filter(charged -> charged.charge().kind() == kind)
                .map(charged -> charged.charge().amount())
                .reduce(Ore.ZERO, Ore::plus);
    }

    @Override
    public Charged charge(Actor actor, String invoiceId, Charge charge) {
        beforeCharge.run();
        Charged before = charges.get(charge.sourceKey());
        if (before != null) {
            if (!before.charge().equals(charge)) {
                throw Problem.conflict("CHARGE_KEY_REUSED", "Another charge has this key.");
            }
            return before;
        }
        if (!now(invoices.get(invoiceId)).outstanding().principal().isPositive()) {
            throw Problem.conflict("NOTHING_OWED", "Nothing of the principal is owed.");
        }
        if (!charge.amount().isPositive()
                || charge.explanation().length() > 500
                || charge.rule().length() > 80) {
            throw Problem.invalid(null, "CHARGE_INVALID", "Not a charge.");
        }
        Charged charged = new Charged("charge-" + charges.size(), invoiceId, charge, null);
        charges.put(charge.sourceKey(), charged);
        afterCharge.run();
        return charged;
    }

    @Override
    public Charged waive(Actor actor, String chargeId, String why) {
        Charged waived = charges.computeIfPresent(
                chargeId,
                (key, old) ->
                        new Charged(old.id(), old.invoiceId(), old.charge(), new Charged.Waiver(LocalDate.EPOCH, why)));
        if (waived == null) {
            throw Problem.notFound("There is no such charge.");
        }
        return waived;
    }

    @Override
    public Map<String, List<Charged>> charges(Actor actor, Collection<String> invoiceIds) {
        Map<String, List<Charged>> found = new HashMap<>();
        charges.values().stream()
                .filter(charged -> invoiceIds.contains(charged.invoiceId()))
                .forEach(charged -> found.computeIfAbsent(charged.invoiceId(), id -> new ArrayList<>())
                        .add(charged));
        return found;
    }

    @Override
    public void eachOverdue(Actor actor, LocalDate asOf, Consumer<Overdue> each) {
        for (Kept kept : List.copyOf(invoices.values())) {
            Invoice invoice = now(kept);
            if (invoice.dueDate().isBefore(asOf) && invoice.open().isPositive()) {
                each.accept(new Overdue(
                        invoice, charges(actor, List.of(invoice.id())).getOrDefault(invoice.id(), List.of())));
            }
        }
    }

    @Override
    public Optional<Invoice> invoice(Actor actor, String id) {
        return Optional.ofNullable(invoices.get(id))
                .map(this::now)
                .filter(invoice -> !actor.isMember() || actor.contactId().equals(invoice.contactId()));
    }

    @Override
    public Map<String, Invoice> invoices(Actor actor, Collection<String> ids) {
        Map<String, Invoice> found = new HashMap<>();
        ids.forEach(id -> invoice(actor, id).ifPresent(invoice -> found.put(id, invoice)));
        return found;
    }
}
