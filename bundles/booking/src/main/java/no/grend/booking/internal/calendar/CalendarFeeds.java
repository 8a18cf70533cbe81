package no.grend.booking.internal.calendar;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import no.grend.audit.Audit;
import no.grend.audit.Audit.Entry;
import no.grend.booking.internal.store.EntryTable;
import no.grend.booking.internal.store.EntryTable.PlaceEntry;
import no.grend.booking.internal.store.FeedTable;
import no.grend.booking.internal.store.Occurrence;
import no.grend.booking.internal.store.OccurrenceTable;
import no.grend.booking.internal.store.Reservation;
import no.grend.booking.internal.store.ReservationTable;
import no.grend.booking.internal.store.Resource;
import no.grend.booking.internal.store.ResourceTable;
import no.grend.identity.Actor;
import no.grend.kernel.Ids;
import no.grend.kernel.Problem;
import no.grend.licence.Licence;
import no.grend.organisation.Organisation;
import no.grend.schema.Database;
import no.grend.seats.Appointment;
import no.grend.seats.Appointments;
import no.grend.seats.CalendarFiles;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/**
 * Secret addresses («abonnement») at which a member's calendar finds their bookings. Whoever has the address reads it without
 * signing in, so it can be taken back at any time; the secret itself is kept nowhere. Other modules that know of appointments have
 * theirs there too. Safe between threads.
 */
@Component(service = CalendarFeeds.class)
public final class CalendarFeeds {

    static final String PATH = "/calendar/";

    private static final Duration BACK = Duration.ofDays(31);
    private static final int BYTES = 24;
    private static final int MOST_RESERVATIONS = 200;

    private final Database db;
    private final Clock clock;
    private final Audit audit;
    private final Organisation organisation;
    private final CalendarFiles files;
    private final String origin;
    private final List<Appointments> others = new CopyOnWriteArrayList<>();
    private final SecureRandom random = new SecureRandom();

    @Activate
    public CalendarFeeds(
            BundleContext context,
            @Reference(target = "(feature=grend-booking)") Licence licence,
            @Reference(target = "(module=booking)") Database db,
            @Reference Clock clock,
            @Reference Audit audit,
            @Reference Organisation organisation,
            @Reference CalendarFiles files) {
        this(db, clock, audit, organisation, files, origin(context));
    }

    /** @param origin where Grend is found, without its last slash */
    public CalendarFeeds(
            Database db, Clock clock, Audit audit, Organisation organisation, CalendarFiles files, String origin) {
        this.db = db;
        this.clock = clock;
        this.audit = audit;
        this.organisation = organisation;
        this.files = files;
        this.origin = origin;
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    public void bindAppointments(Appointments other) {
        others.add(other);
    }

    public void unbindAppointments(Appointments other) {
        others.remove(other);
    }

    private static String origin(BundleContext context) {
        String given = System.getenv("GREND_PUBLIC_URL");
        String url = given == null || given.isBlank() ? context.getProperty("grend.url") : given.strip();
        return url == null ? "" : url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }

    /** Makes a new address, shown this once; the old one leads nowhere from now on. Audited. */
    public String make(Actor member) {
        byte[] secret = new byte[BYTES];
        random.nextBytes(secret);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
        db.useTransaction(tx -> {
            FeedTable.replace(tx, own(member), hash(token), clock.instant());
            audit.record(tx, Entry.of(member.id(), "CALENDAR_ADDRESS_MADE", "contact:" + own(member)));
        });
        return origin + PATH + token + ".ics";
    }

    /** Takes it back; there is none from now on. Audited. */
    public void revoke(Actor member) {
        db.useTransaction(tx -> {
            FeedTable.revoke(tx, own(member));
            audit.record(tx, Entry.of(member.id(), "CALENDAR_ADDRESS_REVOKED", "contact:" + own(member)));
        });
    }

    /** When the member's address was made; empty when there is none. */
    public Optional<Instant> madeAt(Actor member) {
        return db.read(tx -> FeedTable.madeAt(tx, own(member)));
    }

    private static String own(Actor member) {
        if (!member.isMember()) {
            throw Problem.forbidden("Only members have a calendar here.");
        }
        return member.contactId();
    }

    /** The calendar behind an address; empty when it leads nowhere. */
    public Optional<byte[]> calendar(String token) {
        return db.read(tx -> FeedTable.contactOf(tx, hash(token))).map(contact -> files.write(name(), all(contact)));
    }

    /** One class, to be put into a calendar by hand. */
    public byte[] file(Occurrence occurrence) {
        return files.write(name(), List.of(appointment(occurrence, occurrence.calledOff(), clock.instant())));
    }

    /** One reservation, to be put into a calendar by hand. */
    public byte[] file(Reservation reservation) {
        return file(reservation, reservation.cancelled());
    }

    /** One reservation as it was told of; the same each time. */
    byte[] file(Reservation reservation, boolean cancelled) {
        return files.write(name(), List.of(appointment(reservation, cancelled)));
    }

    private List<Appointment> all(String contactId) {
        Instant since = clock.instant().minus(BACK);
        List<Appointment> all = new ArrayList<>(classes(contactId, since));
        db.read(tx -> ReservationTable.ofContact(tx, contactId, MOST_RESERVATIONS)).stream()
                .filter(each -> each.endsAt().isAfter(since))
                .map(each -> appointment(each, each.cancelled()))
                .forEach(all::add);
        others.forEach(other -> all.addAll(other.of(contactId, since)));
        return all;
    }

    private Appointment appointment(Reservation it, boolean cancelled) {
        String names = db.read(tx -> ResourceTable.byIds(tx, it.resourceIds())).stream()
                .map(Resource::name)
                .sorted()
                .collect(Collectors.joining(", "));
        return new Appointment(
                it.id(), 0, it.startsAt(), it.endsAt(), names, null, null, cancelled, Ids.madeAt(it.id()));
    }

    private List<Appointment> classes(String contactId, Instant since) {
        Map<String, PlaceEntry> latest = new LinkedHashMap<>();
        for (PlaceEntry entry : db.read(tx -> EntryTable.ofContact(tx, contactId, since))) {
            latest.merge(
                    entry.occurrenceId(),
                    entry,
                    (one, other) -> one.changedAt().isAfter(other.changedAt()) ? one : other);
        }
        return db.read(tx -> OccurrenceTable.byIds(tx, latest.keySet())).stream()
                .map(each -> appointment(each, latest.get(each.id())))
                .filter(Objects::nonNull)
                .toList();
    }

    private static Appointment appointment(Occurrence occurrence, PlaceEntry entry) {
        return entry.state().equals("WAITING")
                ? null
                : appointment(
                        occurrence, occurrence.calledOff() || entry.state().equals("GONE"), entry.changedAt());
    }

    private static Appointment appointment(Occurrence it, boolean cancelled, Instant changedAt) {
        return new Appointment(
                it.id(),
                it.version(),
                it.startsAt(),
                it.endsAt(),
                it.className(),
                it.hall(),
                it.note(),
                cancelled,
                changedAt);
    }

    private String name() {
        return Objects.requireNonNullElse(organisation.profile().officialName(), "Grend");
    }

    private static String hash(String token) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
