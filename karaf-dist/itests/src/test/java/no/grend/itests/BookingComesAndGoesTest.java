package no.grend.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import no.grend.harness.Grend;
import no.grend.harness.Staff;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The bundles of booking and of seats are stopped, started, refreshed and updated, and the feature is uninstalled and installed
 * again, while eight clients book (P12, P22). Who calls meanwhile is told so; nothing is lost, and everything is back.
 */
class BookingComesAndGoesTest {

    private static final String BOOKING = "no.grend.booking";
    private static final String SEATS = "no.grend.seats";
    private static final int CALLS_BETWEEN = 100;

    @TempDir
    Path folder;

    @Test
    void whatWasBookedOutlivesTheModule() throws Exception {
        long seed = Long.getLong("grend.seed", System.nanoTime());
        System.out.println("Booking comes and goes with -Dgrend.seed=" + seed);
        Map<String, String> settings = Map.of("GREND_CLOCK", "2026-12-01T09:00:00Z", "GREND_DEMO", "off");
        try (Grend grend = Grend.start(folder, settings)) {
            Staff staff = grend.admin();
            BookingRush rush = BookingRush.prepare(staff, seed);
            rush.begin(staff);
            rush.awaitMore(CALLS_BETWEEN);
            for (String swap : swaps()) {
                grend.console(swap);
                rush.awaitMore(CALLS_BETWEEN);
                assertThat(rush.strange()).as(swap).isEmpty();
            }
            rush.end();
            rush.requireSound(grend, staff);
            System.out.println("Booking and seats were swapped nine times: " + rush);

            comesBackWhole(grend, staff, rush);
            assertThat(grend.log()).doesNotContain("ERROR");
        }
    }

    private static String[] swaps() {
        return new String[] {
            "bundle:stop " + BOOKING + "\nbundle:start " + BOOKING,
            "bundle:stop " + SEATS + "\nbundle:start " + SEATS,
            "bundle:restart " + BOOKING,
            "bundle:restart " + SEATS,
            "bundle:refresh " + BOOKING,
            "bundle:refresh " + SEATS,
            "bundle:update " + BOOKING,
            "bundle:update " + SEATS,
            "grend:module-disable grend-booking\ngrend:module-enable grend-booking"
        };
    }

    private void comesBackWhole(Grend grend, Staff staff, BookingRush rush) throws Exception {
        Set<String> addresses = addresses(staff);
        assertThat(addresses).contains("/bookings", "/class-series/{id}", "/reservations", "/visits");
        MemberVisit member = MemberVisit.signedIn(grend.url(), staff, "rush1@example.org");
        assertThat(member.get("booking/").statusCode()).isEqualTo(200);
        assertThat(member.get("").body()).contains("/min-side/booking");
        rush.begin(staff);
        rush.awaitMore(CALLS_BETWEEN);

        grend.console("feature:uninstall grend-booking");
        await().atMost(Duration.ofSeconds(10))
                .until(() -> staff.get("class-types").status() == 404);
        Staff.Answer away = staff.get("bookings/none");
        assertThat(away.body().get("code").asText()).isEqualTo("PATH_UNKNOWN");
        assertThat(away.body().get("detail").asText()).contains("A module that is switched off");
        assertThat(addresses(staff)).doesNotContain("/bookings", "/class-series/{id}", "/reservations", "/visits");
        assertThat(member.get("booking/").statusCode()).isEqualTo(404);
        assertThat(member.get("").body()).as("no link that leads nowhere").doesNotContain("/min-side/booking");
        assertThat(grend.console("grend:verify")).doesNotContain("violation");

        grend.console("feature:install grend-booking");
        rush.awaitMore(CALLS_BETWEEN);
        rush.end();
        rush.requireSound(grend, staff);
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(addresses(staff)).isEqualTo(addresses));
        await().atMost(Duration.ofSeconds(20))
                .until(() -> member.get("booking/").statusCode() == 200);
        assertThat(member.get("").body()).contains("/min-side/booking");
        assertThat(grend.console("grend:booking-list none")).contains("There is no class with this id");
        assertThat(grend.console("grend:verify"))
                .contains("booking: OK", "seats: OK")
                .doesNotContain("violation");
        System.out.println("Uninstalled and installed again: " + rush);
    }

    /** All addresses of the staff API. */
    private static Set<String> addresses(Staff staff) {
        Staff.Answer answer = await().atMost(Duration.ofSeconds(10))
                .until(() -> staff.get("openapi.json"), one -> one.status() == 200);
        JsonNode paths = answer.body().get("paths");
        Set<String> addresses = new TreeSet<>();
        paths.fieldNames().forEachRemaining(addresses::add);
        return addresses;
    }
}
