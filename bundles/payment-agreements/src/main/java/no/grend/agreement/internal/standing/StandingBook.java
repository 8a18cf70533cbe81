package no.grend.agreement.internal.standing;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import no.grend.agreement.StandingAgreement.CollectedBy;
import no.grend.agreement.internal.standing.store.StandingDebits;
import no.grend.agreement.internal.standing.store.StandingEvents;
import no.grend.agreement.internal.standing.store.StandingEvents.Written;
import no.grend.agreement.internal.standing.store.StandingRow;
import no.grend.agreement.internal.standing.store.StandingStore;
import no.grend.agreement.internal.standing.store.StandingStore.Span;
import no.grend.audit.Audit;
import no.grend.audit.Audit.Entry;
import no.grend.identity.Actor;
import no.grend.kernel.Ids;
import no.grend.kernel.Oslo;
import no.grend.kernel.Problem;
import no.grend.schema.Database;
import org.jdbi.v3.core.Handle;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The agreements' tables, and how an agreement goes from one period to the next. Knows no ledger, since the ledger asks it what
 * to invoice. Safe between threads.
 */
@Component(service = StandingBook.class)
public final class StandingBook {

    private static final int AT_ONCE = 500;

    final Database db;
    final Audit audit;
    final StandingSettings settings;
    final Ids ids;
    final StandingStore store = new StandingStore();
    final StandingEvents events = new StandingEvents();
    final StandingDebits debits = new StandingDebits();
    private final Clock clock;

    @Activate
    public StandingBook(
            @Reference(target = "(module=agreement)") Database db,
            @Reference Clock clock,
            @Reference Audit audit,
            @Reference StandingSettings settings) {
        this.db = db;
        this.clock = clock;
        this.audit = audit;
        this.settings = settings;
        this.ids = new Ids(clock);
    }

    LocalDate today() {
        return Oslo.today(clock);
    }

    Instant now() {
        return clock.instant();
    }

    StandingRow lock(Handle tx, String id) {
        return store.lock(tx, id).orElseThrow(StandingBook::notThere);
    }

    static Problem notThere() {
        return Problem.notFound("There is no such agreement.");
    }

    /** Which debit dates are made into invoices today. */
    Span span(LocalDate today) {
        Lead lead = settings.lead();
        return new Span(
                lead.firstInTime(today, CollectedBy.AVTALEGIRO),
                lead.reach(today, CollectedBy.AVTALEGIRO),
                lead.firstInTime(today, CollectedBy.INVOICE),
                lead.reach(today, CollectedBy.INVOICE));
    }

    /** The agreement's row once its next period is done with. */
    static StandingRow advanced(StandingRow row) {
        return row.with(row.terms(), row.seriesFrom(), untilEnd(row, dates(row).after(row.nextDebit())));
    }

    static DebitDates dates(StandingRow row) {
        return new DebitDates(
                YearMonth.from(row.seriesFrom()),
                row.terms().every(),
                row.terms().debitDay());
    }

    /** Null where a date lies after the agreement's end. */
    private static LocalDate untilEnd(StandingRow row, LocalDate debit) {
        LocalDate end = row.terms().endsOn();
        return end != null && debit.isAfter(end) ? null : debit;
    }

    /** These source keys have their invoices: their periods are done with. Again changes nothing. */
    void invoiced(Collection<String> sourceKeys) {
        Map<String, TreeSet<YearMonth>> periods = new TreeMap<>();
        for (String key : sourceKeys) {
            DebitKey.parse(key).ifPresent(debit -> periods.computeIfAbsent(debit.agreementId(), id -> new TreeSet<>())
                    .add(debit.period()));
        }
        List<String> all = List.copyOf(periods.keySet());
        for (int from = 0; from < all.size(); from += AT_ONCE) {
            List<String> some = all.subList(from, Math.min(all.size(), from + AT_ONCE));
            db.useTransaction(tx -> some.forEach(id -> periods.get(id).forEach(period -> invoiced(tx, id, period))));
        }
    }

    private void invoiced(Handle tx, String id, YearMonth period) {
        StandingRow row = store.lock(tx, id).orElse(null);
        if (row == null) {
            return;
        }
        String key = new DebitKey(row.purpose(), id, period).toString();
        debits.add(tx, new StandingDebits.Row(id, period.toString(), key, now()));
        StandingRow then = row;
        while (then.nextDebit() != null && !YearMonth.from(then.nextDebit()).isAfter(period)) {
            then = advanced(then);
        }
        if (then != row) {
            store.update(tx, then, now(), false);
        }
    }

    /**
     * Passes over the debit dates that can no longer be told of in time, as when nothing ran for a while: nobody is debited for
     * two periods at once because of that (S0-33). Each is kept in the history.
     *
     * @return how many periods were passed over
     */
    int passOver() {
        LocalDate today = today();
        Span span = span(today);
        int count = 0;
        List<String> late = db.read(tx -> store.late(tx, span, AT_ONCE));
        while (!late.isEmpty()) {
            for (String id : late) {
                count += db.inTransaction(tx -> passOver(tx, store.lock(tx, id).orElseThrow(), today));
            }
            late = db.read(tx -> store.late(tx, span, AT_ONCE));
        }
        return count;
    }

    private int passOver(Handle tx, StandingRow row, LocalDate today) {
        StandingRow then = row;
        int count = 0;
        Lead lead = settings.lead();
        while (then.nextDebit() != null
                && lead.lastDay(then.nextDebit(), row.terms().collection()).isBefore(today)) {
            LocalDate debit = then.nextDebit();
            debits.add(
                    tx, new StandingDebits.Row(row.id(), YearMonth.from(debit).toString(), null, now()));
            then = store.update(tx, advanced(then), now(), true);
            String why = "The debit date " + debit + " could not be told of in time any more.";
            record(tx, then, "PASSED_OVER", row, then.nextDebit(), Actor.SYSTEM, why);
            count++;
        }
        return count;
    }

    /**
     * The payer of what is collected by a consent has given another one, at another provider: the agreement is collected there
     * from now on. One that has been changed meanwhile stays as it is.
     *
     * @param subject the consent's; null for none in particular
     */
    public void collectedBy(Handle tx, String subject, String from, String to, String why) {
        if (subject == null || !subject.startsWith(ConsentDesk.SUBJECT)) {
            return;
        }
        StandingRow row =
                store.lock(tx, subject.substring(ConsentDesk.SUBJECT.length())).orElse(null);
        if (row == null
                || row.terms().collection() != CollectedBy.PROVIDER
                || !from.equals(row.terms().provider())) {
            return;
        }
        StandingRow moved = row.with(row.terms().collectedBy(to), row.seriesFrom(), row.nextDebit());
        StandingRow written = store.update(tx, moved, now(), true);
        record(tx, written, "CHANGED", row, row.nextDebit(), Actor.SYSTEM, why);
    }

    /** Writes an event of the history, and the audit log's entry of it. @param row as it is now @param before null for new */
    void record(Handle tx, StandingRow row, String what, StandingRow before, LocalDate from, Actor actor, String why) {
        String was = before == null ? null : before.terms().text();
        String is = row.terms().text();
        String onBehalfOf = actor.isMember() || actor.equals(Actor.SYSTEM) ? null : row.contactId();
        events.append(tx, new Written(row.id(), row.events(), now(), what, was, is, from, actor.id(), onBehalfOf, why));
        audit.record(tx, new Entry(actor.id(), "AGREEMENT_" + what, "agreement:" + row.id(), was, is, why));
    }
}
