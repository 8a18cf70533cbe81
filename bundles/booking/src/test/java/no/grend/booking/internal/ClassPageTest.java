package no.grend.booking.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import no.grend.booking.internal.minside.BookingPanel;
import no.grend.booking.internal.minside.OwnPlaces;
import no.grend.booking.internal.minside.OwnPlaces.PlaceCard;
import no.grend.booking.internal.minside.Pictures;
import no.grend.booking.internal.minside.Pictures.Square;
import no.grend.booking.internal.minside.ReservationPages;
import no.grend.booking.internal.minside.ResourcePages;
import no.grend.booking.internal.seat.Refusal;
import no.grend.minside.Reply;
import no.grend.minside.Request;
import no.grend.minside.Visit;
import no.grend.testkit.DatabaseTest;
import no.grend.testkit.TestDatabase;
import org.assertj.core.api.InstanceOfAssertFactories;

/** One class, and the month, on Min Side as a browser asks for them, without the HTML. */
class ClassPageTest {

    private static Visit kari(String language) {
        return new Visit(House.member(1), Locale.forLanguageTag(language));
    }

    private static BookingPanel panel(House house) {
        OwnPlaces places = new OwnPlaces(house.clock, house.timetable, house.bookings, house.family, house.members);
        ReservationPages reserved = new ReservationPages(
                house.clock, house.resources, house.reservations, house.letting, house.till, house.feeds(), places);
        ResourcePages resources = new ResourcePages(
                house.clock, house.resources, house.hours, house.reservations, house.letting, places, reserved);
        Pictures pictures = new Pictures(house.clock, house.timetable, house.bookings, house.rules, places);
        return new BookingPanel(
                house.bookings, pictures, null, house.timetable, house.feeds(), resources, reserved, places);
    }

    private static Map<String, Object> get(House house, String language, String path) {
        return model(panel(house).handle(kari(language), new Request(false, path, Map.of())));
    }

    private static Reply book(House house, Map<String, String> form) {
        return panel(house).handle(kari("nb"), new Request(true, "book", form));
    }

    private static Map<String, Object> model(Reply reply) {
        return ((Reply.Show) reply).view().model();
    }

    private static PlaceCard place(Map<String, Object> model) {
        return (PlaceCard) ((List<?>) model.get("places")).get(0);
    }

    @DatabaseTest
    void whoWaitsIsAskedForTheirChildByNameAndNotToldOfASeat(TestDatabase fresh) {
        House house = new House(fresh);
        String spinning = house.spinning(1);
        house.book(2, spinning);
        assertThat(get(house, "nb", "class/" + spinning))
                .containsEntry("submit", "wait")
                .containsEntry("waits", true)
                .containsEntry("other", "");
        house.wards.put("contact-1", Set.of("contact-3"));
        assertThat(get(house, "nb", "class/" + spinning)).containsEntry("submit", "wait.some");
        house.book(1, spinning);

        Map<String, Object> page = get(house, "nb", "class/" + spinning);

        assertThat(page)
                .containsEntry("submit", "wait.other")
                .containsEntry("other", "contact-3")
                .containsEntry(
                        "otherName",
                        house.members
                                .contact(House.STAFF, "contact-3")
                                .orElseThrow()
                                .name());
        assertThat(place(page).cancellable()).isFalse();
        assertThat(place(page).late()).isFalse();
        assertThat(place(page).why()).isNotEmpty();
        assertThat(book(house, Map.of("class", spinning, "who-contact-3", "true")))
                .isEqualTo(new Reply.Redirect("class/" + spinning, "flash.waiting"));
        assertThat(house.bookings.live(House.STAFF, "contact-3")).hasSize(1);
    }

    @DatabaseTest
    void aSeatCanBeGivenBackUntilItIsTooLate(TestDatabase fresh) {
        House house = new House(fresh);
        String spinning = house.spinning(2);
        house.book(1, spinning);
        assertThat(place(get(house, "nb", "class/" + spinning)))
                .extracting(PlaceCard::cancellable, PlaceCard::late)
                .containsExactly(true, false);
        house.clock.advance(java.time.Duration.ofHours(52));
        assertThat(place(get(house, "nb", "class/" + spinning)))
                .extracting(PlaceCard::cancellable, PlaceCard::late)
                .containsExactly(false, true);
    }

    @DatabaseTest
    void whoTicksNobodyIsAskedToTick(TestDatabase fresh) {
        House house = new House(fresh);
        house.wards.put("contact-1", Set.of("contact-3"));
        String spinning = house.spinning(2);

        Reply asked = book(house, Map.of("class", spinning, "choice", "true"));

        assertThat(((Reply.Show) asked).status()).isEqualTo(422);
        assertThat(model(asked)).containsEntry("errors", Map.of("class", "error.nobody"));
        assertThat(house.bookings.live(House.STAFF, "contact-1")).isEmpty();
    }

    @DatabaseTest
    void whoIsRefusedIsToldWhyInASentence(TestDatabase fresh) throws IOException {
        House house = new House(fresh);
        house.wards.put("contact-1", Set.of("contact-3"));
        String spinning = house.spinning(1);

        Reply asked = book(house, Map.of("class", spinning, "who-contact-1", "true", "who-contact-3", "true"));

        assertThat(((Reply.Show) asked).status()).isEqualTo(422);
        assertThat(model(asked)).containsEntry("errors", Map.of("class", "error.PARTY_TOO_LARGE"));
        for (String language : List.of("nb", "nn", "en")) {
            Properties texts = new Properties();
            try (InputStream in =
                    BookingPanel.class.getResourceAsStream("/minside/booking/texts_" + language + ".properties")) {
                texts.load(new InputStreamReader(in, StandardCharsets.UTF_8));
            }
            for (Refusal why : Refusal.values()) {
                assertThat(texts.getProperty("error." + why))
                        .as(language + " " + why)
                        .endsWith(".");
            }
        }
    }

    @DatabaseTest
    void theMonthNamesTheWeekdayOfEachDay(TestDatabase fresh) {
        House house = new House(fresh);
        house.spinning(2);

        Map<String, Object> month = get(house, "nn", "month");

        assertThat(month.get("weekdays")).isEqualTo(List.of("mån.", "tys.", "ons.", "tor.", "fre.", "lau.", "søn."));
        assertThat(month.get("weeks"))
                .asInstanceOf(InstanceOfAssertFactories.list(List.class))
                .first(InstanceOfAssertFactories.list(Square.class))
                .extracting(Square::weekday)
                .startsWith("mån.", "tys.");
        assertThat(get(house, "nb", "month").get("weekdays"))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .startsWith("man.");
        assertThat(get(house, "en", "month").get("weekdays"))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .startsWith("Mon");
    }
}
