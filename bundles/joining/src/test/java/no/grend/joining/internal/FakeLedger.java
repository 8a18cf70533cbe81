package no.grend.joining.internal;

import java.lang.reflect.Proxy;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
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

/** As much of a ledger as joining looks at: invoices, how they stand, and their being credited. */
final class FakeLedger {

    final Map<String, Invoice> invoices = new LinkedHashMap<>();

    final Ledger ledger = (Ledger) Proxy.newProxyInstance(
            Ledger.class.getClassLoader(), new Class<?>[] {Ledger.class}, (proxy, method, arguments) -> {
                if (method.getName().equals("invoices") && arguments[1] instanceof Collection<?> ids) {
                    return invoices.entrySet().stream()
                            .filter(each -> ids.contains(each.getKey()))
                            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
                }
                throw new UnsupportedOperationException(method.getName());
            });

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
        return new Invoice(
                id,
                "F",
                1,
                "050000000100000004",
                "contact",
                1,
                "Ola Prøve",
                dueDate.minusDays(14),
                dueDate,
                amount,
                amount.minus(left),
                status,
                "membership:" + id,
                null,
                List.of(new Invoice.Line("Voksen", amount)),
                type == null ? PaymentType.INVOICE : type,
                Parts.principal(amount),
                Parts.principal(left),
                null,
                true);
    }
}
