package no.grend.identity.internal;

import static no.grend.identity.internal.Fixture.HERE;
import static no.grend.identity.internal.Fixture.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.crypto.spec.SecretKeySpec;
import no.grend.identity.Actor;
import no.grend.identity.Permission;
import no.grend.identity.Role;
import no.grend.kernel.Problem;
import no.grend.testkit.DatabaseTest;
import no.grend.testkit.TestDatabase;
import org.junit.jupiter.api.Test;

class SecondFactorTest {

    private static final Duration STEP = Duration.ofSeconds(30);

    @DatabaseTest
    void signInAsksForACodeOnceItIsInForce(TestDatabase fresh) {
        Fixture house = new Fixture(fresh);
        Account kari = house.treasurer();
        String secret = house.ownAccount.enrol(kari.actor(), PASSWORD, HERE).secret();
        assertThat(house.tokenOf("kari")).as("not in force yet").isNotNull();

        house.ownAccount.confirm(kari.actor(), code(secret, house.clock.instant()), HERE);

        assertThatThrownBy(() -> house.tokenOf("kari")).isInstanceOf(Problem.class);
        assertThat(signIn(house, code(secret, house.clock.instant())))
                .as("the code that confirmed is used")
                .isEmpty();
        house.clock.advance(STEP);
        String next = code(secret, house.clock.instant());
        assertThat(signIn(house, next)).isPresent();
        assertThat(signIn(house, next)).as("replay").isEmpty();
    }

    @DatabaseTest
    void aCodeCountsOnceInARaceAndOneStepEarlyOrLate(TestDatabase fresh) {
        Fixture house = new Fixture(fresh);
        Account kari = house.treasurer();
        String secret = house.ownAccount.enrol(kari.actor(), PASSWORD, HERE).secret();
        house.ownAccount.confirm(kari.actor(), code(secret, house.clock.instant()), HERE);
        house.clock.advance(Duration.ofMinutes(5));
        Instant now = house.clock.instant();

        assertThat(signIn(house, code(secret, now.minus(STEP.multipliedBy(2))))).isEmpty();
        assertThat(signIn(house, code(secret, now.minus(STEP)))).isPresent();
        String code = code(secret, now.plus(STEP));
        List<Optional<String>> results = Fixture.atOnce(8, () -> signIn(house, code));

        assertThat(results.stream().filter(Optional::isPresent)).hasSize(1);
    }

    @DatabaseTest
    void anAdministratorTakesAwayWhatWasLost(TestDatabase fresh) {
        Fixture house = new Fixture(fresh);
        Account kari = house.treasurer();
        String secret = house.ownAccount.enrol(kari.actor(), PASSWORD, HERE).secret();
        house.ownAccount.confirm(kari.actor(), code(secret, house.clock.instant()), HERE);

        house.ownAccount.removeOf(Actor.SYSTEM, kari.id());

        assertThat(house.tokenOf("kari")).isNotNull();
        assertThat(house.audit.of("SECOND_FACTOR_REMOVED")).hasSize(1);
    }

    @DatabaseTest
    void whoHasTheDutyMayOnlyEnrolUntilItIsInForce(TestDatabase fresh) {
        Fixture house = new Fixture(fresh, "ADMIN, treasurer");
        Account kari = house.treasurer();
        String token = house.tokenOf("kari");

        Actor bare = house.staff.actor(token).orElseThrow();
        assertThat(bare.lacksSecondFactor()).isTrue();
        assertThatThrownBy(() -> bare.require(Permission.LEDGER_READ))
                .isInstanceOfSatisfying(
                        Problem.class, refused -> assertThat(refused.code()).isEqualTo("SECOND_FACTOR_REQUIRED"));
        String secret = house.ownAccount.enrol(bare, PASSWORD, HERE).secret();
        house.ownAccount.confirm(bare, code(secret, house.clock.instant()), HERE);
        Actor whole = house.staff.actor(token).orElseThrow();
        assertThat(whole.roles()).containsExactly(Role.TREASURER);

        house.ownAccount.remove(whole, PASSWORD, HERE);
        assertThat(house.staff.actor(token).orElseThrow().roles()).isEmpty();
        assertThat(kari.roles()).containsExactly(Role.TREASURER);
    }

    @DatabaseTest
    void whoHasNoDutySignsInAsBefore(TestDatabase fresh) {
        Fixture house = new Fixture(fresh, "ADMIN");
        house.treasurer();

        assertThat(house.staff.actor(house.tokenOf("kari")).orElseThrow().roles())
                .containsExactly(Role.TREASURER);
    }

    @Test
    void aMisspeltRoleFreesNobody() {
        assertThat(new SecondFactorDuty("TRESURER").binds(Set.of(Role.READER))).isTrue();
        assertThat(new SecondFactorDuty().binds(Set.of(Role.ADMIN))).isFalse();
    }

    @Test
    void base32IsThatOfTheStandard() {
        assertThat(Base32.encode("foobar".getBytes(StandardCharsets.US_ASCII))).isEqualTo("MZXW6YTBOI");
        assertThat(Base32.encode("fooba".getBytes(StandardCharsets.US_ASCII))).isEqualTo("MZXW6YTB");
        assertThat(Base32.encode("f".getBytes(StandardCharsets.US_ASCII))).isEqualTo("MY");
    }

    private static Optional<String> signIn(Fixture house, String code) {
        try {
            return Optional.of(house.staff.signIn("kari", PASSWORD, code, HERE).token());
        } catch (Problem refused) {
            return Optional.empty();
        }
    }

    private static String code(String base32, Instant at) {
        try {
            return new TimeBasedOneTimePasswordGenerator()
                    .generateOneTimePasswordString(new SecretKeySpec(decode(base32), "RAW"), at);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] decode(String base32) {
        byte[] bytes = new byte[base32.length() * 5 / 8];
        long buffer = 0;
        int held = 0;
        int at = 0;
        for (char c : base32.toCharArray()) {
            buffer = buffer << 5 | "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(c);
            held += 5;
            if (held >= 8) {
                held -= 8;
                bytes[at++] = (byte) (buffer >> held);
            }
        }
        return bytes;
    }
}
