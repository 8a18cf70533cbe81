package no.grend.seats.internal;

import java.time.Clock;
import java.util.List;
import no.grend.kernel.Count;
import no.grend.kernel.Ids;
import no.grend.privacy.Fate;
import no.grend.privacy.Held;
import no.grend.privacy.PersonalDataContributor;
import no.grend.schema.Database;
import no.grend.seats.internal.store.PersonalRows;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What seats hold about a contact: where they had or wanted seats, and what became of it. */
@Component(service = PersonalDataContributor.class)
public final class SeatPersonalData implements PersonalDataContributor {

    private static final String WHAT = "who had or wanted seats";

    private final Database db;
    private final Clock clock;
    private final Ids ids;

    @Activate
    public SeatPersonalData(@Reference(target = "(module=seats)") Database db, @Reference Clock clock) {
        this.db = db;
        this.clock = clock;
        this.ids = new Ids(clock);
    }

    @Override
    public String module() {
        return "seats";
    }

    @Override
    public List<Held> held(String contactId) {
        return db.read(tx -> List.of(
                new Held("seats_place", PersonalRows.places(tx, contactId)),
                new Held("seats_event", PersonalRows.events(tx, contactId))));
    }

    @Override
    public List<String> obstacles(String contactId) {
        int ahead = db.read(tx -> PersonalRows.ahead(tx, contactId, clock.instant()));
        return ahead == 0
                ? List.of()
                : List.of("The contact has or waits for seats at "
                        + Count.of(ahead, "class or course", "classes or courses") + " to come. Cancel them first.");
    }

    @Override
    public List<Fate> fates(String contactId) {
        return db.read(tx -> erased(PersonalRows.count(tx, contactId)));
    }

    /** Whoever was there is nobody now; how many were, and in which order, stays true. */
    @Override
    public List<Fate> erase(String contactId) {
        return db.inTransaction(tx -> erased(PersonalRows.forget(tx, contactId, ids.next())));
    }

    private static List<Fate> erased(int places) {
        return places == 0 ? List.of() : List.of(Fate.erased(WHAT, places));
    }

    @Override
    public List<Retention> retention() {
        return List.of(new Retention(
                WHAT, "until the contact is erased", "to show that seats were given in the order of the list"));
    }
}
