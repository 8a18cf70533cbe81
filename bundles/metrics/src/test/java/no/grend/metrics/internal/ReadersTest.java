package no.grend.metrics.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.Set;
import no.grend.identity.Actor;
import no.grend.identity.Role;
import no.grend.identity.StaffSessions;
import no.grend.kernel.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReadersTest {

    private static final String TOKEN = "0123456789abcdef0123456789abcdef";

    @Test
    void whoHasTheTokenReads() {
        Readers readers = readers(TOKEN);
        assertThatCode(() -> readers.require("Bearer " + TOKEN)).doesNotThrowAnyException();
        assertThatCode(() -> readers.require("bearer " + TOKEN)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "Bearer",
                "Bearer ",
                "Bearer 0123456789abcdef0123456789abcdeF",
                "Bearer 0123456789abcdef0123456789abcde",
                "Bearer 0123456789abcdef0123456789abcdef0",
                "Basic MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=",
                TOKEN
            })
    void aStrangerIsRefused(String authorization) {
        refuses(readers(TOKEN), authorization, Problem.Kind.UNAUTHENTICATED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "short", "0123456789abcdef0123456789abcde", "$[env:GREND_METRICS_TOKEN_OF_ONES_OWN]"})
    void aTokenThatIsNoneLetsNobodyIn(String token) {
        refuses(readers(token), "Bearer " + token, Problem.Kind.UNAUTHENTICATED);
    }

    @Test
    void aChangedTokenCountsAtOnce() {
        Readers readers = readers(TOKEN);
        readers.follow(TOKEN.replace('0', 'x'));
        refuses(readers, "Bearer " + TOKEN, Problem.Kind.UNAUTHENTICATED);
        readers.follow("");
        refuses(readers, "Bearer " + TOKEN.replace('0', 'x'), Problem.Kind.UNAUTHENTICATED);
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void ofStaffOnlyAdministratorsRead(Role role) {
        Readers readers = new Readers(TOKEN, sessions(new Actor("staff:1", "Kari", Set.of(role), null)));
        if (role == Role.ADMIN) {
            assertThatCode(() -> readers.require("Bearer of-staff")).doesNotThrowAnyException();
        } else {
            refuses(readers, "Bearer of-staff", Problem.Kind.FORBIDDEN);
        }
        refuses(readers, "Bearer of-nobody", Problem.Kind.UNAUTHENTICATED);
    }

    @Test
    void staffWithoutTheSecondFactorThatTheyNeedReadNothing() {
        Readers readers = new Readers("", sessions(Actor.withoutSecondFactor("staff:1", "Kari")));
        refuses(readers, "Bearer of-staff", Problem.Kind.FORBIDDEN);
    }

    private static void refuses(Readers readers, String authorization, Problem.Kind kind) {
        assertThatThrownBy(() -> readers.require(authorization))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.kind()).isEqualTo(kind));
    }

    private static Readers readers(String token) {
        return new Readers(token, null);
    }

    private static StaffSessions sessions(Actor actor) {
        return new StaffSessions() {
            @Override
            public Session signIn(String username, String password, String totp, String clientAddress) {
                throw new UnsupportedOperationException();
            }

            @Override
            public Optional<Actor> actor(String token) {
                return token.equals("of-staff") ? Optional.of(actor) : Optional.empty();
            }

            @Override
            public void signOut(String token) {
                throw new UnsupportedOperationException();
            }
        };
    }
}
