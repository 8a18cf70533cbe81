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
    private static final String UNSETTLED = Walk.OPEN_INVOICES;

    private static final String SETTLED = "NOT EXISTS (SELECT 1 FROM ledger_open x WHERE x.invoice = i.entry)";

    private static final String CREDITED = "a.credited = i.amount";

    private static final String NOT_CREDITED = "(a.credited IS NULL OR a.credited < i.amount)";

    /**
     * Nothing is paid: all that is asked for is open. In two halves, since Derby takes a condition on COALESCE of an outer
     * join's column for one that no missing row can meet, and leaves those out.
     */
    private static final String UNPAID = """
            (a.invoice IS NULL AND o.amount = i.amount
              OR o.amount = i.amount - a.credited + a.fees + a.interest)""";

    private static final String PARTLY_PAID = """
            (a.invoice IS NULL AND o.amount < i.amount
              OR o.amount < i.amount - a.credited + a.fees + a.interest)""";

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
                case OPEN -> conditions.add(UNPAID);
                case PART_PAID -> conditions.add(PARTLY_PAID);
                case PAID -> conditions.addAll(List.of(SETTLED, NOT_CREDITED));
                case CREDITED -> conditions.add(CREDITED);
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
