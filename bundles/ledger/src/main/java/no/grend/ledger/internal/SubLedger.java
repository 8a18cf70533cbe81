package no.grend.ledger.internal;

import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import no.grend.identity.Actor;
import no.grend.identity.Permission;
import no.grend.kernel.Oslo;
import no.grend.kernel.Page;
import no.grend.kernel.Problem;
import no.grend.ledger.internal.store.Account;
import no.grend.ledger.internal.store.Entry;
import no.grend.ledger.internal.store.SubLedgerReader;
import no.grend.ledger.internal.store.SubLedgerReader.MemberBalance;
import no.grend.ledger.internal.store.SubLedgerReader.OpenInvoice;
import no.grend.ledger.internal.store.SubLedgerReader.OpenPayment;
import no.grend.ledger.internal.store.SubLedgerReader.Period;
import no.grend.ledger.internal.store.SubLedgerReader.Sums;
import no.grend.member.Members;
import no.grend.schema.Database;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * The sub-ledger («reskontro», S1-44) for staff: what each member was invoiced, has paid and owes, by day of booking, read from
 * the journal itself. Safe between threads.
 */
@Component(service = SubLedger.class)
public final class SubLedger {

    /** The first day that anything can be booked on, when nobody says from when. */
    private static final LocalDate EVER = LocalDate.of(1970, 1, 1);

    /** How many entries are read in one go while a table is written; no connection is held in between. */
    private static final int TOGETHER = 5_000;

    private final Database db;
    private final Clock clock;
    private final SubLedgerReader reader = new SubLedgerReader();

    /** Tells a member who was never invoiced from a number that nobody has; null while the register is away. */
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile Members members;

    /** @param ledger not asked, but without it (its licence gone) there is nothing to read */
    @Activate
    public SubLedger(
            @Reference LedgerService ledger,
            @Reference(target = "(module=ledger)") Database db,
            @Reference Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    SubLedger(LedgerService ledger, Database db, Clock clock, Members members) {
        this(ledger, db, clock);
        this.members = members;
    }

    /** From a day to a day, both included. */
    public record Days(LocalDate from, LocalDate to) {}

    /** An entry, and what the member owes in all right after it, in øre. */
    public record Line(Entry entry, long balance) {}

    /** A member's account over some days, credit deducted. @param next null on the last page */
    public record Statement(int memberNumber, Days days, long opening, List<Line> lines, long closing, String next) {

        public Statement {
            lines = List.copyOf(lines);
        }
    }

    /** These days, with what is left out: from ever, until today. */
    public Days days(LocalDate from, LocalDate to) {
        Days days = new Days(from == null ? EVER : from, day(to));
        if (days.to().isBefore(days.from())) {
            throw Problem.invalid("/to", "DAYS_REVERSED", "to is before from; give the earlier day as from.");
        }
        return days;
    }

    /** That day, or today when it is null. */
    public LocalDate day(LocalDate on) {
        return on == null ? Oslo.today(clock) : on;
    }

    /** A page of a member's account. A member who was never invoiced has an empty one; a number that nobody has, none. */
    public Statement statement(Actor actor, int member, Days days, Integer asked, String cursor) {
        actor.require(Permission.LEDGER_READ);
        int limit = Page.limit(asked);
        Period period = new Period(days.from(), days.to(), Cursors.after(cursor), limit + 1);
        requireKnown(member);
        return db.read(handle -> {
            Sums sums = reader.sums(handle, member, period);
            Page<Entry> page =
                    Page.cut(reader.statement(handle, member, period), limit, entry -> Long.toString(entry.number()));
            List<Line> lines = new ArrayList<>();
            long balance = sums.soFar();
            for (Entry entry : page.items()) {
                balance = Math.addExact(balance, entry.change());
                lines.add(new Line(entry, balance));
            }
            return new Statement(member, days, sums.opening(), lines, sums.closing(), page.next());
        });
    }

    /** Who is in the books is known, in the register or no longer; so is who is in the register. */
    private void requireKnown(int member) {
        Members register = members;
        if (register != null
                && db.read(handle -> reader.statement(handle, member, new Period(EVER, day(null), 0, 1)))
                        .isEmpty()
                && register.byMemberNumber(Actor.SYSTEM, member).isEmpty()) {
            throw Problem.notFound("No member has that number, and nothing was ever booked on it.");
        }
    }

    /** All of a member's account, in order. @return the balance after the last line */
    public long eachLine(Actor actor, int member, Days days, long opening, Consumer<Line> each) {
        actor.require(Permission.LEDGER_READ);
        long[] balance = {opening};
        eachChunk(days, period -> db.read(handle -> reader.statement(handle, member, period)), entry -> {
            balance[0] = Math.addExact(balance[0], entry.change());
            each.accept(new Line(entry, balance[0]));
        });
        return balance[0];
    }

    /** A page of the journal. */
    public Page<Entry> journal(Actor actor, Days days, Integer asked, String cursor) {
        actor.require(Permission.LEDGER_READ);
        int limit = Page.limit(asked);
        Period period = new Period(days.from(), days.to(), Cursors.after(cursor), limit + 1);
        return Page.cut(
                db.read(handle -> reader.journal(handle, period)), limit, entry -> Long.toString(entry.number()));
    }

    /** All of the journal in these days, in order. */
    public void eachEntry(Actor actor, Days days, Consumer<Entry> each) {
        actor.require(Permission.LEDGER_READ);
        eachChunk(days, period -> db.read(handle -> reader.journal(handle, period)), each);
    }

    /** A page of the members with a balance at the end of a day, by number. */
    public Page<MemberBalance> balances(Actor actor, LocalDate on, Integer asked, String cursor) {
        actor.require(Permission.LEDGER_READ);
        int limit = Page.limit(asked);
        List<MemberBalance> rows = new ArrayList<>();
        int after = Math.toIntExact(Math.min(Integer.MAX_VALUE, Cursors.after(cursor)));
        db.stream(handle -> reader.eachBalance(handle, on, after, limit + 1, rows::add));
        return Page.cut(rows, limit, row -> Integer.toString(row.memberNumber()));
    }

    /** All of them. */
    public void eachBalance(Actor actor, LocalDate on, Consumer<MemberBalance> each) {
        actor.require(Permission.LEDGER_READ);
        db.stream(handle -> reader.eachBalance(handle, on, 0, Integer.MAX_VALUE, each));
    }

    /** A page of the invoices that something was open on at the end of a day. @param member null for all */
    public Page<OpenInvoice> openInvoices(Actor actor, LocalDate on, Integer member, Integer asked, String cursor) {
        actor.require(Permission.LEDGER_READ);
        int limit = Page.limit(asked);
        List<OpenInvoice> rows = new ArrayList<>();
        db.stream(handle ->
                reader.eachOpenInvoice(handle, on, orAll(member), Cursors.after(cursor), limit + 1, rows::add));
        return Page.cut(rows, limit, row -> Long.toString(row.entry()));
    }

    /** All of them. */
    public void eachOpenInvoice(Actor actor, LocalDate on, Integer member, Consumer<OpenInvoice> each) {
        actor.require(Permission.LEDGER_READ);
        db.stream(handle -> reader.eachOpenInvoice(handle, on, orAll(member), 0, Integer.MAX_VALUE, each));
    }

    /** A page of the payments with money in credit or suspense at the end of a day. */
    public Page<OpenPayment> openPayments(
            Actor actor, Account account, LocalDate on, Integer member, Integer asked, String cursor) {
        actor.require(Permission.LEDGER_READ);
        int limit = Page.limit(asked);
        List<OpenPayment> rows = new ArrayList<>();
        db.stream(handle ->
                reader.eachHeld(handle, account, on, orAll(member), Cursors.after(cursor), limit + 1, rows::add));
        return Page.cut(rows, limit, row -> Long.toString(row.number()));
    }

    /** All of them. */
    public void eachOpenPayment(
            Actor actor, Account account, LocalDate on, Integer member, Consumer<OpenPayment> each) {
        actor.require(Permission.LEDGER_READ);
        db.stream(handle -> reader.eachHeld(handle, account, on, orAll(member), 0, Integer.MAX_VALUE, each));
    }

    /** How many days after its due date something was open; 0 when it was not due yet. */
    public static long daysOverdue(LocalDate dueOn, LocalDate on) {
        return Math.max(0, ChronoUnit.DAYS.between(dueOn, on));
    }

    private static void eachChunk(Days days, Chunks chunks, Consumer<Entry> each) {
        long after = 0;
        List<Entry> some;
        do {
            some = chunks.read(new Period(days.from(), days.to(), after, TOGETHER));
            some.forEach(each);
            after = some.isEmpty() ? after : some.get(some.size() - 1).number();
        } while (some.size() == TOGETHER);
    }

    private static int orAll(Integer member) {
        return member == null ? 0 : member;
    }

    @FunctionalInterface
    private interface Chunks {
        List<Entry> read(Period period);
    }
}
