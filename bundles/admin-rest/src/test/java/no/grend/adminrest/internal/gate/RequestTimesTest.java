package no.grend.adminrest.internal.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.container.ContainerRequestContext;
import javax.ws.rs.container.ResourceInfo;
import org.junit.jupiter.api.Test;

class RequestTimesTest {

    /** Two operations. */
    @Path("things")
    private static final class Things {

        @GET
        public String all() {
            return "";
        }

        @GET
        @Path("{id}")
        public String one() {
            return "";
        }
    }

    private final RequestTimes times = new RequestTimes();

    @Test
    void aRouteIsTheTemplateAndNotTheAddress() throws Exception {
        ask("GET", 200, operation("all"));
        ask("GET", 404, operation("one"));
        ask("HEAD", 404, operation("one"));
        assertThat(told()).containsExactly("GET /things 2xx 1", "GET /things/{id} 4xx 2");
    }

    @Test
    void whatAStrangerMakesUpIsNoNewRouteAndNoNewMethod() throws Exception {
        ask("GET", 401, operation(null));
        ask("MADE-UP", 401, operation(null));
        ask("ALSO-MADE-UP", 401, null);
        assertThat(told()).containsExactly("GET none 4xx 1", "other none 4xx 2");
    }

    @Test
    void whatWasNotBegunIsNotTimed() throws Exception {
        times.end(request("GET"), 200, operation("all"));
        assertThat(told()).isEmpty();
    }

    private void ask(String method, int status, ResourceInfo operation) {
        ContainerRequestContext request = request(method);
        RequestTimes.begin(request);
        times.end(request, status, operation);
    }

    private List<String> told() {
        return times.meters().get(0).values().stream()
                .map(value -> String.join(" ", value.labels().values()) + " " + value.count())
                .toList();
    }

    private static ContainerRequestContext request(String method) {
        Map<String, Object> properties = new HashMap<>();
        return (ContainerRequestContext) Proxy.newProxyInstance(
                RequestTimesTest.class.getClassLoader(),
                new Class<?>[] {ContainerRequestContext.class},
                (proxy, called, arguments) -> switch (called.getName()) {
                    case "getMethod" -> method;
                    case "getProperty" -> properties.get((String) arguments[0]);
                    case "setProperty" -> properties.put((String) arguments[0], arguments[1]);
                    default -> throw new UnsupportedOperationException(called.getName());
                });
    }

    private static ResourceInfo operation(String method) throws NoSuchMethodException {
        Method operation = method == null ? null : Things.class.getMethod(method);
        return new ResourceInfo() {
            @Override
            public Method getResourceMethod() {
                return operation;
            }

            @Override
            public Class<?> getResourceClass() {
                return operation == null ? null : Things.class;
            }
        };
    }
}
