package no.grend.shell.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.function.Supplier;
import no.grend.kernel.Verification;
import no.grend.kernel.Verification.Violation;
import org.junit.jupiter.api.Test;

final class VerificationRoundTest {

    private final VerificationRound round = new VerificationRound(List.of(
            check("ledger", List::of),
            check("audit", () -> List.of(new Violation("P18", "row 7"))),
            check("broken", () -> {
                throw new IllegalStateException("no connection");
            })));

    @Test
    void everyAreaIsCheckedAlsoAfterOneThatThrows() {
        assertThat(round.run(null))
                .extracting(VerificationRound.Outcome::area)
                .containsExactly("audit", "broken", "ledger");
        assertThat(round.run("ledger").get(0).holds()).isTrue();
        assertThat(round.run("audit").get(0).violations()).containsExactly(new Violation("P18", "row 7"));
        assertThat(round.run("broken").get(0).holds())
                .as("a check that cannot run is no OK")
                .isFalse();
    }

    @Test
    void anUnknownAreaIsNoSuccess() {
        assertThatThrownBy(() -> round.run("legder")).hasMessageContaining("audit, broken, ledger");
        assertThatThrownBy(() -> new VerificationRound(List.of()).run(null)).hasMessageContaining("nothing to verify");
    }

    private static Verification check(String area, Supplier<List<Violation>> found) {
        return new Verification() {
            @Override
            public String area() {
                return area;
            }

            @Override
            public List<Violation> verify() {
                return found.get();
            }
        };
    }
}
