package no.grend.avtalegiro.internal;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import no.grend.avtalegiro.internal.store.NoticeStore;
import no.grend.avtalegiro.internal.store.NoticeStore.Move;
import no.grend.avtalegiro.internal.store.NoticeStore.Notice;
import no.grend.avtalegiro.internal.store.NoticeStore.State;
import no.grend.identity.Actor;
import no.grend.kernel.Bell;
import no.grend.kernel.Fault;
import no.grend.kernel.Problem;
import no.grend.kernel.Rounds;
import no.grend.ledger.Invoice;
import no.grend.ledger.Ledger;
import no.grend.licence.Licence;
import no.grend.member.Contact;
import no.grend.member.Members;
import no.grend.message.Message;
import no.grend.message.Message.Channel;
import no.grend.message.Messages;
import no.grend.message.Messages.Delivery;
import no.grend.organisation.Organisation;
import no.grend.schema.Database;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the notices («egenvarsling») of claims by e-mail and SMS to those who consented (S4-17, S4-18). Each has one name in the
 * outbox, so that a crash anywhere sends none twice; who cannot be reached is told by letter. Five hundred go in one
 * transaction on either side. Safe between threads and nodes.
 */
@Component(service = NoticeSending.class, immediate = true)
public final class NoticeSending {

    private static final Logger LOG = LoggerFactory.getLogger(NoticeSending.class);
    private static final Duration PAUSE = Duration.ofSeconds(20);
    private static final int SOME = 500;

    /** Messaging may be away for a restart; for longer, and the payer would not be told in time. */
    private static final Duration PATIENCE = Duration.ofHours(1);

    private final Database db;
    private final Clock clock;
    private final Ledger ledger;
    private final Members members;
    private final Organisation organisation;
    private final NoticeStore store = new NoticeStore();
    private final Bell waiting = new Bell();
    private final Rounds rounds = new Rounds(
            "avtalegiro-notices",
            this::work,
            trouble -> LOG.warn("Notices of claims could not all be sent; it tries again: {}", trouble.toString()));

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile Messages messages;

    @Activate
    public NoticeSending(
            @Reference(target = "(module=avtalegiro)") Database db,
            @Reference Clock clock,
            @Reference Ledger ledger,
            @Reference Members members,
            @Reference Organisation organisation,
            @Reference(target = "(feature=grend-avtalegiro)") Licence licence) {
        this.db = db;
        this.clock = clock;
        this.ledger = ledger;
        this.members = members;
        this.organisation = organisation;
        rounds.begin(PAUSE, PAUSE).hear(waiting);
    }

    /** For tests: nothing happens by itself. */
    NoticeSending(
            Database db, Clock clock, Ledger ledger, Members members, Organisation organisation, Messages messages) {
        this.db = db;
        this.clock = clock;
        this.ledger = ledger;
        this.members = members;
        this.organisation = organisation;
        this.messages = messages;
    }

    @Deactivate
    void stop() {
        rounds.end();
    }

    /** Sends soon; cheap. */
    void nudge() {
        waiting.ring();
    }

    /** Hands over what waits, and asks what became of what was handed over before. */
    void work() {
        List<Notice> some;
        do {
            some = db.read(tx -> store.standing(tx, State.WAITING, SOME));
        } while (!some.isEmpty() && hand(some) && some.size() == SOME);
        if (messages != null) {
            follow(messages);
        }
    }

    /** What the outbox has given up goes as a letter. */
    private void follow(Messages outbox) {
        List<Notice> some = db.read(tx -> store.handed(tx, null, SOME));
        while (!some.isEmpty()) {
            Map<String, Delivery> deliveries =
                    outbox.deliveries(some.stream().map(Notice::key).toList());
            List<Move> moves = new ArrayList<>();
            some.forEach(notice -> follow(notice, deliveries.get(notice.key()), moves));
            move(moves);
            Notice last = some.get(some.size() - 1);
            some = some.size() < SOME ? List.of() : db.read(tx -> store.handed(tx, last, SOME));
        }
    }

    private static void follow(Notice notice, Delivery delivery, List<Move> moves) {
        if (delivery == null || delivery.state() == Delivery.State.QUEUED) {
            return;
        }
        moves.add(
                delivery.state() == Delivery.State.SENT
                        ? new Move(notice, State.TOLD, null)
                        : new Move(
                                notice,
                                State.LETTER,
                                "The message could not be delivered, so the payer is told by letter."));
    }

    /** @return false when there is nobody to hand them to */
    private boolean hand(List<Notice> notices) {
        Messages outbox = messages;
        if (outbox == null) {
            move(notices.stream()
                    .filter(notice -> notice.changedAt().plus(PATIENCE).isBefore(clock.instant()))
                    .map(notice -> new Move(notice, State.LETTER, "Messaging was away when the notice was to be sent."))
                    .toList());
            return false;
        }
        Map<Integer, Contact> contacts = members.byMemberNumbers(
                Actor.SYSTEM,
                notices.stream()
                        .map(one -> one.claim().memberNumber())
                        .distinct()
                        .toList());
        Map<String, Invoice> invoices = ledger.invoices(
                Actor.SYSTEM,
                notices.stream().map(one -> one.claim().invoiceId()).distinct().toList());
        String payee = organisation.profile().officialName();
        List<Move> moves = new ArrayList<>();
        Map<Notice, Message> written = new LinkedHashMap<>();
        for (Notice one : notices) {
            Contact contact = contacts.get(one.claim().memberNumber());
            Invoice invoice = invoices.get(one.claim().invoiceId());
            String address = contact == null ? null : NoticeChoices.address(contact, one.channel());
            if (!one.live()) {
                moves.add(new Move(one, State.DROPPED, null));
            } else if (address == null || invoice == null) {
                moves.add(new Move(one, State.LETTER, missing(one.channel())));
            } else {
                written.put(
                        one,
                        new NoticeText(contact.language(), payee)
                                .message(one.key(), one.channel(), address, one.claim(), invoice));
            }
        }
        moves.addAll(send(outbox, written));
        Fault.point("avtalegiro-after-notice");
        move(moves);
        return true;
    }

    /** The outbox first, then our rows: cut off between them, the same keys are handed over again and do nothing. */
    private static List<Move> send(Messages outbox, Map<Notice, Message> written) {
        Map<String, Problem> refused = written.isEmpty() ? Map.of() : outbox.sendAll(written.values());
        return written.keySet().stream()
                .map(notice -> moved(notice, refused.get(notice.key())))
                .toList();
    }

    private static Move moved(Notice notice, Problem refused) {
        return refused == null
                ? new Move(notice, State.HANDED, null)
                : new Move(notice, State.LETTER, "The outbox did not take the notice (" + refused.code() + ").");
    }

    private static String missing(Channel channel) {
        return channel == Channel.EMAIL
                ? "No e-mail address is registered any more."
                : "No mobile number is registered any more.";
    }

    private void move(List<Move> moves) {
        if (!moves.isEmpty()) {
            db.useTransaction(tx -> store.move(tx, moves, clock.instant()));
        }
    }
}
