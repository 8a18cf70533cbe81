package no.grend.member.internal;

import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Objects;
import no.grend.identity.Actor;
import no.grend.kernel.Texts;
import no.grend.member.Contact;
import no.grend.member.internal.store.ContactTable;
import no.grend.member.internal.store.StoredContact;
import no.grend.member.internal.store.StoredMembership;
import no.grend.member.internal.store.TerminationTable.Termination;
import no.grend.message.Message;
import no.grend.message.Message.Channel;
import no.grend.message.Messages;

/**
 * The receipt of a notice, and of its withdrawal («bekreftelse på oppsigelse», S1-08): by e-mail, or by SMS to whoever has no
 * address; of a child who has neither, to those who act for it. Each is sent once, however often it is asked for.
 */
final class TerminationMail {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd.MM.uuuu");
    private static final Texts TEXTS = Texts.of(TerminationMail.class, "/texts/stopping");

    private final MemberCore core;
    private final Messages messages;
    private final String sender;

    /** @param organisation its name; null when none is given */
    TerminationMail(MemberCore core, Messages messages, String organisation) {
        this.core = core;
        this.messages = messages;
        this.sender = Objects.requireNonNullElse(organisation, "Grend");
    }

    /** Tells that the notice stands, or that it was withdrawn. */
    void tell(Termination termination) {
        StoredMembership membership = core.memberships().required(Actor.SYSTEM, termination.membershipId());
        for (Contact to : readers(membership.contactId())) {
            messages.send(message(termination, membership, to));
        }
    }

    private List<Contact> readers(String contactId) {
        List<Contact> own = contacts(List.of(contactId));
        if (own.stream().anyMatch(TerminationMail::isReached)) {
            return own;
        }
        return contacts(core.wards().actingFor(Actor.SYSTEM, List.of(contactId)).getOrDefault(contactId, List.of()))
                .stream()
                .filter(TerminationMail::isReached)
                .toList();
    }

    private List<Contact> contacts(List<String> ids) {
        return core.db().read(tx -> ContactTable.byIds(tx, ids)).stream()
                .map(StoredContact::contact)
                .toList();
    }

    private static boolean isReached(Contact contact) {
        return contact.email() != null || contact.mobile() != null;
    }

    private Message message(Termination termination, StoredMembership membership, Contact to) {
        String text = !termination.stands() ? "withdrawn" : isOwn(termination) ? "given" : "ended";
        boolean mail = to.email() != null;
        Object[] values = {
            sender, membership.category().name(), DAY.format(termination.lastDay()), membership.contactName()
        };
        return new Message(
                "termination:" + termination.id() + ":" + text + ":" + to.id(),
                mail ? Channel.EMAIL : Channel.SMS,
                mail ? to.email() : to.mobile(),
                mail ? TEXTS.say(to.language(), text + ".subject", values) : null,
                TEXTS.say(to.language(), text + (mail ? ".body" : ".sms"), values),
                false);
    }

    private static boolean isOwn(Termination termination) {
        return termination.askedBy().startsWith("member:");
    }
}
