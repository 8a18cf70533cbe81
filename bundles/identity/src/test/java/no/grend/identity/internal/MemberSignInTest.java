package no.grend.identity.internal;

import static no.grend.identity.internal.Fixture.HERE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import no.grend.identity.Actor;
import no.grend.identity.AddressCodes.Channel;
import no.grend.identity.AddressCodes.Proven;
import no.grend.kernel.Problem;
import no.grend.message.Message;
import no.grend.testkit.DatabaseTest;
import no.grend.testkit.TestDatabase;

class MemberSignInTest {

    private static final Locale NB = Locale.forLanguageTag("nb");
    private static final String OLA = "ola@example.org";

    @DatabaseTest
    void theCodeFromTheMailboxSignsIn(TestDatabase fresh) {
        Fixture house = new Fixture(fresh);
        String challenge = house.members.requestCode(OLA, HERE, NB);

        Message message = house.mail.get(0);
        assertThat(message.to()).isEqualTo(OLA);
        assertThat(message.secret()).isTrue();
        assertThat(message.subject()).isEqualTo("Engangskode til Min Side");

        String token = house.members.signIn(challenge, house.lastCode(), HERE).orElseThrow();
        Actor actor = house.members.actor(token).orElseThrow();
        assertThat(actor.contactId()).isEqualTo("contact-1");
        assertThat(actor.name()).isEqualTo("Ola Nordmann");
        assertThat(house.staff.actor(token)).as("no token of staff").isEmpty();
        assertThat(house.audit.of("MEMBER_SIGNED_IN")).hasSize(1);
    }

    @DatabaseTest
    void aMobileGetsAnSmsInItsOwnLanguage(TestDatabase fresh) {
        Fixture house = new Fixture(fresh);
        house.members.requestCode("90000001", HERE, Locale.ENGLISH);

        assertThat(house.mail.get(0).channel()).isEqualTo(Message.Channel.SMS);
        assertThat(house.mail.get(0).subject()).isNull();
        assertThat(house.mail.get(0).body()).startsWith("Your code is ").contains("10 minutes");
    }

    @DatabaseTest
    void strangersAndSharedAddressesGetTheSameAnswerAndNoMail(TestDatabase fresh) {
        Fixture house = new Fixture(fresh);

        String known = house.members.requestCode(OLA, HERE, NB);
        for (String identifier : List.of("ingen@example.org", "felles@example.org", "", "'; DROP TABLE x")) {
            assertThat(house.members.requestCode(identifier, HERE, NB))
                    .as(identifier)
                    .hasSameSizeAs(known);
        }

        assertThat(house.mail).hasSize(1);
        assertThat(house.count("SELECT count(*) FROM identity_code"))
                .as("the same work for everybody")
                .isEqualTo(5);
    }

    @DatabaseTest
    void aCodeIsUsedOnce(TestDatabase fresh) {
        Fixture house = new Fixture(fresh);
        String challenge = house.members.requestCode(OLA, HERE, NB);

        assertThat(house.members.signIn(challenge, house.lastCode(), HERE)).isPresent();
        assertThat(house.members.signIn(challenge, house.lastCode(), HERE)).isEmpty();
    }

    @DatabaseTest
    void aCodeLivesTenMinutes(TestDatabase fresh) {
        Fixture house = new Fixture(fresh);
        String challenge = house.members.requestCode(OLA, HERE, NB);

        house.clock.advance(OneTimeCodes.LIFE);

        assertThat(house.members.signIn(challenge, house.lastCode(), HERE)).isEmpty();
    }

    @DatabaseTest
    void aCodeIsRightOnlyForTheBrowserThatAsked(TestDatabase fresh) {
        Fixture house = new Fixture(fresh);
        String mine = house.members.requestCode(OLA, HERE, NB);
        String code = house.lastCode();
        String theirs = house.members.requestCode(OLA, HERE, NB);
        while (code.equals(house.lastCode())) {
            house.clock.advance(Duration.ofMinutes(10));
            theirs = house.members.requestCode(OLA, HERE, NB);
        }

        assertThat(house.members.signIn(theirs, code, HERE)).isEmpty();
        assertThat(house.members.signIn(Secret.token(), code, HERE)).isEmpty();
        assertThat(house.members.signIn(mine, code, HERE)).isPresent();
    }

    @DatabaseTest
    void afterFiveWrongTriesTheRightCodeIsWorthless(TestDatabase fresh) {
        Fixture house = new Fixture(fresh);
        String challenge = house.members.requestCode(OLA, HERE, NB);
        for (int i = 0; i < OneTimeCodes.TRIES; i++) {
            assertThat(house.members.signIn(challenge, wrong(house), HERE)).isEmpty();
        }
        assertThat(house.members.signIn(challenge, house.lastCode(), HERE)).isEmpty();

        String second = house.members.requestCode(OLA, HERE, NB);
        assertThat(house.members.signIn(second, house.lastCode(), HERE))
                .as("a new code works")
                .isPresent();
    }

    @DatabaseTest
    void fiftyGuessesAtOnceCheckNoMoreThanFive(TestDatabase fresh) {
        Fixture house = new Fixture(fresh);
        String challenge = house.members.requestCode(OLA, HERE, NB);
        String wrong = wrong(house);

        Fixture.atOnce(50, () -> house.members.signIn(challenge, wrong, HERE));

        assertThat(house.count("SELECT max(tries) FROM identity_code")).isEqualTo(OneTimeCodes.TRIES);
        assertThat(house.members.signIn(challenge, house.lastCode(), HERE)).isEmpty();
        assertThat(new IdentityVerification(house.db).verify()).isEmpty();
    }

    @DatabaseTest
    void theRightCodeFiftyTimesAtOnceOpensOneSession(TestDatabase fresh) {
        Fixture house = new Fixture(fresh);
        String challenge = house.members.requestCode(OLA, HERE, NB);
        String code = house.lastCode();

        List<Optional<String>> results = Fixture.atOnce(50, () -> house.members.signIn(challenge, code, HERE));

        assertThat(results.stream().filter(Optional::isPresent)).hasSize(1);
        assertThat(house.count("SELECT count(*) FROM identity_session WHERE kind = 'MEMBER'"))
                .isEqualTo(1);
    }

    @DatabaseTest
    void threeCodesInTenMinutesInAnySpellingAndTenADay(TestDatabase fresh) {
        Fixture house = new Fixture(fresh);
        house.members.requestCode(OLA, HERE, NB);
        house.members.requestCode(" OLA@Example.ORG ", HERE, NB);
        house.members.requestCode(OLA, "198.51.100.7", NB);

        Problem refused = catchThrowableOfType(Problem.class, () -> house.members.requestCode(OLA, HERE, NB));
        assertThat(refused.kind()).isEqualTo(Problem.Kind.TOO_MANY);
        assertThat(refused.retryAfter()).isEqualTo(Duration.ofMinutes(10));

        for (int i = 3; i < 10; i++) {
            house.clock.advance(Duration.ofMinutes(10));
            house.members.requestCode(OLA, HERE, NB);
        }
        house.clock.advance(Duration.ofMinutes(30));
        assertThatThrownBy(() -> house.members.requestCode(OLA, HERE, NB)).isInstanceOf(Problem.class);
        house.clock.advance(Duration.ofDays(1));
        assertThat(house.members.requestCode(OLA, HERE, NB)).isNotNull();
    }

    @DatabaseTest
    void everySpellingOfAMobileSharesItsLimit(TestDatabase fresh) {
        Fixture house = new Fixture(fresh);
        house.members.requestCode("90000001", HERE, NB);
        house.members.requestCode("+47 900 00 001", HERE, NB);
        house.members.requestCode("0047-90000001", HERE, NB);

        assertThatThrownBy(() -> house.members.requestCode("47 90 00 00 01", HERE, NB))
                .isInstanceOf(Problem.class);
    }

    @DatabaseTest
    void theOtherSessionsEndAndThePresentOneStays(TestDatabase fresh) {
        Fixture house = new Fixture(fresh);
        String lost = signIn(house);
        String challenge = house.members.requestCode(OLA, HERE, NB);
        String present = house.members.signIn(challenge, house.lastCode(), HERE).orElseThrow();
        assertThat(house.members.actor(lost)).isPresent();

        house.members.signOutOthers("contact-1", present);

        assertThat(house.members.actor(lost)).isEmpty();
        assertThat(house.members.actor(present)).isPresent();
    }

    @DatabaseTest
    void sessionsEndByWishByErasureAndAfterEightHours(TestDatabase fresh) {
        Fixture house = new Fixture(fresh);
        String first = signIn(house);
        house.members.signOut(first);
        assertThat(house.members.actor(first)).isEmpty();

        String second = signIn(house);
        house.members.signOutAll("contact-1");
        assertThat(house.members.actor(second)).isEmpty();

        String third = signIn(house);
        for (int minutes = 0; minutes < 8 * 60; minutes += 20) {
            assertThat(house.members.actor(third)).isPresent();
            house.clock.advance(Duration.ofMinutes(20));
        }
        assertThat(house.members.actor(third)).isEmpty();

        String fourth = signIn(house);
        house.directory.names.clear();
        assertThat(house.members.actor(fourth)).as("the contact is gone").isEmpty();
    }

    @DatabaseTest
    void aNewAddressIsProvedByItsOwnMemberOnly(TestDatabase fresh) {
        Fixture house = new Fixture(fresh);
        Actor ola = Actor.member("contact-1", "Ola");
        String challenge = house.addresses.send(ola, Channel.EMAIL, "ny@example.org", NB);

        assertThat(house.mail.get(0).to()).isEqualTo("ny@example.org");
        assertThat(house.addresses.prove(Actor.member("contact-2", "Per"), challenge, house.lastCode()))
                .isEmpty();
        assertThat(house.members.signIn(challenge, house.lastCode(), HERE))
                .as("no code for signing in")
                .isEmpty();
        assertThat(house.addresses.prove(ola, challenge, house.lastCode()))
                .contains(new Proven(Channel.EMAIL, "ny@example.org"));
        assertThat(house.addresses.prove(ola, challenge, house.lastCode())).isEmpty();
    }

    @DatabaseTest
    void addressCodesAreLimitedForTheMemberAndForTheAddress(TestDatabase fresh) {
        Fixture house = new Fixture(fresh);
        for (int i = 0; i < 3; i++) {
            house.addresses.send(Actor.member("contact-" + i, "En"), Channel.SMS, "+4790000009", NB);
        }

        assertThatThrownBy(() -> house.addresses.send(Actor.member("contact-9", "En"), Channel.SMS, "+4790000009", NB))
                .isInstanceOf(Problem.class);
    }

    @DatabaseTest
    void whatHasRunOutIsSweptAway(TestDatabase fresh) {
        Fixture house = new Fixture(fresh);
        String token = signIn(house);
        house.clock.advance(Duration.ofDays(2));
        Sweeper sweeper = new Sweeper(house.db, house.clock);

        sweeper.sweep();
        sweeper.close();

        assertThat(house.count("SELECT count(*) FROM identity_session")).isZero();
        assertThat(house.count("SELECT count(*) FROM identity_code")).isZero();
        assertThat(house.count("SELECT count(*) FROM identity_throttle")).isZero();
        assertThat(house.members.actor(token)).isEmpty();
    }

    private static String signIn(Fixture house) {
        house.clock.advance(Duration.ofHours(3));
        String challenge = house.members.requestCode(OLA, HERE, NB);
        return house.members.signIn(challenge, house.lastCode(), HERE).orElseThrow();
    }

    private static String wrong(Fixture house) {
        return house.lastCode().equals("123456") ? "654321" : "123456";
    }
}
