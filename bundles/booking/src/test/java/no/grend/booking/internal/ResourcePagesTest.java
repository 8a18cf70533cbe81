package no.grend.booking.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import no.grend.booking.internal.minside.OwnPlaces;
import no.grend.booking.internal.minside.OwnReservation;
import no.grend.booking.internal.minside.ReservationPages;
import no.grend.booking.internal.minside.ResourcePages;
import no.grend.booking.internal.store.Resource;
import no.grend.booking.internal.store.Terms;
import no.grend.booking.internal.store.Terms.Hours;
import no.grend.kernel.Ore;
import no.grend.member.Standings.State;
import no.grend.minside.Reply;
import no.grend.minside.Request;
import no.grend.minside.Visit;
import no.grend.testkit.DatabaseTest;
import no.grend.testkit.TestDatabase;

/** Reserving on Min Side as a browser does it, without the HTML. 3 December 2026 is a Thursday. */
class ResourcePagesTest {

    private static final Visit KARI = visit(1);
    private static final Map<String, String> THURSDAY = Map.of("day", "2026-12-03");
    private static final String TEN = "2026-12-03T09:00:00Z";

    private static Visit visit(int number) {
        return new Visit(House.member(number), Locale.forLanguageTag("nb"));
    }

    private static ResourcePages pages(House house) {
        OwnPlaces places = new OwnPlaces(house.clock, house.timetable, house.bookings, house.family, house.members);
        ReservationPages reserved = new ReservationPages(
                house.clock, house.resources, house.reservations, house.letting, house.till, house.feeds(), places);
        return new ResourcePages(
                house.clock, house.resources, house.hours, house.reservations, house.letting, places, reserved);
    }

    /** The pages as contact-1 sees them. */
    record Pages(ResourcePages pages) {

        Map<String, Object> model(String resource, String day) {
            return ResourcePagesTest.model(get(pages, KARI, "resources/" + resource, Map.of("day", day)));
        }

        /** What is wrong with what is sent; nothing when it is reserved. */
        Map<?, ?> errors(Map<String, String> form) {
            return post(pages, KARI, "reserve", form) instanceof Reply.Show shown
                    ? (Map<?, ?>) shown.view().model().get("errors")
                    : Map.of();
        }
    }

    static Pages pagesOf(House house) {
        return new Pages(pages(house));
    }

    private static String court(House house, String name) {
        String id =
                house.resources.create(House.STAFF, Resource.Kind.PADEL, name).id();
        house.hours.setTerms(House.STAFF, id, new Terms(60, 14, 120, List.of(new Hours(4, 600, 780))));
        return id;
    }

    private static Reply get(ResourcePages pages, Visit visit, String path, Map<String, String> query) {
        return pages.handle(visit, new Request(false, path, query)).orElseThrow();
    }

    private static Reply post(ResourcePages pages, Visit visit, String path, Map<String, String> form) {
        return pages.handle(visit, new Request(true, path, form)).orElseThrow();
    }

    private static Map<String, Object> model(Reply reply) {
        return ((Reply.Show) reply).view().model();
    }

    private static Map<String, String> form(String resource, String... also) {
        Map<String, String> form = new HashMap<>(Map.of("resource", resource, "slot", TEN, "day", "2026-12-03"));
        List.of(also).forEach(each -> form.put("also-" + each, "true"));
        return form;
    }

    private static List<?> times(ResourcePages pages, Visit visit, String resource) {
        Map<?, ?> times = (Map<?, ?>)
                model(get(pages, visit, "resources/" + resource, THURSDAY)).get("times");
        return List.copyOf(times.values());
    }

    @DatabaseTest
    void aMemberSeesTheFreeTimesReservesOneAndGivesItBack(TestDatabase fresh) {
        House house = new House(fresh);
        ResourcePages pages = pages(house);
        house.hall("A hall without opening hours");
        String court = court(house, "Padel 1");
        assertThat((List<?>) model(get(pages, KARI, "resources", Map.of())).get("resources"))
                .singleElement()
                .isEqualTo(new ResourcePages.ShownResource(court, "Padel 1", "kind.PADEL", null));
        assertThat(times(pages, KARI, court)).isEqualTo(List.of("10:00–11:00", "11:00–12:00", "12:00–13:00"));

        Reply reserved = post(pages, KARI, "reserve", form(court));

        OwnReservation own = (OwnReservation)
                ((List<?>) model(get(pages, KARI, "resources", Map.of())).get("reservations")).get(0);
        assertThat(reserved).isEqualTo(new Reply.Redirect("reservation/" + own.id(), "flash.reserved"));
        assertThat(own.clock()).isEqualTo("10:00–11:00");
        assertThat(times(pages, visit(2), court)).isEqualTo(List.of("11:00–12:00", "12:00–13:00"));
        assertThat(model(get(pages, KARI, "reservation/" + own.id(), Map.of()))).containsEntry("cancellable", true);

        Reply.Download file = (Reply.Download) get(pages, KARI, "reservation-ics/" + own.id(), Map.of());
        assertThat(new String(file.content(), java.nio.charset.StandardCharsets.UTF_8))
                .contains("SUMMARY:Padel 1", "DTSTART:20261203T090000Z", "STATUS:CONFIRMED");
        assertThat(post(pages, KARI, "give-back", Map.of("reservation", own.id())))
                .isEqualTo(new Reply.Redirect("resources", "flash.givenBack"));
        assertThat(times(pages, KARI, court)).hasSize(3);
        assertThat(pages.handle(KARI, new Request(false, "week", Map.of()))).isEmpty();
    }

    @DatabaseTest
    void allThatIsTickedOrNothingAndTheFormSaysWhatIsWrong(TestDatabase fresh) {
        House house = new House(fresh);
        ResourcePages pages = pages(house);
        String court = court(house, "Padel 1");
        String other = court(house, "Padel 2");
        post(pages, visit(2), "reserve", form(other));

        Reply both = post(pages, KARI, "reserve", form(court, other));

        assertThat(((Reply.Show) both).status()).isEqualTo(422);
        assertThat(model(both)).containsEntry("errors", Map.of("slot", "resource.error.TAKEN"));
        assertThat(times(pages, KARI, court)).hasSize(3);
        Reply none = post(pages, KARI, "reserve", Map.of("resource", court));
        assertThat(model(none)).containsEntry("errors", Map.of("slot", "resource.choose"));
    }

    @DatabaseTest
    void whoMayNotIsToldWhyAndWhoActsForAChildChoosesForWhom(TestDatabase fresh) {
        House house = new House(fresh);
        ResourcePages pages = pages(house);
        String court = court(house, "Padel 1");
        house.standing.put("contact-1", State.NONE);
        assertThat(model(get(pages, KARI, "resources/" + court, THURSDAY)))
                .containsEntry("refusal", "resource.refusal.NOT_A_MEMBER");
        house.wards.put("contact-1", Set.of("contact-3"));
        Map<String, String> forMe = form(court);
        assertThat(model(post(pages, KARI, "reserve", forMe)))
                .containsEntry("errors", Map.of("slot", "resource.error.NOT_A_MEMBER"));
        forMe.put("who", "contact-3");
        assertThat(post(pages, KARI, "reserve", forMe)).isInstanceOf(Reply.Redirect.class);
        assertThat(house.reservations.coming(House.STAFF, "contact-3")).hasSize(1);
    }

    @DatabaseTest
    void neitherPastNorTooFarAheadAndNotGivenBackTooLate(TestDatabase fresh) {
        House house = new House(fresh);
        ResourcePages pages = pages(house);
        String court = court(house, "Padel 1");
        assertThat(model(get(pages, KARI, "resources/" + court, Map.of("day", "2026-12-24"))))
                .containsEntry("late", true)
                .containsEntry("times", Map.of());
        assertThat(model(get(pages, KARI, "resources/" + court, Map.of("day", "2025-01-01"))))
                .containsEntry("day", "2026-12-01")
                .containsEntry("before", "");
        post(pages, KARI, "reserve", form(court));
        String id = house.reservations.coming(House.STAFF, "contact-1").get(0).id();
        house.clock.advance(java.time.Duration.ofHours(45));
        assertThat(model(get(pages, KARI, "reservation/" + id, Map.of()))).containsEntry("cancellable", false);
        Reply late = post(pages, KARI, "give-back", Map.of("reservation", id));
        assertThat(model(late)).containsEntry("errors", Map.of("reservation", "resource.error.CANCEL_TOO_LATE"));
    }

    @DatabaseTest
    void thePriceIsSaidOnceWhenAllPayTheSameAndEachLengthShowsItsSum(TestDatabase fresh) {
        House house = new House(fresh);
        ResourcePages pages = pages(house);
        String court = court(house, "Padel 1");
        house.hours.setTerms(
                House.STAFF,
                court,
                new Terms(60, 14, 120, Ore.kroner(250), Ore.kroner(150), List.of(new Hours(4, 600, 780))).most(2, 0));
        house.wards.put("contact-1", Set.of("contact-3"));

        Map<String, Object> same = model(get(pages, KARI, "resources/" + court, THURSDAY));
        house.standing.put("contact-3", State.NONE);
        Map<String, Object> differs = model(get(pages, KARI, "resources/" + court, THURSDAY));

        assertThat(same).containsEntry("price", Ore.kroner(150)).containsEntry("memberPrice", null);
        assertThat(same)
                .containsEntry("lengths", Map.of("1", "60 min, 150,00\u00a0kr", "2", "120 min, 300,00\u00a0kr"));
        assertThat(differs).containsEntry("price", Ore.kroner(250)).containsEntry("memberPrice", Ore.kroner(150));
        assertThat(differs)
                .containsEntry(
                        "lengths", Map.of("1", "60 min, 150,00–250,00\u00a0kr", "2", "120 min, 300,00–500,00\u00a0kr"));
    }
}
