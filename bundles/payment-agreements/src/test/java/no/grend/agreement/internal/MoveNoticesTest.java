package no.grend.agreement.internal;

import static no.grend.agreement.internal.House.STAFF;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import no.grend.agreement.Consent;
import no.grend.agreement.Consent.Move.Stage;
import no.grend.kernel.Problem;
import no.grend.member.Contact;
import no.grend.member.Members;
import no.grend.message.Message;
import no.grend.message.Message.Channel;
import no.grend.message.Messages;
import no.grend.organisation.Organisation;
import no.grend.testkit.DatabaseTest;
import no.grend.testkit.TestDatabase;

/** Payers are told once that their consents are to be moved: by e-mail, else by SMS, else by a person. */
class MoveNoticesTest {

    private final FakeCharger vipps = new FakeCharger("vipps", 14);
    private final Outbox outbox = new Outbox();
    private final Map<String, Contact> contacts = new LinkedHashMap<>();

    /** Keeps a message under its key, as the real one does. */
    private static final class Outbox implements Messages {

        final Map<String, Message> messages = new LinkedHashMap<>();
        boolean cutOff;

        @Override
        public boolean send(Message message) {
            return messages.putIfAbsent(message.key(), message) == null;
        }

        @Override
        public Map<String, Problem> sendAll(Collection<Message> some) {
            some.forEach(this::send);
            if (cutOff) {
                throw new IllegalStateException("The machine is gone.");
            }
            return Map.of();
        }
    }

    private MoveNotices notices(House house, Messages messages) {
        return new MoveNotices(
                house.consents,
                house.payments,
                house.settings,
                fake(Members.class, contacts),
                fake(
                        Organisation.class,
                        new Organisation.Profile(
                                "Prøvelaget", null, null, null, null, null, 0, false, null, false, null)),
                messages);
    }

    private static <T> T fake(Class<T> type, Object answer) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> answer));
    }

    private Consent consent(House house, String contact, String email, String mobile, String language) {
        contacts.put(
                contact,
                new Contact(
                        contact,
                        1,
                        Contact.ContactKind.PERSON,
                        "Kari",
                        "Prøve",
                        "Kari Prøve",
                        null,
                        email,
                        mobile,
                        null,
                        language));
        return ConsentsTest.active(house, vipps, contact);
    }

    private static Stage stage(House house, Consent consent) {
        return house.consents.consent(STAFF, consent.id()).orElseThrow().move().stage();
    }

    @DatabaseTest
    void eachIsToldOnceInTheirLanguageWithTheWayThere(TestDatabase fresh) {
        try (House house = new House(fresh)) {
            house.settings.withAddress(new PublicAddress("https://min.example.org", true));
            house.arrives(vipps);
            house.arrives(new FakeCharger("swish", 14));
            Consent mail = consent(house, "contact-1", "kari@example.org", "+4799999991", "nb");
            Consent sms = consent(house, "contact-2", " ", "+4799999992", "nn");
            Consent english = consent(house, "contact-3", "pat@example.org", null, "en");
            Consent nobody = consent(house, "contact-4", null, null, "nb");
            MoveNotices notices = notices(house, outbox);
            notices.look(true);
            assertThat(outbox.messages).isEmpty();
            house.draining.drain(STAFF, "vipps", "swish", false);

            notices.look(true);
            notices.look(true);

            assertThat(outbox.messages.keySet()).containsExactlyInAnyOrder(key(mail), key(sms), key(english));
            assertThat(outbox.messages.get(key(mail))).satisfies(message -> {
                assertThat(message.channel()).isEqualTo(Channel.EMAIL);
                assertThat(message.to()).isEqualTo("kari@example.org");
                assertThat(message.subject())
                        .isEqualTo("Prøvelaget bytter betalingsleverandør: gi samtykket ditt på nytt");
                assertThat(message.body())
                        .contains(
                                "kontingenten",
                                "«Faste betalinger»: https://min.example.org/min-side/consents/\n",
                                "høyst kr 1\u00a0500,00 i året");
            });
            assertThat(outbox.messages.get(key(sms))).satisfies(message -> {
                assertThat(message.channel()).isEqualTo(Channel.SMS);
                assertThat(message.subject()).isNull();
                assertThat(message.body()).contains("byter", ": https://min.example.org/min-side/consents/");
            });
            assertThat(outbox.messages.get(key(english)).body()).contains("the membership fee", "a year");
            assertThat(stage(house, mail)).isEqualTo(Stage.ASKED);
            assertThat(stage(house, sms)).isEqualTo(Stage.ASKED);
            assertThat(stage(house, nobody)).isEqualTo(Stage.UNREACHED);
            assertThat(house.draining.providers(STAFF).stream()
                            .filter(each -> each.id().equals("vipps"))
                            .map(each -> each.consents().asked() + " "
                                    + each.consents().unreached()))
                    .containsExactly("3 1");

            contacts.put("contact-4", contacts.get("contact-1"));
            notices.look(false);
            assertThat(stage(house, nobody)).isEqualTo(Stage.UNREACHED);
            notices.look(true);
            assertThat(stage(house, nobody)).as("an address was written down").isEqualTo(Stage.ASKED);
            assertThat(house.checks.verify()).isEmpty();
        }
    }

    @DatabaseTest
    void cutOffInBetweenNobodyIsToldTwice(TestDatabase fresh) {
        try (House house = new House(fresh)) {
            house.arrives(vipps);
            house.arrives(new FakeCharger("swish", 14));
            Consent mail = consent(house, "contact-1", "kari@example.org", null, "nb");
            house.draining.drain(STAFF, "vipps", "swish", false);
            notices(house, null).look(true);
            assertThat(stage(house, mail)).as("while messaging is away").isEqualTo(Stage.MARKED);
            outbox.cutOff = true;
            assertThatThrownBy(() -> notices(house, outbox).look(true)).hasMessageContaining("gone");
            assertThat(stage(house, mail)).isEqualTo(Stage.MARKED);
            outbox.cutOff = false;

            notices(house, outbox).look(true);
            house.draining.resume(STAFF, "vipps");
            house.draining.drain(STAFF, "vipps", "swish", false);
            notices(house, outbox).look(true);

            assertThat(outbox.messages).hasSize(1);
            assertThat(outbox.messages.get(key(mail)).body())
                    .as("no address is known")
                    .contains("«Faste betalinger».");
            assertThat(stage(house, mail)).isEqualTo(Stage.ASKED);
        }
    }

    private static String key(Consent consent) {
        return "consent-move:" + consent.id() + ":swish";
    }
}
