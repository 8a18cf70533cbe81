package no.grend.identity.internal;

import static no.grend.identity.internal.Fixture.HERE;
import static no.grend.identity.internal.Fixture.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.Set;
import no.grend.identity.Actor;
import no.grend.identity.Role;
import no.grend.kernel.ETag;
import no.grend.kernel.Problem;
import no.grend.testkit.DatabaseTest;
import no.grend.testkit.TestDatabase;

class StaffSignInTest {

    @DatabaseTest
    void opensASessionWithTheAccountsRoles(TestDatabase fresh) {
        Fixture house = new Fixture(fresh);
        Account kari = house.treasurer();

        String token = house.tokenOf(" KARI ");
        Actor actor = house.staff.actor(token).orElseThrow();

        assertThat(actor.id()).isEqualTo("staff:" + kari.id());
        assertThat(actor.roles()).containsExactly(Role.TREASURER);
        assertThat(house.audit.of("STAFF_SIGNED_IN")).hasSize(1);
        assertThat(house.count("SELECT count(*) FROM identity_session WHERE token_hash = '" + token + "'"))
                .as("the token itself is nowhere in the database")
                .isZero();
    }

    @DatabaseTest
    void refusesAllWrongsAlike(TestDatabase fresh) {
        Fixture house = new Fixture(fresh);
        house.treasurer();

        Problem wrongPassword = refusal(house, "kari", "feil passord", HERE);
        Problem nobody = refusal(house, "ingen", PASSWORD, HERE);

        assertThat(wrongPassword.kind()).isEqualTo(Problem.Kind.UNAUTHENTICATED);
        assertThat(nobody.kind()).isEqualTo(wrongPassword.kind());
        assertThat(nobody).hasMessage(wrongPassword.getMessage());
        assertThat(house.audit.of("STAFF_SIGN_IN_REFUSED")).hasSize(2);
    }

    @DatabaseTest
    void tooManyWrongPasswordsCloseTheDoorForAQuarter(TestDatabase fresh) {
        Fixture house = new Fixture(fresh);
        house.treasurer();
        for (int i = 0; i < SignInThrottle.PER_ACCOUNT_AND_ADDRESS; i++) {
            refusal(house, "kari", "feil passord", HERE);
        }

        Problem closed = refusal(house, "kari", PASSWORD, HERE);

        assertThat(closed.kind()).isEqualTo(Problem.Kind.TOO_MANY);
        assertThat(closed.retryAfter()).isBetween(Duration.ofSeconds(1), SignInThrottle.WINDOW);
        assertThat(house.staff.signIn("kari", PASSWORD, null, "198.51.100.7"))
                .as("a stranger's tries do not lock the owner out")
                .isNotNull();
        house.clock.advance(SignInThrottle.WINDOW);
        assertThat(house.staff.signIn("kari", PASSWORD, null, HERE)).isNotNull();
    }

    @DatabaseTest
    void oneAddressCannotTryOnePasswordOnEverybody(TestDatabase fresh) {
        Fixture house = new Fixture(fresh);
        for (int i = 0; i < SignInThrottle.PER_ADDRESS; i++) {
            refusal(house, "user" + i, "sommer", HERE);
        }

        assertThat(refusal(house, "one-more", "sommer", HERE).kind()).isEqualTo(Problem.Kind.TOO_MANY);
    }

    @DatabaseTest
    void rightPasswordsDoNotCount(TestDatabase fresh) {
        Fixture house = new Fixture(fresh);
        for (int i = 0; i < 2 * SignInThrottle.PER_ACCOUNT_AND_ADDRESS; i++) {
            assertThat(house.tokenOf("admin")).isNotNull();
        }
    }

    @DatabaseTest
    void aSessionEndsWhenIdleAndAtTheLatestAfterTwelveHours(TestDatabase fresh) {
        Fixture house = new Fixture(fresh);
        String idle = house.tokenOf("admin");
        String busy = house.tokenOf("admin");

        house.clock.advance(Duration.ofMinutes(31));
        assertThat(house.staff.actor(idle)).isEmpty();
        assertThat(house.staff.actor(busy)).isEmpty();

        busy = house.tokenOf("admin");
        for (int minutes = 0; minutes < 12 * 60 - 20; minutes += 20) {
            assertThat(house.staff.actor(busy)).as("after %s minutes", minutes).isPresent();
            house.clock.advance(Duration.ofMinutes(20));
        }
        house.clock.advance(Duration.ofMinutes(20));
        assertThat(house.staff.actor(busy)).isEmpty();
    }

    @DatabaseTest
    void aBusyTokenCostsNoQueryAndARevokedOneIsGoneWithinAMinute(TestDatabase fresh) {
        Fixture house = new Fixture(fresh);
        String token = house.tokenOf("admin");
        assertThat(house.staff.actor(token)).isPresent();

        house.db.useTransaction(tx -> tx.execute("DELETE FROM identity_session"));

        assertThat(house.staff.actor(token)).as("remembered").isPresent();
        house.clock.advance(Duration.ofMinutes(1));
        assertThat(house.staff.actor(token)).as("asked again").isEmpty();
    }

    @DatabaseTest
    void signingOutEndsTheSessionAtOnce(TestDatabase fresh) {
        Fixture house = new Fixture(fresh);
        String token = house.tokenOf("admin");
        assertThat(house.staff.actor(token)).isPresent();

        house.staff.signOut(token);
        house.staff.signOut(token);

        assertThat(house.staff.actor(token)).isEmpty();
        assertThat(house.staff.actor(null)).isEmpty();
        assertThat(house.staff.actor("nonsense")).isEmpty();
    }

    @DatabaseTest
    void aMembersTokenIsNoTokenOfStaff(TestDatabase fresh) {
        Fixture house = new Fixture(fresh);
        String token = house.tokenOf("admin");

        assertThat(house.members.actor(token)).isEmpty();
        assertThat(house.staff.actor(token)).isPresent();
    }

    @DatabaseTest
    void otherRolesOrNoAccessEndTheSessions(TestDatabase fresh) {
        Fixture house = new Fixture(fresh);
        Account kari = house.treasurer();
        String token = house.tokenOf("kari");
        assertThat(house.staff.actor(token)).isPresent();

        Account reader = house.accounts.change(
                Actor.SYSTEM,
                kari.id(),
                new ETag(kari.version()),
                new Accounts.Change(null, Set.of(Role.READER), null, null));
        assertThat(house.staff.actor(token)).isEmpty();

        String second = house.tokenOf("kari");
        house.accounts.change(
                Actor.SYSTEM, kari.id(), new ETag(reader.version()), new Accounts.Change(null, null, false, null));
        assertThat(house.staff.actor(second)).isEmpty();
        assertThat(refusal(house, "kari", PASSWORD, HERE).kind()).isEqualTo(Problem.Kind.UNAUTHENTICATED);
        assertThat(house.audit.of("ACCOUNT_CHANGED")).hasSize(2);
    }

    @DatabaseTest
    void theLastAdministratorStays(TestDatabase fresh) {
        Fixture house = new Fixture(fresh);
        Account admin = house.accounts.list(Actor.SYSTEM, null, null).items().get(0);

        assertThatThrownBy(() -> house.accounts.change(
                        Actor.SYSTEM,
                        admin.id(),
                        new ETag(admin.version()),
                        new Accounts.Change(null, null, false, null)))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.code()).isEqualTo("LAST_ADMINISTRATOR"));
        assertThat(house.accounts.get(Actor.SYSTEM, admin.id()).enabled()).isTrue();
    }

    @DatabaseTest
    void onlyAdministratorsSeeAndChangeAccounts(TestDatabase fresh) {
        Fixture house = new Fixture(fresh);
        Account kari = house.treasurer();
        Actor actor = kari.actor();

        assertThat(house.accounts.get(actor, kari.id()).username()).isEqualTo("kari");
        assertThatThrownBy(() -> house.accounts.list(actor, null, null)).hasMessageContaining("ACCOUNT_ADMIN");
        assertThatThrownBy(() -> house.accounts.change(
                        actor, kari.id(), new ETag(1), new Accounts.Change(null, Set.of(Role.ADMIN), null, null)))
                .hasMessageContaining("ACCOUNT_ADMIN");
        assertThatThrownBy(() -> house.ownAccount.removeOf(actor, kari.id())).hasMessageContaining("ACCOUNT_ADMIN");
    }

    @DatabaseTest
    void aUserNameIsTakenInAnySpelling(TestDatabase fresh) {
        Fixture house = new Fixture(fresh);
        house.treasurer();

        assertThatThrownBy(() -> house.accounts.create(
                        Actor.SYSTEM, new Accounts.NewAccount("Kari", "En annen", PASSWORD, Set.of(Role.READER))))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.code()).isEqualTo("USERNAME_TAKEN"));
    }

    @DatabaseTest
    void anotherPasswordEndsTheOtherSessions(TestDatabase fresh) {
        Fixture house = new Fixture(fresh);
        Account kari = house.treasurer();
        String other = house.tokenOf("kari");
        String mine = house.tokenOf("kari");
        assertThat(house.staff.actor(other)).isPresent();

        assertThatThrownBy(() -> house.ownAccount.changePassword(kari.actor(), "feil", "bjørk og einer", mine, HERE))
                .hasMessageContaining("wrong");
        house.ownAccount.changePassword(kari.actor(), PASSWORD, "bjørk og einer", mine, HERE);

        assertThat(house.staff.actor(mine)).isPresent();
        assertThat(house.staff.actor(other)).isEmpty();
        assertThat(house.staff.signIn("kari", "bjørk og einer", null, HERE)).isNotNull();
        assertThat(refusal(house, "kari", PASSWORD, HERE)).isNotNull();
    }

    private static Problem refusal(Fixture house, String username, String password, String from) {
        return catchThrowableOfType(Problem.class, () -> house.staff.signIn(username, password, null, from));
    }
}
