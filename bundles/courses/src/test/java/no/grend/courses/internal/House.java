package no.grend.courses.internal;

import java.lang.reflect.Proxy;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import no.grend.agreement.Payment;
import no.grend.agreement.Payments;
import no.grend.agreement.Refund;
import no.grend.agreement.Refunds;
import no.grend.courses.internal.CourseBook.Draft;
import no.grend.courses.internal.Registering.Wanted;
import no.grend.courses.internal.store.Course;
import no.grend.courses.internal.store.Course.Plan;
import no.grend.courses.internal.store.Registration;
import no.grend.courses.internal.store.RegistrationTable;
import no.grend.identity.Actor;
import no.grend.identity.AddressCodes;
import no.grend.identity.Permission;
import no.grend.identity.Role;
import no.grend.kernel.Ids;
import no.grend.kernel.Ore;
import no.grend.ledger.Invoice;
import no.grend.ledger.Receipt;
import no.grend.ledger.internal.RealMoney;
import no.grend.message.Message;
import no.grend.message.Messages;
import no.grend.organisation.Organisation;
import no.grend.organisation.Organisation.Profile;
import no.grend.schema.Database;
import no.grend.seats.Seats;
import no.grend.seats.internal.SeatMeters;
import no.grend.seats.internal.SeatService;
import no.grend.testkit.MutableClock;
import no.grend.testkit.RecordingAudit;
import no.grend.testkit.TestDatabase;

/**
 * Courses on a fresh database, with the seats and the ledger themselves, and with people, payments and an outbox in memory. The day
 * is 1 December 2026; the course is eight Tuesdays from 5 January 2027, at 18:00, for 1,000 kroner.
 */
final class House {

    static final Actor STAFF = new Actor("staff:1", "Staff", Set.of(Role.ACTIVITY_STAFF, Role.TREASURER), null);
    static final Locale NB = Locale.forLanguageTag("nb");
    static final Ore PRICE = Ore.kroner(1_000);
    static final LocalDate FIRST = LocalDate.parse("2027-01-05");
    static final String CODE = "123456";

    final MutableClock clock = MutableClock.noonOf("2026-12-01");
    final RecordingAudit audit = new RecordingAudit();
    final People people = new People();
    final List<Message> outbox = Collections.synchronizedList(new ArrayList<>());
    final Map<String, Payment> payments = new HashMap<>();
    final List<Refund> refunds = new ArrayList<>();
    final Database db;
    final Seats seats;
    final RealMoney money;
    final Doors doors = new Doors(clock);
    final Organisation organisation;
    final Courses courses;
    final Following following;

    private int receipts;

    House(TestDatabase fresh) {
        db = fresh.database("courses", Courses.class);
        Database seatTables = fresh.database("seats", SeatService.class);
        seats = new SeatService(seatTables, clock, new SeatMeters(seatTables));
        organisation = () -> new Profile(
                "Klubben", "post@example.org", null, "12345678903", null, "member7-invoice7", 0, false, null);
        money = RealMoney.on(fresh, clock, audit, organisation);
        Messages messages = message -> {
            boolean isNew = outbox.stream().noneMatch(sent -> sent.key().equals(message.key()));
            if (isNew) {
                outbox.add(message);
            }
            return isNew;
        };
        doors.links = (invoiceId, day) -> Optional.of(URI.create("https://min.klubb.example/pay/" + invoiceId));
        doors.payments = fakePayments();
        doors.refunds = fakeRefunds();
        Means means = new Means(
                db,
                clock,
                new Ids(clock),
                audit,
                seats,
                new Means.Money(money.ledger(), money.notes()),
                new Means.Register(people, people, people, people, new Codes(), (what, who, most, within) -> {}),
                doors,
                new Mail(messages, organisation, "https://min.klubb.example/"),
                new CourseMeters(null, db),
                new Means.Limits(30, 1_440, 14, 5));
        courses = new Courses(means, organisation);
        following = courses.following();
    }

    private Payments fakePayments() {
        return (Payments) Proxy.newProxyInstance(
                Payments.class.getClassLoader(),
                new Class<?>[] {Payments.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "isOpenToMembers" -> true;
                    case "ofInvoice" ->
                        payments.values().stream()
                                .filter(one -> one.invoiceId().equals(arguments[1]))
                                .toList();
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    private Refunds fakeRefunds() {
        return (Refunds) Proxy.newProxyInstance(
                Refunds.class.getClassLoader(),
                new Class<?>[] {Refunds.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "request" -> {
                        ((Actor) arguments[0]).require(Permission.LEDGER_WRITE);
                        Refund asked = refund(
                                "refund-" + refunds.size(),
                                (String) arguments[1],
                                (Ore) arguments[2],
                                Refund.State.REQUESTED);
                        refunds.add(asked);
                        yield asked;
                    }
                    case "ofPayment" ->
                        refunds.stream()
                                .filter(one -> one.paymentId().equals(arguments[1]))
                                .toList();
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    private Refund refund(String id, String paymentId, Ore amount, Refund.State state) {
        return new Refund(
                id,
                paymentId,
                amount,
                "why",
                state,
                null,
                null,
                "courses",
                clock.instant(),
                null,
                null,
                state == Refund.State.REFUNDED,
                null);
    }

    /** Another member of staff approves it, and the provider gives it back. */
    void approveRefund(int number) {
        Refund asked = refunds.get(number);
        String invoiceId = payments.get(asked.paymentId()).invoiceId();
        post(invoice(invoiceId).kid(), asked.amount().negate());
        refunds.set(number, refund(asked.id(), asked.paymentId(), asked.amount(), Refund.State.REFUNDED));
    }

    /** One code for everybody, that is right once for each challenge and whose applicant it was sent for. */
    private static final class Codes implements AddressCodes {
        private final Map<String, String> challenges = new HashMap<>();

        @Override
        public String send(Actor member, Channel channel, String address, Locale language) {
            String challenge = "challenge-" + challenges.size();
            challenges.put(challenge, member.contactId() + " " + address);
            return challenge;
        }

        @Override
        public Optional<Proven> prove(Actor member, String challenge, String code) {
            String sent = challenges.getOrDefault(challenge, "");
            if (!code.equals(CODE) || !sent.startsWith(member.contactId() + " ")) {
                return Optional.empty();
            }
            challenges.remove(challenge);
            return Optional.of(new Proven(Channel.EMAIL, sent.substring(sent.indexOf(' ') + 1)));
        }
    }

    static Plan plan(int capacity, int waiting) {
        return new Plan(
                "Svømmekurs",
                "Åtte kvelder i bassenget.",
                "Bassenget",
                "Ida Instruktør",
                PRICE,
                null,
                capacity,
                waiting,
                false,
                null,
                null,
                LocalDate.parse("2026-12-20"),
                50,
                false,
                75,
                true);
    }

    static Frequency tuesdays() {
        return new Frequency(FIRST, LocalTime.of(18, 0), LocalTime.of(19, 30), 8, null, false);
    }

    Course course(int capacity, int waiting) {
        return course(plan(capacity, waiting));
    }

    Course course(Plan plan) {
        return courses.book().create(STAFF, new Draft(plan, tuesdays().sessions()), null);
    }

    /** The plan with its price, members' price, members only and invoice as given. */
    static Plan plan(Plan base, Ore price, Ore memberPrice, boolean membersOnly, boolean invoice) {
        return new Plan(
                base.title(),
                base.description(),
                base.place(),
                base.instructor(),
                price,
                memberPrice,
                base.capacity(),
                base.waitingCapacity(),
                membersOnly,
                base.opensAt(),
                base.closesAt(),
                base.freeCancelUntil(),
                base.keptPercent(),
                invoice,
                base.certificatePercent(),
                base.published());
    }

    Actor actor(String contactId) {
        return Actor.member(contactId, people.contacts.get(contactId).name());
    }

    /** A member buys on Min Side, and goes on the list when there is no seat. */
    Registration buy(Course course, String contactId) {
        return courses.registering()
                .begin(actor(contactId), new Wanted(course.id(), contactId, null, false, true), NB, null);
    }

    Registration now(Registration registration) {
        return db.read(tx -> RegistrationTable.byId(tx, registration.id())).orElseThrow();
    }

    Invoice invoice(String id) {
        return money.ledger().invoice(STAFF, id).orElseThrow();
    }

    Invoice invoiceOf(Registration registration) {
        return invoice(now(registration).invoiceId());
    }

    /** A provider is paid, and books it. */
    void pay(Registration registration) {
        Invoice invoice = invoiceOf(registration);
        String id = "payment-" + payments.size();
        payments.put(id, payment(id, invoice, Payment.State.SETTLED));
        post(invoice.kid(), invoice.amount());
    }

    /** A payment is under way. @return its id */
    String beginPaying(Registration registration) {
        String id = "payment-" + payments.size();
        payments.put(id, payment(id, invoiceOf(registration), Payment.State.PENDING));
        return id;
    }

    void settle(String paymentId, Registration registration) {
        payments.remove(paymentId);
        pay(registration);
    }

    private Payment payment(String id, Invoice invoice, Payment.State state) {
        boolean settled = state == Payment.State.SETTLED;
        return new Payment(
                id,
                invoice.id(),
                invoice.contactId(),
                "card",
                invoice.amount(),
                "NOK",
                "course",
                state,
                null,
                null,
                null,
                null,
                settled ? invoice.amount() : null,
                null,
                settled,
                clock.instant(),
                clock.instant(),
                null,
                Ore.ZERO,
                null,
                List.of());
    }

    /** Money comes in, or goes back. */
    void post(String kid, Ore amount) {
        String key = "test:" + receipts++;
        Receipt receipt = new Receipt(
                key,
                "CARD",
                kid,
                amount,
                LocalDate.ofInstant(clock.instant(), clock.getZone()),
                null,
                null,
                null,
                null);
        money.ledger().post(Actor.SYSTEM, key, List.of(receipt).iterator(), posted -> {});
    }

    /** Some time goes, and then a round or two. */
    void later(Duration time) {
        clock.advance(time);
        following.round();
        following.round();
    }

    List<String> mailTo(String contactId) {
        String address = people.contacts.get(contactId).email();
        return outbox.stream()
                .filter(message -> message.to().equals(address))
                .map(message -> message.key().split(":")[1])
                .toList();
    }

    List<String> violations() {
        return new CoursesVerification(courses)
                .verify().stream().map(found -> found.detail()).toList();
    }

    Course change(Course course, UnaryOperator<Plan> change) {
        Course now = courses.book().one(STAFF, course.id()).course();
        return courses.book()
                .change(
                        STAFF,
                        course.id(),
                        new no.grend.kernel.ETag(now.version()),
                        old -> new Draft(change.apply(old.plan()), old.sessions()));
    }
}
