package no.grend.dunning.internal;

import java.util.function.Supplier;
import no.grend.agreement.PayLinks;
import no.grend.dunning.internal.store.Step;
import no.grend.ledger.Invoice;
import no.grend.member.Contact;
import no.grend.message.Message;
import no.grend.message.Messages;
import no.grend.organisation.Organisation;
import no.grend.organisation.Organisation.Profile;

/** Hands a letter to whoever carries it: the outbox, or the print queue. Safe between threads. */
final class Handover {

    private static final String NOT_REACHABLE = "NOT_REACHABLE";

    private final Messages messages;
    private final Organisation organisation;
    private final Supplier<PayLinks> links;

    /** @param links gives null while nobody takes payments here */
    Handover(Messages messages, Organisation organisation, Supplier<PayLinks> links) {
        this.messages = messages;
        this.organisation = organisation;
        this.links = links;
    }

    /**
     * Hands it over, once however often it is called.
     *
     * @param contact null when the payer is no longer in the register
     * @return null, or why it cannot be
     */
    String hand(Step step, Invoice invoice, Contact contact) {
        if (contact == null) {
            return NOT_REACHABLE;
        }
        return switch (step.channel()) {
            case EMAIL -> send(email(step, invoice, contact));
            case SMS -> send(sms(step, invoice, contact));
            case LETTER -> null;
        };
    }

    private String send(Message message) {
        if (message.to() == null) {
            return NOT_REACHABLE;
        }
        messages.send(message);
        return null;
    }

    private Message email(Step step, Invoice invoice, Contact contact) {
        Profile profile = organisation.profile();
        LetterText text = LetterText.of(step, invoice, profile);
        String body = text.body(LetterText.payee(profile), online(step, "online"));
        return new Message(step.messageKey(), Message.Channel.EMAIL, contact.email(), text.subject(), body, false);
    }

    private Message sms(Step step, Invoice invoice, Contact contact) {
        String online = online(step, "sms.online");
        String body = LetterText.sms(step, invoice, organisation.profile()) + (online == null ? "" : " " + online);
        return new Message(step.messageKey(), Message.Channel.SMS, contact.mobile(), null, body, false);
    }

    /** How to pay by a link, where one leads somewhere (S3-22); else null. */
    private String online(Step step, String key) {
        PayLinks now = links.get();
        return now == null
                ? null
                : now.linkTo(step.invoiceId(), step.begunOn())
                        .map(link -> LetterText.text(step.language(), key, link.toString()))
                        .orElse(null);
    }
}
