package no.grend.adminrest.internal.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Method;
import java.util.Set;
import java.util.stream.Stream;
import javax.ws.rs.GET;
import javax.ws.rs.PathParam;
import javax.ws.rs.QueryParam;
import no.grend.kernel.Problem;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class KnownParametersTest {

    /** Two operations. */
    private static final class Things {

        @GET
        public String all(@QueryParam("memberNumber") Integer member, @QueryParam("cursor") String cursor) {
            return member + cursor;
        }

        @GET
        public String one(@PathParam("id") String id) {
            return id;
        }
    }

    private static Method operation(String name) {
        return Stream.of(Things.class.getDeclaredMethods())
                .filter(method -> method.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static void refused(Set<String> given, String operation, String says) {
        assertThatThrownBy(() -> KnownParameters.requireKnown(given, operation(operation)))
                .asInstanceOf(InstanceOfAssertFactories.type(Problem.class))
                .satisfies(problem -> {
                    assertThat(problem.code()).isEqualTo("PARAMETER_UNKNOWN");
                    assertThat(problem.getMessage()).isEqualTo(says);
                });
    }

    @Test
    void aMisspeltFilterIsRefusedAndThoseThereAreAreNamed() {
        refused(
                Set.of("memberNummer"),
                "all",
                "There is no parameter \"memberNummer\" here; known are cursor, memberNumber.");
        refused(Set.of("cursor"), "one", "There is no parameter \"cursor\" here; there are none.");
        refused(Set.of("id"), "one", "There is no parameter \"id\" here; there are none.");
        refused(
                Set.of("x".repeat(80)),
                "one",
                "There is no parameter \"" + "x".repeat(60) + "…\" here; there are none.");
    }

    @Test
    void thoseThatThereAreMayAllBeGiven() {
        KnownParameters.requireKnown(Set.of("cursor", "memberNumber"), operation("all"));
    }
}
