package no.grend.agreement.spi;

import java.util.List;
import java.util.Map;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Ability {@code NOTICES}: the provider's servers tell of news by webhooks. Grend receives them at
 * {@code /payment-notices/<id>} and hands them over as they came. A notice changes nothing by itself: it makes Grend
 * {@link PaymentProvider#ask ask}, so a doubled, late or re-ordered one does no harm.
 *
 * <p>Called on a web thread; only computes, at most a tenth of a second, and calls nobody.
 */
@ConsumerType
public interface SendsNotices {

    /**
     * Checks and reads a notice. Check the signature on the very bytes in constant time, and that its time is at most five
     * minutes away; without a secret every notice is {@link Verdict.NotGenuine}.
     */
    Verdict read(Notice notice);

    /**
     * What came.
     *
     * @param method {@code POST}
     * @param pathAndQuery as the sender called it
     * @param headers by name in lower case
     * @param body the bytes, at most 256 KiB; not to be changed
     */
    record Notice(String method, String pathAndQuery, Map<String, String> headers, byte[] body) {}

    /** What a notice is worth. */
    sealed interface Verdict {

        /** It is theirs. @param news what it tells of; may be empty */
        record Genuine(List<News> news) implements Verdict {}

        /** It has no effect. @param why for the operator's log; nothing of what was sent */
        record NotGenuine(String why) implements Verdict {}
    }

    /**
     * Something happened to a payment or a consent.
     *
     * @param eventId the provider's own, 1-200 characters: seen again, it is ignored
     * @param paymentId Grend's, as in {@link Order#paymentId}, or as in {@link TakesCharges.Consent#id}
     */
    record News(String eventId, String paymentId) {}
}
