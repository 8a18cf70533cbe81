package no.grend.adminrest.internal.openapi;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import no.grend.adminrest.internal.AdminApplication;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** The resource classes of staff that are there right now; modules bring them and take them away. */
@Component(service = ResourceClasses.class)
public final class ResourceClasses {

    private static final String RESOURCES =
            "(&(osgi.jaxrs.resource=true)(osgi.jaxrs.application.select=\\(osgi.jaxrs.name=" + AdminApplication.NAME
                    + "\\)))";

    private final BundleContext context;

    @Activate
    public ResourceClasses(BundleContext context) {
        this.context = context;
    }

    /** What is there at one moment. @param serviceIds tells one set from another */
    record Snapshot(List<Long> serviceIds, List<Class<?>> classes) {}

    List<Long> serviceIds() {
        return references().stream()
                .map(reference -> (Long) reference.getProperty(Constants.SERVICE_ID))
                .sorted()
                .toList();
    }

    Snapshot snapshot() {
        List<Long> ids = new ArrayList<>();
        List<Class<?>> classes = new ArrayList<>();
        for (ServiceReference<?> reference : references()) {
            Object resource = context.getService(reference);
            if (resource != null) {
                ids.add((Long) reference.getProperty(Constants.SERVICE_ID));
                classes.add(resource.getClass());
                context.ungetService(reference);
            }
        }
        ids.sort(Comparator.naturalOrder());
        classes.sort(Comparator.comparing(Class::getName));
        return new Snapshot(ids, classes);
    }

    private Collection<ServiceReference<Object>> references() {
        try {
            Collection<ServiceReference<Object>> found = new ArrayList<>();
            ServiceReference<?>[] all = context.getAllServiceReferences(null, RESOURCES);
            for (ServiceReference<?> reference : all == null ? new ServiceReference<?>[0] : all) {
                @SuppressWarnings("unchecked")
                ServiceReference<Object> any = (ServiceReference<Object>) reference;
                found.add(any);
            }
            return found;
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException("The filter is a constant", e);
        }
    }
}
