package no.grend.message.internal;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import no.grend.kernel.Fault;
import no.grend.kernel.Ids;
import no.grend.kernel.Problem;
import no.grend.licence.Licence;
import no.grend.message.Message;
import no.grend.message.Messages;
import no.grend.message.internal.store.OutboxStore;
import no.grend.schema.Database;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The outbox («utboks», P28): stores and lets the dispatcher know. Nothing is sent that is not committed. */
@Component(service = Messages.class)
public final class Outbox implements Messages {

    /** How long a code is good (P27), and so how long a message with one is worth sending. */
    static final Duration SECRET_LIFE = Duration.ofMinutes(10);

    /** S2-01. */
    private static final int LONGEST_SMS = 800;

    private static final int LONGEST_KEY = 200;
    private static final int LONGEST_ADDRESS = 320;
    private static final int LONGEST_SUBJECT = 500;

    private final OutboxStore store;
    private final Clock clock;
    private final Ids ids;
    private final Runnable nudge;

    @Activate
    public Outbox(
            @Reference(target = "(feature=grend-messaging)") Licence licence,
            @Reference(target = "(module=messaging)") Database database,
            @Reference Clock clock,
            @Reference Dispatcher dispatcher) {
        this(new OutboxStore(database), clock, dispatcher::nudge);
        licence.feature();
    }

    Outbox(OutboxStore store, Clock clock, Runnable nudge) {
        this.store = store;
        this.clock = clock;
        this.ids = new Ids(clock);
        this.nudge = nudge;
    }

    @Override
    public boolean send(Message message) {
        Message checked = checked(message);
        Instant now = clock.instant();
        boolean isNew = store.insert(ids.next(), checked, now, message.secret() ? now.plus(SECRET_LIFE) : null);
        Fault.point("messaging-after-store");
        if (isNew) {
            nudge.run();
        }
        return isNew;
    }

    private static Message checked(Message message) {
        require(message.channel() != null, "/channel", "A message needs a channel.");
        require(fits(message.key(), LONGEST_KEY), "/key", "A message needs a key of at most 200 characters.");
        require(
                fits(message.to(), LONGEST_ADDRESS) && message.to().chars().noneMatch(Character::isISOControl),
                "/to",
                "A message needs one address or number of at most 320 characters.");
        require(message.body() != null, "/body", "A message needs a body.");
        if (message.channel() == Message.Channel.SMS) {
            require(message.body().length() <= LONGEST_SMS, "/body", "An SMS is at most 800 characters.");
        }
        return new Message(
                message.key(),
                message.channel(),
                message.to().strip(),
                oneLine(message.subject()),
                message.body(),
                message.secret());
    }

    /** A subject is one line of a mail's head: what could begin another becomes a space. */
    private static String oneLine(String subject) {
        if (subject == null) {
            return null;
        }
        String line = subject.replaceAll("\\p{Cntrl}+", " ").strip();
        return line.length() <= LONGEST_SUBJECT ? line : line.substring(0, LONGEST_SUBJECT);
    }

    private static boolean fits(String text, int longest) {
        return text != null && !text.isBlank() && text.getBytes(StandardCharsets.UTF_8).length <= longest;
    }

    private static void require(boolean holds, String pointer, String detail) {
        if (!holds) {
            throw Problem.rule(pointer, "MESSAGE_NOT_ACCEPTED", detail);
        }
    }
}
