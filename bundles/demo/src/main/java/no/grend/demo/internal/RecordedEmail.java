package no.grend.demo.internal;

import java.util.List;
import no.grend.message.Message;
import no.grend.message.spi.Gateway;
import org.osgi.service.component.annotations.Component;

/** Takes e-mail and lets it lie in the outbox, where staff can read it: nothing leaves the demo. */
@Component(
        service = Gateway.class,
        property = {"records:Boolean=true", "service.ranking:Integer=1000"})
public final class RecordedEmail implements Gateway {

    @Override
    public Message.Channel channel() {
        return Message.Channel.EMAIL;
    }

    @Override
    public Outcome deliver(Message message, String attemptKey) {
        return new Outcome.Sent("recorded");
    }

    @Override
    public Outcome deliver(Message message, List<File> files, String attemptKey) {
        return deliver(message, attemptKey);
    }
}
