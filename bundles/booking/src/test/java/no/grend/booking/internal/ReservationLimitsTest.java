package no.grend.booking.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import no.grend.booking.internal.calendar.ReservationFiles;
import no.grend.booking.internal.resource.Reservations.Wanted;
import no.grend.booking.internal.store.Reservation;
import no.grend.booking.internal.store.Terms;
import no.grend.booking.internal.store.Terms.Hours;
import no.grend.kernel.Ore;
import no.grend.kernel.Oslo;
import no.grend.kernel.Problem;
import no.grend.message.Message;
import no.grend.message.Message.Channel;
import no.grend.testkit.DatabaseTest;
import no.grend.testkit.FakeMembers;
import no.grend.testkit.TestDatabase;

/** How long and how often resources can be had, and what people are told of it. 3 December 2026 is a Thursday. */
class ReservationLimitsTest {

    private static final LocalDate THURSDAY = LocalDate.parse("2026-12-03");
    private static final Terms TERMS = new Terms(60, 14, 120, List.of(new Hours(4, 8 * 60, 20 * 60)));

    private static String court(House house, String name, Terms terms) {
        String id = house.hall(name);
        house.hours.setTerms(House.STAFF, id, terms);
        return id;
    }

    private static Instant at(int hour) {
        return THURSDAY.atTime(hour, 0).atZone(Oslo.ZONE).toInstant();
    }

    private static Wanted wanted(int number, int hour, int slots, String... resources) {
        return new Wanted(List.of(resources), "contact-" + number, at(hour), at(hour + slots), null);
    }

    private static Wanted beyond(Wanted it) {
        return new Wanted(it.resourceIds(), it.contactId(), it.startsAt(), it.endsAt(), it.note(), true);
    }

    private static String codeOf(Runnable refused) {
        try {
            refused.run();
        } catch (Problem problem) {
            return problem.code();
        }
        return "BOOKED";
    }

    private static List<Message> told(House house) {
        house.confirmations.round();
        List<Message> told = List.copyOf(house.outbox);
        house.outbox.clear();
        house.confirmations.round();
        assertThat(house.outbox).as("told once").isEmpty();
        return told;
    }

    @DatabaseTest
    void severalSlotsInARowAreHadTogetherOrNotAtAllUpToTheMostOfEachResource(TestDatabase fresh) {
        House house = new House(fresh);
        String court = court(house, "Bane 1", TERMS.most(3, 0));
        String trainer = court(house, "PT", TERMS.most(2, 0));

        assertThat(codeOf(() -> house.reservations.reserve(House.member(1), wanted(1, 8, 4, court), null)))
                .isEqualTo("TOO_LONG");
        assertThat(codeOf(() -> house.reservations.reserve(House.member(1), wanted(1, 8, 3, court, trainer), null)))
                .isEqualTo("TOO_LONG");
        house.reservations.reserve(House.member(2), wanted(2, 12, 1, court), null);
        assertThat(codeOf(() -> house.reservations.reserve(House.member(1), wanted(1, 10, 3, court), null)))
                .isEqualTo("TAKEN");
        assertThat(house.reservations.ofResource(House.STAFF, court, THURSDAY)).hasSize(1);
        Reservation three = house.reservations.reserve(House.member(1), wanted(1, 9, 3, court), null);
        assertThat(three.endsAt()).isEqualTo(at(12));
        assertThat(codeOf(() -> house.reservations.reserve(House.STAFF, wanted(3, 14, 4, court), null)))
                .isEqualTo("TOO_LONG");
        assertThat(codeOf(() -> house.reservations.reserve(House.STAFF, beyond(wanted(3, 14, 4, court)), null)))
                .isEqualTo("BOOKED");
        assertThat(codeOf(() -> house.reservations.reserve(House.member(1), beyond(wanted(1, 19, 1, court)), null)))
                .isEqualTo("FORBIDDEN");
    }

    @DatabaseTest
    void eachSlotIsPaidFor(TestDatabase fresh) {
        House house = new House(fresh, true);
        String court = court(
                house,
                "Bane 1",
                new Terms(30, 14, 120, Ore.kroner(100), null, List.of(new Hours(4, 480, 1200))).most(4, 0));
        assertThat(house.reservations
                        .reserve(House.member(1), wanted(1, 9, 2, court), null)
                        .price())
                .isEqualTo(Ore.kroner(400));
    }

    @DatabaseTest
    void eachHasSoManyToComeOfAResourceAndIsToldWhyNotMore(TestDatabase fresh) {
        House house = new House(fresh);
        String court = court(house, "Bane 1", TERMS.most(1, 2));
        String other = court(house, "Bane 2", TERMS);
        Reservation first = house.reservations.reserve(House.member(1), wanted(1, 8, 1, court), null);
        house.reservations.reserve(House.member(1), wanted(1, 9, 1, court), null);

        assertThatThrownBy(() -> house.reservations.reserve(House.member(1), wanted(1, 10, 1, court), null))
                .isInstanceOfSatisfying(
                        Problem.class, refused -> assertThat(refused.code()).isEqualTo("TOO_MANY"))
                .hasMessageStartingWith("Bane 1 can be had 2 times ahead by each, and this contact has 2 reservations");
        assertThat(codeOf(() -> house.reservations.reserve(House.member(1), wanted(1, 10, 1, other), null)))
                .isEqualTo("BOOKED");
        assertThat(codeOf(() -> house.reservations.reserve(House.member(2), wanted(2, 10, 1, court), null)))
                .isEqualTo("BOOKED");
        assertThat(codeOf(() -> house.reservations.reserve(House.STAFF, beyond(wanted(1, 11, 1, court)), null)))
                .isEqualTo("BOOKED");
        house.reservations.cancel(House.member(1), first.id(), null);
        assertThat(codeOf(() -> house.reservations.reserve(House.member(1), wanted(1, 12, 1, court), null)))
                .isEqualTo("TOO_MANY");
        house.clock.set(at(11));
        assertThat(codeOf(() -> house.reservations.reserve(House.member(1), wanted(1, 13, 1, court), null)))
                .isEqualTo("BOOKED");
    }

    @DatabaseTest
    void manyAtOnceDoNotGetPastTheLimit(TestDatabase fresh) throws Exception {
        House house = new House(fresh);
        String court = court(house, "Bane 1", TERMS.most(1, 3));
        ExecutorService crowd = Executors.newFixedThreadPool(12);
        Map<String, Integer> counted = new TreeMap<>();
        try {
            List<Future<String>> answers = new ArrayList<>();
            for (int hour = 8; hour < 20; hour++) {
                int when = hour;
                answers.add(crowd.submit(() ->
                        codeOf(() -> house.reservations.reserve(House.member(1), wanted(1, when, 1, court), null))));
            }
            for (Future<String> answer : answers) {
                counted.merge(answer.get(), 1, Integer::sum);
            }
        } finally {
            crowd.shutdown();
        }
        assertThat(counted).isEqualTo(Map.of("BOOKED", 3, "TOO_MANY", 9));
    }

    @DatabaseTest
    void whoReservesIsToldWithAFileForTheCalendarAndAgainWhenItIsGivenBack(TestDatabase fresh) {
        House house = new House(fresh);
        String court = court(house, "Bane 1", TERMS.most(2, 0));
        ReservationFiles files = new ReservationFiles(house.db, house.feeds());

        Reservation mine = house.reservations.reserve(House.member(1), wanted(1, 10, 2, court), null);

        assertThat(told(house)).singleElement().satisfies(message -> {
            assertThat(message.to()).isEqualTo("kari1@example.no");
            assertThat(message.subject()).isEqualTo("Reservert: Bane 1, 03.12.2026 10:00–12:00");
            assertThat(message.body()).contains("på Min side til 03.12.2026 08:00");
            assertThat(message.attachments().get(0).mediaType()).isEqualTo("text/calendar");
            assertThat(file(files, message)).contains("DTEND:20261203T110000Z", "STATUS:CONFIRMED", "SEQUENCE:0");
        });
        house.reservations.cancel(House.member(1), mine.id(), null);
        assertThat(told(house)).singleElement().satisfies(message -> {
            assertThat(message.subject()).isEqualTo("Gitt tilbake: Bane 1, 03.12.2026 10:00–12:00");
            assertThat(file(files, message)).contains("UID:" + mine.id(), "STATUS:CANCELLED", "SEQUENCE:1");
        });
        Reservation again = house.reservations.reserve(House.member(2), wanted(2, 10, 1, court), null);
        house.reservations.cancel(House.STAFF, again.id(), null);
        assertThat(told(house))
                .extracting(Message::subject)
                .containsExactly("Avbestilt: Bane 1, 03.12.2026 10:00–11:00");
        house.reservations.block(House.STAFF, new Wanted(List.of(court), null, at(14), at(16), "Vask"), null);
        assertThat(told(house)).isEmpty();
    }

    private static String file(ReservationFiles files, Message message) {
        return new String(files.read(message.attachments().get(0).reference()).orElseThrow(), StandardCharsets.UTF_8);
    }

    @DatabaseTest
    void whatCostsSaysSoAndAChildIsToldThroughWhoActsForIt(TestDatabase fresh) {
        House house = new House(fresh, true);
        String court =
                court(house, "Bane 1", new Terms(60, 14, 120, Ore.kroner(300), null, List.of(new Hours(4, 480, 1200))));
        house.wards.put("contact-1", Set.of("contact-3"));
        house.members.put(FakeMembers.kari(3));

        Reservation childs = house.reservations.reserve(House.member(1), wanted(3, 10, 1, court), null);

        assertThat(told(house)).singleElement().satisfies(message -> {
            assertThat(message.to()).isEqualTo("kari1@example.no");
            assertThat(message.body()).startsWith("Gjelder Kari.").contains("Det koster 300,00 kr");
        });
        house.reservations.cancel(House.STAFF, childs.id(), Ore.kroner(100));
        assertThat(told(house)).singleElement().satisfies(message -> assertThat(message.body())
                .contains("Av 300,00 kr slipper du å betale 200,00 kr"));
        house.members.put(FakeMembers.kari(4, null, "+4790000004", null, "en"));
        house.reservations.reserve(House.member(4), wanted(4, 10, 1, court), null);
        assertThat(told(house)).singleElement().satisfies(message -> {
            assertThat(message.channel()).isEqualTo(Channel.SMS);
            assertThat(message.attachments()).isEmpty();
            assertThat(message.body()).startsWith("You have reserved Bane 1, 03.12.2026 10:00–11:00.");
        });
    }

    @DatabaseTest
    void whatCannotBeGivenBackAndWhatIsToBePaidAllTheSameIsToldSo(TestDatabase fresh) {
        House house = new House(fresh, true);
        int threeDays = 3 * 24 * 60;
        List<Hours> thursdays = List.of(new Hours(4, 480, 1200));
        String dear = court(house, "Bane 1", new Terms(60, 14, threeDays, Ore.kroner(300), null, thursdays));
        String free = court(house, "Bane 2", new Terms(60, 14, threeDays, thursdays));

        Reservation mine = house.reservations.reserve(House.member(1), wanted(1, 10, 1, dear), null);
        house.reservations.reserve(House.member(2), wanted(2, 10, 1, free), null);
        assertThat(told(house)).extracting(Message::body).allSatisfy(body -> assertThat(body)
                .contains("Tiden kan ikke gis tilbake.")
                .doesNotContain("på Min side"));
        house.reservations.cancel(House.STAFF, mine.id(), Ore.kroner(300));
        assertThat(told(house)).singleElement().satisfies(message -> assertThat(message.body())
                .contains("Prisen på 300,00 kr skal betales likevel"));
    }

    /** As the form of Min Side sends it. */
    @DatabaseTest
    void minSideOffersTheLengthsAndSaysTheLimits(TestDatabase fresh) {
        House house = new House(fresh);
        String court = court(house, "Bane 1", TERMS.most(2, 1));
        ResourcePagesTest.Pages pages = ResourcePagesTest.pagesOf(house);

        assertThat(pages.model(court, "2026-12-03"))
                .containsEntry("lengths", Map.of("1", "60 min", "2", "120 min"))
                .containsEntry("mostComing", 1);
        Map<String, String> form =
                new HashMap<>(Map.of("resource", court, "slot", at(10).toString(), "day", "2026-12-03"));
        form.put("length", "2");
        assertThat(pages.errors(form)).isEmpty();
        assertThat(house.reservations.coming(House.STAFF, "contact-1"))
                .singleElement()
                .satisfies(it -> assertThat(it.endsAt()).isEqualTo(at(12)));
        form.put("slot", at(14).toString());
        assertThat(pages.errors(form)).isEqualTo(Map.of("slot", "resource.error.TOO_MANY"));
        form.put("length", "3");
        assertThat(pages.errors(form)).isEqualTo(Map.of("slot", "resource.error.TOO_LONG"));
    }
}
