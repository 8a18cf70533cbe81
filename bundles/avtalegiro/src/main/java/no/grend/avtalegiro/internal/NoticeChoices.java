package no.grend.avtalegiro.internal;

import java.time.Clock;
import java.util.List;
import no.grend.audit.Audit;
import no.grend.avtalegiro.internal.store.NoticeChoice;
import no.grend.avtalegiro.internal.store.NoticeChoiceStore;
import no.grend.identity.Actor;
import no.grend.identity.Permission;
import no.grend.kernel.Ids;
import no.grend.kernel.Problem;
import no.grend.licence.Licence;
import no.grend.member.Contact;
import no.grend.member.Members;
import no.grend.message.Message.Channel;
import no.grend.schema.Database;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * How members want to be told of claims («varselkanal») when the organisation tells them itself (S4-18): by letter, unless they
 * consented to e-mail or SMS. Each choice is dated and kept, with who made it. Safe between threads.
 */
@Component(service = NoticeChoices.class)
public final class NoticeChoices {

    private final Database db;
    private final Clock clock;
    private final Members members;
    private final Audit audit;
    private final NoticeChoiceStore store;

    @Activate
    public NoticeChoices(
            @Reference(target = "(module=avtalegiro)") Database db,
            @Reference Clock clock,
            @Reference Members members,
            @Reference Audit audit,
            @Reference(target = "(feature=grend-avtalegiro)") Licence licence) {
        this.db = db;
        this.clock = clock;
        this.members = members;
        this.audit = audit;
        this.store = new NoticeChoiceStore(new Ids(clock));
    }

    /** All that a member chose, oldest first; empty for one who chose nothing and so is told by letter. */
    public List<NoticeChoice> history(Actor actor, Contact contact) {
        actor.requireOwn(contact.id(), Permission.BANK_READ);
        return db.read(tx -> store.history(tx, List.of(contact.memberNumber())));
    }

    /** As {@link #history(Actor, Contact)}, for staff. */
    public List<NoticeChoice> history(Actor actor, int memberNumber) {
        return history(actor, contact(actor, memberNumber));
    }

    /** How the member is told. */
    public Channel channel(Actor actor, Contact contact) {
        return last(history(actor, contact));
    }

    /** The member chooses, or staff write down what the member chose; the same again changes nothing. */
    public void choose(Actor actor, Contact contact, Channel channel) {
        actor.requireOwn(contact.id(), Permission.BANK_WRITE);
        requireReachable(contact, channel);
        db.useTransaction(tx -> {
            Channel before = last(store.history(tx, List.of(contact.memberNumber())));
            if (before != channel) {
                store.append(
                        tx,
                        new NoticeChoice(
                                contact.memberNumber(), channel, clock.instant(), actor.id(), actor.isMember()));
                audit.record(
                        tx,
                        new Audit.Entry(
                                actor.id(),
                                "NOTICE_CHANNEL_CHOSEN",
                                "contact:" + contact.id(),
                                before.name(),
                                channel.name(),
                                null));
            }
        });
    }

    /** As {@link #choose(Actor, Contact, Channel)}, for staff. */
    public List<NoticeChoice> choose(Actor actor, int memberNumber, Channel channel) {
        actor.require(Permission.BANK_WRITE);
        choose(actor, contact(actor, memberNumber), channel);
        return history(actor, memberNumber);
    }

    private Contact contact(Actor actor, int memberNumber) {
        actor.require(Permission.BANK_READ);
        return members.byMemberNumber(Actor.SYSTEM, memberNumber)
                .orElseThrow(() -> Problem.notFound("Nobody in the register has this member number."));
    }

    private static Channel last(List<NoticeChoice> history) {
        return history.isEmpty()
                ? Channel.LETTER
                : history.get(history.size() - 1).channel();
    }

    private static void requireReachable(Contact contact, Channel channel) {
        if (channel != Channel.LETTER && address(contact, channel) == null) {
            throw Problem.rule(
                    "/channel",
                    channel == Channel.EMAIL ? "EMAIL_MISSING" : "MOBILE_MISSING",
                    channel == Channel.EMAIL
                            ? "No e-mail address is registered for the member. Register one first."
                            : "No mobile number is registered for the member. Register one first.");
        }
    }

    /** Where the member is reached by e-mail or SMS; null when that is not known. */
    static String address(Contact contact, Channel channel) {
        String address = channel == Channel.EMAIL ? contact.email() : contact.mobile();
        return address == null || address.isBlank() ? null : address;
    }
}
