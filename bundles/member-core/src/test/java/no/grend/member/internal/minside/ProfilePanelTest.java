package no.grend.member.internal.minside;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import no.grend.identity.Actor;
import no.grend.identity.AddressCodes;
import no.grend.member.Contact;
import no.grend.member.internal.ExchangeRegister;
import no.grend.member.internal.Stopping;
import no.grend.minside.Reply;
import no.grend.minside.Request;
import no.grend.minside.Visit;
import no.grend.testkit.DatabaseTest;
import no.grend.testkit.MadeUpPeople;
import no.grend.testkit.TestDatabase;

class ProfilePanelTest {

    private static final String NUMBER = new MadeUpPeople(13).next().nationalId();

    /** Proves with the code 123456 whatever it last sent to. */
    private static final class FakeCodes implements AddressCodes {
        private Proven sent;

        @Override
        public String send(Actor member, Channel channel, String address, Locale language) {
            sent = new Proven(channel, address);
            return "challenge-1";
        }

        @Override
        public Optional<Proven> prove(Actor member, String challenge, String code) {
            return challenge.equals("challenge-1") && code.equals("123456")
                    ? Optional.ofNullable(sent)
                    : Optional.empty();
        }
    }

    private static Request post(String path, String... fields) {
        Map<String, String> parameters = new HashMap<>();
        for (int i = 0; i < fields.length; i += 2) {
            parameters.put(fields[i], fields[i + 1]);
        }
        return new Request(true, path, parameters);
    }

    private static Request get(String path) {
        return new Request(false, path, Map.of());
    }

    @DatabaseTest
    void changesNameAndAddressAtOnceButMailOnlyByCode(TestDatabase fresh) {
        ExchangeRegister register = new ExchangeRegister(fresh);
        String id = register.person("Kari", "Nordmann", "kari@example.no", "91234567", null);
        Visit visit = new Visit(Actor.member(id, "Kari"), Locale.forLanguageTag("nb"));
        ProfilePanel panel = new ProfilePanel(register.core(), new FakeCodes());

        assertThat(panel.summary(visit)).isPresent();
        assertThat(status(panel.handle(visit, get("")))).isEqualTo(200);
        assertThat(status(panel.handle(visit, get("edit")))).isEqualTo(200);
        assertThat(panel.handle(
                        visit,
                        post(
                                "edit",
                                "version",
                                "1",
                                "givenName",
                                "Kari",
                                "familyName",
                                "Berg",
                                "street",
                                "Ny vei 2",
                                "postalCode",
                                "5003",
                                "city",
                                "Bergen",
                                "language",
                                "nn",
                                "email",
                                "evil@example.no")))
                .isEqualTo(new Reply.Redirect("", "saved"));
        Contact changed =
                register.core().contacts().required(visit.member(), id).contact();
        assertThat(changed.name()).isEqualTo("Kari Berg");
        assertThat(changed.address().city()).isEqualTo("Bergen");
        assertThat(changed.language()).isEqualTo("nn");
        assertThat(changed.email()).isEqualTo("kari@example.no");

        assertThat(errors(panel.handle(visit, post("edit", "version", "1", "givenName", "X"))))
                .containsValue("error.STALE");
        assertThat(errors(panel.handle(visit, post("edit", "version", "2", "givenName", "X", "postalCode", "12"))))
                .containsEntry("postalCode", "error.POSTAL_CODE_INVALID");

        assertThat(errors(panel.handle(visit, post("email", "email", "ikke")))).containsKey("email");
        assertThat(status(panel.handle(visit, post("email", "email", "Ny@Example.no"))))
                .isEqualTo(200);
        assertThat(errors(panel.handle(visit, post("code", "challenge", "challenge-1", "code", "000000"))))
                .containsEntry("code", "error.CODE_WRONG");
        assertThat(panel.handle(visit, post("code", "challenge", "challenge-1", "code", "123 456")))
                .isEqualTo(new Reply.Redirect("", "email.saved", true));
        assertThat(register.core()
                        .contacts()
                        .required(visit.member(), id)
                        .contact()
                        .email())
                .isEqualTo("Ny@Example.no");
    }

    @DatabaseTest
    void aNumberIsAddedOnceAndWhetherItIsTakenDoesNotShow(TestDatabase fresh) {
        ExchangeRegister register = new ExchangeRegister(fresh);
        register.person("Annen", "Eier", null, null, NUMBER);
        String id = register.person("Kari", "Nordmann", null, null, null);
        Visit visit = new Visit(Actor.member(id, "Kari"), Locale.forLanguageTag("nb"));
        ProfilePanel panel = new ProfilePanel(register.core(), new FakeCodes());

        assertThat(errors(panel.handle(visit, post("number", "number", "123"))))
                .containsEntry("number", "error.NATIONAL_IDENTITY_NUMBER_INVALID");
        assertThat(panel.handle(visit, post("number", "number", NUMBER)))
                .isEqualTo(new Reply.Redirect("", "number.saved"));
        assertThat(((Reply.Show) panel.handle(visit, get("")))
                        .view()
                        .model()
                        .get("number")
                        .toString())
                .startsWith(NUMBER.substring(0, 6))
                .doesNotContain(NUMBER.substring(6));
        assertThat(panel.handle(visit, get("number"))).isEqualTo(new Reply.NotFound());
    }

    @DatabaseTest
    void membershipsAreShownWithStatusAndReason(TestDatabase fresh) {
        ExchangeRegister register = new ExchangeRegister(fresh);
        String id = register.person("Kari", "Nordmann", null, null, null);
        register.membership(id, register.category("Voksen"), "2026-01-01", "2026-12-31");
        Visit visit = new Visit(Actor.member(id, "Kari"), Locale.forLanguageTag("nb"));
        MembershipPanel panel = new MembershipPanel(register.core(), new Stopping(register.core()));

        Map<String, Object> model = panel.summary(visit).orElseThrow().model();

        assertThat(model).containsEntry("memberNumber", "1000001");
        assertThat(model.get("memberships").toString())
                .contains("Voksen", "status.ACTIVE", "good", "reason.PAID", "2026-12-31");
        assertThat(panel.handle(visit, get("other"))).isEqualTo(new Reply.NotFound());
    }

    private static int status(Reply reply) {
        return ((Reply.Show) reply).status();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, String> errors(Reply reply) {
        assertThat(status(reply)).isEqualTo(422);
        return (Map<String, String>) ((Reply.Show) reply).view().model().get("errors");
    }
}
