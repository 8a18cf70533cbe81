package no.grend.message.internal;

import java.util.AbstractMap.SimpleEntry;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import no.grend.licence.Licence;
import no.grend.message.Message;
import no.grend.message.spi.Gateway;

/** A gateway that remembers what it was given and answers as the test says. */
final class FakeGateway implements Gateway {

    /** One call. */
    record Call(Message message, String attemptKey) {}

    final List<Call> calls = new CopyOnWriteArrayList<>();
    volatile Supplier<Outcome> answer = () -> new Outcome.Sent("ref-1");
    private final Message.Channel channel;

    FakeGateway(Message.Channel channel) {
        this.channel = channel;
    }

    @Override
    public Message.Channel channel() {
        return channel;
    }

    @Override
    public Outcome deliver(Message message, String attemptKey) {
        calls.add(new Call(message, attemptKey));
        return answer.get();
    }

    /** These gateways as the only ones. @param records whether they only record */
    static Gateways only(boolean records, Gateway... gateways) {
        Gateways all = new Gateways(licence());
        Map<String, Object> properties = Map.of(Gateways.RECORDS, records);
        all.services = java.util.Arrays.stream(gateways)
                .<Map.Entry<Map<String, Object>, Gateway>>map(gateway -> new SimpleEntry<>(properties, gateway))
                .toList();
        return all;
    }

    static Licence licence() {
        return new Licence() {
            @Override
            public String feature() {
                return "grend-messaging";
            }

            @Override
            public java.time.LocalDate validUntil() {
                return java.time.LocalDate.of(2099, 12, 31);
            }
        };
    }
}
