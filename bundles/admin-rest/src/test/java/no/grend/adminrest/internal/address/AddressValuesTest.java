package no.grend.adminrest.internal.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Parameter;
import java.time.LocalDate;
import java.util.Arrays;
import javax.ws.rs.HeaderParam;
import javax.ws.rs.PathParam;
import javax.ws.rs.QueryParam;
import javax.ws.rs.ext.ParamConverter;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import no.grend.kernel.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressValuesTest {

    /** Parameters as resources have them. */
    interface Sample {
        void list(
                @QueryParam("limit") Integer limit,
                @QueryParam("cursor") String cursor,
                @QueryParam("after") long after,
                @QueryParam("dryRun") boolean dryRun,
                @QueryParam("status") Thread.State status,
                @PathParam("dueDate") LocalDate dueDate,
                @HeaderParam("If-Match") String ifMatch,
                @QueryParam("q") String query);
    }

    private static ParamConverter<?> converter(String name) {
        Parameter parameter = Arrays.stream(Sample.class.getMethods()[0].getParameters())
                .filter(one -> Arrays.toString(one.getAnnotations()).contains("\"" + name + "\""))
                .findFirst()
                .orElseThrow();
        return new AddressValues()
                .getConverter(parameter.getType(), parameter.getParameterizedType(), parameter.getAnnotations());
    }

    @Test
    void readsWhatIsRight() {
        assertThat((Object) converter("limit").fromString("200")).isEqualTo(200);
        assertThat((Object) converter("after").fromString("9000000000")).isEqualTo(9_000_000_000L);
        assertThat((Object) converter("dryRun").fromString("true")).isEqualTo(true);
        assertThat((Object) converter("status").fromString("new")).isEqualTo(Thread.State.NEW);
        assertThat((Object) converter("dueDate").fromString("2027-01-15")).isEqualTo(LocalDate.of(2027, 1, 15));
        assertThat((Object) converter("cursor").fromString(SealedCursor.seal("42")))
                .isEqualTo("42");
        assertThat((Object) converter("limit").fromString(null)).isNull();
    }

    @Test
    void leavesOtherTextsAlone() {
        assertThat((Object) converter("If-Match")).isNull();
        assertThat((Object) converter("q")).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "limit,0,limit must be a whole number from 1 to 200.",
        "limit,201,limit must be a whole number from 1 to 200.",
        "limit,'',limit must be a whole number from 1 to 200.",
        "limit,ten,limit must be a whole number from 1 to 200.",
        "after,1.5,after must be a whole number.",
        "after,99999999999999999999,after must be a whole number.",
        "dryRun,yes,dryRun must be true or false.",
        "status,OLD,'status must be one of NEW, RUNNABLE, BLOCKED, WAITING, TIMED_WAITING, TERMINATED.'",
        "dueDate,2027-02-30,'dueDate must be a date that exists, such as 2027-01-15.'",
        "cursor,42,'cursor is not one that this list gave; send \"next\" of the page before, unchanged, or none to begin.'",
        "cursor,'','cursor is not one that this list gave; send \"next\" of the page before, unchanged, or none to begin.'",
    })
    void refusesTheRestByName(String name, String sent, String detail) {
        assertThatThrownBy(() -> converter(name).fromString(sent)).isInstanceOfSatisfying(Problem.class, problem -> {
            assertThat(problem.kind()).isEqualTo(Problem.Kind.INVALID);
            assertThat(problem.getMessage()).isEqualTo(detail);
            assertThat(problem.errors().get(0).pointer()).isEqualTo("/" + name);
        });
    }

    @Property
    void aCursorComesBackAsItWasAndIsFitForAnAddress(@ForAll String cursor) {
        String text = cursor.isEmpty()
                ? "x"
                : new String(
                        cursor.getBytes(java.nio.charset.StandardCharsets.UTF_8),
                        java.nio.charset.StandardCharsets.UTF_8);
        assertThat(SealedCursor.seal(text)).matches("[A-Za-z0-9_-]+");
        assertThat(SealedCursor.open(SealedCursor.seal(text))).isEqualTo(text);
    }
}
