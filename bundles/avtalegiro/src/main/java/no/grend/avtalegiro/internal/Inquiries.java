package no.grend.avtalegiro.internal;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import no.grend.avtalegiro.internal.store.ClaimStore.Standing;
import no.grend.avtalegiro.internal.store.ClaimStore.State;
import no.grend.avtalegiro.internal.store.StandingStore;
import no.grend.avtalegiro.internal.store.StandingStore.After;
import no.grend.identity.Actor;
import no.grend.identity.Permission;
import no.grend.kernel.Oslo;
import no.grend.kernel.Page;
import no.grend.kernel.Problem;
import no.grend.ledger.Invoice;
import no.grend.ledger.Ledger;
import no.grend.schema.Database;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * What lies behind the cockpit's counts: single claims, and invoices without one, each with its explanation. Changes
 * nothing. Safe between threads.
 */
@Component(service = Inquiries.class)
public final class Inquiries {

    /** As many invoices as one page looks at: beside 200,000 claimed ones, few may have no claim. */
    private static final int LOOKED_AT = 5_000;

    private final Database db;
    private final Clock clock;
    private final Ledger ledger;
    private final Settlements settlements;
    private final Explaining explaining;
    private final StandingStore standing = new StandingStore();

    /** There is no licence here: {@link Deadlines} and {@link Settlements} hold it. */
    @Activate
    public Inquiries(
            @Reference(target = "(module=avtalegiro)") Database db,
            @Reference Clock clock,
            @Reference Ledger ledger,
            @Reference Deadlines deadlines,
            @Reference Settlements settlements) {
        this.db = db;
        this.clock = clock;
        this.ledger = ledger;
        this.settlements = settlements;
        this.explaining = new Explaining(clock, deadlines);
    }

    /** Why one invoice is claimed, or is not. */
    public Explanation invoice(Actor actor, String invoiceId) {
        actor.require(Permission.BANK_READ);
        settlements.catchUp();
        Invoice invoice =
                ledger.invoice(actor, invoiceId).orElseThrow(() -> Problem.notFound("There is no such invoice."));
        return db.read(tx -> explaining.of(tx, List.of(invoice))).get(0);
    }

    /** Which claims to list. */
    public enum Wanted {
        /** Living, due today or later, not settled. */
        AWAITING(State.AWAITING),
        /** Living, due before today, not settled. */
        UNPAID(State.AWAITING),
        SETTLED(State.SETTLED),
        CANCELLED(State.CANCELLED),
        REJECTED(State.REJECTED);

        private final State state;

        Wanted(State state) {
            this.state = state;
        }
    }

    /** A page of claims in order of due date, each explained. @param dueDate only these; null for all */
    public Page<Explanation> claims(Actor actor, Wanted wanted, LocalDate dueDate, Integer limit, String cursor) {
        actor.require(Permission.BANK_READ);
        settlements.catchUp();
        int rows = Page.limit(limit);
        LocalDate today = Oslo.today(clock);
        LocalDate from = wanted == Wanted.AWAITING ? today : LocalDate.of(2000, 1, 1);
        LocalDate to = wanted == Wanted.UNPAID ? today.minusDays(1) : today.plusYears(10);
        if (dueDate != null) {
            from = dueDate.isBefore(from) || dueDate.isAfter(to) ? LocalDate.of(2999, 1, 1) : dueDate;
            to = dueDate;
        }
        After after = cursor == null ? new After(from, "", 0) : Cursors.claim(cursor);
        LocalDate last = to;
        List<Standing> found = db.read(tx -> standing.page(tx, wanted.state, after, last, rows + 1));
        Page<Standing> page = Page.cut(found, rows, row -> Cursors.of(row.claim()));
        Map<String, Invoice> invoices = ledger.invoices(
                actor, page.items().stream().map(one -> one.claim().invoiceId()).toList());
        List<Invoice> inOrder = page.items().stream()
                .map(one -> invoices.get(one.claim().invoiceId()))
                .filter(Objects::nonNull)
                .toList();
        return new Page<>(db.read(tx -> explaining.of(tx, inOrder)), page.next());
    }

    /**
     * A page of the open invoices of a due date that stand in no living claim, in order of number, each explained. A page may
     * be shorter than asked for and still have a next one: it looks at so many invoices and no more.
     */
    public Page<Explanation> unclaimed(Actor actor, LocalDate dueDate, Integer limit, String cursor) {
        actor.require(Permission.BANK_READ);
        settlements.catchUp();
        int rows = Page.limit(limit);
        List<Explanation> found = new ArrayList<>();
        String next = cursor;
        int looked = 0;
        do {
            // Asks for half a page at least: the last few are left to the next page rather than looked for one by one.
            Page<Invoice> some = ledger.openOn(actor, dueDate, rows - found.size(), next);
            db.read(tx -> explaining.of(tx, some.items())).stream()
                    .filter(one -> !one.claimed())
                    .forEach(found::add);
            looked += some.items().size();
            next = some.next();
        } while (next != null && looked < LOOKED_AT && found.size() <= rows / 2);
        return new Page<>(found, next);
    }
}
