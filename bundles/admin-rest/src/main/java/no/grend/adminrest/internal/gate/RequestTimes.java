package no.grend.adminrest.internal.gate;

import java.lang.reflect.AnnotatedElement;
import java.util.List;
import java.util.Set;
import javax.ws.rs.Path;
import javax.ws.rs.container.ContainerRequestContext;
import javax.ws.rs.container.ResourceInfo;
import no.grend.kernel.Meter;
import no.grend.kernel.Meters;
import no.grend.kernel.Timings;
import org.osgi.service.component.annotations.Component;

/**
 * How long the staff API takes («svartid»), by method, route and class of status. A route is the template in the code,
 * {@code /contacts/{id}}, never the address that was asked for: that holds ids, and strangers can make up as many as they like.
 * What is asked by HEAD is read as by GET, and counts as that.
 */
@Component(service = {RequestTimes.class, Meters.class})
public final class RequestTimes implements Meters {

    private static final String BEGUN = "grend.begun";
    private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");
    private static final String OTHER = "other";
    private static final int HUNDRED = 100;

    private final Timings times = new Timings(
            "grend_http_request_duration_seconds",
            "Requests to the staff API until the answer is begun; the route is none where no operation was found, as when the"
                    + " token is wrong.",
            "method",
            "route",
            "status");

    static void begin(ContainerRequestContext request) {
        request.setProperty(BEGUN, System.nanoTime());
    }

    /** @param operation what answers; with a null class when nothing does */
    void end(ContainerRequestContext request, int status, ResourceInfo operation) {
        if (request.getProperty(BEGUN) instanceof Long begun) {
            times.note(
                    System.nanoTime() - begun, method(request.getMethod()), route(operation), status / HUNDRED + "xx");
        }
    }

    private static String method(String asked) {
        String method = "HEAD".equals(asked) ? "GET" : asked;
        return METHODS.contains(method) ? method : OTHER;
    }

    private static String route(ResourceInfo operation) {
        if (operation == null || operation.getResourceClass() == null || operation.getResourceMethod() == null) {
            return null;
        }
        return part(operation.getResourceClass()) + part(operation.getResourceMethod());
    }

    private static String part(AnnotatedElement annotated) {
        Path path = annotated.getAnnotation(Path.class);
        String template = path == null ? "" : path.value();
        return template.isEmpty() || template.startsWith("/") ? template : "/" + template;
    }

    @Override
    public List<Meter> meters() {
        return List.of(times.meter());
    }
}
