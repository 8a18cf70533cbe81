package no.grend.booking.internal.privacy;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import no.grend.booking.internal.store.PersonTable;
import no.grend.kernel.Count;
import no.grend.licence.Licence;
import no.grend.privacy.Fate;
import no.grend.privacy.Held;
import no.grend.privacy.PersonalDataContributor;
import no.grend.schema.Database;
import no.grend.schema.PlainRows;
import org.jdbi.v3.core.Handle;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Bookings, visits and the calendar's address of a contact. No law keeps them, so all of it is erased. */
@Component(service = PersonalDataContributor.class)
public final class BookingPersonalData implements PersonalDataContributor {

    private static final String BOOKINGS = "bookings of classes";
    private static final String RESERVATIONS = "reservations of resources";
    private static final String RETURNS = "what was given back of reservations";
    private static final String VISITS = "visits";
    private static final String ADDRESS = "the secret address of the calendar";

    private final Database db;
    private final Clock clock;

    @Activate
    public BookingPersonalData(
            @Reference(target = "(feature=grend-booking)") Licence licence,
            @Reference(target = "(module=booking)") Database db,
            @Reference Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    @Override
    public String module() {
        return "booking";
    }

    @Override
    public List<Held> held(String contactId) {
        return db.read(tx -> List.of(
                new Held("booking_entry", PlainRows.of(tx, PersonTable.ENTRIES, contactId)),
                new Held("booking_visit", PlainRows.of(tx, PersonTable.VISITS, contactId)),
                new Held("booking_reservation", PlainRows.of(tx, PersonTable.RESERVATIONS, contactId)),
                new Held("booking_return", PlainRows.of(tx, PersonTable.RETURNS, contactId)),
                new Held("booking_feed", PlainRows.of(tx, PersonTable.FEED, contactId))));
    }

    @Override
    public List<String> obstacles(String contactId) {
        List<String> obstacles = new ArrayList<>();
        int classes = db.read(tx -> PersonTable.coming(tx, contactId, clock.instant()));
        if (classes > 0) {
            obstacles.add("The contact has booked or waits for " + Count.of(classes, "class", "classes")
                    + " to come, to be cancelled first (GET /api/admin/bookings?contactId=…).");
        }
        int reservations = db.read(tx -> PersonTable.comingReservations(tx, contactId, clock.instant()));
        if (reservations > 0) {
            obstacles.add("The contact has " + Count.of(reservations, "reservation")
                    + " to come, to be cancelled first (GET /api/admin/reservations?contactId=…).");
        }
        return obstacles;
    }

    @Override
    public List<Fate> fates(String contactId) {
        return db.read(tx -> fates(tx, contactId));
    }

    private static List<Fate> fates(Handle tx, String contactId) {
        List<Fate> fates = new ArrayList<>();
        add(fates, BOOKINGS, PlainRows.of(tx, PersonTable.ENTRIES, contactId));
        add(fates, RESERVATIONS, PlainRows.of(tx, PersonTable.RESERVATIONS, contactId));
        add(fates, RETURNS, PlainRows.of(tx, PersonTable.RETURNS, contactId));
        add(fates, VISITS, PlainRows.of(tx, PersonTable.VISITS, contactId));
        add(fates, ADDRESS, PlainRows.of(tx, PersonTable.FEED, contactId));
        return fates;
    }

    private static void add(List<Fate> fates, String what, PlainRows rows) {
        if (!rows.rows().isEmpty()) {
            fates.add(Fate.erased(what, rows.rows().size()));
        }
    }

    @Override
    public List<Fate> erase(String contactId) {
        return db.inTransaction(tx -> {
            List<Fate> fates = fates(tx, contactId);
            PersonTable.erase(tx, contactId);
            return fates;
        });
    }

    @Override
    public List<Retention> retention() {
        return List.of(
                new Retention(BOOKINGS, "until the contact is erased", "to show members what they have booked"),
                new Retention(RESERVATIONS, "until the contact is erased", "to show who has had a resource"),
                new Retention(
                        RETURNS, "until the contact is erased", "to show what was paid back; the ledger has its own"),
                new Retention(
                        VISITS, "until the contact is erased", "the log of visits, and the rule for staying away"),
                new Retention(
                        ADDRESS, "until the member takes it back", "so that the member's calendar finds the bookings"));
    }
}
