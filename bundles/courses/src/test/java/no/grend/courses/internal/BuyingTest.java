package no.grend.courses.internal;

import static no.grend.courses.internal.House.PRICE;
import static no.grend.courses.internal.House.STAFF;
import static no.grend.courses.internal.House.plan;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.LocalTime;
import java.util.Map;
import no.grend.agreement.MoneyReturn;
import no.grend.courses.internal.Registering.Wanted;
import no.grend.courses.internal.store.Course;
import no.grend.courses.internal.store.Course.Session;
import no.grend.courses.internal.store.Registration;
import no.grend.courses.internal.store.Registration.Ending;
import no.grend.courses.internal.store.Registration.Pays;
import no.grend.courses.internal.store.Registration.State;
import no.grend.courses.internal.store.Return;
import no.grend.identity.Actor;
import no.grend.kernel.IdempotencyKey;
import no.grend.kernel.Meter;
import no.grend.kernel.Ore;
import no.grend.kernel.Problem;
import no.grend.ledger.Invoice.Status;
import no.grend.member.Standings;
import no.grend.testkit.DatabaseTest;
import no.grend.testkit.TestDatabase;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** From the course to the seat that is paid, with the seats and the ledger themselves. */
class BuyingTest {

    private static final Duration HOLD = Duration.ofMinutes(31);

    private static void refused(String code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(Problem.class, p -> assertThat(p.code()).isEqualTo(code));
    }

    @DatabaseTest
    void aCourseIsSetUpWithDescriptionTimePlaceAndFrequency(TestDatabase fresh) {
        House house = new House(fresh);
        Course course = house.course(12, 3);

        Course read = house.courses.book().one(STAFF, course.id()).course();
        assertThat(read.sessions()).hasSize(8);
        assertThat(read.sessions()).extracting(Session::starts).containsOnly(LocalTime.of(18, 0));
        assertThat(read.plan().closesAt()).isEqualTo(read.sessions().get(0).startsAt());
        assertThat(house.courses.book().one(STAFF, course.id()).free()).isEqualTo(12);
        refused("COURSE_INVALID", () -> house.course(plan(plan(-1, 0), Ore.of(-1), null, false, false)));
        refused(
                "FORBIDDEN",
                () -> house.courses.book().page(house.actor(house.people.member("Kari")), null, null, null));
    }

    @Test
    void localTimeIsKeptOverSummerTimeAndHolidaysArePointedOutOrLeftOut() {
        Frequency often = new Frequency(
                java.time.LocalDate.parse("2027-03-22"), LocalTime.of(18, 0), LocalTime.of(19, 0), 3, null, false);
        assertThat(often.sessions())
                .extracting(session -> session.startsAt().toString())
                .containsExactly("2027-03-22T17:00:00Z", "2027-03-29T16:00:00Z", "2027-04-05T16:00:00Z");
        assertThat(often.sessions()).extracting(Session::holiday).containsExactly(false, true, false);
        Frequency without = new Frequency(often.first(), often.starts(), often.ends(), 3, null, true);
        assertThat(without.sessions())
                .extracting(session -> session.day().toString())
                .containsExactly("2027-03-22", "2027-04-05", "2027-04-12");
        Frequency inAdvent =
                new Frequency(java.time.LocalDate.parse("2026-12-17"), often.starts(), often.ends(), 3, null, true);
        assertThat(inAdvent.sessions())
                .extracting(session -> session.day().toString())
                .containsExactly("2026-12-17", "2026-12-24", "2026-12-31");
    }

    @DatabaseTest
    void whoPaysWhileTheSeatIsHeldComes(TestDatabase fresh) {
        House house = new House(fresh);
        Course course = house.course(1, 0);
        String kari = house.people.member("Kari");

        Registration bought = house.buy(course, kari);
        assertThat(bought.state()).isEqualTo(State.HELD);
        assertThat(house.invoiceOf(bought).amount()).isEqualTo(PRICE);
        refused("FULL", () -> house.courses
                .registering()
                .begin(STAFF, new Wanted(course.id(), house.people.member("Ola"), null, false, false), null, null));
        assertThat(house.courses.means().meters().meters().get(0).values())
                .containsExactly(new Meter.Value(Map.of("reason", "full"), 1));

        house.pay(bought);
        house.following.round();

        assertThat(house.now(bought).state()).isEqualTo(State.BOOKED);
        assertThat(house.mailTo(kari)).containsExactly("booked");
        assertThat(house.violations()).isEmpty();
        house.later(Duration.ofDays(2));
        assertThat(house.now(bought).state()).isEqualTo(State.BOOKED);
        assertThat(house.violations()).isEmpty();
    }

    @DatabaseTest
    void whatIsNotPaidInTimeIsCreditedAndTheSeatGoesOn(TestDatabase fresh) {
        House house = new House(fresh);
        Course course = house.course(1, 2);
        String kari = house.people.member("Kari");
        String ola = house.people.member("Ola");
        Registration slow = house.buy(course, kari);
        Registration waiting = house.buy(course, ola);
        assertThat(waiting.state()).isEqualTo(State.WAITING);
        assertThat(waiting.invoiceId()).isNull();

        house.later(HOLD);

        assertThat(house.now(slow).ending()).isEqualTo(Ending.EXPIRED);
        assertThat(house.invoiceOf(slow).status()).isEqualTo(Status.CREDITED);
        assertThat(house.mailTo(kari)).containsExactly("lapsed");
        assertThat(house.now(waiting).state()).isEqualTo(State.HELD);
        assertThat(house.mailTo(ola)).contains("offered");
        house.pay(waiting);
        house.following.round();
        assertThat(house.now(waiting).state()).isEqualTo(State.BOOKED);
        assertThat(house.violations()).isEmpty();
    }

    @DatabaseTest
    void anOfferThatIsTurnedDownOrRunsOutGoesToTheNext(TestDatabase fresh) {
        House house = new House(fresh);
        Course course = house.course(1, 5);
        Registration first = house.buy(course, house.people.member("Kari"));
        house.pay(first);
        house.following.round();
        Registration second = house.buy(course, house.people.member("Ola"));
        Registration third = house.buy(course, house.people.member("Per"));
        Registration fourth = house.buy(course, house.people.member("Eva"));
        assertThat(house.courses.registrations().place(fourth).orElseThrow().position())
                .isEqualTo(3);

        house.courses.cancelling().cancel(house.actor(first.contactId()), first.id(), Ore.ZERO, null, null);
        house.following.round();
        assertThat(house.now(second).state()).isEqualTo(State.HELD);
        house.courses.cancelling().cancel(house.actor(second.contactId()), second.id(), null, null, null);
        house.following.round();
        house.following.round();
        assertThat(house.now(second).ending()).isEqualTo(Ending.CANCELLED);
        assertThat(house.invoiceOf(second).status()).isEqualTo(Status.CREDITED);
        assertThat(house.now(third).state()).isEqualTo(State.HELD);
        house.later(Duration.ofHours(25));
        assertThat(house.now(third).ending()).isEqualTo(Ending.EXPIRED);
        assertThat(house.now(fourth).state()).isEqualTo(State.HELD);
    }

    @DatabaseTest
    void aPaymentThatIsUnderWayWhenTheSeatRunsOutIsBookedIfTheSeatIsFree(TestDatabase fresh) {
        House house = new House(fresh);
        Course course = house.course(1, 0);
        Registration slow = house.buy(course, house.people.member("Kari"));
        String payment = house.beginPaying(slow);
        house.later(HOLD);
        assertThat(house.now(slow).state()).as("nobody knows yet").isEqualTo(State.HELD);
        assertThat(house.invoiceOf(slow).status()).isEqualTo(Status.OPEN);

        house.settle(payment, slow);
        house.following.round();

        assertThat(house.now(slow).state()).isEqualTo(State.BOOKED);
        assertThat(house.violations()).isEmpty();
    }

    @DatabaseTest
    void moneyThatComesWhenTheSeatIsGoneIsRefundedAndTheBuyerIsTold(TestDatabase fresh) {
        House house = new House(fresh);
        Course course = house.course(1, 0);
        String kari = house.people.member("Kari");
        Registration slow = house.buy(course, kari);
        String payment = house.beginPaying(slow);
        house.later(HOLD);
        Registration quick = house.buy(course, house.people.member("Ola"));
        house.pay(quick);
        house.following.round();
        house.settle(payment, slow);
        house.following.round();
        house.following.round();

        assertThat(house.now(slow).ending()).isEqualTo(Ending.PAID_TOO_LATE);
        assertThat(house.mailTo(kari)).containsExactly("paidTooLate");
        assertThat(house.refunds).hasSize(1);
        assertThat(house.refunds.get(0).amount()).isEqualTo(PRICE);
        assertThat(house.invoiceOf(slow).status()).as("until it is approved").isEqualTo(Status.PAID);
        house.approveRefund(0);
        house.following.round();
        assertThat(house.invoiceOf(slow).status()).isEqualTo(Status.CREDITED);
        assertThat(house.courses.returning().of(house.now(slow)))
                .extracting(Return::state)
                .containsExactly(MoneyReturn.State.DONE);
        assertThat(house.now(quick).state()).isEqualTo(State.BOOKED);
        assertThat(house.violations()).isEmpty();
    }

    @DatabaseTest
    void moneyByBankForWhatIsCreditedIsShownToStaffAndTheBuyerIsTold(TestDatabase fresh) {
        House house = new House(fresh);
        Course course = house.course(1, 0);
        String kari = house.people.member("Kari");
        Registration slow = house.buy(course, kari);
        house.later(HOLD);
        house.post(house.invoiceOf(slow).kid(), PRICE);
        house.following.round();
        house.following.round();

        assertThat(house.mailTo(kari)).containsExactly("lapsed", "paidTooLate");
        Return late = house.courses
                .returning()
                .returns()
                .page(STAFF, MoneyReturn.State.STAFF, null, null)
                .items()
                .get(0);
        assertThat(late.amount()).isEqualTo(PRICE);
        assertThat(late.note()).contains("by bank");
        assertThat(house.courses.means().meters().meters())
                .filteredOn(meter -> meter.name().equals("grend_returns_open"))
                .flatExtracting(Meter::values)
                .contains(new Meter.Value(Map.of("owner", "courses", "state", "staff"), 1));
        house.clock.advanceDays(2);
        assertThat(house.violations()).singleElement().asString().contains(late.id());
        house.courses.returning().returns().settle(STAFF, late.id(), "Betalt tilbake i nettbanken.");
        assertThat(house.violations()).isEmpty();
        refused("NOT_FOR_STAFF", () -> house.courses.returning().returns().settle(STAFF, late.id(), "En gang til."));
    }

    @DatabaseTest
    void theServerWorksOutThePriceAndMembersMayPayLess(TestDatabase fresh) {
        House house = new House(fresh);
        Course course = house.course(plan(plan(5, 0), PRICE, Ore.kroner(700), false, false));
        Registration member = house.buy(course, house.people.member("Kari"));
        Registration other = house.buy(course, house.people.contact("Ola"));
        assertThat(house.invoiceOf(member).amount()).isEqualTo(Ore.kroner(700));
        assertThat(house.invoiceOf(other).amount()).isEqualTo(PRICE);
    }

    @DatabaseTest
    void aCourseForMembersIsForActiveMembersAndSaysSo(TestDatabase fresh) {
        House house = new House(fresh);
        Course course = house.course(plan(plan(1, 5), PRICE, null, true, false));
        String ola = house.people.contact("Ola");
        refused("NOT_A_MEMBER", () -> house.buy(course, ola));
        house.people.standings.put(ola, Standings.State.FROZEN);
        refused("FROZEN", () -> house.buy(course, ola));
        Registration booked = house.buy(course, house.people.member("Kari"));
        house.pay(booked);
        Registration waiting = house.buy(course, house.people.member("Per"));
        house.following.round();
        house.people.standings.put(booked.contactId(), Standings.State.NONE);
        house.people.standings.put(waiting.contactId(), Standings.State.FROZEN);
        house.seats.settle(course.id(), new Admitting(house.courses.means()));
        assertThat(house.now(booked).state()).as("what is bought stays").isEqualTo(State.BOOKED);
        house.courses.cancelling().cancel(STAFF, booked.id(), null, null, "Syk");
        house.following.round();
        assertThat(house.now(waiting).state()).as("passed over").isEqualTo(State.WAITING);
        assertThat(house.courses.registrations().place(waiting).orElseThrow().reason())
                .isEqualTo("FROZEN");
    }

    @DatabaseTest
    void aFreeCourseIsBookedAtOnceAndTheListMovesUpByItself(TestDatabase fresh) {
        House house = new House(fresh);
        Course course = house.course(plan(plan(1, 5), Ore.ZERO, null, false, false));
        Registration first = house.buy(course, house.people.member("Kari"));
        String ola = house.people.member("Ola");
        Registration second = house.buy(course, ola);
        assertThat(first.state()).isEqualTo(State.BOOKED);
        assertThat(first.invoiceId()).isNull();
        house.courses.cancelling().cancel(house.actor(first.contactId()), first.id(), null, null, null);
        house.following.round();
        house.following.round();
        assertThat(house.now(second).state()).isEqualTo(State.BOOKED);
        assertThat(house.mailTo(ola)).containsExactly("booked");
    }

    @DatabaseTest
    void byInvoiceTheSeatIsBookedAtOnceWhereTheCourseAllowsIt(TestDatabase fresh) {
        House house = new House(fresh);
        Course strict = house.course(5, 0);
        Course open = house.course(plan(plan(5, 0), PRICE, null, false, true));
        String kari = house.people.member("Kari");
        Registration asked = house.courses
                .registering()
                .begin(house.actor(kari), new Wanted(strict.id(), kari, null, true, false), null, null);
        assertThat(asked.pays()).isEqualTo(Pays.AT_ONCE);
        Registration bought = house.courses
                .registering()
                .begin(house.actor(kari), new Wanted(open.id(), kari, null, true, false), null, null);
        assertThat(bought.state()).isEqualTo(State.BOOKED);
        assertThat(house.invoiceOf(bought).dueDate()).isEqualTo("2026-12-15");
        house.doors.payments = null;
        Registration noProvider = house.buy(strict, house.people.member("Ola"));
        assertThat(noProvider.pays()).as("nobody takes payments").isEqualTo(Pays.INVOICE);
        house.later(HOLD);
        assertThat(house.now(bought).state()).isEqualTo(State.BOOKED);
        assertThat(house.violations()).isEmpty();
    }

    @DatabaseTest
    void aGuardianBuysForTheirWardAndNobodyForAStranger(TestDatabase fresh) {
        House house = new House(fresh);
        Course course = house.course(5, 0);
        String mother = house.people.member("Mor");
        String child = house.people.contact("Barn");
        house.people.guardians.put(child, mother);
        Actor guardian = house.actor(mother);
        Registration bought = house.courses
                .registering()
                .begin(guardian, new Wanted(course.id(), child, null, false, false), House.NB, null);
        assertThat(house.invoiceOf(bought).contactId()).isEqualTo(mother);
        assertThat(house.invoiceOf(bought).onBehalfOf().contactId()).isEqualTo(child);
        Actor stranger = house.actor(house.people.member("Fremmed"));
        refused("NOT_FOUND", () -> house.courses
                .registering()
                .begin(stranger, new Wanted(course.id(), child, null, false, false), House.NB, null));
        refused("NOT_FOUND", () -> house.courses.registrations().one(stranger, bought.id()));
        refused("NOT_FOUND", () -> house.courses.cancelling().cancel(stranger, bought.id(), null, null, null));
        assertThat(house.courses.registrations().own(stranger)).isEmpty();
        assertThat(house.courses.registrations().own(guardian)).hasSize(1);
    }

    @DatabaseTest
    void nobodyIsRegisteredTwiceAndNobodyHoldsAllSeatsUnpaid(TestDatabase fresh) {
        House house = new House(fresh);
        String kari = house.people.member("Kari");
        Course course = house.course(50, 0);
        IdempotencyKey key = IdempotencyKey.of("once", "wish");
        Wanted wanted = new Wanted(course.id(), kari, null, false, false);
        Registration first = house.courses.registering().begin(STAFF, wanted, null, key);
        assertThat(house.courses.registering().begin(STAFF, wanted, null, key).id())
                .isEqualTo(first.id());
        refused("ALREADY_REGISTERED", () -> house.courses.registering().begin(STAFF, wanted, null, null));
        for (int i = 0; i < 4; i++) {
            house.buy(house.course(5, 0), kari);
        }
        refused("TOO_MANY_UNPAID", () -> house.buy(house.course(5, 0), kari));
    }

    @DatabaseTest
    void whatCancellingCostsIsToldBeforeAndIsWhatHappens(TestDatabase fresh) {
        House house = new House(fresh);
        Course course = house.course(5, 0);
        Registration early = house.buy(course, house.people.member("Kari"));
        Registration late = house.buy(course, house.people.member("Ola"));
        house.pay(early);
        house.pay(late);
        house.following.round();
        assertThat(house.courses.cancelling().consequence(STAFF, early.id()).givenBack())
                .isEqualTo(PRICE);
        house.courses.cancelling().cancel(house.actor(early.contactId()), early.id(), Ore.ZERO, null, null);

        house.clock.advanceDays(20);
        assertThat(house.courses.cancelling().consequence(STAFF, late.id()).kept())
                .isEqualTo(Ore.kroner(500));
        refused("CONSEQUENCE_CHANGED", () -> house.courses
                .cancelling()
                .cancel(house.actor(late.contactId()), late.id(), Ore.ZERO, null, null));
        house.courses.cancelling().cancel(house.actor(late.contactId()), late.id(), Ore.kroner(500), null, null);
        house.following.round();
        assertThat(house.refunds).extracting(refund -> refund.amount()).containsExactly(PRICE, Ore.kroner(500));
        house.approveRefund(0);
        house.approveRefund(1);
        house.following.round();
        house.following.round();
        assertThat(house.invoiceOf(early).status()).isEqualTo(Status.CREDITED);
        assertThat(house.invoiceOf(late).credited()).isEqualTo(Ore.kroner(500));
        assertThat(house.invoiceOf(late).status()).isEqualTo(Status.PAID);
        assertThat(house.violations()).isEmpty();
        Course begun = house.course(5, 0);
        Registration sits = house.courses
                .registering()
                .begin(STAFF, new Wanted(begun.id(), house.people.member("Per"), null, true, false), null, null);
        house.clock.set(begun.startsAt());
        assertThat(house.courses.cancelling().consequence(STAFF, sits.id()).givenBack())
                .as("it has begun")
                .isEqualTo(Ore.ZERO);
    }

    @DatabaseTest
    void aCourseThatIsCalledOffReleasesAllAndGivesBackAll(TestDatabase fresh) {
        House house = new House(fresh);
        Course course = house.course(2, 2);
        String kari = house.people.member("Kari");
        String per = house.people.member("Per");
        Registration paid = house.buy(course, kari);
        house.pay(paid);
        house.following.round();
        Registration held = house.buy(course, house.people.member("Ola"));
        Registration waiting = house.buy(course, per);

        house.courses.book().callOff(STAFF, course.id(), "Bassenget er tomt.");
        house.following.round();
        house.following.round();
        house.following.round();

        for (Registration one : java.util.List.of(paid, held, waiting)) {
            assertThat(house.now(one).ending()).isEqualTo(Ending.CALLED_OFF);
        }
        assertThat(house.invoiceOf(held).status()).isEqualTo(Status.CREDITED);
        assertThat(house.refunds).hasSize(1);
        house.approveRefund(0);
        house.following.round();
        assertThat(house.invoiceOf(paid).status()).isEqualTo(Status.CREDITED);
        assertThat(house.mailTo(per)).contains("calledOff");
        assertThat(house.outbox).anyMatch(message -> message.body().contains("Bassenget er tomt."));
        refused("CALLED_OFF", () -> house.buy(course, house.people.member("Eva")));
        assertThat(house.violations()).isEmpty();
    }

    @DatabaseTest
    void moreSeatsLetInFromTheListAndFewerSendNobodyAway(TestDatabase fresh) {
        House house = new House(fresh);
        Course course = house.course(1, 5);
        Registration first = house.buy(course, house.people.member("Kari"));
        house.pay(first);
        house.following.round();
        Registration second = house.buy(course, house.people.member("Ola"));
        house.change(course, old -> plan(2, 5));
        house.following.round();
        assertThat(house.now(second).state()).isEqualTo(State.HELD);
        house.pay(second);
        house.following.round();
        house.change(course, old -> plan(1, 5));
        house.later(HOLD);
        assertThat(house.now(first).state()).isEqualTo(State.BOOKED);
        assertThat(house.now(second).state()).isEqualTo(State.BOOKED);
    }
}
