package no.grend.ledger.internal;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import no.grend.identity.Actor;
import no.grend.kernel.Oslo;
import no.grend.kernel.Page;
import no.grend.kernel.Problem;
import no.grend.ledger.internal.SubLedger.Days;
import no.grend.ledger.internal.store.SubLedgerReader;
import no.grend.ledger.internal.store.SubLedgerReader.OwnEntry;
import no.grend.ledger.internal.store.SubLedgerReader.OwnSums;
import no.grend.ledger.internal.store.SubLedgerReader.Period;
import no.grend.ledger.internal.store.SubLedgerReader.Person;
import no.grend.schema.Database;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * A member's own account («kontoutskrift», S1-44): the invoices that they pay, what was paid on them, and what they have to
 * the good. What others pay for them is not in it. Safe between threads.
 */
@Component(service = OwnAccount.class)
public final class OwnAccount {

    private final Database db;
    private final Clock clock;
    private final SubLedgerReader reader = new SubLedgerReader();

    /** @param ledger not asked, but without it (its licence gone) there is nothing to read */
    @Activate
    public OwnAccount(
            @Reference LedgerService ledger,
            @Reference(target = "(module=ledger)") Database db,
            @Reference Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /** An entry, what it changed and what the member owes right after it, in øre. */
    public record Line(OwnEntry entry, long balance) {}

    /**
     * Some days of it, in øre; below zero is to the member's good.
     *
     * @param firstDay the first that anything was booked until the last day; null for never
     * @param next null on the last page
     */
    public record Statement(LocalDate firstDay, long opening, List<Line> lines, long closing, String next) {

        public Statement {
            lines = List.copyOf(lines);
        }
    }

    /**
     * A page of the member's account.
     *
     * @param member who must be signed in as one
     * @param memberNumber their own; 0 when it is not known
     */
    public Statement statement(Actor member, int memberNumber, Days days, Integer asked, String cursor) {
        Person person = person(member, memberNumber);
        int limit = Page.limit(asked);
        long after = Cursors.after(cursor);
        Period period = new Period(days.from(), days.to(), after, limit + 1);
        return db.read(handle -> {
            OwnSums sums = reader.sums(handle, person, period);
            Page<OwnEntry> page = Page.cut(
                    reader.statement(handle, person, period),
                    limit,
                    one -> Long.toString(one.entry().number()));
            List<Line> lines = new ArrayList<>();
            long balance = sums.sums().soFar();
            for (OwnEntry one : page.items()) {
                balance = Math.addExact(balance, one.change());
                lines.add(new Line(one, balance));
            }
            return new Statement(
                    sums.firstDay(), sums.sums().opening(), lines, sums.sums().closing(), page.next());
        });
    }

    /** What the member owes today, in øre; below zero is to the good. */
    public long balance(Actor member, int memberNumber) {
        Person person = person(member, memberNumber);
        LocalDate today = Oslo.today(clock);
        return db.read(handle -> reader.sums(handle, person, new Period(today, today, 0, 1)))
                .sums()
                .closing();
    }

    private static Person person(Actor member, int memberNumber) {
        if (!member.isMember()) {
            throw Problem.forbidden("A member's own account is for the member; staff use the sub-ledger.");
        }
        return new Person(member.contactId(), memberNumber);
    }
}
