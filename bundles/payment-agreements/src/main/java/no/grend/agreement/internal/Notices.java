package no.grend.agreement.internal;

import java.util.List;
import java.util.Optional;
import no.grend.agreement.spi.SendsNotices;
import no.grend.agreement.spi.SendsNotices.News;
import no.grend.agreement.spi.SendsNotices.Notice;
import no.grend.agreement.spi.SendsNotices.Verdict;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the notices of providers («varsler», webhooks). A notice that is theirs is kept, and has them asked; it never changes a
 * payment by itself, so it may come twice, late, before our own commit or in any order. Safe between threads.
 */
@Component(service = Notices.class)
public final class Notices {

    private static final Logger LOG = LoggerFactory.getLogger(Notices.class);
    private static final int LONGEST_EVENT = 200;

    private final Providers providers;
    private final PaymentService payments;
    private final Tables tables;
    private final RefusedNotices refused = new RefusedNotices();

    @Activate
    public Notices(@Reference ProviderWatch watch, @Reference PaymentService payments) {
        this.providers = watch.providers();
        this.payments = payments;
        this.tables = payments.tables();
    }

    /** What to answer the sender. */
    public enum Reception {
        TAKEN,
        NOT_GENUINE,
        /** Nobody of that name sends notices just now; the sender tries again. */
        NOBODY
    }

    public Reception receive(String provider, Notice notice) {
        Optional<Offer> offer = providers.of(provider).filter(each -> each.service() instanceof SendsNotices);
        if (offer.isEmpty()) {
            return Reception.NOBODY;
        }
        Verdict verdict = verdict((SendsNotices) offer.get().service(), notice);
        if (verdict instanceof Verdict.Genuine genuine) {
            take(offer.get().id(), genuine.news());
            return Reception.TAKEN;
        }
        if (verdict instanceof Verdict.NotGenuine not) {
            refused.tell(offer.get().id(), not.why(), tables.now());
        }
        return Reception.NOT_GENUINE;
    }

    /** Foreign code that reads foreign bytes: whatever it throws, the notice is not taken. */
    private static Verdict verdict(SendsNotices service, Notice notice) {
        try {
            return service.read(notice);
        } catch (RuntimeException | LinkageError broken) {
            return new Verdict.NotGenuine(
                    "it could not be read: " + broken.getClass().getName());
        }
    }

    private void take(String provider, List<News> news) {
        boolean fresh = false;
        for (News each : news) {
            if (each.eventId() == null || each.eventId().length() > LONGEST_EVENT || each.paymentId() == null) {
                LOG.warn("A notice of {} tells of an event that cannot be used", provider);
                continue;
            }
            fresh |= tables.db.inTransaction(tx -> {
                boolean known = tables.payments.byId(tx, each.paymentId()).isPresent()
                        || tables.consents.byId(tx, each.paymentId()).isPresent();
                return known
                        && tables.notices.keep(tx, provider, each.eventId(), each.paymentId(), tables.now())
                        && (tables.payments.askSoon(tx, provider, each.paymentId(), tables.now())
                                || tables.consents.askSoon(tx, provider, each.paymentId(), tables.now()));
            });
        }
        if (fresh) {
            payments.nudged().ring();
        }
    }
}
