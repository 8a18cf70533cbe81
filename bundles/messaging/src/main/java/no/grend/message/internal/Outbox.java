package no.grend.message.internal;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import no.grend.kernel.Bell;
import no.grend.kernel.Fault;
import no.grend.kernel.Ids;
import no.grend.kernel.Problem;
import no.grend.licence.Licence;
import no.grend.message.Attachment;
import no.grend.message.Message;
import no.grend.message.Messages;
import no.grend.message.internal.store.OutboxStore;
import no.grend.message.internal.store.OutboxStore.New;
import no.grend.schema.Database;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The outbox («utboks», P28): stores and rings for the dispatcher. Nothing is sent that is not committed. */
@Component(service = {Messages.class, Outbox.class})
public final class Outbox implements Messages {

    /** How long a code is good (P27), and so how long a message with one is worth sending. */
    static final Duration SECRET_LIFE = Duration.ofMinutes(10);

    /** S2-01. */
    private static final int LONGEST_SMS = 800;

    private static final int LONGEST_KEY = 200;
    private static final int LONGEST_ADDRESS = 320;
    private static final int LONGEST_SUBJECT = 500;
    private static final int LONGEST_SOURCE = 60;
    private static final int MOST_KEYS = 1_000;

    private final OutboxStore store;
    private final Clock clock;
    private final Ids ids;
    private final Predicate<Message.Channel> carried;
    private final Bell stored = new Bell();

    @Activate
    public Outbox(
            @Reference(target = "(feature=grend-messaging)") Licence licence,
            @Reference(target = "(module=messaging)") Database database,
            @Reference Clock clock,
            @Reference Gateways gateways) {
        this(new OutboxStore(database), clock, channel -> gateways.of(channel).isPresent());
        licence.feature();
    }

    /** @param carried whether a channel has a gateway at the moment */
    Outbox(OutboxStore store, Clock clock, Predicate<Message.Channel> carried) {
        this.store = store;
        this.clock = clock;
        this.carried = carried;
        this.ids = new Ids(clock);
    }

    /** Rings for each new message. */
    Bell stored() {
        return stored;
    }

    @Override
    public boolean send(Message message) {
        Message checked = checked(message);
        Instant now = clock.instant();
        boolean isNew = store.insert(ids.next(), checked, now, message.secret() ? now.plus(SECRET_LIFE) : null);
        Fault.point("messaging-after-store");
        if (isNew) {
            stored.ring();
        }
        return isNew;
    }

    @Override
    public Map<String, Problem> sendAll(Collection<Message> messages) {
        requireFew(messages.size(), "sent");
        Map<String, Problem> refused = new HashMap<>();
        Map<String, Message> checked = new LinkedHashMap<>();
        for (Message message : messages) {
            try {
                Message one = checked(message);
                checked.putIfAbsent(one.key(), one);
            } catch (Problem problem) {
                refused.put(message.key(), problem);
            }
        }
        Instant now = clock.instant();
        List<New> news = checked.values().stream()
                .map(one -> new New(ids.next(), one, one.secret() ? now.plus(SECRET_LIFE) : null))
                .toList();
        int added = store.insertAll(news, now);
        Fault.point("messaging-after-store");
        if (added > 0) {
            stored.ring();
        }
        return refused;
    }

    private static void requireFew(int keys, String what) {
        if (keys > MOST_KEYS) {
            throw Problem.invalid(null, "TOO_MANY_KEYS", "At most 1,000 messages can be " + what + " in one call.");
        }
    }

    @Override
    public Map<String, Delivery> deliveries(Collection<String> keys) {
        requireFew(keys.size(), "asked for");
        return store.deliveries(keys);
    }

    @Override
    public boolean carried(Message.Channel channel) {
        return carried.test(channel);
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
        checkAttachments(message);
        return new Message(
                message.key(),
                message.channel(),
                message.to().strip(),
                oneLine(message.subject()),
                message.body(),
                message.secret(),
                message.attachments());
    }

    private static void checkAttachments(Message message) {
        require(
                message.attachments().size() <= Message.MOST_ATTACHMENTS,
                "/attachments",
                "A message takes at most 5 attachments.");
        require(
                message.attachments().isEmpty() || message.channel() != Message.Channel.SMS,
                "/attachments",
                "An SMS takes no attachments.");
        for (Attachment attachment : message.attachments()) {
            require(
                    fits(attachment.name(), LONGEST_KEY)
                            && attachment.name().chars().allMatch(c -> c > ' ' && c < 127 && c != '"' && c != '/'),
                    "/attachments",
                    "An attachment needs a name of at most 200 ASCII characters, without spaces, quotes and slashes.");
            require(
                    fits(attachment.reference(), LONGEST_KEY) && fits(attachment.source(), LONGEST_SOURCE),
                    "/attachments",
                    "An attachment needs a source and what that knows it by.");
            require(
                    attachment.mediaType() != null && attachment.mediaType().matches("[a-z]+/[a-z0-9.+-]{1,80}"),
                    "/attachments",
                    "An attachment needs a media type such as application/pdf.");
        }
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
