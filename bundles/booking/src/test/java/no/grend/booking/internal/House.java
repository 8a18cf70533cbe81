package no.grend.booking.internal;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import no.grend.booking.internal.calendar.CalendarFeeds;
import no.grend.booking.internal.message.Mail;
import no.grend.booking.internal.message.Notices;
import no.grend.booking.internal.message.Recipients;
import no.grend.booking.internal.meter.BookingMeters;
import no.grend.booking.internal.place.Bookings;
import no.grend.booking.internal.place.Following;
import no.grend.booking.internal.resource.Billing;
import no.grend.booking.internal.resource.LettingRules;
import no.grend.booking.internal.resource.ReservationNotices;
import no.grend.booking.internal.resource.Reservations;
import no.grend.booking.internal.resource.ResourceHours;
import no.grend.booking.internal.resource.Resources;
import no.grend.booking.internal.resource.Till;
import no.grend.booking.internal.rule.RuleBook;
import no.grend.booking.internal.seat.Admittance;
import no.grend.booking.internal.seat.Offerings;
import no.grend.booking.internal.store.RecentOccurrences;
import no.grend.booking.internal.store.Resource;
import no.grend.booking.internal.store.Rules;
import no.grend.booking.internal.store.RulesTable;
import no.grend.booking.internal.timetable.ClassTypes;
import no.grend.booking.internal.timetable.NewSeries;
import no.grend.booking.internal.timetable.OccurrenceDesk;
import no.grend.booking.internal.timetable.SeriesEnding;
import no.grend.booking.internal.timetable.SeriesPlanner;
import no.grend.booking.internal.timetable.SeriesPlanner.Planned;
import no.grend.booking.internal.timetable.Slot;
import no.grend.booking.internal.timetable.Timetable;
import no.grend.identity.Actor;
import no.grend.identity.Permission;
import no.grend.identity.Role;
import no.grend.kernel.Oslo;
import no.grend.kernel.Problem;
import no.grend.ledger.internal.RealMoney;
import no.grend.member.Guardians;
import no.grend.member.Standings;
import no.grend.member.Standings.Standing;
import no.grend.member.Standings.State;
import no.grend.message.Message;
import no.grend.message.Messages;
import no.grend.organisation.Organisation.Profile;
import no.grend.schema.Database;
import no.grend.seats.Place;
import no.grend.seats.internal.SeatMeters;
import no.grend.seats.internal.SeatService;
import no.grend.seats.internal.calendar.CalendarWriter;
import no.grend.testkit.FakeMembers;
import no.grend.testkit.MutableClock;
import no.grend.testkit.RecordingAudit;
import no.grend.testkit.TestDatabase;

/** Booking on a fresh database, with the real seats, and a register and an outbox in memory. The day is 1 December 2026. */
public final class House {

    public static final Actor STAFF = new Actor("staff:1", "Staff", Set.of(Role.ACTIVITY_STAFF), null);
    public static final Actor READER = new Actor("staff:2", "Reader", Set.of(Role.READER), null);
    public static final LocalDate TODAY = LocalDate.parse("2026-12-01");
    public static final int PEOPLE = 400;

    public final MutableClock clock = MutableClock.noonOf(TODAY);
    public final RecordingAudit audit = new RecordingAudit();
    public final FakeMembers members = new FakeMembers();
    public final Map<String, State> standing = new HashMap<>();
    public final Map<String, Set<String>> wards = new HashMap<>();
    public final List<Message> outbox = new ArrayList<>();
    public final Database db;
    public final SeatService seats;
    public final Guardians family = new Family();
    public final RuleBook rules;
    public final ClassTypes types;
    public final Resources resources;
    public final Offerings offerings;
    public final SeriesPlanner planner;
    public final SeriesEnding ending;
    public final OccurrenceDesk desk;
    public final Timetable timetable;
    public final BookingMeters meters;
    public final Bookings bookings;
    public final Following following;
    public final Notices notices;
    public final ResourceHours hours;
    public final Till till;
    public final Billing billing;
    public final LettingRules letting;
    public final ReservationNotices confirmations;
    public final Reservations reservations;
    private final TestDatabase fresh;
    private RealMoney money;

    public House(TestDatabase fresh) {
        this(fresh, false);
    }

    /** @param withLedger whether there is a ledger, the real one */
    public House(TestDatabase fresh, boolean withLedger) {
        this.fresh = fresh;
        db = fresh.database("booking", RuleBook.class);
        Database seatTables = fresh.database("seats", SeatService.class);
        seats = new SeatService(seatTables, clock, new SeatMeters(seatTables));
        for (int number = 1; number <= PEOPLE; number++) {
            members.put(FakeMembers.kari(number, "kari" + number + "@example.no", null, null, "nb"));
        }
        rules = new RuleBook(null, db, clock, audit);
        RecentOccurrences occurrences = new RecentOccurrences(db, clock);
        Admittance admittance = new Admittance(db, clock, seats, occurrences, rules, (Standings) this::standings);
        offerings = new Offerings(db, seats, rules, admittance);
        types = new ClassTypes(null, db, clock, audit);
        resources = new Resources(null, db, clock, audit);
        planner = new SeriesPlanner(null, db, clock, audit, offerings);
        ending = new SeriesEnding(null, db, clock, audit, seats, offerings, planner);
        desk = new OccurrenceDesk(null, db, clock, audit, offerings);
        timetable = new Timetable(null, occurrences, seats);
        meters = new BookingMeters(null, db);
        bookings = new Bookings(null, clock, timetable, rules, admittance, seats, family, members, meters);
        Messages messages = this::send;
        Mail mail = new Mail(messages, new Recipients(members, family), House::profile);
        following = new Following(null, db, clock, occurrences, seats, admittance, mail);
        hours = new ResourceHours(null, db, clock, audit);
        till = withLedger ? new Till(clock, money().ledger(), money().notes()) : new Till(clock);
        billing = new Billing(db, clock, audit, members, till, 14);
        letting = new LettingRules(null, db, clock, this::standings, rules);
        confirmations = new ReservationNotices(null, db, letting, mail);
        reservations =
                new Reservations(null, db, clock, audit, family, members, letting, billing, confirmations, meters);
        notices = new Notices(null, db, clock, audit, seats, rules, mail);
    }

    public Map<String, Standing> standings(Actor actor, Collection<String> ids, LocalDate day) {
        return ids.stream()
                .collect(Collectors.toMap(
                        Function.identity(), id -> new Standing(standing.getOrDefault(id, State.ACTIVE), null)));
    }

    private synchronized boolean send(Message message) {
        boolean isNew = outbox.stream().noneMatch(sent -> sent.key().equals(message.key()));
        if (isNew) {
            outbox.add(message);
        }
        return isNew;
    }

    public CalendarFeeds feeds() {
        return new CalendarFeeds(db, clock, audit, House::profile, new CalendarWriter(), "https://x.example");
    }

    /** The ledger. */
    public RealMoney money() {
        if (money == null) {
            money = RealMoney.on(fresh, clock, audit, House::profile);
        }
        return money;
    }

    public static Profile profile() {
        return new Profile("Senteret", null, null, null, null, "member7-invoice7", 0, false, null);
    }

    /** The member, then their wards. */
    private final class Family implements Guardians {

        @Override
        public Set<String> actsFor(Actor member) {
            Set<String> ids = new LinkedHashSet<>();
            if (member.isMember()) {
                ids.add(member.contactId());
                ids.addAll(wards.getOrDefault(member.contactId(), Set.of()));
            }
            return ids;
        }

        @Override
        public Map<String, List<String>> actingFor(Actor actor, Collection<String> contactIds) {
            Map<String, List<String>> found = new HashMap<>();
            wards.forEach((guardian, children) -> children.stream()
                    .filter(contactIds::contains)
                    .forEach(child -> found.computeIfAbsent(child, each -> new ArrayList<>())
                            .add(guardian)));
            return found;
        }

        @Override
        public void requireActsFor(Actor actor, String contactId, Permission staffPermission) {
            if (!actor.isMember()) {
                actor.require(staffPermission);
            } else if (!actsFor(actor).contains(contactId)) {
                throw Problem.notFound("There is no such object.");
            }
        }
    }

    public static Actor member(int number) {
        return Actor.member("contact-" + number, "Kari Medlem");
    }

    public static NewSeries weekly(String typeId, LocalDate first, String days, int seatCount) {
        return new NewSeries(typeId, first, "17:30", "FREQ=WEEKLY;BYDAY=" + days, 45, seatCount, null, null, null);
    }

    /** A weekly class from the first Thursday of December; gives the first of them. */
    public String spinning(int seatCount) {
        String type = types.create(STAFF, "Spinning", null).id();
        Planned planned = planner.plan(STAFF, weekly(type, LocalDate.parse("2026-12-03"), "TH", seatCount), false);
        return slots(LocalDate.parse("2026-12-03"), 1).stream()
                .filter(slot -> planned.series().id().equals(slot.occurrence().seriesId()))
                .findFirst()
                .orElseThrow()
                .occurrence()
                .id();
    }

    public String hall(String name) {
        return resources.create(STAFF, Resource.Kind.HALL, name).id();
    }

    public List<Slot> slots(LocalDate from, int days) {
        Instant begin = from.atStartOfDay(Oslo.ZONE).toInstant();
        Instant end = from.plusDays(days).atStartOfDay(Oslo.ZONE).toInstant();
        return timetable.between(STAFF, begin, end, null, 200, null).items();
    }

    public Place book(int number, String occurrence) {
        return bookings.book(
                        member(number), new Bookings.Wanted(occurrence, List.of("contact-" + number), 0, true), null)
                .place();
    }

    /** The rules of the organisation from now on. */
    public void set(Rules wanted) {
        rules.set(
                STAFF,
                RulesTable.ORGANISATION,
                wanted,
                rules.stored(STAFF, RulesTable.ORGANISATION).version());
        offerings.offerDue();
    }

    /** Subjects of what was sent to somebody, without the name of the class and the time. */
    public List<String> mailTo(int number) {
        following.follow();
        return outbox.stream()
                .filter(message -> message.to().equals("kari" + number + "@example.no"))
                .map(Message::subject)
                .toList();
    }
}
