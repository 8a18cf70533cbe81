package no.grend.message.internal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import no.grend.kernel.Count;
import no.grend.kernel.Fault;
import no.grend.message.Message;
import no.grend.message.internal.store.OutboxStore;
import no.grend.message.internal.store.StoredMessage;
import no.grend.message.spi.Gateway;
import no.grend.message.spi.Gateway.Outcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers one message at a time: claims it, calls the gateway, writes down what became of it. No transaction is open
 * during the call. Killed between call and writing down, it calls again when the claim has run out, with the same attempt
 * key, so that the next carrier can tell. Safe between threads.
 */
final class Carrier {

    private static final Logger LOG = LoggerFactory.getLogger(Carrier.class);

    /** Well beyond the 30 seconds that a gateway may take. */
    static final Duration CLAIM = Duration.ofMinutes(2);

    private static final Duration CALL = Duration.ofSeconds(30);

    private final OutboxStore store;
    private final Gateways gateways;
    private final Attachments attachments;
    private final Clock clock;
    private final Patience patience;
    private final ExecutorService calls;
    private final OutboxMeters meters;
    private final Duration call;

    Carrier(
            OutboxStore store,
            Gateways gateways,
            Attachments attachments,
            Clock clock,
            Patience patience,
            ExecutorService calls,
            OutboxMeters meters) {
        this(store, gateways, attachments, clock, patience, calls, meters, CALL);
    }

    Carrier(
            OutboxStore store,
            Gateways gateways,
            Attachments attachments,
            Clock clock,
            Patience patience,
            ExecutorService calls,
            OutboxMeters meters,
            Duration call) {
        this.store = store;
        this.gateways = gateways;
        this.attachments = attachments;
        this.clock = clock;
        this.patience = patience;
        this.calls = calls;
        this.meters = meters;
        this.call = call;
    }

    /** Delivers the next message of the channel. @return false when none is due or nobody carries the channel */
    boolean deliverNext(Message.Channel channel) {
        Optional<Gateways.Choice> choice = gateways.of(channel);
        if (choice.isEmpty()) {
            return false;
        }
        Optional<StoredMessage> claimed = store.claim(channel, clock.instant(), CLAIM);
        claimed.ifPresent(message -> {
            Fault.point("messaging-after-claim");
            deliver(message, choice.get());
        });
        return claimed.isPresent();
    }

    private void deliver(StoredMessage claimed, Gateways.Choice choice) {
        if (worthless(claimed)) {
            fail(claimed, "The code was no longer good when the message could be sent.", clock.instant());
            return;
        }
        Outcome outcome = outcome(claimed.message(), choice.gateway());
        Fault.point("messaging-after-deliver");
        Instant now = clock.instant();
        if (outcome instanceof Outcome.Sent sent) {
            boolean blankLater = claimed.message().secret() && !choice.records();
            Instant until = blankLater ? now.plus(Outbox.SECRET_LIFE) : null;
            if (!store.sent(claimed, sent.reference(), choice.records(), now, until)) {
                LOG.warn("Message {} was taken over by another worker while it was sent", claimed.id());
            }
            meters.attempted(claimed.message().channel(), OutboxMeters.Outcome.SENT);
        } else if (outcome instanceof Outcome.Refused refused) {
            fail(claimed, refused.reason(), now);
        } else if (outcome instanceof Outcome.Later later) {
            postpone(claimed, later.reason(), now);
        }
    }

    private boolean worthless(StoredMessage claimed) {
        Message message = claimed.message();
        return message.body() == null
                || (message.secret()
                        && claimed.createdAt().plus(Outbox.SECRET_LIFE).isBefore(clock.instant()));
    }

    private void postpone(StoredMessage claimed, String reason, Instant now) {
        boolean secret = claimed.message().secret();
        if (patience.exhausted(claimed.attempts(), secret)) {
            fail(claimed, "Given up after " + Count.of(claimed.attempts(), "attempt") + ". " + reason, now);
            LOG.warn("Message {} is given up after {} attempts", claimed.id(), claimed.attempts());
        } else {
            store.later(claimed, reason, now.plus(patience.pause(claimed.attempts(), secret)));
            meters.attempted(claimed.message().channel(), OutboxMeters.Outcome.LATER);
        }
    }

    private void fail(StoredMessage claimed, String reason, Instant now) {
        store.failed(claimed, reason, now);
        meters.attempted(claimed.message().channel(), OutboxMeters.Outcome.FAILED);
    }

    private Outcome outcome(Message message, Gateway gateway) {
        Future<Outcome> answer = calls.submit(() -> attachments.fetch(
                message.attachments(), files -> gateway.deliver(message, files, attemptKey(message.key()))));
        try {
            Outcome outcome = answer.get(call.toMillis(), TimeUnit.MILLISECONDS);
            return outcome == null ? new Outcome.Later("The gateway gave no answer.") : outcome;
        } catch (TimeoutException slow) {
            answer.cancel(true);
            return new Outcome.Later("The gateway did not answer in time.");
        } catch (ExecutionException failed) {
            // Only the kind of failure: its text may hold the address.
            String kind = failed.getCause().getClass().getSimpleName();
            LOG.warn("The {} gateway failed with {}", message.channel(), kind);
            return new Outcome.Later("The gateway failed (" + kind + ").");
        } catch (InterruptedException stopped) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            return new Outcome.Later("The outbox was stopped while the message was being sent.");
        }
    }

    /** The same for every attempt, and telling nothing: a hash of the message's key. */
    static String attemptKey(String key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
