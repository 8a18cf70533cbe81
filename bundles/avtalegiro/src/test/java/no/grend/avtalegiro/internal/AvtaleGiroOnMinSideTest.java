package no.grend.avtalegiro.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Map;
import no.grend.avtalegiro.internal.minside.AvtaleGiroPanel;
import no.grend.identity.Actor;
import no.grend.minside.Reply;
import no.grend.minside.Request;
import no.grend.minside.Visit;
import no.grend.testkit.DatabaseTest;
import no.grend.testkit.FakeMembers;
import no.grend.testkit.TestDatabase;

class AvtaleGiroOnMinSideTest {

    private static Map<String, Object> page(House house, int member) {
        AvtaleGiroPanel panel = new AvtaleGiroPanel(
                house.members, house.ledger, () -> house.profile, house.mandates, house.choices, house.signings);
        Visit visit = new Visit(Actor.member("contact-" + member, "Kari"), Locale.forLanguageTag("nb"));
        Reply reply = panel.handle(visit, new Request(false, "", Map.of()));
        assertThat(panel.handle(visit, new Request(false, "other", Map.of()))).isInstanceOf(Reply.NotFound.class);
        assertThat(panel.handle(visit, new Request(true, "", Map.of()))).isInstanceOf(Reply.NotFound.class);
        return ((Reply.Show) reply).view().model();
    }

    @DatabaseTest
    void showsTheReferenceAndWhereTheMandateStands(TestDatabase fresh) {
        House house = new House(fresh);
        house.mandatesFor(2);

        assertThat(page(house, 1))
                .containsEntry("reference", "050000000100000004")
                .containsEntry("account", "1234.56.78903")
                .containsEntry("status", "status.none")
                .containsEntry("active", false);
        assertThat(page(house, 2)).containsEntry("status", "status.active").containsEntry("active", true);
    }

    @DatabaseTest
    void saysSoWhenTheAccountIsNotSet(TestDatabase fresh) {
        House house = new House(fresh);
        house.profile = House.profile(null, null);

        assertThat(page(house, 1)).containsEntry("account", null);
    }

    /** The member consents on Min Side, and is told in words when that leads nowhere. */
    @DatabaseTest
    void theMemberChoosesHowToBeTold(TestDatabase fresh) {
        House house = new House(fresh);
        house.members.put(FakeMembers.kari(2, "kari@example.org", null, null, "nb"));
        AvtaleGiroPanel panel = new AvtaleGiroPanel(
                house.members, house.ledger, () -> house.profile, house.mandates, house.choices, house.signings);
        Visit visit = new Visit(Actor.member("contact-2", "Kari"), Locale.forLanguageTag("nb"));

        assertThat(panel.handle(visit, new Request(true, "notice", Map.of("channel", "EMAIL"))))
                .isEqualTo(new Reply.Redirect("", "choice.saved"));
        assertThat(page(house, 2)).containsEntry("channel", "EMAIL");
        for (var wrong :
                Map.of("SMS", "choice.MOBILE_MISSING", "DOVE", "choice.UNKNOWN").entrySet()) {
            Reply reply = panel.handle(visit, new Request(true, "notice", Map.of("channel", wrong.getKey())));
            assertThat(reply).isInstanceOfSatisfying(Reply.Show.class, show -> {
                assertThat(show.status()).isEqualTo(422);
                assertThat(show.view().model())
                        .containsEntry("errors", Map.of("channel", wrong.getValue()))
                        .containsEntry("channel", "EMAIL");
            });
        }
        assertThat(panel.handle(visit, new Request(true, "notice", Map.of())))
                .isInstanceOfSatisfying(
                        Reply.Show.class, show -> assertThat(show.status()).isEqualTo(422));
    }
}
