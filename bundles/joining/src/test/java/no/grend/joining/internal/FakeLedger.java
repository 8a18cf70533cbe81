package no.grend.joining.internal;

import java.lang.reflect.Proxy;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import no.grend.identity.Actor;
import no.grend.identity.Permission;
import no.grend.kernel.Ore;
import no.grend.ledger.CreditNotes;
import no.grend.ledger.Invoice;
import no.grend.ledger.Invoice.Parts;
import no.grend.ledger.Invoice.PaymentType;
import no.grend.ledger.Invoice.Status;
import no.grend.ledger.Ledger;
import no.grend.testkit.BareLedger;

/** As much of a ledger as joining looks at: invoices, how they stand, and their being credited. */
final class FakeLedger {

    final Map<String, Invoice> invoices = new LinkedHashMap<>();

    final Ledger ledger = new BareLedger() {
        @Override
        public Map<String, Invoice> invoices(Actor actor, Collection<String> ids) {
            return invoices.entrySet().stream()
                    .filter(each -> ids.contains(each.getKey()))
                    .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        }
    };

    final CreditNotes notes = (CreditNotes) Proxy.newProxyInstance(
            CreditNotes.class.getClassLoader(), new Class<?>[] {CreditNotes.class}, (proxy, method, arguments) -> {
                if (method.getName().equals("credit")) {
                    ((Actor) arguments[0]).require(Permission.LEDGER_WRITE);
                    become((String) arguments[1], Status.CREDITED, null);
                    return null;
                }
                throw new UnsupportedOperationException(method.getName());
            });

    Invoice issue(String key, Ore amount, LocalDate dueDate) {
        return invoices.computeIfAbsent(key, id -> invoice(id, amount, dueDate, Status.OPEN, null));
    }

    Invoice only() {
        return invoices.values().iterator().next();
    }

    void paid() {
        become(only().id(), Status.PAID, null);
    }

    /** A card payment of it was given up. */
    void prepaid() {
        become(only().id(), Status.OPEN, PaymentType.PREPAID);
    }

    private void become(String id, Status status, PaymentType type) {
        Invoice before = invoices.get(id);
        invoices.put(id, invoice(id, before.amount(), before.dueDate(), status, type));
    }

    private static Invoice invoice(String id, Ore amount, LocalDate dueDate, Status status, PaymentType type) {
        Ore left = status == Status.OPEN ? amount : Ore.ZERO;
        return Invoice.builder(id)
                .numbered("F", 1, "050000000100000004")
                .to("contact", 1, "Ola Prøve")
                .issuedOn(dueDate.minusDays(14))
                .dueOn(dueDate)
                .line("Voksen", amount)
                .paid(amount.minus(left), status)
                .asking(Parts.principal(amount), Parts.principal(left))
                .sourceKey("membership:" + id)
                .paymentType(type == null ? PaymentType.INVOICE : type)
                .joining(true)
                .build();
    }
}
