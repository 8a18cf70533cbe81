package no.grend.identity.internal;

import java.util.Locale;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import no.grend.kernel.Texts;
import no.grend.message.Message;
import no.grend.message.Messages;
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
 * Sends codes on a thread of its own: looking somebody up and writing to them takes time, and that time must not tell the
 * one who asks whether there is anybody (S19). Without a messaging module no code leaves the house.
 */
@Component(service = CodePost.class)
public class CodePost {

    private static final Logger LOG = LoggerFactory.getLogger(CodePost.class);
    private static final int LONGEST_QUEUE = 1000;
    private static final Texts TEXTS = Texts.of(CodePost.class, "/texts/code");

    private final Executor thread;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile Messages messages;

    @Activate
    public CodePost() {
        this(new ThreadPoolExecutor(
                0, 1, 30, TimeUnit.SECONDS, new ArrayBlockingQueue<>(LONGEST_QUEUE), CodePost::named));
    }

    /** @param messages null while there is no messaging module */
    CodePost(Executor thread, Messages messages) {
        this(thread);
        this.messages = messages;
    }

    private CodePost(Executor thread) {
        this.thread = thread;
    }

    private static Thread named(Runnable work) {
        Thread thread = new Thread(work, "grend-codes");
        thread.setDaemon(true);
        return thread;
    }

    @Deactivate
    void close() {
        if (thread instanceof ExecutorService service) {
            service.shutdown();
        }
    }

    /** Does the work soon, away from the caller. Work that does not fit is dropped: the person asks for another code. */
    void later(Runnable work) {
        try {
            thread.execute(() -> guarded(work));
        } catch (RejectedExecutionException e) {
            LOG.warn("A one-time code was dropped: {} are waiting already", LONGEST_QUEUE);
        }
    }

    private static void guarded(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.error("A one-time code could not be sent", e);
        }
    }

    /** Hands a code to the outbox. @param kind {@code signIn} or {@code address}, names the text */
    void send(OneTimeCodes.Issued issued, boolean email, String address, String kind, Locale language) {
        Messages outbox = messages;
        if (outbox == null) {
            LOG.warn("A one-time code was not sent: there is no messaging module");
            return;
        }
        String tag = language == null ? Texts.SOURCE : language.getLanguage();
        outbox.send(new Message(
                issued.messageKey(),
                email ? Message.Channel.EMAIL : Message.Channel.SMS,
                address,
                email ? TEXTS.word(tag, kind + ".subject") : null,
                TEXTS.say(tag, kind + ".body", issued.code(), OneTimeCodes.LIFE.toMinutes()),
                true));
    }
}
