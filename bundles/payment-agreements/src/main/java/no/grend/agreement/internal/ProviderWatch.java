package no.grend.agreement.internal;

import java.util.List;
import no.grend.agreement.spi.CollectsByFile;
import no.grend.agreement.spi.PaymentProvider;
import no.grend.licence.Licence;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.util.tracker.ServiceTracker;
import org.osgi.util.tracker.ServiceTrackerCustomizer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees payment providers come and go. A tracker, not a reference of the component: a provider may need what needs payments, and
 * that would be a circle of services. Safe between threads.
 */
@Component(service = ProviderWatch.class)
public final class ProviderWatch {

    private static final Logger LOG = LoggerFactory.getLogger(ProviderWatch.class);

    private final Calls calls = new Calls();
    private final Providers providers = new Providers(calls);
    private final ServiceTracker<PaymentProvider, PaymentProvider> tracker;
    private final ServiceTracker<CollectsByFile, CollectsByFile> collectors;

    /** What tests let be there. */
    private volatile List<CollectsByFile> tested = List.of();

    @Activate
    public ProviderWatch(
            BundleContext context, @Reference(target = "(feature=grend-payment-agreements)") Licence licence) {
        LOG.info("Payments are open; {} is licensed until {}", licence.feature(), licence.validUntil());
        tracker = new ServiceTracker<>(context, PaymentProvider.class, new Arrivals(context));
        tracker.open();
        collectors = new ServiceTracker<>(context, CollectsByFile.class, null);
        collectors.open();
    }

    /** For tests, which let providers come and go themselves. */
    ProviderWatch() {
        tracker = null;
        collectors = null;
    }

    /** Calls that run are given up, and stand as {@code UNKNOWN} until they are asked about at the next start. */
    @Deactivate
    void stop() {
        if (tracker != null) {
            tracker.close();
            collectors.close();
        }
        calls.close();
    }

    Providers providers() {
        return providers;
    }

    Calls calls() {
        return calls;
    }

    /** Those of the moment that collect by file. */
    List<CollectsByFile> collectors() {
        return collectors == null ? tested : List.of(collectors.getServices(new CollectsByFile[0]));
    }

    /** For tests. */
    void collects(CollectsByFile... those) {
        tested = List.of(those);
    }

    private static long id(ServiceReference<?> reference) {
        return (Long) reference.getProperty(Constants.SERVICE_ID);
    }

    private static int ranking(ServiceReference<?> reference) {
        return reference.getProperty(Constants.SERVICE_RANKING) instanceof Integer ranking ? ranking : 0;
    }

    /** Null is what a service has whose bundle goes while we look; its leaving is told right after. */
    private static String bundle(ServiceReference<?> reference) {
        Bundle bundle = reference.getBundle();
        return bundle == null ? "(a bundle that is gone)" : bundle.getSymbolicName();
    }

    private final class Arrivals implements ServiceTrackerCustomizer<PaymentProvider, PaymentProvider> {

        private final BundleContext context;

        Arrivals(BundleContext context) {
            this.context = context;
        }

        @Override
        public PaymentProvider addingService(ServiceReference<PaymentProvider> reference) {
            PaymentProvider service = context.getService(reference);
            if (service != null) {
                providers.arrived(id(reference), ranking(reference), bundle(reference), service);
            }
            return service;
        }

        /** Only its ranking can have changed that we look at. */
        @Override
        public void modifiedService(ServiceReference<PaymentProvider> reference, PaymentProvider service) {
            providers.arrived(id(reference), ranking(reference), bundle(reference), service);
        }

        @Override
        public void removedService(ServiceReference<PaymentProvider> reference, PaymentProvider service) {
            providers.left(id(reference));
            context.ungetService(reference);
        }
    }
}
