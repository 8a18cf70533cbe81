package no.grend.courses.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import no.grend.courses.internal.store.Registration;
import no.grend.courses.internal.store.Registration.Pays;
import no.grend.courses.internal.store.Registration.State;
import no.grend.courses.internal.store.RegistrationTable;
import no.grend.courses.internal.store.Return;
import no.grend.courses.internal.store.ReturnRows;
import no.grend.kernel.Verification;
import no.grend.ledger.Invoice;
import no.grend.ledger.Invoice.Status;
import no.grend.seats.Place;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * {@code grend:verify courses}: money and seat agree (P14). Who comes has a seat, and an invoice that is paid when it was to be paid
 * at once; what is over has no seat and leaves no money behind; nothing waits for more than a day.
 */
@Component(service = Verification.class)
public final class CoursesVerification implements Verification {

    private static final int AT_ONCE = 500;
    private static final Duration PATIENCE = Duration.ofHours(24);
    private static final String PROMISE = "P14";

    private final Courses courses;

    @Activate
    public CoursesVerification(@Reference Courses courses) {
        this.courses = courses;
    }

    @Override
    public String area() {
        return "courses";
    }

    @Override
    public List<Violation> verify() {
        List<Violation> found = new ArrayList<>();
        each(State.BOOKED, (registration, invoice) -> booked(registration, invoice, found));
        each(State.HELD, (registration, invoice) -> held(registration, invoice, found));
        each(State.WAITING, (registration, invoice) -> waiting(registration, found));
        each(State.ENDED, (registration, invoice) -> ended(registration, invoice, found));
        returns(found);
        return found;
    }

    private void each(State state, BiConsumer<Registration, Invoice> look) {
        Means means = courses.means();
        String after = "";
        List<Registration> some;
        do {
            String from = after;
            some = means.db().read(tx -> RegistrationTable.in(tx, state, from, means.now(), AT_ONCE));
            List<String> ids = some.stream()
                    .map(Registration::invoiceId)
                    .filter(id -> id != null)
                    .toList();
            Map<String, Invoice> invoices =
                    ids.isEmpty() ? Map.of() : means.money().ledger().invoices(Means.ACTOR, ids);
            some.forEach(one -> look.accept(one, one.invoiceId() == null ? null : invoices.get(one.invoiceId())));
            after = some.isEmpty() ? "" : some.get(some.size() - 1).id();
        } while (some.size() == AT_ONCE);
    }

    private void booked(Registration one, Invoice invoice, List<Violation> found) {
        require(found, seat(one) == Place.State.BOOKED, one, "is booked and has no seat");
        require(found, one.price().isZero() || invoice != null, one, "costs something and has no invoice");
        if (one.pays() == Pays.AT_ONCE && invoice != null) {
            require(found, Invoicing.isPaid(invoice), one, "is booked and its invoice is not paid");
        }
    }

    private void held(Registration one, Invoice invoice, List<Violation> found) {
        boolean paid = invoice != null && Invoicing.isPaid(invoice);
        require(found, !paid || isRecent(one.changedAt()), one, "was paid and has been neither confirmed nor refunded");
        require(
                found,
                seat(one) != Place.State.GONE || isRecent(one.changedAt().plus(holdTime())),
                one,
                "is held though its seat is gone");
    }

    private Duration holdTime() {
        Means.Limits limits = courses.means().limits();
        return Duration.ofMinutes(Math.max(limits.holdMinutes(), limits.offerMinutes()));
    }

    private void waiting(Registration one, List<Violation> found) {
        require(
                found,
                seat(one) == Place.State.WAITING || isRecent(one.changedAt()),
                one,
                "is said to wait and does not");
    }

    private void ended(Registration one, Invoice invoice, List<Violation> found) {
        Place.State seat = seat(one);
        require(
                found,
                seat == null || seat == Place.State.GONE || isRecent(one.changedAt()),
                one,
                "is over and has a seat still");
        if (invoice == null || invoice.status() == Status.CREDITED) {
            return;
        }
        boolean gaveBack = courses.means().db().read(tx -> ReturnRows.ofRegistration(tx, one.id())).stream()
                .anyMatch(owed -> owed.source().equals(Return.END));
        boolean kept = one.ending() == Registration.Ending.CANCELLED;
        require(found, gaveBack || kept, one, "is over, and its invoice was neither credited nor kept by the rules");
    }

    private void returns(List<Violation> found) {
        courses.returning().returns().eachUndone(owed -> {
            if (!isRecent(owed.openedAt())) {
                found.add(new Violation(
                        PROMISE,
                        "Return " + owed.id() + " has waited for more than a day and is " + owed.state()
                                + "; see GET /api/admin/course-returns"));
            }
        });
    }

    private Place.State seat(Registration one) {
        return one.placeId() == null
                ? null
                : courses.means().seats().place(one.placeId()).map(Place::state).orElse(null);
    }

    private boolean isRecent(Instant at) {
        return at.plus(PATIENCE).isAfter(courses.means().now());
    }

    private static void require(List<Violation> found, boolean right, Registration one, String wrong) {
        if (!right) {
            found.add(new Violation(PROMISE, "Registration " + one.id() + " " + wrong));
        }
    }
}
