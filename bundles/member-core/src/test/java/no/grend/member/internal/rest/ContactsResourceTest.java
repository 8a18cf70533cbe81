package no.grend.member.internal.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import no.grend.identity.MemberSessions;
import no.grend.kernel.Problem;
import no.grend.member.internal.ExchangeRegister;
import no.grend.testkit.DatabaseTest;
import no.grend.testkit.TestDatabase;

class ContactsResourceTest {

    private final List<String> signedOut = new ArrayList<>();
    private final MemberSessions sessions = (MemberSessions) Proxy.newProxyInstance(
            MemberSessions.class.getClassLoader(), new Class<?>[] {MemberSessions.class}, (it, method, arguments) -> {
                if (!method.getName().equals("signOutAll")) {
                    throw new UnsupportedOperationException(method.getName());
                }
                signedOut.add((String) arguments[0]);
                return null;
            });

    private static void change(ContactsResource contacts, String id, int version, String patch) throws Exception {
        contacts.changed(ExchangeRegister.STAFF, id, "\"" + version + "\"", new ObjectMapper().readTree(patch));
    }

    @DatabaseTest
    void anotherAddressSignsTheMemberOutAndNothingElseDoes(TestDatabase fresh) throws Exception {
        ExchangeRegister register = new ExchangeRegister(fresh);
        ContactsResource contacts = new ContactsResource(register.core(), sessions);
        String id = register.person("Kari", "Nordmann", "kari@example.no", "40000001", null);

        change(contacts, id, 1, "{\"familyName\":\"Berg\"}");
        change(contacts, id, 2, "{\"email\":\"kari@example.no\"}");
        assertThat(signedOut).isEmpty();

        change(contacts, id, 3, "{\"email\":\"ny@example.no\"}");
        assertThat(signedOut).containsExactly(id);
        change(contacts, id, 4, "{\"mobile\":null}");
        assertThat(signedOut).containsExactly(id, id);
    }

    @DatabaseTest
    void aRefusedChangeSignsNobodyOut(TestDatabase fresh) throws Exception {
        ExchangeRegister register = new ExchangeRegister(fresh);
        ContactsResource contacts = new ContactsResource(register.core(), sessions);
        String id = register.person("Kari", "Nordmann", "kari@example.no", null, null);
        try {
            change(contacts, id, 7, "{\"email\":\"ny@example.no\"}");
        } catch (Problem stale) {
            assertThat(stale.kind()).isEqualTo(Problem.Kind.STALE);
        }
        assertThat(signedOut).isEmpty();
    }
}
