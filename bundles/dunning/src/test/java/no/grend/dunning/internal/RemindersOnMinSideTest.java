package no.grend.dunning.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import no.grend.dunning.internal.minside.RemindersPanel;
import no.grend.dunning.internal.minside.RemindersPanel.InvoiceCard;
import no.grend.identity.Actor;
import no.grend.kernel.Ore;
import no.grend.minside.Reply;
import no.grend.minside.Request;
import no.grend.minside.Visit;
import no.grend.testkit.DatabaseTest;
import no.grend.testkit.TestDatabase;

class RemindersOnMinSideTest {

    private static final Actor KARI = Actor.member("contact-1", "Kari");
    private static final Actor OLA = Actor.member("contact-2", "Ola");

    private static List<?> page(House house, Actor member, String language) {
        Visit visit = new Visit(member, Locale.forLanguageTag(language));
        Reply reply = new RemindersPanel(house.dunning).handle(visit, new Request(false, "", Map.of()));
        return (List<?>) ((Reply.Show) reply).view().model().get("invoices");
    }

    @DatabaseTest
    void theMemberSeesWhatEachFeeIsForAndWhatComesNext(TestDatabase fresh) {
        House house = new House(fresh);
        house.ledger.open(1, 1001, House.DUE, 50_000);
        house.run(false);
        RemindersPanel panel = new RemindersPanel(house.dunning);

        assertThat(panel.visibleTo(KARI)).isTrue();
        assertThat(panel.visibleTo(OLA)).isFalse();
        assertThat(page(house, OLA, "nb")).isEmpty();
        InvoiceCard card = (InvoiceCard) page(house, KARI, "nn").get(0);
        assertThat(card.open()).isEqualTo(Ore.kroner(538));
        assertThat(card.next()).isEqualTo("next.COLLECTION_NOTICE");
        assertThat(card.nextOn()).isEqualTo("2026-04-04");
        assertThat(card.letters()).singleElement().satisfies(letter -> {
            assertThat(letter.fee()).isEqualTo(Ore.kroner(38));
            assertThat(letter.reasons())
                    .singleElement()
                    .asString()
                    .contains("runda til heile kroner", "FOR-1989-07-14-562");
        });
    }

    @DatabaseTest
    void aPaidInvoiceAndAnObjectionAreSaidCalmly(TestDatabase fresh) {
        House house = new House(fresh);
        house.ledger.open(1, 1001, House.DUE, 50_000);
        house.run(false);
        house.dunning.dispute(House.TREASURER, "invoice-1001", "Feil beløp", null, null);

        assertThat(((InvoiceCard) page(house, KARI, "en").get(0)).next()).isEqualTo("next.disputed");
        Visit visit = new Visit(KARI, Locale.forLanguageTag("nb"));
        assertThat(new RemindersPanel(house.dunning).handle(visit, new Request(true, "", Map.of())))
                .isInstanceOf(Reply.NotFound.class);
    }
}
