package no.grend.invoicepdf.internal.dispatch;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import no.grend.message.Message;
import no.grend.message.Messages;

/** An outbox in memory that tells what a test says became of each message. */
class FakeMessages implements Messages {

    final Map<String, Message> sent = new LinkedHashMap<>();
    final Map<String, Delivery> became = new HashMap<>();
    boolean carried = true;

    @Override
    public boolean send(Message message) {
        if (sent.putIfAbsent(message.key(), message) != null) {
            return false;
        }
        became.put(message.key(), new Delivery(Delivery.State.QUEUED, Instant.EPOCH, null));
        return true;
    }

    @Override
    public Map<String, Delivery> deliveries(Collection<String> keys) {
        Map<String, Delivery> found = new HashMap<>(became);
        found.keySet().retainAll(keys);
        return found;
    }

    @Override
    public boolean carried(Message.Channel channel) {
        return carried;
    }

    /** The message to an address. */
    Message to(String email) {
        return sent.values().stream()
                .filter(message -> message.to().equals(email))
                .reduce((first, second) -> second)
                .orElseThrow();
    }

    void becomes(String email, Delivery.State state, String reason) {
        became.put(to(email).key(), new Delivery(state, Instant.parse("2026-12-01T12:00:00Z"), reason));
    }
}
