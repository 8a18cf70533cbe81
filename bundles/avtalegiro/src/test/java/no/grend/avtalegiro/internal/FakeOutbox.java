package no.grend.avtalegiro.internal;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import no.grend.kernel.Problem;
import no.grend.message.Message;
import no.grend.message.Messages;

/** An outbox that takes each key once, and counts how often it was asked. */
final class FakeOutbox implements Messages {

    private final Map<String, Message> sent = new LinkedHashMap<>();
    private final Map<String, Delivery> fates = new HashMap<>();
    private int asked;
    private int calls;
    private String refusedKey;

    @Override
    public boolean send(Message message) {
        if (message.key().equals(refusedKey)) {
            throw Problem.rule("/to", "MESSAGE_NOT_ACCEPTED", "Not taken.");
        }
        asked++;
        return sent.putIfAbsent(message.key(), message) == null;
    }

    @Override
    public Map<String, Problem> sendAll(Collection<Message> messages) {
        calls++;
        return Messages.super.sendAll(messages);
    }

    /** The message with this key is not taken. */
    void refuse(String key) {
        refusedKey = key;
    }

    /** How often many were handed over together. */
    int calls() {
        return calls;
    }

    /** What becomes of all that is sent. */
    void deliver(Delivery.State fate) {
        sent.keySet().forEach(key -> fates.put(key, new Delivery(fate, Instant.EPOCH, null)));
    }

    @Override
    public Map<String, Delivery> deliveries(Collection<String> keys) {
        Map<String, Delivery> known = new HashMap<>(fates);
        known.keySet().retainAll(keys);
        return known;
    }

    List<Message> sent() {
        return List.copyOf(sent.values());
    }

    int asked() {
        return asked;
    }
}
