package no.grend.joining.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import no.grend.identity.Actor;
import no.grend.joining.internal.minside.JoinPage;
import no.grend.joining.internal.minside.Offer;
import no.grend.kernel.Ore;
import no.grend.member.Contact;
import no.grend.minside.Guest;
import no.grend.minside.Reply;
import no.grend.minside.Request;
import no.grend.testkit.DatabaseTest;
import no.grend.testkit.TestDatabase;

/** The page as a browser uses it, without the HTML. */
class JoinPageTest {

    private static final Guest STRANGER = new Guest(null, Locale.forLanguageTag("nb"), "192.0.2.7");

    private static JoinPage page(House house) {
        return new JoinPage(house.applications, house.register, house::profile, house.doors, house.clock);
    }

    private static Map<String, String> filled(House house) {
        Map<String, String> form = new HashMap<>();
        form.put("givenName", " Ola ");
        form.put("familyName", "Prøve");
        form.put("birthDate", "1990-05-17");
        form.put("email", "ola@example.org");
        form.put("street", "Testveien 1");
        form.put("postalCode", "0001");
        form.put("city", "Oslo");
        form.put("terms", "true");
        form.put("website", "");
        form.put("termsHash", house.applications.termsHash());
        return form;
    }

    private static Reply post(JoinPage page, String path, Map<String, String> form) {
        return page.handle(STRANGER, new Request(true, path, form));
    }

    private static Map<String, Object> model(Reply reply) {
        return ((Reply.Show) reply).view().model();
    }

    private static Map<String, String> codeForm(Reply asked, String code) {
        return Map.of(
                "application",
                (String) model(asked).get("application"),
                "challenge",
                (String) model(asked).get("challenge"),
                "code",
                code);
    }

    @DatabaseTest
    void showsWhatIsOfferedAndWhatItCosts(TestDatabase fresh) {
        JoinPage page = page(new House(fresh));
        Map<String, Object> list = model(page.handle(STRANGER, new Request(false, "", Map.of())));
        assertThat(list.get("offers"))
                .isEqualTo(List.of(
                        new Offer(FakeRegister.ADULT, "Voksen", Ore.kroner(450), "every.year", "1", null, false)));
        Map<String, Object> form = model(page.handle(STRANGER, new Request(false, FakeRegister.ADULT, Map.of())));
        assertThat(form).containsEntry("total", Ore.kroner(450)).containsEntry("way", "way.AT_ONCE");
        assertThat(page.handle(STRANGER, new Request(false, "another", Map.of())))
                .isInstanceOf(Reply.NotFound.class);
    }

    @DatabaseTest
    void tellsEveryFieldThatIsWrongAndKeepsWhatWasTyped(TestDatabase fresh) {
        House house = new House(fresh);
        JoinPage page = page(house);
        Reply empty = post(page, FakeRegister.ADULT, Map.of());
        assertThat(((Reply.Show) empty).status()).isEqualTo(422);
        assertThat(((Map<?, ?>) model(empty).get("errors")).keySet().stream().map(Object::toString))
                .containsExactly(
                        "givenName", "familyName", "birthDate", "email", "street", "postalCode", "city", "terms");

        Map<String, String> wrong = filled(house);
        wrong.put("email", "ola.example.org");
        wrong.put("birthDate", "17.05.1990");
        Map<String, Object> shown = model(post(page, FakeRegister.ADULT, wrong));
        assertThat(shown.get("errors")).isEqualTo(Map.of("birthDate", "wrong.birthDate"));
        wrong.put("birthDate", "1990-05-17");
        shown = model(post(page, FakeRegister.ADULT, wrong));
        assertThat(shown.get("errors")).isEqualTo(Map.of("email", "wrong.email"));
        assertThat(((Map<?, ?>) shown.get("form")).get("givenName")).isEqualTo("Ola");
        wrong.remove("terms");
        wrong.put("email", "ola@example.org");
        assertThat(model(post(page, FakeRegister.ADULT, wrong)).get("errors"))
                .isEqualTo(Map.of("terms", "missing.terms"));
        Map<String, String> old = filled(house);
        house.terms = "Nye vilkår.";
        assertThat(model(post(page, FakeRegister.ADULT, old)).get("errors"))
                .isEqualTo(Map.of("terms", "changed.terms"));
        assertThat(house.outbox).isEmpty();
    }

    @DatabaseTest
    void whoProvesTheAddressGoesOnToPay(TestDatabase fresh) {
        House house = new House(fresh);
        JoinPage page = page(house);
        Reply asked = post(page, FakeRegister.ADULT, filled(house));
        Reply wrong = post(page, "code", codeForm(asked, "000000"));
        assertThat(((Reply.Show) wrong).status()).isEqualTo(422);

        Reply went = post(page, "code", codeForm(wrong, "123 456"));

        assertThat(went)
                .isEqualTo(new Reply.Elsewhere("/pay/" + house.ledger.only().id()));
        assertThat(house.register.contacts.values())
                .extracting(Contact::givenName)
                .containsExactly("Ola");
    }

    @DatabaseTest
    void whereNothingIsPaidOnTheWebItEndsHere(TestDatabase fresh) {
        House house = new House(fresh);
        house.doors.links = null;
        JoinPage page = page(house);
        Reply went = post(page, "code", codeForm(post(page, FakeRegister.ADULT, filled(house)), House.CODE));
        assertThat(went).isEqualTo(new Reply.Redirect("done", null));
        house.approval = true;
        Map<String, String> kari = filled(house);
        kari.put("givenName", "Kari");
        kari.put("email", "kari@example.org");
        assertThat(post(page, "code", codeForm(post(page, FakeRegister.ADULT, kari), House.CODE)))
                .isEqualTo(new Reply.Redirect("received", null));
    }

    @DatabaseTest
    void whoIsKnownGetsTheSamePageAsAnybody(TestDatabase fresh) {
        House house = new House(fresh);
        house.register.register(
                Carrying.ACTOR, House.person("Ola", "Prøve", "ola@example.org").contact("nb"), null);
        JoinPage page = page(house);
        Reply known = post(page, FakeRegister.ADULT, filled(house));
        Map<String, String> other = filled(house);
        other.put("email", "ny@example.org");
        Reply unknown = post(page, FakeRegister.ADULT, other);
        assertThat(((Reply.Show) known).view().template()).isEqualTo("code.peb");
        assertThat(model(known).keySet()).isEqualTo(model(unknown).keySet());
        assertThat(((Reply.Show) known).status()).isEqualTo(((Reply.Show) unknown).status());
        assertThat(post(page, "code", codeForm(known, House.CODE))).isEqualTo(new Reply.Redirect("sign-in", null));
    }

    @DatabaseTest
    void aProgramThatFillsInWhatNobodySeesGetsNowhere(TestDatabase fresh) {
        House house = new House(fresh);
        JoinPage page = page(house);
        Map<String, String> form = filled(house);
        form.put("website", "https://spam.example");
        Reply asked = post(page, FakeRegister.ADULT, form);
        assertThat(((Reply.Show) asked).view().template()).isEqualTo("code.peb");
        assertThat(((Reply.Show) post(page, "code", codeForm(asked, House.CODE))).status())
                .isEqualTo(422);
        assertThat(house.register.contacts).isEmpty();
    }

    @DatabaseTest
    void aMemberOnlyAcceptsTheTerms(TestDatabase fresh) {
        House house = new House(fresh);
        Contact ola = house.register.register(
                Carrying.ACTOR, House.person("Ola", "Prøve", "ola@example.org").contact("nb"), null);
        Guest member = new Guest(Actor.member(ola.id(), ola.name()), Locale.ENGLISH, "192.0.2.7");
        JoinPage page = page(house);
        Reply without = page.handle(member, new Request(true, FakeRegister.ADULT, Map.of()));
        assertThat(model(without).get("errors")).isEqualTo(Map.of("terms", "missing.terms"));
        assertThat(page.handle(
                        member,
                        new Request(
                                true,
                                FakeRegister.ADULT,
                                Map.of("terms", "true", "termsHash", house.applications.termsHash()))))
                .isEqualTo(new Reply.Elsewhere("/pay/" + house.ledger.only().id()));
        assertThat(page.handle(
                        member,
                        new Request(
                                true,
                                FakeRegister.ADULT,
                                Map.of("terms", "true", "termsHash", house.applications.termsHash()))))
                .isEqualTo(new Reply.Redirect("have", null));
    }
}
