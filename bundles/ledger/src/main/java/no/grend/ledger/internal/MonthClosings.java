package no.grend.ledger.internal;

import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import no.grend.audit.Audit;
import no.grend.identity.Actor;
import no.grend.identity.Permission;
import no.grend.kernel.Count;
import no.grend.kernel.Fault;
import no.grend.kernel.Ore;
import no.grend.kernel.Oslo;
import no.grend.kernel.Page;
import no.grend.kernel.Problem;
import no.grend.kernel.Problem.Detail;
import no.grend.kernel.Verification.Violation;
import no.grend.ledger.internal.store.Journal;
import no.grend.ledger.internal.store.MonthProof;
import no.grend.ledger.internal.store.MonthRows;
import no.grend.ledger.internal.store.MonthRows.Balance;
import no.grend.ledger.internal.store.MonthRows.Closing;
import no.grend.schema.Database;
import org.jdbi.v3.core.Handle;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Closes months («månedsavslutning», S1-44): one after the other, when the month has ended and all that the ledger promises
 * holds. From then on nothing is booked in it; what comes late is booked in the month that is open, with its own value date.
 * Safe between threads.
 */
@Component(service = MonthClosings.class)
public final class MonthClosings {

    private static final int LONGEST_WHY = 500;
    private static final int MOST_VIOLATIONS = 20;

    private final Database db;
    private final Clock clock;
    private final Audit audit;
    private final LedgerVerification verification;
    private final MonthRows months = new MonthRows();
    private final MonthProof proof = new MonthProof();
    private final MonthOrder order = new MonthOrder(months);

    @Activate
    public MonthClosings(
            @Reference(target = "(module=ledger)") Database db,
            @Reference Clock clock,
            @Reference Audit audit,
            @Reference LedgerVerification verification) {
        this.db = db;
        this.clock = clock;
        this.audit = audit;
        this.verification = verification;
    }

    /** A closed month, and what its accounts came to. */
    public record Report(Closing closing, List<Balance> balances) {

        /** Whether the month is closed still. */
        public boolean isClosed() {
            return closing.reopening() == null;
        }
    }

    /**
     * Closes a month.
     *
     * @throws Problem in words: when the month has not ended, another must be closed before it, it is closed already, or
     *     the ledger does not prove right
     */
    public Report close(Actor actor, YearMonth month) {
        actor.require(Permission.LEDGER_WRITE);
        LocalDate first = month.atDay(1);
        db.read(handle -> {
            requireNext(handle, first, months.openFrom(handle).orElse(null));
            return null;
        });
        // Not under the ledger's lock: it reads everything, and what is booked in an ended month does not change.
        requireProved();
        Fault.point("ledger-closing-proved");
        Report report = db.inTransaction(tx -> {
            try (Journal journal = Journal.open(tx, clock)) {
                return write(journal, actor, first);
            }
        });
        Fault.point("ledger-after-closing");
        return report;
    }

    /**
     * Opens the month that was closed last again, so that its account numbers can be put right. What is booked stays; nothing
     * new gets a date in it. Only who may ({@code LEDGER_REOPEN}), with a reason, audited.
     */
    public Report reopen(Actor actor, YearMonth month, String why) {
        actor.require(Permission.LEDGER_REOPEN);
        if (why == null || why.isBlank() || why.length() > LONGEST_WHY) {
            throw Problem.invalid("/why", "WHY_MISSING", "Say why the month is opened again, in 1-500 characters.");
        }
        LocalDate first = month.atDay(1);
        return db.inTransaction(tx -> {
            try (Journal journal = Journal.open(tx, clock)) {
                Closing closing = months.latestOf(tx, first)
                        .filter(latest -> latest.reopening() == null)
                        .orElseThrow(() -> Problem.conflict(
                                "MONTH_OPEN", month + " is not closed, so there is nothing to open again."));
                if (!first.plusMonths(1).equals(journal.openFrom())) {
                    throw Problem.conflict(
                            "MONTH_NOT_LAST",
                            "Only the month that was closed last can be opened again, and that is "
                                    + YearMonth.from(journal.openFrom()).minusMonths(1)
                                    + ". What is wrong in an earlier month is put right by new entries in the open"
                                    + " one.");
                }
                months.reopen(journal, closing, actor.id(), why);
                audit.record(
                        tx,
                        new Audit.Entry(
                                actor.id(),
                                "MONTH_REOPENED",
                                "ledger-month:" + month,
                                closing.fingerprint(),
                                null,
                                why));
                journal.finish();
                return report(tx, first);
            }
        });
    }

    /**
     * What closing a month would come to; nothing is written.
     *
     * @param closableFrom the first day that it can be closed on
     * @param hindrances what {@code grend:verify ledger} finds, which must be put right first
     * @param balances as they stand now
     */
    public record Preview(
            YearMonth month, LocalDate closableFrom, List<Violation> hindrances, long entries, List<Balance> balances) {

        /** Whether it could be closed on this day. */
        public boolean isReady(LocalDate today) {
            return hindrances.isEmpty()
                    && !today.isBefore(closableFrom)
                    && balances.stream().allMatch(balance -> balance.balance() == balance.subledger());
        }
    }

    /**
     * Tells what closing a month would come to, also before it has ended.
     *
     * @param asked null for the next month to close
     */
    public Preview preview(Actor actor, YearMonth asked) {
        actor.require(Permission.LEDGER_READ);
        List<Violation> hindrances = verification.verify();
        return db.read(handle -> {
            LocalDate openFrom = months.openFrom(handle).orElse(null);
            LocalDate first = asked == null ? order.next(handle, openFrom).atDay(1) : asked.atDay(1);
            order.require(handle, first, openFrom);
            Month now = month(handle, first);
            return new Preview(
                    YearMonth.from(first),
                    first.plusMonths(1),
                    hindrances,
                    now.print().entries(),
                    now.balances());
        });
    }

    /** The latest closing of a month; empty when it was never closed. */
    public Optional<Report> find(Actor actor, YearMonth month) {
        actor.require(Permission.LEDGER_READ);
        return db.read(handle -> months.latestOf(handle, month.atDay(1))
                .map(closing -> new Report(closing, months.balances(handle, closing.number()))));
    }

    /** Closings, latest first; those that were undone too. */
    public Page<Closing> all(Actor actor, Integer asked, String cursor) {
        actor.require(Permission.LEDGER_READ);
        int limit = Page.limit(asked);
        long before = Cursors.before(cursor);
        return Page.cut(
                db.read(handle -> months.page(handle, before, limit)), limit, last -> Long.toString(last.number()));
    }

    private Report write(Journal journal, Actor actor, LocalDate first) {
        Handle tx = journal.tx();
        requireNext(tx, first, journal.openFrom());
        Month now = month(tx, first);
        requireBalanced(now.balances());
        int version = months.latestOf(tx, first).map(Closing::version).orElse(0) + 1;
        MonthRows.Print print = now.print();
        months.add(journal, first, version, actor.id(), print, now.balances());
        audit.record(
                tx,
                new Audit.Entry(
                        actor.id(),
                        "MONTH_CLOSED",
                        "ledger-month:" + YearMonth.from(first),
                        null,
                        Count.of(print.entries(), "entry", "entries") + ", " + print.fingerprint(),
                        null));
        journal.finish();
        Fault.point("ledger-closing-before-commit");
        return report(tx, first);
    }

    /** What a month comes to. @param balances at its end, beside what the papers say */
    private record Month(MonthRows.Print print, List<Balance> balances) {}

    private Month month(Handle handle, LocalDate first) {
        List<Closing> before = months.inForce(handle);
        Closing last = before.isEmpty() ? null : before.get(before.size() - 1);
        MonthProof.Books books = proof.books(
                        handle, new TreeMap<>(Map.of(first, last == null ? "" : last.fingerprint())))
                .get(first);
        return new Month(
                books.print(),
                books.balances(
                        last == null ? List.of() : months.balances(handle, last.number()),
                        proof.papers(handle, first.plusMonths(1))));
    }

    private Report report(Handle tx, LocalDate first) {
        Closing closing = months.latestOf(tx, first).orElseThrow();
        return new Report(closing, months.balances(tx, closing.number()));
    }

    private void requireNext(Handle handle, LocalDate first, LocalDate openFrom) {
        order.require(handle, first, openFrom);
        if (Oslo.today(clock).isBefore(first.plusMonths(1))) {
            throw Problem.conflict(
                    "MONTH_NOT_ENDED",
                    YearMonth.from(first) + " has not ended; it can be closed from " + first.plusMonths(1) + " on.");
        }
    }

    private void requireProved() {
        List<Violation> violations = verification.verify();
        if (!violations.isEmpty()) {
            // What is booked while it reads may look wrong; with the ledger's lock nothing is booked.
            violations = db.inTransaction(tx -> {
                try (Journal alone = Journal.open(tx, clock)) {
                    return verification.violations(alone.tx());
                }
            });
        }
        if (!violations.isEmpty()) {
            throw new Problem(
                    Problem.Kind.CONFLICT,
                    "LEDGER_NOT_PROVED",
                    "The month cannot be closed, because grend:verify ledger finds what must be put right first.",
                    violations.stream()
                            .limit(MOST_VIOLATIONS)
                            .map(violation -> Detail.field("", violation.promise(), violation.detail()))
                            .toList());
        }
    }

    private static void requireBalanced(List<Balance> balances) {
        String wrong = balances.stream()
                .filter(balance -> balance.balance() != balance.subledger())
                .map(balance -> balance.account() + " " + Ore.of(balance.balance()) + " by the journal and "
                        + Ore.of(balance.subledger()) + " by the papers")
                .collect(Collectors.joining("; "));
        if (!wrong.isEmpty()) {
            throw Problem.conflict("BALANCE_NOT_PROVED", "The month cannot be closed: " + wrong + ".");
        }
    }
}
