package no.grend.providercard.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import no.grend.agreement.spi.SendsNotices.News;
import no.grend.agreement.spi.SendsNotices.Notice;
import no.grend.agreement.spi.SendsNotices.Verdict;

/**
 * Checks and reads the acquirer's notices. Of the body, which nothing vouches for, only the event's name of itself is used: which
 * payment it is about stands in the address, and the word that came with it is good for that one. Computes only. Safe between
 * threads.
 */
final class CardNotices {

    /** They try ten times, with longer and longer waits, and the time is that of the event. */
    private static final Duration OLDEST = Duration.ofDays(7);

    private static final Duration AHEAD = Duration.ofMinutes(5);

    private final Merchant merchant;
    private final NoticeKeys keys;
    private final Clock clock;
    private final ObjectMapper json = new ObjectMapper();

    CardNotices(Merchant merchant, NoticeKeys keys, Clock clock) {
        this.merchant = merchant;
        this.keys = keys;
        this.clock = clock;
    }

    Verdict read(Notice notice) {
        if (merchant.webhookSecrets().isEmpty()) {
            return new Verdict.NotGenuine("no secret is configured");
        }
        Optional<String> paymentId = NoticeKeys.paymentId(notice.pathAndQuery());
        if (paymentId.isEmpty()) {
            return new Verdict.NotGenuine("its address names no payment");
        }
        if (!isKnown(notice.headers().getOrDefault("authorization", ""), paymentId.get())) {
            return new Verdict.NotGenuine("its authorization is wrong");
        }
        try {
            return news(json.readTree(notice.body()), paymentId.get());
        } catch (IOException notJson) {
            return new Verdict.NotGenuine("it is no JSON");
        }
    }

    private Verdict news(JsonNode event, String paymentId) {
        String id = event.path("id").asText();
        if (!id.matches("[0-9A-Za-z-]{1,64}")) {
            return new Verdict.NotGenuine("its event has no name");
        }
        return isOfNow(event.path("timestamp").asText())
                ? new Verdict.Genuine(List.of(new News(id, paymentId)))
                : new Verdict.NotGenuine("its time is more than a week past, or to come");
    }

    private boolean isKnown(String given, String paymentId) {
        boolean right = false;
        for (String word : keys.all(paymentId)) {
            right |= MessageDigest.isEqual(
                    word.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
        }
        return right;
    }

    private boolean isOfNow(String timestamp) {
        try {
            Instant sent = OffsetDateTime.parse(timestamp).toInstant();
            Instant now = clock.instant();
            return !sent.isAfter(now.plus(AHEAD)) && !sent.isBefore(now.minus(OLDEST));
        } catch (DateTimeException unreadable) {
            return false;
        }
    }
}
