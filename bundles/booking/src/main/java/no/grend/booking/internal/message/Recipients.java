package no.grend.booking.internal.message;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import no.grend.identity.Actor;
import no.grend.member.Contact;
import no.grend.member.Guardians;
import no.grend.member.Members;
import no.grend.message.Message.Channel;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Where people are reached («mottakere»): at their own e-mail address, or by SMS when they have none; and who has neither, as most
 * children, through those who act for them. Safe between threads.
 */
@Component(service = Recipients.class)
public final class Recipients {

    private static final int AT_A_TIME = 1_000;

    private final Members members;
    private final Guardians guardians;

    @Activate
    public Recipients(@Reference Members members, @Reference Guardians guardians) {
        this.members = members;
        this.guardians = guardians;
    }

    /**
     * Where somebody is reached.
     *
     * @param contactId who reads it there
     * @param about whom it is about by name, when that is not the reader; empty else
     */
    record Recipient(Channel channel, String to, String contactId, String language, String about) {

        Recipient of(String whom) {
            return new Recipient(channel, to, contactId, language, whom);
        }
    }

    /** Of each of these; none for whom nobody can reach. */
    Map<String, List<Recipient>> each(Collection<String> contactIds) {
        Map<String, Contact> known = contacts(contactIds);
        Map<String, List<String>> others = guardians(known.values().stream()
                .filter(contact -> own(contact) == null)
                .map(Contact::id)
                .toList());
        Map<String, Contact> acting =
                contacts(others.values().stream().flatMap(List::stream).toList());
        Map<String, List<Recipient>> found = new HashMap<>();
        known.forEach((id, contact) -> found.put(
                id,
                own(contact) != null
                        ? List.of(own(contact))
                        : others.getOrDefault(id, List.of()).stream()
                                .filter(acting::containsKey)
                                .map(guardian -> own(acting.get(guardian)))
                                .filter(reached -> reached != null)
                                .map(reached -> reached.of(called(contact)))
                                .toList()));
        return found;
    }

    /** All of them once: one for each address, whoever shares it. */
    List<Recipient> all(Collection<String> contactIds) {
        Map<String, List<Recipient>> each = each(contactIds);
        Map<String, List<Recipient>> byAddress = new LinkedHashMap<>();
        for (String id : new TreeSet<>(each.keySet())) {
            each.get(id).forEach(one -> byAddress
                    .computeIfAbsent(one.to().toLowerCase(Locale.ROOT), address -> new ArrayList<>())
                    .add(one));
        }
        return byAddress.values().stream().map(Recipients::together).toList();
    }

    /** Whoever reads it for themselves goes before who reads it for others. */
    private static Recipient together(List<Recipient> same) {
        return same.stream().filter(one -> one.about().isEmpty()).findFirst().orElseGet(() -> same.get(0)
                .of(same.stream().map(Recipient::about).distinct().collect(Collectors.joining(", "))));
    }

    private static Recipient own(Contact contact) {
        if (contact.email() != null) {
            return new Recipient(Channel.EMAIL, contact.email(), contact.id(), contact.language(), "");
        }
        return contact.mobile() == null
                ? null
                : new Recipient(Channel.SMS, contact.mobile(), contact.id(), contact.language(), "");
    }

    /** What somebody is called by those who know them. */
    static String called(Contact contact) {
        return contact.givenName() == null ? contact.name() : contact.givenName();
    }

    Map<String, Contact> contacts(Collection<String> contactIds) {
        Map<String, Contact> found = new HashMap<>();
        List<String> ids = contactIds.stream().distinct().toList();
        for (int from = 0; from < ids.size(); from += AT_A_TIME) {
            found.putAll(members.contacts(Actor.SYSTEM, ids.subList(from, Math.min(ids.size(), from + AT_A_TIME))));
        }
        return found;
    }

    private Map<String, List<String>> guardians(List<String> ids) {
        Map<String, List<String>> found = new HashMap<>();
        for (int from = 0; from < ids.size(); from += AT_A_TIME) {
            found.putAll(guardians.actingFor(Actor.SYSTEM, ids.subList(from, Math.min(ids.size(), from + AT_A_TIME))));
        }
        return found;
    }
}
