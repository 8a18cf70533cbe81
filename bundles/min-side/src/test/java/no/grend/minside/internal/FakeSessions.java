package no.grend.minside.internal;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import no.grend.identity.Actor;
import no.grend.identity.MemberSessions;

/** Sign-in where every code is 123456 and everybody is Kari. */
final class FakeSessions implements MemberSessions {

    static final String CODE = "123456";

    final Map<String, Actor> sessions = new ConcurrentHashMap<>();
    volatile int codesTried;
    volatile String lastIdentifier;
    volatile String lastAddress;

    @Override
    public String requestCode(String identifier, String clientAddress, Locale language) {
        lastIdentifier = identifier;
        lastAddress = clientAddress;
        return "challenge-1";
    }

    @Override
    public Optional<String> signIn(String challenge, String code, String clientAddress) {
        codesTried++;
        if (!challenge.equals("challenge-1") || !code.equals(CODE)) {
            return Optional.empty();
        }
        String token = "token-" + (sessions.size() + 1);
        sessions.put(token, Actor.member("c1", "Kari Nordmann"));
        return Optional.of(token);
    }

    @Override
    public Optional<Actor> actor(String token) {
        return Optional.ofNullable(sessions.get(token));
    }

    @Override
    public void signOut(String token) {
        sessions.remove(token);
    }

    @Override
    public void signOutOthers(String contactId, String presentToken) {
        sessions.keySet().removeIf(token -> !token.equals(presentToken));
    }

    @Override
    public void signOutAll(String contactId) {
        sessions.clear();
    }
}
