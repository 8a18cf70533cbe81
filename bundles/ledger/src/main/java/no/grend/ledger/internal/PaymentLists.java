package no.grend.ledger.internal;

import java.util.ArrayList;
import java.util.List;
import no.grend.identity.Actor;
import no.grend.identity.Permission;
import no.grend.kernel.Page;
import no.grend.ledger.internal.store.Account;
import no.grend.ledger.internal.store.PaymentReader;
import no.grend.ledger.internal.store.PaymentReader.Balance;
import no.grend.ledger.internal.store.PaymentRow;
import no.grend.schema.Database;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Payments in lists, and where their money lies; for staff. Safe between threads. */
@Component(service = PaymentLists.class)
public final class PaymentLists {

    private final Database db;
    private final PaymentReader payments = new PaymentReader();

    /** @param ledger not asked, but without it (its licence gone) there is nothing to read */
    @Activate
    public PaymentLists(@Reference LedgerService ledger, @Reference(target = "(module=ledger)") Database db) {
        this.db = db;
    }

    /** Payments with money that lies in suspense or credit, newest first: the exception queue. */
    public Page<PaymentRow> held(Actor actor, Account account, Integer asked, String cursor) {
        actor.require(Permission.LEDGER_READ);
        int limit = Page.limit(asked);
        return page(db.read(handle -> payments.held(handle, account, Cursors.before(cursor), limit)), limit);
    }

    /** Payments, newest first. @param settled only those whose money lies on invoices, all of it */
    public Page<PaymentRow> all(Actor actor, boolean settled, Integer asked, String cursor) {
        actor.require(Permission.LEDGER_READ);
        int limit = Page.limit(asked);
        return page(db.read(handle -> payments.page(handle, settled, Cursors.before(cursor), limit)), limit);
    }

    /** What lies on each account. */
    public List<Balance> balances(Actor actor) {
        actor.require(Permission.LEDGER_READ);
        return db.read(payments::balances);
    }

    private static Page<PaymentRow> page(List<PaymentRow> rows, int limit) {
        return Page.cut(new ArrayList<>(rows), limit, row -> Long.toString(row.number()));
    }
}
