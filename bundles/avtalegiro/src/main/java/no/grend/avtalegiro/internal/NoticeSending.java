package no.grend.avtalegiro.internal;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import no.grend.avtalegiro.internal.store.NoticeStore;
import no.grend.avtalegiro.internal.store.NoticeStore.Notice;
import no.grend.avtalegiro.internal.store.NoticeStore.State;
import no.grend.identity.Actor;
import no.grend.kernel.Ending;
import no.grend.kernel.Fault;
import no.grend.kernel.Problem;
import no.grend.ledger.Invoice;
import no.grend.ledger.Ledger;
import no.grend.licence.Licence;
import no.grend.member.Contact;
import no.grend.member.Members;
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
 * outbox, so that a crash anywhere sends none twice; who cannot be reached is told by letter. Safe between threads and nodes.
 */
@Component(service = NoticeSending.class, immediate = true)
public final class NoticeSending {

    private static final Logger LOG = LoggerFactory.getLogger(NoticeSending.class);
    private static final int EVERY_SECONDS = 20;
    private static final int SOME = 500;

    /** Messaging may be away for a restart; for longer, and the payer would not be told in time. */
    private static final Duration PATIENCE = Duration.ofHours(1);

    private final Database db;
    private final Clock clock;
    private final Ledger ledger;
    private final Members members;
    private final Organisation organisation;
    private final NoticeStore store = new NoticeStore();
    private final ScheduledExecutorService timer;

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
        this.timer = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "avtalegiro-notices");
            thread.setDaemon(true);
            return thread;
        });
        timer.scheduleWithFixedDelay(this::look, EVERY_SECONDS, EVERY_SECONDS, TimeUnit.SECONDS);
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
        this.timer = null;
    }

    @Deactivate
    void stop() {
        Ending.of(timer);
    }

    /** Sends soon; cheap. */
    void nudge() {
        if (timer != null) {
            try {
                timer.execute(this::look);
            } catch (RejectedExecutionException stopped) {
                LOG.debug("Notices wait for the next start", stopped);
            }
        }
    }

    private void look() {
        try {
            work();
        } catch (RuntimeException e) {
            LOG.warn("Notices of claims could not all be sent; it tries again: {}", e.toString());
        }
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
            some.forEach(notice -> follow(notice, deliveries.get(notice.key())));
            Notice last = some.get(some.size() - 1);
            some = some.size() < SOME ? List.of() : db.read(tx -> store.handed(tx, last, SOME));
        }
    }

    private void follow(Notice notice, Delivery delivery) {
        if (delivery == null || delivery.state() == Delivery.State.QUEUED) {
            return;
        }
        if (delivery.state() == Delivery.State.SENT) {
            move(notice, State.TOLD, null);
        } else {
            move(notice, State.LETTER, "The message could not be delivered, so the payer is told by letter.");
        }
    }

    /** @return false when there is nobody to hand them to */
    private boolean hand(List<Notice> notices) {
        Messages outbox = messages;
        if (outbox == null) {
            notices.stream()
                    .filter(notice -> notice.changedAt().plus(PATIENCE).isBefore(clock.instant()))
                    .forEach(
                            notice -> move(notice, State.LETTER, "Messaging was away when the notice was to be sent."));
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
        notices.forEach(one -> hand(
                outbox,
                one,
                contacts.get(one.claim().memberNumber()),
                invoices.get(one.claim().invoiceId())));
        return true;
    }

    private void hand(Messages outbox, Notice notice, Contact contact, Invoice invoice) {
        if (!notice.live()) {
            move(notice, State.DROPPED, null);
            return;
        }
        String address = contact == null ? null : NoticeChoices.address(contact, notice.channel());
        if (address == null || invoice == null) {
            move(notice, State.LETTER, missing(notice.channel()));
            return;
        }
        NoticeText text =
                new NoticeText(contact.language(), organisation.profile().officialName());
        try {
            outbox.send(text.message(notice.key(), notice.channel(), address, notice.claim(), invoice));
        } catch (Problem refused) {
            move(notice, State.LETTER, "The outbox did not take the notice (" + refused.code() + ").");
            return;
        }
        Fault.point("avtalegiro-after-notice");
        move(notice, State.HANDED, null);
    }

    private static String missing(Channel channel) {
        return channel == Channel.EMAIL
                ? "No e-mail address is registered any more."
                : "No mobile number is registered any more.";
    }

    private void move(Notice notice, State to, String reason) {
        db.useTransaction(tx -> store.move(tx, notice, to, reason, clock.instant()));
    }
}
