package no.grend.agreement.internal.minside;

import static no.grend.agreement.internal.standing.StandingHouse.KARI;
import static no.grend.agreement.internal.standing.StandingHouse.OLA;
import static no.grend.agreement.internal.standing.StandingHouse.STAFF;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import no.grend.agreement.StandingAgreement;
import no.grend.agreement.StandingAgreement.CollectedBy;
import no.grend.agreement.StandingAgreement.Every;
import no.grend.agreement.StandingAgreement.Purpose;
import no.grend.agreement.StandingAgreement.State;
import no.grend.agreement.StandingAgreements.Act;
import no.grend.agreement.internal.standing.StandingHouse;
import no.grend.identity.Actor;
import no.grend.kernel.Ore;
import no.grend.minside.Reply;
import no.grend.minside.Request;
import no.grend.minside.Visit;
import no.grend.testkit.DatabaseTest;
import no.grend.testkit.TestDatabase;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

/** What a member sees of agreements, and what they can do with them, without the portal around it. */
class AgreementsPanelTest {

    private static final String ALL = "*=see,change,end";

    private static Reply get(StandingHouse house, Actor member, String path) {
        return new AgreementsPanel(house.agreements).handle(visit(member), new Request(false, path, Map.of()));
    }

    private static Reply post(StandingHouse house, Actor member, String path, Map<String, String> fields) {
        return new AgreementsPanel(house.agreements).handle(visit(member), new Request(true, path, fields));
    }

    private static Visit visit(Actor member) {
        return new Visit(member, Locale.forLanguageTag("nb"));
    }

    private static Map<String, Object> page(Reply reply, int status, String template) {
        assertThat(reply).isInstanceOfSatisfying(Reply.Show.class, show -> {
            assertThat(show.status()).isEqualTo(status);
            assertThat(show.view().template()).isEqualTo(template);
        });
        return ((Reply.Show) reply).view().model();
    }

    private static Map<String, String> confirmed(Map<String, Object> page, String... more) {
        Map<String, String> fields = new HashMap<>();
        fields.put("confirmed", "true");
        fields.put("version", (String) page.get("version"));
        for (int i = 0; i < more.length; i += 2) {
            fields.put(more[i], more[i + 1]);
        }
        return fields;
    }

    @DatabaseTest
    void aChangeIsShownWithItsDateAndDoneWhenItIsConfirmed(TestDatabase fresh) {
        StandingHouse house = new StandingHouse(fresh, ALL, "gift=50-5000");
        StandingAgreement gift = house.gift("15");
        house.live(10);
        String change = gift.id() + "/change";
        Map<String, Object> form = page(get(house, KARI, change), 200, "change.peb");
        assertThat(form.get("form"))
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsEntry("amount", "300")
                .containsEntry("debitDay", "15");

        Map<String, Object> shown =
                page(post(house, KARI, change, Map.of("amount", "1 250,50", "debitDay", "15")), 200, "confirm.peb");
        assertThat(shown.get("from")).isEqualTo(LocalDate.of(2027, 1, 15));
        assertThat(shown.get("standing"))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .hasSize(1);
        assertThat(((AgreementCard) shown.get("after")).amount()).isEqualTo(Ore.of(125_050));
        assertThat(house.now(gift).amount()).as("only shown").isEqualTo(Ore.of(30_000));

        Reply done = post(house, KARI, change, confirmed(shown, "amount", "1 250,50", "debitDay", "15"));
        assertThat(done).isEqualTo(new Reply.Redirect(gift.id(), "done.change"));
        assertThat(house.now(gift).amount()).isEqualTo(Ore.of(125_050));
        assertThat(house.agreements.history(STAFF, gift.id()).get(1).actor()).isEqualTo(KARI.id());
    }

    @DatabaseTest
    void whatWasChangedMeanwhileIsShownAgainBeforeItIsDone(TestDatabase fresh) {
        StandingHouse house = new StandingHouse(fresh, ALL, "");
        StandingAgreement gift = house.gift("15");
        Map<String, Object> shown = page(
                post(house, KARI, gift.id() + "/change", Map.of("amount", "500", "debitDay", "15")),
                200,
                "confirm.peb");
        assertThat(shown.get("from")).isEqualTo(LocalDate.of(2026, 12, 15));
        house.live(10);

        Map<String, Object> again = page(
                post(house, KARI, gift.id() + "/change", confirmed(shown, "amount", "500", "debitDay", "15")),
                422,
                "confirm.peb");

        assertThat(again).containsEntry("again", true);
        assertThat(again.get("from")).as("December is invoiced by now").isEqualTo(LocalDate.of(2027, 1, 15));
        assertThat(house.now(gift).amount()).isEqualTo(Ore.of(30_000));
        post(house, KARI, gift.id() + "/change", confirmed(again, "amount", "500", "debitDay", "15"));
        assertThat(house.now(gift).amount()).isEqualTo(Ore.of(50_000));
    }

    @DatabaseTest
    void whatCannotBeReadOrIsRefusedStandsByItsField(TestDatabase fresh) {
        StandingHouse house = new StandingHouse(fresh, ALL, "gift=50-5000");
        StandingAgreement gift = house.gift("15");
        String change = gift.id() + "/change";
        Map<String, Map<String, String>> wrong = Map.of(
                "error.AMOUNT", Map.of("amount", "mye", "debitDay", "15"),
                "error.LIMITS", Map.of("amount", "49", "debitDay", "15"),
                "error.NOTHING_CHANGED", Map.of("amount", "300,00", "debitDay", "15"),
                "error.DAY", Map.of("amount", "300", "debitDay", "30"));
        wrong.forEach((error, fields) -> {
            Map<String, Object> page = page(post(house, KARI, change, fields), 422, "change.peb");
            assertThat(((Map<?, ?>) page.get("errors")).containsValue(error))
                    .as(error)
                    .isTrue();
            assertThat(page.get("form")).isEqualTo(fields);
        });
        Map<String, Object> past =
                page(post(house, KARI, gift.id() + "/pause", Map.of("until", "2026-01-01")), 422, "pause.peb");
        assertThat(((Map<?, ?>) past.get("errors")).containsValue("error.DATE_PAST"))
                .isTrue();
        assertThat(house.now(gift)).isEqualTo(gift);
    }

    @DatabaseTest
    void pausesResumesAndEnds(TestDatabase fresh) {
        StandingHouse house = new StandingHouse(fresh, ALL, "");
        StandingAgreement gift = house.begin(Purpose.GIFT, 10_000, "20", Every.MONTH, CollectedBy.AVTALEGIRO);
        AgreementsPanel panel = new AgreementsPanel(house.agreements);
        for (String step : List.of("pause", "resumption", "end")) {
            Map<String, Object> shown = step.equals("pause")
                    ? page(post(house, KARI, gift.id() + "/pause", Map.of("until", "")), 200, "confirm.peb")
                    : page(get(house, KARI, gift.id() + "/" + step), 200, "confirm.peb");
            assertThat(shown).containsEntry("mandate", true);
            assertThat(panel.summary(visit(KARI))).isPresent();

            Reply done = post(house, KARI, gift.id() + "/" + step, confirmed(shown, "until", ""));

            assertThat(done).isEqualTo(new Reply.Redirect(gift.id(), "done." + step));
        }
        assertThat(house.now(gift).state()).isEqualTo(State.ENDED);
        assertThat(panel.summary(visit(KARI))).isEmpty();
        page(get(house, KARI, gift.id()), 200, "agreement.peb");
        assertThat(get(house, KARI, gift.id() + "/change")).isInstanceOf(Reply.NotFound.class);
    }

    @DatabaseTest
    void whatIsClosedOrSomebodyElsesIsNotThere(TestDatabase fresh) {
        StandingHouse house = new StandingHouse(fresh, "gift=see,end;*=see;course=", "");
        StandingAgreement gift = house.gift("15");
        StandingAgreement dues = house.begin(Purpose.MEMBERSHIP, 10_000, "15", Every.MONTH, CollectedBy.INVOICE);
        StandingAgreement hidden = house.begin(Purpose.COURSE, 10_000, "15", Every.MONTH, CollectedBy.INVOICE);
        AgreementsPanel panel = new AgreementsPanel(house.agreements);

        assertThat(panel.visibleTo(KARI)).isTrue();
        assertThat(panel.visibleTo(OLA)).isFalse();
        assertThat(page(get(house, KARI, ""), 200, "list.peb").get("agreements"))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .hasSize(2);
        page(get(house, KARI, gift.id() + "/end"), 200, "confirm.peb");
        for (String path : List.of(
                gift.id() + "/change",
                gift.id() + "/pause",
                gift.id() + "/resumption",
                gift.id() + "/elsewhere",
                dues.id() + "/change",
                dues.id() + "/end",
                hidden.id(),
                "nothing")) {
            assertThat(get(house, KARI, path)).as(path).isInstanceOf(Reply.NotFound.class);
            assertThat(post(house, KARI, path, Map.of("confirmed", "true", "version", "1")))
                    .as(path)
                    .isInstanceOf(Reply.NotFound.class);
        }
        assertThat(get(house, OLA, gift.id())).isInstanceOf(Reply.NotFound.class);
        assertThat(post(house, OLA, gift.id() + "/end", Map.of("confirmed", "true", "version", "1")))
                .isInstanceOf(Reply.NotFound.class);
        assertThat(house.now(gift)).isEqualTo(gift);
        house.agreements.act(STAFF, gift.id(), null, new Act.End(null), "Asked for it");
    }

    @Test
    void everyWordIsThereInAllLanguages() throws Exception {
        Properties nb = texts("nb");
        assertThat(texts("nn").stringPropertyNames()).isEqualTo(nb.stringPropertyNames());
        assertThat(texts("en").stringPropertyNames()).isEqualTo(nb.stringPropertyNames());
        for (Enum<?> value : List.of(State.values())) {
            assertThat(nb).containsKey("state." + value);
        }
        for (Enum<?> value : List.of(Purpose.values())) {
            assertThat(nb).containsKey("purpose." + value);
        }
        for (Enum<?> value : List.of(Every.values())) {
            assertThat(nb).containsKey("every." + value);
        }
        for (Enum<?> value : List.of(CollectedBy.values())) {
            assertThat(nb).containsKey("by." + value);
        }
    }

    private static Properties texts(String language) throws Exception {
        Properties texts = new Properties();
        try (var in =
                AgreementsPanel.class.getResourceAsStream("/minside/agreements/texts_" + language + ".properties")) {
            texts.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        }
        return texts;
    }
}
