package no.grend.booking.internal.message;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import no.grend.audit.Audit;
import no.grend.audit.Audit.Entry;
import no.grend.booking.internal.rule.RuleBook;
import no.grend.booking.internal.store.Notice;
import no.grend.booking.internal.store.Notice.Kind;
import no.grend.booking.internal.store.NoticeTable;
import no.grend.booking.internal.store.Occurrence;
import no.grend.booking.internal.store.OccurrenceTable;
import no.grend.identity.Actor;
import no.grend.identity.Permission;
import no.grend.kernel.Asked;
import no.grend.kernel.Bell;
import no.grend.kernel.Ids;
import no.grend.kernel.Problem;
import no.grend.licence.Licence;
import no.grend.schema.Database;
import no.grend.seats.Place;
import no.grend.seats.Seats;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * What all are told who have booked a class («melding til deltakerne», S1-35, S1-36): that it moved, staff's own words, and a
 * reminder. Written down first and told after that, so that a crash between the two loses nothing. Safe between threads.
 */
@Component(service = Notices.class)
public final class Notices {

    private static final int AT_A_TIME = 20;
    private static final int LONGEST_SUBJECT = 200;
    private static final int LONGEST_TEXT = 2_000;

    private final Database db;
    private final Clock clock;
    private final Audit audit;
    private final Seats seats;
    private final RuleBook rules;
    private final Mail mail;
    private final Ids ids;
    private final Bell said = new Bell();

    @Activate
    public Notices(
            @Reference(target = "(feature=grend-booking)") Licence licence,
            @Reference(target = "(module=booking)") Database db,
            @Reference Clock clock,
            @Reference Audit audit,
            @Reference Seats seats,
            @Reference RuleBook rules,
            @Reference Mail mail) {
        this.db = db;
        this.clock = clock;
        this.audit = audit;
        this.seats = seats;
        this.rules = rules;
        this.mail = mail;
        this.ids = new Ids(clock);
    }

    /** Rings when there is something to tell. */
    public Bell said() {
        return said;
    }

    /** What came of a message. @param recipients addresses that it reaches, by e-mail or SMS @param sent false for a preview */
    public record Said(int recipients, boolean sent) {}

    /** @param preview only counts */
    public Said say(
            Actor actor, String occurrenceId, String subject, String text, boolean waitingToo, boolean preview) {
        actor.require(Permission.ACTIVITY_WRITE);
        require("subject", subject, LONGEST_SUBJECT);
        require("text", text, LONGEST_TEXT);
        if (db.read(tx -> OccurrenceTable.byId(tx, occurrenceId)).isEmpty()) {
            throw Problem.notFound("There is no class with this id.");
        }
        int recipients = mail.reachable(who(occurrenceId, waitingToo));
        if (!preview) {
            Notice notice = new Notice(
                    ids.next(), occurrenceId, Kind.MESSAGE, subject, text, waitingToo, actor.id(), clock.instant());
            db.useTransaction(tx -> {
                NoticeTable.insert(tx, notice);
                audit.record(tx, Entry.of(actor.id(), "CLASS_MESSAGE_SENT", "class-occurrence:" + occurrenceId));
            });
            said.ring();
        }
        return new Said(recipients, !preview);
    }

    private static void require(String field, String text, int longest) {
        if (Asked.text(field, text, "say what those who have booked are to read")
                        .length()
                > longest) {
            throw Problem.invalid("/" + field, "TEXT_TOO_LONG", field + " may have " + longest + " characters.");
        }
    }

    /** All of each party: whoever holds the place, and those who come along. */
    private Set<String> who(String occurrenceId, boolean waitingToo) {
        return seats.places(occurrenceId).stream()
                .filter(place -> waitingToo || place.state() != Place.State.WAITING)
                .flatMap(place -> Stream.concat(Stream.of(place.holder()), place.contactIds().stream()))
                .collect(Collectors.toSet());
    }

    /** Tells what nobody has been told of yet. */
    public void tellUntold() {
        for (Notice notice : db.read(tx -> NoticeTable.untold(tx, AT_A_TIME))) {
            Occurrence about = db.read(tx -> OccurrenceTable.byId(tx, notice.occurrenceId()))
                    .orElseThrow();
            Set<String> who = who(about.id(), notice.waitingToo());
            String key = "notice:" + notice.id();
            int told = notice.kind() == Kind.MOVED
                    ? mail.tell(key, who, "moved", about)
                    : mail.tellAsSaid(key, who, notice.subject(), notice.text());
            db.useTransaction(tx -> NoticeTable.told(tx, notice.id(), told));
        }
    }

    /** Reminds those who have a seat at what begins soon, once for each time a class has. */
    public void remind() {
        Instant now = clock.instant();
        List<Occurrence> soon = db.read(tx -> OccurrenceTable.unreminded(tx, now, now.plusSeconds(7 * 24 * 3600L)));
        for (Occurrence each : soon) {
            int minutes = rules.of(each.classTypeId()).reminderMinutes();
            if (minutes > 0 && !each.startsAt().isAfter(now.plusSeconds(minutes * 60L))) {
                mail.tell(
                        "reminder:" + each.id() + ":" + each.startsAt().getEpochSecond(),
                        who(each.id(), false),
                        "reminder",
                        each);
                db.useTransaction(tx -> OccurrenceTable.reminded(tx, each.id()));
            }
        }
    }
}
