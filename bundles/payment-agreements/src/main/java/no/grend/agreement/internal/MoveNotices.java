package no.grend.agreement.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import no.grend.agreement.Consent.Move.Stage;
import no.grend.agreement.Consent.State;
import no.grend.agreement.internal.Tables.Said;
import no.grend.agreement.internal.store.ConsentRow;
import no.grend.identity.Actor;
import no.grend.kernel.Fault;
import no.grend.kernel.Problem;
import no.grend.kernel.Rounds;
import no.grend.member.Contact;
import no.grend.member.Members;
import no.grend.message.Message;
import no.grend.message.Message.Channel;
import no.grend.message.Messages;
import no.grend.organisation.Organisation;
import org.jdbi.v3.core.Handle;
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
 * Tells payers that their consents are to be moved: by e-mail, by SMS where Grend knows no e-mail address, each once under a name
 * of its own in the outbox, so that a crash anywhere sends none twice. Also marks what was given to a provider after it was
 * drained. What is to be done stands in the table, so it is all the same when and how often it looks, and on how many machines.
 * Nobody needs this component, so no circle can close through it.
 */
@Component(
        service = {},
        immediate = true)
public final class MoveNotices {

    private static final Logger LOG = LoggerFactory.getLogger(MoveNotices.class);
    private static final Duration PAUSE = Duration.ofMinutes(1);
    private static final int LOOKS_AN_HOUR = 60;
    private static final int BATCH = 200;
    private static final String PAGE = "/min-side/consents/";

    private final ConsentService consents;
    private final PaymentService payments;
    private final Settings settings;
    private final Members members;
    private final Organisation organisation;
    private final Tables tables;
    private final Rounds rounds = new Rounds("payments-moving", this::look, MoveNotices::failed);

    /** Only the thread of the rounds uses it. */
    private int looks;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile Messages messages;

    @Activate
    public MoveNotices(
            @Reference ConsentService consents,
            @Reference PaymentService payments,
            @Reference Settings settings,
            @Reference Members members,
            @Reference Organisation organisation) {
        this.consents = consents;
        this.payments = payments;
        this.settings = settings;
        this.members = members;
        this.organisation = organisation;
        this.tables = consents.tables();
        rounds.begin(PAUSE, PAUSE).hear(consents.marked());
    }

    /** For tests: nothing happens by itself. @param messages null for none */
    MoveNotices(
            ConsentService consents,
            PaymentService payments,
            Settings settings,
            Members members,
            Organisation organisation,
            Messages messages) {
        this.consents = consents;
        this.payments = payments;
        this.settings = settings;
        this.members = members;
        this.organisation = organisation;
        this.messages = messages;
        this.tables = consents.tables();
    }

    @Deactivate
    void stop() {
        rounds.end();
    }

    private static void failed(Throwable trouble) {
        LOG.warn("Payers could not be told that their consents are to be moved; it is tried again shortly", trouble);
    }

    private void look() {
        look(looks++ % LOOKS_AN_HOUR == 0);
    }

    /** @param all also tries those again that could not be reached, as somebody may have written down an address since */
    void look(boolean all) {
        consents.moving().markAll();
        if (messages != null) {
            tell(Stage.MARKED);
            if (all) {
                tell(Stage.UNREACHED);
            }
        }
    }

    private void tell(Stage stage) {
        String after = "";
        List<ConsentRow> some;
        do {
            String from = after;
            some = tables.db.read(tx -> tables.moves.inStage(tx, stage, from, BATCH));
            if (!some.isEmpty()) {
                tell(some.stream().filter(MoveNotices::isWanted).toList());
                after = some.get(some.size() - 1).id();
            }
        } while (some.size() == BATCH);
    }

    /** What the payer or the provider has ended meanwhile is nothing to write about; by force it was not they who did. */
    private static boolean isWanted(ConsentRow row) {
        return row.state() == State.ACTIVE || row.state() == State.ENDING;
    }

    /** The outbox first, then our rows: cut off between them, the same names are handed over again and do nothing. */
    private void tell(List<ConsentRow> rows) {
        Messages outbox = messages;
        if (rows.isEmpty() || outbox == null) {
            return;
        }
        Map<String, Contact> contacts = members.contacts(
                Actor.SYSTEM,
                rows.stream().map(ConsentRow::contactId).distinct().toList());
        MoveText text = new MoveText(
                organisation.profile().officialName(),
                settings.address().isKnown() ? settings.address().at(PAGE).toString() : null);
        Map<String, Message> written = new HashMap<>();
        for (ConsentRow row : rows) {
            Message message = message(text, row, contacts.get(row.contactId()));
            if (message != null) {
                written.put(row.id(), message);
            }
        }
        Map<String, Problem> refused = written.isEmpty() ? Map.of() : outbox.sendAll(new ArrayList<>(written.values()));
        Fault.point("consent-move-told");
        for (ConsentRow row : rows) {
            Message message = written.get(row.id());
            boolean reached = message != null && !refused.containsKey(message.key());
            tables.db.useTransaction(tx -> write(tx, row, message, reached));
        }
    }

    /** @return null when Grend knows neither e-mail address nor mobile */
    private Message message(MoveText text, ConsentRow row, Contact contact) {
        if (contact == null) {
            return null;
        }
        Channel channel = isThere(contact.email()) ? Channel.EMAIL : Channel.SMS;
        String address = channel == Channel.EMAIL ? contact.email() : contact.mobile();
        return isThere(address)
                ? text.message(
                        "consent-move:" + row.id() + ":" + row.move().to(),
                        channel,
                        address,
                        contact.language(),
                        row,
                        payments.nameOf(row.provider()),
                        payments.nameOf(row.move().to()))
                : null;
    }

    private static boolean isThere(String text) {
        return text != null && !text.isBlank();
    }

    private void write(Handle tx, ConsentRow seen, Message message, boolean reached) {
        ConsentRow row = tables.consents.lock(tx, seen.id()).orElseThrow();
        boolean same = row.isMoving()
                && row.move().stage() == seen.move().stage()
                && row.move().to().equals(seen.move().to());
        if (!same || !reached && seen.move().stage() == Stage.UNREACHED) {
            return;
        }
        Said said = reached
                ? new Said("MOVE_TOLD", Actor.SYSTEM.id(), "By " + message.channel())
                : new Said(
                        "MOVE_UNREACHED",
                        Actor.SYSTEM.id(),
                        "No message could be sent to the payer: a person must tell them");
        consents.outcomes().write(tx, row, said, change -> change);
        tables.moves.told(tx, row.id(), reached, tables.now());
    }
}
