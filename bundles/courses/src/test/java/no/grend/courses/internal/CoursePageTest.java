package no.grend.courses.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import no.grend.courses.internal.minside.CourseCard;
import no.grend.courses.internal.minside.CoursePage;
import no.grend.courses.internal.minside.CoursesPanel;
import no.grend.courses.internal.minside.RegistrationCard;
import no.grend.courses.internal.store.ApplicantTable;
import no.grend.courses.internal.store.Course;
import no.grend.courses.internal.store.Registration;
import no.grend.courses.internal.store.Registration.Ending;
import no.grend.courses.internal.store.Registration.State;
import no.grend.demo.DemoPart.Club;
import no.grend.identity.Actor;
import no.grend.identity.Role;
import no.grend.kernel.Ore;
import no.grend.member.Contact;
import no.grend.minside.Guest;
import no.grend.minside.Reply;
import no.grend.minside.Request;
import no.grend.minside.Visit;
import no.grend.seats.Appointment;
import no.grend.seats.internal.calendar.CalendarWriter;
import no.grend.testkit.DatabaseTest;
import no.grend.testkit.TestDatabase;

/** The pages as a browser uses them, without the HTML: a stranger's, and a member's. */
class CoursePageTest {

    private static final Guest STRANGER = new Guest(null, House.NB, "192.0.2.7");

    private static Map<String, String> filled(String given, String email) {
        Map<String, String> form = new HashMap<>();
        form.put("givenName", given);
        form.put("familyName", "Prøve");
        form.put("birthDate", "1990-05-17");
        form.put("email", email);
        form.put("street", "Testveien 1");
        form.put("postalCode", "0001");
        form.put("city", "Oslo");
        form.put("rules", "true");
        form.put("website", "");
        return form;
    }

    private static Reply post(CoursePage page, String path, Map<String, String> form) {
        return page.handle(STRANGER, new Request(true, path, form));
    }

    private static CourseCalendar calendar(House house) {
        return new CourseCalendar(house.courses, new CalendarWriter(), house.organisation);
    }

    private static String text(Reply reply) {
        return new String(((Reply.Download) reply).content(), java.nio.charset.StandardCharsets.UTF_8);
    }

    private static Map<String, Object> model(Reply reply) {
        return ((Reply.Show) reply).view().model();
    }

    private static Reply proven(CoursePage page, Reply asked) {
        return post(
                page,
                "code",
                Map.of(
                        "registration",
                        (String) model(asked).get("registration"),
                        "challenge",
                        (String) model(asked).get("challenge"),
                        "code",
                        "123 456"));
    }

    private static Registration only(House house) {
        return house.courses
                .registrations()
                .page(House.STAFF, null, null, null, null, null)
                .items()
                .get(0);
    }

    @DatabaseTest
    void aStrangerProvesTheAddressBecomesAContactAndGoesOnToPay(TestDatabase fresh) {
        House house = new House(fresh);
        CoursePage page = new CoursePage(house.courses);
        assertThat(page.isOpen()).isFalse();
        Course course = house.course(1, 0);
        assertThat(page.isOpen()).isTrue();
        Map<String, Object> list = model(page.handle(STRANGER, new Request(false, "", Map.of())));
        assertThat((List<?>) list.get("courses"))
                .singleElement()
                .satisfies(card -> assertThat(((CourseCard) card).price()).isEqualTo(House.PRICE));

        Reply asked = post(page, course.id(), filled("Ola", "ola@example.com"));
        assertThat(house.people.contacts)
                .as("nothing before the address is proven")
                .isEmpty();
        Reply went = proven(page, asked);

        Registration registration = only(house);
        assertThat(went).isEqualTo(new Reply.Elsewhere("/pay/" + registration.invoiceId()));
        assertThat(house.people.contacts.values()).extracting(Contact::email).containsExactly("ola@example.com");
        boolean kept =
                house.db.read(tx -> ApplicantTable.of(tx, registration.id()).isPresent());
        assertThat(kept).as("what was typed is in the register now").isFalse();
        house.pay(registration);
        house.following.round();
        assertThat(house.now(registration).state()).isEqualTo(State.BOOKED);
    }

    @DatabaseTest
    void theDemoSellsACourseAndOnlyOneHoweverOftenItIsMade(TestDatabase fresh) {
        House house = new House(fresh);
        DemoCourses demo = new DemoCourses(house.courses);
        Club club = new Club(java.time.LocalDate.ofInstant(house.clock.instant(), house.clock.getZone()), List.of());
        demo.make(club);
        demo.make(club);
        Map<String, Object> list =
                model(new CoursePage(house.courses).handle(STRANGER, new Request(false, "", Map.of())));
        assertThat((List<?>) list.get("courses"))
                .singleElement()
                .satisfies(card -> assertThat(((CourseCard) card).price()).isEqualTo(Ore.kroner(1200)));
    }

    @DatabaseTest
    void nobodyIsRegisteredTwiceAndEverybodyGetsTheSamePage(TestDatabase fresh) {
        House house = new House(fresh);
        CoursePage page = new CoursePage(house.courses);
        Course course = house.course(5, 0);
        house.people.contact("Ola");
        Reply known = post(page, course.id(), filled("Per", "OLA@example.org"));
        Reply unknown = post(page, course.id(), filled("Per", "per@example.com"));
        assertThat(model(known).keySet()).isEqualTo(model(unknown).keySet());
        assertThat(proven(page, known)).isEqualTo(new Reply.Redirect("sign-in", null));
        Reply like = post(page, course.id(), filled("Ola", "ny@example.com"));
        assertThat(proven(page, like)).isEqualTo(new Reply.Redirect("received", null));
        Registration waits = only(house);
        assertThat(waits.state()).isEqualTo(State.REVIEW);
        assertThat(house.people.contacts).hasSize(1);
        Actor staff = new Actor("staff:2", "S", Set.of(Role.ADMIN), null);
        Registration approved = house.courses.strangers().approve(staff, waits.id(), "contact-1", null, false);
        assertThat(approved.contactId()).isEqualTo("contact-1");
        assertThat(approved.state()).isEqualTo(State.HELD);
        assertThat(house.people.contacts).hasSize(1);
    }

    private static Map<String, String> withChild(Map<String, String> form, String given, String born) {
        form.put("for", "other");
        form.put("participantGivenName", given);
        form.put("participantFamilyName", "Prøve");
        form.put("participantBirthDate", born);
        return form;
    }

    @DatabaseTest
    void aStrangerBuysForTheirChildWhoBecomesAContactOnceWithTheBuyerAsGuardianAndPayer(TestDatabase fresh) {
        House house = new House(fresh);
        CoursePage page = new CoursePage(house.courses);
        Course course = house.course(3, 0);
        assertThat(model(page.handle(STRANGER, new Request(false, course.id(), Map.of("for", "other")))))
                .containsEntry("other", true);

        Reply asked = post(page, course.id(), withChild(filled("Mor", "mor@example.com"), "Barn", "2017-03-04"));
        assertThat(house.people.contacts).isEmpty();
        Reply went = proven(page, asked);

        Registration bought = only(house);
        assertThat(went).isEqualTo(new Reply.Elsewhere("/pay/" + bought.invoiceId()));
        assertThat(house.people.contacts.values())
                .extracting(Contact::givenName, Contact::email)
                .containsExactly(tuple("Mor", "mor@example.com"), tuple("Barn", null));
        Contact mother = house.people.contacts.get(bought.payerId());
        Contact child = house.people.contacts.get(bought.contactId());
        assertThat(mother.givenName()).isEqualTo("Mor");
        assertThat(child.birthDate()).isEqualTo("2017-03-04");
        assertThat(child.address()).isEqualTo(mother.address());
        assertThat(house.people.guardians).isEqualTo(Map.of(child.id(), mother.id()));
        house.pay(bought);
        house.following.round();
        assertThat(house.now(bought).state()).isEqualTo(State.BOOKED);

        Reply father = post(page, course.id(), withChild(filled("Far", "far@example.com"), "Barn", "2017-03-04"));
        assertThat(proven(page, father))
                .as("a child that is known waits for staff, and nobody is told so")
                .isEqualTo(new Reply.Redirect("received", null));
        Registration waits = only(house);
        assertThat(waits.state()).isEqualTo(State.REVIEW);
        assertThat(waits.reason()).isEqualTo("POSSIBLE_DUPLICATE_PARTICIPANT");
        assertThat(waits.likeContactId()).isEqualTo(child.id());
        assertThat(house.people.contacts).hasSize(2);
        Actor staff = new Actor("staff:2", "S", Set.of(Role.ADMIN), null);
        assertThatThrownBy(() -> house.courses.strangers().approve(staff, waits.id(), child.id(), null, false))
                .hasMessageContaining("registered for the course");
        assertThat(house.people.guardians).as("not by saying so").isEqualTo(Map.of(child.id(), mother.id()));
    }

    @DatabaseTest
    void whoBuysForAnotherIsOfAgeIfThatIsAChildAndIsSomebodyElse(TestDatabase fresh) {
        House house = new House(fresh);
        CoursePage page = new CoursePage(house.courses);
        Course course = house.course(3, 0);
        Map<String, String> young = withChild(filled("Sol", "sol@example.com"), "Lil", "2017-03-04");
        young.put("birthDate", "2010-01-01");
        assertThat(model(post(page, course.id(), young)).get("errors"))
                .isEqualTo(Map.of("birthDate", "wrong.underAge"));
        assertThat(model(post(page, course.id(), withChild(filled("Ola", "ola@example.com"), "ola", "1990-05-17")))
                        .get("errors"))
                .isEqualTo(Map.of("participantGivenName", "participant.same"));
        assertThat(model(post(page, course.id(), withChild(filled("Ola", "ola@example.com"), "Lil", "1017-03-04")))
                        .get("errors"))
                .isEqualTo(Map.of("participantBirthDate", "wrong.participantBirthDate"));
        assertThat((Map<?, ?>)
                        model(post(page, course.id(), Map.of("for", "other"))).get("errors"))
                .hasSize(11);
        Reply friend = post(page, course.id(), withChild(filled("Ola", "ola@example.com"), "Per", "1985-03-04"));
        assertThat(proven(page, friend)).isInstanceOf(Reply.Elsewhere.class);
        assertThat(house.people.contacts).hasSize(2);
        assertThat(house.people.contacts.get(only(house).contactId()).address()).isNull();
        assertThat(house.people.guardians).isEmpty();
    }

    @DatabaseTest
    void staffDoNotMakeAChildAgainWhomTheRegistrationDidNotShow(TestDatabase fresh) {
        House house = new House(fresh);
        CoursePage page = new CoursePage(house.courses);
        Course course = house.course(3, 0);
        proven(page, post(page, course.id(), withChild(filled("Mor", "mor@example.com"), "Barn", "2017-03-04")));
        Registration first = only(house);
        Map<String, String> again = withChild(filled("Mor", "mor2@example.com"), "Barn", "2017-03-04");
        assertThat(proven(page, post(page, house.course(3, 0).id(), again)))
                .isEqualTo(new Reply.Redirect("received", null));

        Registration waits = only(house);
        assertThat(waits.reason()).isEqualTo("POSSIBLE_DUPLICATE");
        assertThat(waits.likeContactId()).isEqualTo(first.payerId());
        Actor staff = new Actor("staff:2", "S", Set.of(Role.ADMIN), null);
        assertThatThrownBy(() -> house.courses.strangers().approve(staff, waits.id(), null, first.payerId(), false))
                .hasMessageContaining("Contact " + first.contactId() + " may be the same");
        assertThat(house.people.contacts).hasSize(2);
        assertThat(house.courses
                        .strangers()
                        .approve(staff, waits.id(), first.contactId(), first.payerId(), false)
                        .contactId())
                .isEqualTo(first.contactId());
        assertThat(house.people.contacts).hasSize(2);
    }

    @DatabaseTest
    void whoIsTooYoungToBuyWaitsForStaffWhoeverComes(TestDatabase fresh) {
        House house = new House(fresh);
        CoursePage page = new CoursePage(house.courses);
        Map<String, String> young = withChild(filled("Sol", "sol@example.com"), "Per", "1985-03-04");
        young.put("birthDate", "2017-01-01");
        assertThat(proven(page, post(page, house.course(3, 0).id(), young)))
                .isEqualTo(new Reply.Redirect("received", null));
        assertThat(only(house).reason()).isEqualTo("UNDER_AGE");
        assertThat(house.people.contacts).isEmpty();
    }

    @DatabaseTest
    void tellsEveryFieldThatIsWrongAndForgetsWhoNeverConfirms(TestDatabase fresh) {
        House house = new House(fresh);
        CoursePage page = new CoursePage(house.courses);
        Course course = house.course(5, 0);
        Reply empty = post(page, course.id(), Map.of());
        assertThat(((Reply.Show) empty).status()).isEqualTo(422);
        assertThat((Map<?, ?>) model(empty).get("errors")).hasSize(8);
        Map<String, String> bot = filled("Bot", "bot@example.com");
        bot.put("website", "https://spam.example");
        assertThat(((Reply.Show) proven(page, post(page, course.id(), bot))).status())
                .isEqualTo(422);
        Reply asked = post(page, course.id(), filled("Ola", "ola@example.com"));
        house.later(java.time.Duration.ofHours(25));
        assertThat(((Reply.Show) proven(page, asked)).status()).isEqualTo(422);
        assertThat(house.people.contacts).isEmpty();
    }

    @DatabaseTest
    void aMemberSeesTheHeldSeatThePlaceOnTheListAndWhatCancellingCosts(TestDatabase fresh) {
        House house = new House(fresh);
        CoursesPanel panel = new CoursesPanel(house.courses, calendar(house));
        Course course = house.course(1, 5);
        Visit kari = new Visit(house.actor(house.people.member("Kari")), House.NB);
        Visit ola = new Visit(house.actor(house.people.member("Ola")), House.NB);
        Reply bought = panel.handle(kari, new Request(true, "course/" + course.id(), Map.of()));
        Registration held = only(house);
        assertThat(bought).isEqualTo(new Reply.Elsewhere("/pay/" + held.invoiceId()));
        RegistrationCard basket =
                (RegistrationCard) model(panel.handle(kari, new Request(false, "registration/" + held.id(), Map.of())))
                        .get("registration");
        assertThat(basket.minutes()).isEqualTo(30);
        assertThat(basket.payPath()).isEqualTo("/pay/" + held.invoiceId());

        Reply queued = panel.handle(ola, new Request(true, "course/" + course.id(), Map.of()));
        Registration waiting = only(house);
        assertThat(queued).isEqualTo(new Reply.Redirect("registration/" + waiting.id(), "flash.WAITING"));
        RegistrationCard place = (RegistrationCard)
                model(panel.handle(ola, new Request(false, "registration/" + waiting.id(), Map.of())))
                        .get("registration");
        assertThat(place.position()).isEqualTo("1");
        assertThat(place.before()).isZero();
        Reply twice = panel.handle(ola, new Request(true, "course/" + course.id(), Map.of()));
        assertThat(model(twice).get("errors")).isEqualTo(Map.of("contactId", "refused.ALREADY_REGISTERED"));

        house.pay(held);
        house.following.round();
        String mine = "registration/" + held.id() + "/calendar";
        assertThat(text(panel.handle(kari, new Request(false, mine, Map.of()))))
                .contains("SUMMARY:" + course.plan().title(), "STATUS:CONFIRMED")
                .doesNotContain("CANCELLED");
        assertThat(calendar(house).of(held.contactId(), house.clock.instant()))
                .hasSameSizeAs(course.sessions())
                .noneMatch(Appointment::cancelled);
        house.clock.advanceDays(20);
        Map<String, Object> asked =
                model(panel.handle(kari, new Request(false, "registration/" + held.id() + "/cancel", Map.of())));
        assertThat(asked).containsEntry("kept", Ore.kroner(500)).containsEntry("givenBack", Ore.kroner(500));
        Reply changed =
                panel.handle(kari, new Request(true, "registration/" + held.id() + "/cancel", Map.of("kept", "0")));
        assertThat(((Reply.Show) changed).status()).isEqualTo(422);
        panel.handle(kari, new Request(true, "registration/" + held.id() + "/cancel", Map.of("kept", "50000")));
        assertThat(house.now(held).ending()).isEqualTo(Ending.CANCELLED);
        assertThat(text(panel.handle(kari, new Request(false, mine, Map.of()))))
                .contains("STATUS:CANCELLED")
                .doesNotContain("CONFIRMED");
        assertThat(text(panel.handle(ola, new Request(false, "course/" + course.id() + "/calendar", Map.of()))))
                .contains("STATUS:CONFIRMED");
        assertThat(calendar(house).of(held.contactId(), house.clock.instant())).allMatch(Appointment::cancelled);
        assertThat(calendar(house).of(waiting.contactId(), house.clock.instant()))
                .isEmpty();
        house.following.round();
        assertThat(house.now(waiting).state()).isEqualTo(State.HELD);
        assertThat(panel.summary(ola)).isPresent();
    }
}
