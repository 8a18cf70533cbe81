package no.grend.message.internal;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import no.grend.audit.Audit;
import no.grend.identity.Actor;
import no.grend.identity.Permission;
import no.grend.kernel.Count;
import no.grend.kernel.Page;
import no.grend.kernel.Verification;
import no.grend.licence.Licence;
import no.grend.message.Attachment;
import no.grend.message.Message;
import no.grend.message.internal.store.OutboxStore;
import no.grend.message.internal.store.StoredMessage;
import no.grend.schema.Database;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The outbox as staff may read it. Who reads leaves an audit entry. A secret body is shown only when the gateway that has
 * it merely records, as the demo's does: a code that is on its way to a member would let its reader sign in as that member.
 * While a channel has no gateway at all nobody but staff can fetch what waits for it, so an organisation that is being set up
 * can try sign-in; then an administrator sees it.
 */
@Component(service = {OutboxReader.class, Verification.class})
public final class OutboxReader implements Verification {

    private static final int NATIONAL_DIGITS = 8;

    private final OutboxStore store;
    private final Audit audit;
    private final Clock clock;
    private final Predicate<Message.Channel> carried;

    @Activate
    public OutboxReader(
            @Reference(target = "(feature=grend-messaging)") Licence licence,
            @Reference(target = "(module=messaging)") Database database,
            @Reference Audit audit,
            @Reference Clock clock,
            @Reference Gateways gateways) {
        this(new OutboxStore(database), audit, clock, channel -> gateways.of(channel)
                .isPresent());
        licence.feature();
    }

    /** @param carried whether a channel has a gateway at the moment */
    OutboxReader(OutboxStore store, Audit audit, Clock clock, Predicate<Message.Channel> carried) {
        this.store = store;
        this.audit = audit;
        this.clock = clock;
        this.carried = carried;
    }

    /**
     * A message as staff see it.
     *
     * @param subject null for SMS
     * @param body null when it is secret, or was and has been blanked
     * @param sentAt null until it is sent
     * @param reason why it waits or failed; null otherwise
     * @param attachments names of the files that go with it
     */
    public record Shown(
            String id,
            Message.Channel channel,
            String to,
            String subject,
            String body,
            StoredMessage.State status,
            Instant createdAt,
            Instant sentAt,
            String reason,
            List<String> attachments) {}

    /** Newest first. @param to null for everybody's */
    public Page<Shown> newest(Actor actor, String to, Integer limit, String cursor) {
        actor.require(Permission.MESSAGE_READ);
        int size = Page.limit(limit);
        List<StoredMessage> rows = store.newest(spelled(to), cursor, size + 1);
        Page<Shown> page = Page.cut(rows, size, StoredMessage::id).map(message -> shown(actor, message));
        if (!page.items().isEmpty()) {
            List<Shown> items = page.items();
            String range = Count.of(items.size(), "message") + ", "
                    + items.get(items.size() - 1).id() + " to " + items.get(0).id();
            audit.record(new Audit.Entry(actor.id(), "MESSAGES_READ", "messages", null, range, null));
        }
        return page;
    }

    private Shown shown(Actor actor, StoredMessage stored) {
        Message message = stored.message();
        boolean stranded = actor.may(Permission.ACCOUNT_ADMIN) && !carried.test(message.channel());
        boolean readable = !message.secret() || stored.recorded() || stranded;
        return new Shown(
                stored.id(),
                message.channel(),
                message.to(),
                message.subject(),
                readable ? message.body() : null,
                stored.state(),
                stored.createdAt(),
                stored.sentAt(),
                stored.reason(),
                message.attachments().stream().map(Attachment::name).toList());
    }

    /** A number as it is stored: a plus sign that an address turned into a space, or eight Norwegian digits. */
    private static String spelled(String to) {
        if (to == null || to.isBlank()) {
            return null;
        }
        if (to.contains("@")) {
            return to.strip();
        }
        String digits = to.replaceAll("[^0-9]", "");
        return digits.length() == NATIONAL_DIGITS ? "+47" + digits : "+" + digits;
    }

    @Override
    public String area() {
        return "messaging";
    }

    @Override
    public List<Violation> verify() {
        long stuck = store.stuckSince(clock.instant().minus(Carrier.CLAIM.multipliedBy(5)));
        return stuck == 0
                ? List.of()
                : List.of(new Violation(
                        "P28",
                        Count.of(stuck, "message has", "messages have")
                                + " been in delivery for too long. Is a gateway there?"));
    }
}
