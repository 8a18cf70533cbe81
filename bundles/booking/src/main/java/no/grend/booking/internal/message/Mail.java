package no.grend.booking.internal.message;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import no.grend.booking.internal.message.Recipients.Recipient;
import no.grend.booking.internal.store.Occurrence;
import no.grend.kernel.Oslo;
import no.grend.kernel.Texts;
import no.grend.message.Attachment;
import no.grend.message.Message;
import no.grend.message.Message.Channel;
import no.grend.message.Messages;
import no.grend.organisation.Organisation;
import no.grend.seats.SeatEvent;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes to people about their bookings, where they are {@linkplain Recipients reached}, in their own language. Each message is
 * sent once, however often it is asked for. Safe between threads.
 */
@Component(service = Mail.class)
public final class Mail {

    private static final Logger LOG = LoggerFactory.getLogger(Mail.class);
    private static final int AT_A_TIME = 1_000;
    private static final Texts TEXTS = Texts.of(Mail.class, "/texts/mail");

    private final Messages messages;
    private final Recipients recipients;
    private final Organisation organisation;

    @Activate
    public Mail(@Reference Messages messages, @Reference Recipients recipients, @Reference Organisation organisation) {
        this.messages = messages;
        this.recipients = recipients;
        this.organisation = organisation;
    }

    /** Tells those whom these events are about. */
    public void tell(List<SeatEvent> events, Map<String, Occurrence> occurrences) {
        List<SeatEvent> told = events.stream()
                .filter(event -> event.holder() != null && textOf(event).isPresent())
                .filter(event -> occurrences.containsKey(event.offeringId()))
                .toList();
        Map<String, List<Recipient>> reached =
                recipients.each(told.stream().map(SeatEvent::holder).collect(Collectors.toSet()));
        send(told.stream()
                .flatMap(event -> reached.getOrDefault(event.holder(), List.of()).stream()
                        .map(to -> message(event, occurrences.get(event.offeringId()), to)))
                .toList());
    }

    private Message message(SeatEvent event, Occurrence occurrence, Recipient to) {
        String why = event.kind() == SeatEvent.Kind.CALLED_OFF ? occurrence.reason() : reason(to, event.reason());
        String key = "seat:" + event.number() + (to.about().isEmpty() ? "" : ":" + to.contactId());
        return message(key, to, textOf(event).orElseThrow(), occurrence, why);
    }

    private static String reason(Recipient to, String word) {
        return word == null ? "" : TEXTS.word(to.language(), "reason." + word, word);
    }

    /** What an event is called in the texts; empty for those that nobody is told of. */
    private static Optional<String> textOf(SeatEvent event) {
        return switch (event.kind()) {
            case BOOKED -> Optional.of("booked");
            case WAITED -> Optional.of("waiting");
            case PROMOTED -> Optional.of("promoted");
            case PASSED_OVER -> Optional.of("passedOver");
            case CANCELLED -> Optional.of("cancelled");
            case NOT_ADMITTED -> Optional.of("notAdmitted");
            case LIST_CLOSED -> Optional.of("listClosed");
            case CALLED_OFF -> Optional.of("calledOff");
            case SET, HELD, OFFERED, CONFIRMED, DECLINED, EXPIRED -> Optional.empty();
        };
    }

    /** At how many addresses a message to these would arrive. */
    int reachable(Collection<String> contactIds) {
        return recipients.all(contactIds).size();
    }

    /** The same to many, once to each address. @param key of all of them together @return how many there were */
    int tell(String key, Collection<String> contactIds, String text, Occurrence occurrence) {
        return send(recipients.all(contactIds).stream()
                .map(to -> message(key + ":" + to.contactId(), to, text, occurrence, ""))
                .toList());
    }

    /** Somebody's own words to many, once to each address. */
    int tellAsSaid(String key, Collection<String> contactIds, String subject, String words) {
        return send(recipients.all(contactIds).stream()
                .map(to -> addressed(key + ":" + to.contactId(), to, subject, words, List.of()))
                .toList());
    }

    /**
     * Tells of what somebody has, and whoever pays for it, once at each address.
     *
     * @param contactId whose it is
     * @param payerId null for nobody
     * @param values from {@code {1}} on
     * @param file goes with it by e-mail
     */
    public void tellOf(
            String key, String contactId, String payerId, String text, List<String> values, Attachment file) {
        Set<String> whom = payerId == null ? Set.of(contactId) : new HashSet<>(List.of(contactId, payerId));
        String called = Optional.ofNullable(
                        recipients.contacts(List.of(contactId)).get(contactId))
                .map(Recipients::called)
                .orElse("");
        Object[] all = Stream.concat(Stream.of(sender()), values.stream()).toArray();
        send(recipients.all(whom).stream()
                .map(to -> to.of(to.contactId().equals(contactId) ? "" : called))
                .map(to -> addressed(
                        key + ":" + to.contactId(),
                        to,
                        say(to.language(), text + ".subject", all),
                        say(to.language(), text + ".body", all),
                        List.of(file)))
                .toList());
    }

    private Message message(String key, Recipient to, String text, Occurrence about, String why) {
        Object[] values = {
            sender(), about.className(), Oslo.moment(about.startsAt()), place(about), why == null ? "" : why
        };
        return addressed(
                key,
                to,
                say(to.language(), text + ".subject", values),
                say(to.language(), text + ".body", values),
                List.of());
    }

    private static Message addressed(String key, Recipient to, String subject, String body, List<Attachment> files) {
        boolean mail = to.channel() == Channel.EMAIL;
        return new Message(
                "booking:" + key,
                to.channel(),
                to.to(),
                mail ? subject : null,
                to.about().isEmpty() ? body : say(to.language(), "about", to.about()) + "\n\n" + body,
                false,
                mail ? files : List.of());
    }

    private int send(List<Message> all) {
        for (int from = 0; from < all.size(); from += AT_A_TIME) {
            messages.sendAll(all.subList(from, Math.min(all.size(), from + AT_A_TIME)))
                    .forEach((key, refused) -> LOG.warn("Message {} was not taken: {}", key, refused.code()));
        }
        return all.size();
    }

    private String sender() {
        return Objects.requireNonNullElse(organisation.profile().officialName(), "Grend");
    }

    private static String place(Occurrence occurrence) {
        return occurrence.hall() == null ? "" : ", " + occurrence.hall();
    }

    private static String say(String language, String key, Object... values) {
        return TEXTS.say(language, key, values);
    }
}
