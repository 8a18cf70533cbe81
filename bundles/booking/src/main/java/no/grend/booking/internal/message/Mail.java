package no.grend.booking.internal.message;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import no.grend.booking.internal.store.Occurrence;
import no.grend.identity.Actor;
import no.grend.kernel.Oslo;
import no.grend.kernel.Texts;
import no.grend.member.Contact;
import no.grend.member.Members;
import no.grend.message.Message;
import no.grend.message.Message.Channel;
import no.grend.message.Messages;
import no.grend.organisation.Organisation;
import no.grend.seats.SeatEvent;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Writes to people about their bookings, by e-mail or, to those who have none, by SMS, in their own language. Each message is
 * sent once, however often it is asked for. Safe between threads.
 */
@Component(service = Mail.class)
public final class Mail {

    private static final int AT_A_TIME = 1_000;
    private static final DateTimeFormatter WHEN = DateTimeFormatter.ofPattern("dd.MM.uuuu HH:mm", Locale.ROOT);
    private static final Texts TEXTS = Texts.of(Mail.class, "/texts/mail");

    private final Messages messages;
    private final Members members;
    private final Organisation organisation;

    @Activate
    public Mail(@Reference Messages messages, @Reference Members members, @Reference Organisation organisation) {
        this.messages = messages;
        this.members = members;
        this.organisation = organisation;
    }

    /** Tells those whom these events are about. */
    public void tell(List<SeatEvent> events, Map<String, Occurrence> occurrences) {
        List<SeatEvent> told = events.stream()
                .filter(event -> event.holder() != null && textOf(event).isPresent())
                .filter(event -> occurrences.containsKey(event.offeringId()))
                .toList();
        Map<String, Contact> contacts =
                contacts(told.stream().map(SeatEvent::holder).collect(Collectors.toSet()));
        send(told.stream()
                .filter(event -> contacts.containsKey(event.holder()))
                .flatMap(event ->
                        message(event, occurrences.get(event.offeringId()), contacts.get(event.holder())).stream())
                .toList());
    }

    private Optional<Message> message(SeatEvent event, Occurrence occurrence, Contact to) {
        String why = event.kind() == SeatEvent.Kind.CALLED_OFF ? occurrence.reason() : reason(to, event.reason());
        return message("seat:" + event.number(), to, textOf(event).orElseThrow(), occurrence, why);
    }

    private static String reason(Contact to, String word) {
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

    /** Whom of these a message would reach. */
    int reachable(Collection<String> contactIds) {
        return (int) contacts(contactIds).values().stream()
                .filter(contact -> contact.email() != null || contact.mobile() != null)
                .count();
    }

    /** The same to many. @param key of all of them together @return how many there were */
    int tell(String key, Collection<String> contactIds, String text, Occurrence occurrence) {
        return send(contacts(contactIds).values().stream()
                .flatMap(to -> message(key + ":" + to.id(), to, text, occurrence, "").stream())
                .toList());
    }

    /** Somebody's own words to many. */
    int tellAsSaid(String key, Collection<String> contactIds, String subject, String words) {
        return send(contacts(contactIds).values().stream()
                .flatMap(to -> addressed(key + ":" + to.id(), to, subject, words).stream())
                .toList());
    }

    private Optional<Message> message(String key, Contact to, String text, Occurrence about, String why) {
        Object[] values = {sender(), about.className(), when(about.startsAt()), place(about), why == null ? "" : why};
        return addressed(
                key, to, say(to.language(), text + ".subject", values), say(to.language(), text + ".body", values));
    }

    private static Optional<Message> addressed(String key, Contact to, String subject, String body) {
        if (to.email() != null) {
            return Optional.of(new Message("booking:" + key, Channel.EMAIL, to.email(), subject, body, false));
        }
        return to.mobile() == null
                ? Optional.empty()
                : Optional.of(new Message("booking:" + key, Channel.SMS, to.mobile(), null, body, false));
    }

    private int send(List<Message> all) {
        for (int from = 0; from < all.size(); from += AT_A_TIME) {
            messages.sendAll(all.subList(from, Math.min(all.size(), from + AT_A_TIME)));
        }
        return all.size();
    }

    private Map<String, Contact> contacts(Collection<String> contactIds) {
        Map<String, Contact> found = new HashMap<>();
        List<String> ids = new ArrayList<>(Set.copyOf(contactIds));
        for (int from = 0; from < ids.size(); from += AT_A_TIME) {
            found.putAll(members.contacts(Actor.SYSTEM, ids.subList(from, Math.min(ids.size(), from + AT_A_TIME))));
        }
        return found;
    }

    private String sender() {
        return Objects.requireNonNullElse(organisation.profile().officialName(), "Grend");
    }

    private static String when(Instant at) {
        return WHEN.format(at.atZone(Oslo.ZONE));
    }

    private static String place(Occurrence occurrence) {
        return occurrence.hall() == null ? "" : ", " + occurrence.hall();
    }

    private static String say(String language, String key, Object... values) {
        return TEXTS.say(language, key, values);
    }
}
