package no.grend.booking.internal.visit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import no.grend.audit.Audit;
import no.grend.audit.Audit.Entry;
import no.grend.booking.internal.store.Occurrence;
import no.grend.booking.internal.store.OccurrenceTable;
import no.grend.booking.internal.store.Visit;
import no.grend.booking.internal.store.Visit.Kind;
import no.grend.booking.internal.store.VisitTable;
import no.grend.identity.Actor;
import no.grend.identity.Permission;
import no.grend.kernel.Ids;
import no.grend.kernel.Page;
import no.grend.kernel.Problem;
import no.grend.licence.Licence;
import no.grend.member.Guardians;
import no.grend.member.Members;
import no.grend.schema.Database;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Check-in and attendance («innsjekk», S1-10, S1-30): a visit with a class or without one, and who had a seat and did not come.
 * Safe between threads.
 */
@Component(service = Visits.class)
public final class Visits {

    /** So long before a class one may be checked in. */
    private static final Duration EARLY = Duration.ofHours(2);

    private static final int LONGEST_PLACE = 120;

    private final Database db;
    private final Clock clock;
    private final Audit audit;
    private final Guardians guardians;
    private final Members members;
    private final Ids ids;

    @Activate
    public Visits(
            @Reference(target = "(feature=grend-booking)") Licence licence,
            @Reference(target = "(module=booking)") Database db,
            @Reference Clock clock,
            @Reference Audit audit,
            @Reference Guardians guardians,
            @Reference Members members) {
        this.db = db;
        this.clock = clock;
        this.audit = audit;
        this.guardians = guardians;
        this.members = members;
        this.ids = new Ids(clock);
    }

    /**
     * Notes it down. For a class: once a contact, and noting the other kind afterwards corrects it.
     *
     * @param occurrenceId null for a visit without a class
     * @param place where; null when not said
     */
    public Visit record(Actor actor, String contactId, String occurrenceId, Kind kind, String place) {
        actor.require(Permission.ACTIVITY_WRITE);
        if (members.contact(Actor.SYSTEM, contactId).isEmpty()) {
            throw Problem.rule("/contactId", "CONTACT_UNKNOWN", "There is no contact with this id.");
        }
        if (place != null && place.length() > LONGEST_PLACE) {
            throw Problem.invalid("/place", "TEXT_TOO_LONG", "place may have 120 characters.");
        }
        if (occurrenceId == null && kind == Kind.NO_SHOW) {
            throw Problem.rule(
                    "/kind", "NO_SHOW_WITHOUT_CLASS", "Only somebody who had a seat at a class can stay away.");
        }
        Instant at = occurrenceId == null ? clock.instant() : began(occurrenceId, kind);
        Visit wanted = new Visit(ids.next(), contactId, occurrenceId, null, kind, at, place, actor.id());
        return db.inTransaction(tx -> {
            Optional<Visit> known =
                    occurrenceId == null ? Optional.empty() : VisitTable.one(tx, contactId, occurrenceId);
            if (known.isPresent() && known.get().kind() == kind) {
                return known.get();
            }
            audit.record(tx, new Entry(actor.id(), "VISIT_RECORDED", "contact:" + contactId, null, kind.name(), null));
            if (known.isEmpty()) {
                VisitTable.insert(tx, wanted);
                return wanted;
            }
            Visit old = known.get();
            Visit corrected = new Visit(
                    old.id(), contactId, occurrenceId, old.className(), kind, old.at(), old.place(), actor.id());
            VisitTable.change(tx, corrected);
            return corrected;
        });
    }

    private Instant began(String occurrenceId, Kind kind) {
        Occurrence found = db.read(tx -> OccurrenceTable.byId(tx, occurrenceId))
                .orElseThrow(() -> Problem.notFound("There is no class with this id."));
        Instant first =
                kind == Kind.NO_SHOW ? found.startsAt() : found.startsAt().minus(EARLY);
        if (found.calledOff() || clock.instant().isBefore(first)) {
            throw Problem.conflict("TOO_EARLY", "The class was called off, or it is too early to note who came.");
        }
        return found.startsAt();
    }

    /** A contact's visits, newest first: for staff, the member and whoever acts for them. */
    public Page<Visit> ofContact(Actor actor, String contactId, Integer limit, String cursor) {
        guardians.requireActsFor(actor, contactId, Permission.ACTIVITY_READ);
        int size = Page.limit(limit);
        return Page.cut(db.read(tx -> VisitTable.ofContact(tx, contactId, cursor, size + 1)), size, Visit::id);
    }

    /** Who came to a class and who stayed away. */
    public List<Visit> ofOccurrence(Actor actor, String occurrenceId) {
        actor.require(Permission.ACTIVITY_READ);
        return db.read(tx -> VisitTable.ofOccurrence(tx, occurrenceId));
    }
}
