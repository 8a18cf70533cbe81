package no.grend.invoicepdf.internal.dispatch;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import no.grend.invoicepdf.Pdf;
import no.grend.invoicepdf.internal.dispatch.Papers.Paper;
import no.grend.invoicepdf.internal.store.Dispatch;
import no.grend.invoicepdf.internal.store.Dispatch.EmailState;
import no.grend.invoicepdf.internal.store.DispatchTable;
import no.grend.message.Attachment;
import no.grend.message.Message;
import no.grend.message.Message.Channel;
import no.grend.message.Messages;
import no.grend.message.Messages.Delivery;
import no.grend.schema.Database;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * The way by e-mail: hands messages to the outbox, and asks it what became of them. The outbox knows each message by its key, so
 * handing it over again is harmless; whoever finds one missing there does so. Safe between threads.
 */
@Component(service = Post.class)
public final class Post {

    /** Names what has the attachments. */
    static final String SOURCE = "invoice-pdf";

    private static final int TOGETHER = 200;
    private static final String GONE = "The document is gone.";

    private final Database db;
    private final Papers papers;
    private final Clock clock;

    /** Null while no outbox is there; then what would go by e-mail waits or goes on paper. */
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile Messages messages;

    @Activate
    public Post(
            @Reference(target = "(module=invoice_pdf)") Database db, @Reference Papers papers, @Reference Clock clock) {
        this.db = db;
        this.papers = papers;
        this.clock = clock;
    }

    Post(Database db, Papers papers, Clock clock, Messages messages) {
        this(db, papers, clock);
        this.messages = messages;
    }

    /** Whether there is an outbox. */
    boolean there() {
        return messages != null;
    }

    /** Whether e-mail leaves the house at the moment. */
    boolean carried() {
        Messages now = messages;
        return now != null && now.carried(Channel.EMAIL);
    }

    /** Puts into the outbox those that go by e-mail. At most 1,000. */
    void send(List<Dispatch> dispatches) {
        Messages now = messages;
        List<Dispatch> mailed = dispatches.stream()
                .filter(one -> one.emailState() == EmailState.QUEUED)
                .toList();
        if (now != null && !mailed.isEmpty()) {
            papers.of(mailed).forEach(paper -> now.send(message(paper)));
        }
    }

    private static Message message(Paper paper) {
        return new Message(
                key(paper.dispatch()),
                Channel.EMAIL,
                paper.dispatch().email(),
                paper.mail().subject(),
                paper.mail().body(),
                false,
                List.of(new Attachment(
                        paper.fileName(),
                        Pdf.MEDIA_TYPE,
                        SOURCE,
                        paper.dispatch().id())));
    }

    private static String key(Dispatch dispatch) {
        return "invoice-dispatch:" + dispatch.id();
    }

    /** Asks the outbox about everything that was in it, and puts what failed among the letters. */
    void catchUp() {
        String after = "";
        while (there() && after != null) {
            String from = after;
            List<Dispatch> queued = db.read(handle -> DispatchTable.queued(handle, from, TOGETHER));
            catchUp(queued);
            after = queued.size() < TOGETHER
                    ? null
                    : queued.get(queued.size() - 1).id();
        }
    }

    /** Asks the outbox about those of these that were in it. At most 1,000. @return whether there was any to ask about */
    boolean catchUp(List<Dispatch> some) {
        Messages now = messages;
        List<Dispatch> queued = some.stream()
                .filter(one -> one.emailState() == EmailState.QUEUED)
                .toList();
        if (now != null && !queued.isEmpty()) {
            write(now, queued);
            return true;
        }
        return false;
    }

    private void write(Messages now, List<Dispatch> queued) {
        Map<String, Delivery> found =
                new HashMap<>(now.deliveries(queued.stream().map(Post::key).toList()));
        List<Dispatch> lost =
                queued.stream().filter(one -> !found.containsKey(key(one))).toList();
        List<String> sendable =
                papers.of(lost).stream().map(paper -> paper.dispatch().id()).toList();
        send(lost);
        db.useTransaction(tx -> {
            for (Dispatch one : queued) {
                Delivery delivery = found.get(key(one));
                if (delivery != null && delivery.state() != Delivery.State.QUEUED) {
                    boolean failed = delivery.state() == Delivery.State.FAILED;
                    DispatchTable.became(
                            tx,
                            one.id(),
                            EmailState.QUEUED,
                            failed ? EmailState.FAILED : EmailState.SENT,
                            delivery.at(),
                            delivery.reason(),
                            failed && !one.address().isEmpty());
                } else if (delivery == null && !sendable.contains(one.id())) {
                    DispatchTable.became(
                            tx, one.id(), EmailState.QUEUED, EmailState.FAILED, clock.instant(), GONE, false);
                }
            }
        });
    }
}
