package no.grend.avtalegiro.internal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import no.grend.message.Message;
import no.grend.message.Messages;

/** An outbox that takes each key once, and counts how often it was asked. */
final class FakeOutbox implements Messages {

    private final Map<String, Message> sent = new LinkedHashMap<>();
    private int asked;

    @Override
    public boolean send(Message message) {
        asked++;
        return sent.putIfAbsent(message.key(), message) == null;
    }

    List<Message> sent() {
        return List.copyOf(sent.values());
    }

    int asked() {
        return asked;
    }
}
