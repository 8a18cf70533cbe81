package no.grend.ledger.internal.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import no.grend.ledger.Invoice.Status;
import no.grend.ledger.Ledger.InvoiceQuery;
import org.jdbi.v3.core.statement.Query;

/**
 * Which invoices a list shall hold, as conditions and the values that are bound to them; the conditions are constants.
 */
public final class InvoiceFilter {

    private static final String ALL = "FROM ledger_invoice i";

    /** What is not settled is a short list of its own, so that finding the few open ones is quick. */
    private static final String UNSETTLED = "FROM ledger_open o JOIN ledger_invoice i ON i.entry = o.invoice";

    private static final String SETTLED = "NOT EXISTS (SELECT 1 FROM ledger_open x WHERE x.invoice = i.entry)";

    private static final String CREDITED =
            "EXISTS (SELECT 1 FROM ledger_transfer c WHERE c.invoice = i.entry AND c.kind = 'INVOICE_CREDITED')";

    private static final String NOT_CREDITED =
            "NOT EXISTS (SELECT 1 FROM ledger_transfer c WHERE c.invoice = i.entry AND c.kind = 'INVOICE_CREDITED')";

    private final Status status;
    private final List<String> conditions = new ArrayList<>();
    private final Map<String, Object> values = new TreeMap<>();

    /** @param contactId only this contact's; null for everybody's */
    public InvoiceFilter(InvoiceQuery query, String contactId) {
        this.status = query.status();
        conditions.add("i.entry < :before");
        wants("i.kid = :kid", "kid", query.kid());
        wants("i.member_number = :member", "member", query.memberNumber());
        wants("i.run = :run", "run", query.run());
        wants("i.contact_id = :contact", "contact", contactId);
        if (status != null) {
            switch (status) {
                case OPEN -> conditions.add("o.amount = i.amount");
                case PART_PAID -> conditions.add("o.amount < i.amount");
                case PAID -> conditions.addAll(List.of(SETTLED, NOT_CREDITED));
                case CREDITED -> conditions.addAll(List.of(SETTLED, CREDITED));
            }
        }
    }

    String from() {
        return status == Status.OPEN || status == Status.PART_PAID ? UNSETTLED : ALL;
    }

    String where() {
        return String.join(" AND ", conditions);
    }

    Query bind(Query query) {
        return query.bindMap(values);
    }

    private void wants(String condition, String name, Object value) {
        if (value != null) {
            conditions.add(condition);
            values.put(name, value);
        }
    }
}
