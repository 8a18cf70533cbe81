package no.grend.booking.internal.resource;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import no.grend.booking.internal.calendar.ReservationFiles;
import no.grend.booking.internal.message.Mail;
import no.grend.booking.internal.store.Reservation;
import no.grend.booking.internal.store.Reservation.ToTell;
import no.grend.booking.internal.store.ReservationTable;
import no.grend.booking.internal.store.Resource;
import no.grend.booking.internal.store.ResourceTable;
import no.grend.booking.internal.store.Return;
import no.grend.booking.internal.store.ReturnRows;
import no.grend.kernel.Bell;
import no.grend.kernel.Ids;
import no.grend.kernel.Ore;
import no.grend.kernel.Oslo;
import no.grend.kernel.Problem;
import no.grend.licence.Licence;
import no.grend.schema.Database;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Confirms reservations («bekreftelse»), and that they are given back or called off, to whoever has them and whoever pays, with a
 * file for the calendar. What is to be told is written down with what happened, so that a crash loses nothing, and the outbox sends
 * nothing twice. Safe between threads.
 */
@Component(service = ReservationNotices.class)
public final class ReservationNotices {

    private static final Logger LOG = LoggerFactory.getLogger(ReservationNotices.class);
    private static final int AT_ONCE = 200;

    private final Database db;
    private final LettingRules letting;
    private final Mail mail;
    private final Bell due = new Bell();

    @Activate
    public ReservationNotices(
            @Reference(target = "(feature=grend-booking)") Licence licence,
            @Reference(target = "(module=booking)") Database db,
            @Reference LettingRules letting,
            @Reference Mail mail) {
        this.db = db;
        this.letting = letting;
        this.mail = mail;
    }

    /** Rings when there is something for {@link #round}. */
    public Bell due() {
        return due;
    }

    /** Tells what nobody has been told of yet. */
    public void round() {
        String after = "";
        Map<String, ToTell> some;
        do {
            String from = after;
            some = db.read(tx -> ReservationTable.untold(tx, from, AT_ONCE));
            for (Map.Entry<String, ToTell> each : some.entrySet()) {
                guarded(each.getKey(), each.getValue());
                after = each.getKey();
            }
        } while (some.size() == AT_ONCE);
    }

    /** One that cannot be told just now must not stop the others. */
    private void guarded(String id, ToTell what) {
        try {
            tell(db.read(tx -> ReservationTable.byId(tx, id)).orElseThrow(), what);
            db.useTransaction(tx -> ReservationTable.told(tx, id, what));
        } catch (Problem away) {
            LOG.warn("Reservation {} cannot be told of just now: {}", id, away.code());
        }
    }

    private void tell(Reservation it, ToTell what) {
        if (it.contactId() == null) {
            return; // whoever had it is erased
        }
        Ore back = db.read(tx -> ReturnRows.TABLE.byId(tx, it.id()))
                .map(Return::amount)
                .orElse(Ore.ZERO);
        mail.tellOf(
                "reservation:" + it.id() + ":" + what,
                it.contactId(),
                it.payerId(),
                "reservation." + what + variant(it, what, back),
                values(it, back),
                ReservationFiles.of(it, what));
    }

    /** Whether it can be given back at all, and what of its price is to be paid all the same. */
    private String variant(Reservation it, ToTell what, Ore back) {
        String priced = it.price().isPositive() ? ".priced" : "";
        if (what == ToTell.RESERVED) {
            return priced + (letting.cancelUntil(it).isAfter(Ids.madeAt(it.id())) ? "" : ".late");
        }
        return priced.isEmpty() || back.isPositive() ? priced : ".kept";
    }

    /** See the texts: what, when, price, until when it can be given back, what of the price is given up. */
    private List<String> values(Reservation it, Ore back) {
        String names = db.read(tx -> ResourceTable.byIds(tx, it.resourceIds())).stream()
                .map(Resource::name)
                .sorted()
                .collect(Collectors.joining(", "));
        return List.of(
                names,
                Oslo.moment(it.startsAt()) + "–" + Oslo.clock(it.endsAt()),
                it.price().toString(),
                Oslo.moment(letting.cancelUntil(it)),
                back.toString());
    }
}
