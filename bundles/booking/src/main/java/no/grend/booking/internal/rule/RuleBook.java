package no.grend.booking.internal.rule;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import no.grend.audit.Audit;
import no.grend.audit.Audit.Entry;
import no.grend.booking.internal.store.ClassTypeTable;
import no.grend.booking.internal.store.OccurrenceTable;
import no.grend.booking.internal.store.Rules;
import no.grend.booking.internal.store.RulesTable;
import no.grend.booking.internal.store.RulesTable.Stored;
import no.grend.identity.Actor;
import no.grend.identity.Permission;
import no.grend.kernel.Bell;
import no.grend.kernel.ETag;
import no.grend.kernel.Fresh;
import no.grend.kernel.Problem;
import no.grend.licence.Licence;
import no.grend.schema.Database;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The rules in force («bestillingsregler», S1-25, S1-26, S1-30): the organisation's, and where a class type has its own, those.
 * Cheap to ask. Another node's change is seen within seconds. Safe between threads.
 */
@Component(service = RuleBook.class)
public final class RuleBook {

    private static final Duration FRESH = Duration.ofSeconds(5);
    private static final Stored NONE = new Stored(Rules.AS_ORGANISATION, 0);
    private static final int LONGEST_MINUTES = 366 * 24 * 60;

    private final Database db;
    private final Clock clock;
    private final Audit audit;
    private final Bell changed = new Bell();
    private volatile Seen seen;

    private record Seen(Map<String, Stored> all, Fresh fresh) {}

    @Activate
    public RuleBook(
            @Reference(target = "(feature=grend-booking)") Licence licence,
            @Reference(target = "(module=booking)") Database db,
            @Reference Clock clock,
            @Reference Audit audit) {
        this.db = db;
        this.clock = clock;
        this.audit = audit;
    }

    /** Rings when the seats are to be told of new rules. */
    public Bell changed() {
        return changed;
    }

    /** What counts for a class type. */
    public Rules of(String classTypeId) {
        Map<String, Stored> all = all();
        return all.getOrDefault(classTypeId, NONE).rules().or(organisation(all));
    }

    private static Rules organisation(Map<String, Stored> all) {
        return all.getOrDefault(RulesTable.ORGANISATION, NONE).rules().or(Rules.USUAL);
    }

    private Map<String, Stored> all() {
        Seen now = seen;
        if (now == null || !now.fresh().at(clock.instant())) {
            now = new Seen(db.read(RulesTable::all), new Fresh(clock.instant(), FRESH));
            seen = now;
        }
        return now.all();
    }

    /** Reads them anew with the next question, as when somebody else may just have changed them. */
    public void refresh() {
        seen = null;
    }

    /** What was set for a class type, or for the organisation where nothing is null. */
    public Stored stored(Actor actor, String scope) {
        actor.require(Permission.ACTIVITY_READ);
        Map<String, Stored> all = db.read(RulesTable::all);
        Stored found = all.getOrDefault(requireScope(scope), NONE);
        return scope.equals(RulesTable.ORGANISATION) ? new Stored(organisation(all), found.version()) : found;
    }

    private String requireScope(String scope) {
        boolean known = scope.equals(RulesTable.ORGANISATION)
                || db.read(tx -> ClassTypeTable.byId(tx, scope)).isPresent();
        if (!known) {
            throw Problem.notFound("There is no class type with this id.");
        }
        return scope;
    }

    /** Sets them. Those of a class type may leave fields to the organisation. Audited. */
    public Stored set(Actor actor, String scope, Rules rules, int version) {
        actor.require(Permission.ACTIVITY_WRITE);
        Stored before = stored(actor, scope);
        check(rules.or(organisation(db.read(RulesTable::all))));
        db.useTransaction(tx -> {
            if (!RulesTable.set(tx, scope, rules, version)) {
                new ETag(version).requireCurrent(version + 1);
            }
            OccurrenceTable.offerAgain(tx, clock.instant());
            audit.record(
                    tx,
                    new Entry(
                            actor.id(),
                            "BOOKING_RULES_SET",
                            "booking-rules:" + scope,
                            before.rules().toString(),
                            rules.toString(),
                            null));
        });
        refresh();
        changed.ring();
        return stored(actor, scope);
    }

    private static void check(Rules rules) {
        minutes("opensMinutes", rules.opensMinutes());
        minutes("closesMinutes", rules.closesMinutes());
        minutes("cancelMinutes", rules.cancelMinutes());
        minutes("promoteMinutes", rules.promoteMinutes());
        minutes("reminderMinutes", rules.reminderMinutes());
        between("waitingCapacity", rules.waitingCapacity(), 100_000);
        between("mostLive", rules.mostLive(), 1_000);
        between("noShows", rules.noShows(), 100);
        between("noShowDays", rules.noShowDays(), 366);
        between("barredDays", rules.barredDays(), 366);
        if (rules.promoteMinutes() < rules.closesMinutes()) {
            throw Problem.rule(
                    "/promoteMinutes",
                    "PROMOTE_AFTER_CLOSE",
                    "Nobody can be let in from the list when booking has closed: promoteMinutes must be closesMinutes or more.");
        }
        if (rules.opensMinutes() > 0 && rules.opensMinutes() <= rules.closesMinutes()) {
            throw Problem.rule(
                    "/opensMinutes", "OPENS_AFTER_CLOSE", "Booking must open before it closes, or be 0 for at once.");
        }
    }

    private static void minutes(String field, int value) {
        between(field, value, LONGEST_MINUTES);
    }

    private static void between(String field, int value, int most) {
        if (value < 0 || value > most) {
            throw Problem.invalid("/" + field, "VALUE_INVALID", field + " must be 0-" + most + ".");
        }
    }
}
