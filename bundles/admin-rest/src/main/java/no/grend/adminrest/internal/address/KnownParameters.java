package no.grend.adminrest.internal.address;

import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.ws.rs.QueryParam;
import javax.ws.rs.container.ContainerRequestContext;
import javax.ws.rs.container.ContainerRequestFilter;
import javax.ws.rs.container.ResourceInfo;
import javax.ws.rs.core.Context;
import no.grend.adminrest.internal.AdminApplication;
import no.grend.kernel.Problem;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsApplicationSelect;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsExtension;

/**
 * Refuses a parameter in the address that the operation does not know: a misspelt filter would be no filter at all, and give
 * everybody's invoices where one member's were asked for. Bodies are read as strictly. Safe between threads.
 */
@Component(service = ContainerRequestFilter.class)
@JaxrsExtension
@JaxrsApplicationSelect(AdminApplication.SELECT)
public final class KnownParameters implements ContainerRequestFilter {

    private static final int LONGEST_NAME = 60;

    @Context
    private ResourceInfo operation;

    @Override
    public void filter(ContainerRequestContext request) {
        Set<String> given = request.getUriInfo().getQueryParameters().keySet();
        if (!given.isEmpty() && operation.getResourceMethod() != null) {
            requireKnown(given, operation.getResourceMethod());
        }
    }

    static void requireKnown(Set<String> given, Method operation) {
        Set<String> known = Stream.of(operation.getParameters())
                .map(KnownParameters::name)
                .filter(name -> name != null)
                .collect(Collectors.toCollection(TreeSet::new));
        for (String name : given) {
            if (!known.contains(name)) {
                String shown = name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME) + "…";
                throw Problem.invalid(
                        "/" + shown,
                        "PARAMETER_UNKNOWN",
                        "There is no parameter \"" + shown + "\" here; "
                                + (known.isEmpty()
                                        ? "there are none."
                                        : "known are " + String.join(", ", known) + "."));
            }
        }
    }

    private static String name(Parameter parameter) {
        QueryParam query = parameter.getAnnotation(QueryParam.class);
        return query == null ? null : query.value();
    }
}
