package no.grend.courses.internal;

import static no.grend.courses.internal.House.STAFF;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import no.grend.courses.internal.Participants.Participant;
import no.grend.courses.internal.Participants.Words;
import no.grend.courses.internal.store.Course;
import no.grend.courses.internal.store.Registration;
import no.grend.invoicepdf.Letter;
import no.grend.invoicepdf.Letters;
import no.grend.kernel.IdempotencyKey;
import no.grend.kernel.Problem;
import no.grend.message.Message.Channel;
import no.grend.testkit.DatabaseTest;
import no.grend.testkit.TestDatabase;

/** The list, who was there, messages and certificates. */
class ParticipantsTest {

    @DatabaseTest
    void theListSaysWhoComesWhoWaitsAndWhoHasPaid(TestDatabase fresh) {
        House house = new House(fresh);
        Course course = house.course(2, 2);
        Registration paid = house.buy(course, house.people.member("Kari"));
        house.pay(paid);
        house.following.round();
        Registration held = house.buy(course, house.people.member("Ola"));
        Registration waiting = house.buy(course, house.people.member("Per"));

        List<Participant> list = house.courses.participants().of(STAFF, course.id());

        assertThat(list).extracting(one -> one.registration().id()).containsExactly(paid.id(), held.id(), waiting.id());
        assertThat(list).extracting(Participant::paid).containsExactly(true, false, null);
        assertThat(list).extracting(Participant::position).containsExactly(0, 0, 1);
        assertThatThrownBy(() -> house.courses.participants().of(house.actor(paid.contactId()), course.id()))
                .isInstanceOf(Problem.class);
    }

    @DatabaseTest
    void aMessageGoesToAllOnceAndToTheListWhenThatIsWanted(TestDatabase fresh) {
        House house = new House(fresh);
        Course course = house.course(1, 2);
        house.buy(course, house.people.member("Kari"));
        house.buy(course, house.people.member("Ola"));
        house.following.round();
        house.outbox.clear();
        Words words = new Words(Channel.EMAIL, "Ta med håndkle", "Vi møtes ved døra.", false);
        IdempotencyKey key = IdempotencyKey.of("towel", words);
        assertThat(house.courses
                        .participants()
                        .tell(STAFF, course.id(), words, key)
                        .told())
                .isEqualTo(1);
        house.courses.participants().tell(STAFF, course.id(), words, key);
        assertThat(house.outbox).hasSize(1);
        Words all = new Words(Channel.EMAIL, "Til alle", "Hei.", true);
        assertThat(house.courses
                        .participants()
                        .tell(STAFF, course.id(), all, null)
                        .told())
                .isEqualTo(2);
        Words sms = new Words(Channel.SMS, null, "Hei.", true);
        assertThat(house.courses
                        .participants()
                        .tell(STAFF, course.id(), sms, null)
                        .unreachable())
                .isEqualTo(2);
    }

    @DatabaseTest
    void whoWasAtEnoughOfTheSessionsHasACertificateWhenTheCourseIsOver(TestDatabase fresh) {
        House house = new House(fresh);
        List<Letter> set = new ArrayList<>();
        house.doors.letters = new Letters() {
            @Override
            public byte[] pdf(Letter letter) {
                set.add(letter);
                return new byte[] {1};
            }
        };
        Course course = house.course(5, 0);
        Registration kari = house.buy(course, house.people.member("Kari"));
        Registration ola = house.buy(course, house.people.member("Ola"));
        house.pay(kari);
        house.pay(ola);
        house.following.round();
        Participants participants = house.courses.participants();
        for (int i = 0; i < 6; i++) {
            String session = course.sessions().get(i).id();
            participants.attend(STAFF, course.id(), session, i < 5 ? List.of(kari.id(), ola.id()) : List.of(kari.id()));
        }
        assertThat(participants.hasCertificate(house.now(kari), course))
                .as("it is not over")
                .isFalse();
        house.clock.set(course.sessions().get(7).endsAt());
        assertThat(participants.hasCertificate(house.now(kari), course))
                .as("six of eight")
                .isTrue();
        assertThat(participants.hasCertificate(house.now(ola), course))
                .as("five of eight")
                .isFalse();
        participants.certificate(house.now(kari));
        assertThat(set).singleElement().satisfies(letter -> {
            assertThat(letter.title()).isEqualTo("Kursbevis");
            assertThat(letter.opening().get(0)).isEqualTo("Kari Prøve har deltatt på kurset «Svømmekurs».");
            assertThat(letter.facts()).extracting(Letter.Fact::value).containsExactly("6 / 8", "9:00");
        });
        assertThatThrownBy(() -> participants.certificate(house.now(ola))).isInstanceOf(Problem.class);
        assertThatThrownBy(() -> participants.attend(
                        STAFF, course.id(), course.sessions().get(0).id(), List.of("somebody")))
                .isInstanceOf(Problem.class);
        assertThatThrownBy(() -> house.courses
                        .book()
                        .change(
                                STAFF,
                                course.id(),
                                new no.grend.kernel.ETag(0),
                                old -> new CourseBook.Draft(
                                        old.plan(), old.sessions().subList(1, 8))))
                .isInstanceOfSatisfying(Problem.class, p -> assertThat(p.code()).isEqualTo("ATTENDANCE_KEPT"));
    }
}
