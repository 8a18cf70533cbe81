package no.grend.agreement.internal;

import static no.grend.agreement.internal.ConsentsTest.KARI;
import static no.grend.agreement.internal.House.STAFF;
import static no.grend.agreement.internal.PaymentServiceTest.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import no.grend.agreement.Consent;
import no.grend.agreement.Consent.Move.Stage;
import no.grend.agreement.Consent.State;
import no.grend.agreement.NewConsent;
import no.grend.agreement.Payment;
import no.grend.agreement.PaymentProviders.ConsentCount;
import no.grend.agreement.PaymentProviders.Standing;
import no.grend.agreement.Payments.Trouble;
import no.grend.agreement.internal.standing.AgreementInBook;
import no.grend.agreement.spi.Order;
import no.grend.agreement.spi.Outcome.Reason;
import no.grend.agreement.spi.Outcome.Rejected;
import no.grend.identity.Actor;
import no.grend.identity.Role;
import no.grend.kernel.Ore;
import no.grend.ledger.Invoice;
import no.grend.testkit.DatabaseTest;
import no.grend.testkit.TestDatabase;

/** Consents whose provider is taken out of use move when their payers give others, and no invoice is charged twice meanwhile. */
class MovingTest {

    private static final Actor MEMBER = Actor.member(KARI, "Kari Prøve");

    private final FakeCharger vipps = new FakeCharger("vipps", 14);
    private final FakeCharger swish = new FakeCharger("swish", 14);

    private House house(TestDatabase fresh) {
        House house = new House(fresh);
        house.arrives(vipps, 10);
        house.arrives(swish);
        return house;
    }

    private static Consent now(House house, Consent consent) {
        return house.consents.consent(STAFF, consent.id()).orElseThrow();
    }

    private static Invoice due(House house, String day) {
        return house.ledger.open(45_000, "membership:1:" + day, KARI, LocalDate.parse(day));
    }

    private static ConsentCount count(House house) {
        return standing(house).consents();
    }

    private static Standing standing(House house) {
        return house.draining.providers(STAFF).stream()
                .filter(each -> each.id().equals("vipps"))
                .findFirst()
                .orElseThrow();
    }

    private static List<Trouble> troubles(House house) {
        return house.payments.troubles(STAFF, true, null, null).items();
    }

    private static List<String> timeline(Consent consent) {
        return consent.timeline().stream()
                .map(event -> event.what() + " " + event.from() + ">" + event.to() + " " + event.actor())
                .toList();
    }

    @DatabaseTest
    void aConsentMovesWhenItsPayerGivesAnotherAndNotBefore(TestDatabase fresh) {
        try (House house = house(fresh)) {
            Consent old = ConsentsTest.active(house, vipps, KARI);
            Standing drained = house.draining.drain(STAFF, "vipps", "swish", false);
            assertThat(drained.consents()).isEqualTo(new ConsentCount(1, 0, 0, 0, 0));
            assertThat(drained.reason()).contains("1 consent is left", "swish", "ordinary way");
            assertThat(now(house, old).move().stage()).isEqualTo(Stage.MARKED);
            assertThat(now(house, old).move().to()).isEqualTo("swish");
            assertThat(house.consents.moving(STAFF, "vipps", null, null).items())
                    .hasSize(1);
            Invoice invoice = due(house, "2026-11-29");
            assertThat(house.charges()).isZero();
            assertThat(house.charges()).isZero();
            assertThat(troubles(house)).singleElement().satisfies(trouble -> {
                assertThat(trouble.kind()).isEqualTo(Uncharged.KIND);
                assertThat(trouble.invoiceId()).isEqualTo(invoice.id());
                assertThat(trouble.detail()).contains("Invoice " + invoice.number(), "swish", "ordinary way");
            });

            Consent heir = house.consents.move(MEMBER, old.id());

            assertThat(heir.replaces()).isEqualTo(old.id());
            assertThat(heir.provider()).isEqualTo("swish");
            assertThat(heir.redirect()).isEqualTo(FakeCharger.PAGE);
            assertThat(List.of(heir.purpose(), heir.most(), heir.everyMonths()))
                    .isEqualTo(List.of(old.purpose(), old.most(), old.everyMonths()));
            assertThat(house.consents.move(MEMBER, old.id()).id()).as("again").isEqualTo(heir.id());
            assertThat(now(house, old).state()).as("until then").isEqualTo(State.ACTIVE);

            swish.given = true;
            assertThat(house.consents.ask(MEMBER, heir.id()).state()).isEqualTo(State.ACTIVE);

            assertThat(now(house, old).state()).isEqualTo(State.ENDING);
            assertThat(now(house, old).move().successor()).isEqualTo(heir.id());
            assertThat(count(house)).isEqualTo(new ConsentCount(0, 0, 0, 1, 1));
            assertThat(house.charges()).isEqualTo(1);
            assertThat(swish.charged).hasSize(1);
            assertThat(vipps.charged).isEmpty();
            assertThat(troubles(house)).as("charged after all").isEmpty();
            house.later(Duration.ZERO);
            assertThat(vipps.calls).endsWith("end " + old.id());
            assertThat(count(house)).isEqualTo(new ConsentCount(0, 0, 0, 1, 0));
            assertThat(timeline(now(house, old)))
                    .containsSequence(
                            "MOVE_MARKED ACTIVE>ACTIVE system",
                            "MOVED ACTIVE>ENDING provider:swish",
                            "END_TOLD ENDING>STOPPED provider:vipps");
            assertThat(house.audit.of("CONSENT_MOVED")).hasSize(1);
            assertThat(house.checks.verify()).isEmpty();
        }
    }

    @DatabaseTest
    void whatIsBeingChargedFinishesWhereItWasBegun(TestDatabase fresh) {
        try (House house = house(fresh)) {
            Consent old = ConsentsTest.active(house, vipps, KARI);
            Invoice invoice = due(house, "2026-11-29");
            assertThat(house.charges()).isEqualTo(1);
            moved(house, old);
            house.later(Duration.ofHours(2));

            assertThat(house.charges()).as("one payment of an invoice").isZero();
            assertThat(vipps.calls).as("ending it would stop the charge").doesNotContain("end " + old.id());
            vipps.pays();
            house.later(Duration.ofDays(4));
            house.later(Duration.ofDays(1));

            assertThat(house.payments.ofInvoice(STAFF, invoice.id()))
                    .singleElement()
                    .satisfies(payment -> assertThat(payment.state()).isEqualTo(Payment.State.SETTLED));
            assertThat(house.ledger.payments()).hasSize(1);
            assertThat(swish.charged).isEmpty();
            assertThat(now(house, old).state()).isEqualTo(State.STOPPED);
            assertThat(house.charges()).isZero();
        }
    }

    @DatabaseTest
    void whatFailsThereIsTriedAgainByTheOneThatTookOver(TestDatabase fresh) {
        FakeCharger old = new FakeCharger("vipps", 0);
        try (House house = new House(fresh)) {
            house.arrives(old, 10);
            house.arrives(swish);
            Consent consent = ConsentsTest.active(house, old, KARI);
            Invoice invoice = due(house, "2026-11-29");
            house.charges();
            moved(house, consent);
            old.comes = new Rejected(Reason.DECLINED, "No cover.");
            house.later(Duration.ofDays(4));

            assertThat(house.charges()).isEqualTo(1);

            assertThat(swish.charged)
                    .singleElement()
                    .satisfies(order -> assertThat(order.charge().consent()).startsWith("agr-"));
            assertThat(house.payments.ofInvoice(STAFF, invoice.id()))
                    .extracting(Payment::provider)
                    .containsExactly("swish", "vipps");
        }
    }

    private Consent moved(House house, Consent old) {
        house.draining.drain(STAFF, "vipps", "swish", false);
        Consent heir = house.consents.move(MEMBER, old.id());
        swish.given = true;
        assertThat(house.consents.ask(STAFF, heir.id()).state()).isEqualTo(State.ACTIVE);
        return heir;
    }

    @DatabaseTest
    void whereNobodyTakesChargesTheConsentsStayAndThatIsSaid(TestDatabase fresh) {
        try (House house = new House(fresh)) {
            house.arrives(vipps);
            house.arrives(new FakeProvider("card"));
            Consent old = ConsentsTest.active(house, vipps, KARI);

            Standing drained = house.draining.drain(STAFF, "vipps", "card", true);

            assertThat(drained.consents().left()).isEqualTo(1);
            assertThat(drained.reason()).contains("1 consent stays with it", "takes charges", "ordinary way");
            assertThat(now(house, old).move()).isNull();
            assertThat(now(house, old).state()).as("by force too").isEqualTo(State.ACTIVE);
            refused(() -> house.consents.move(MEMBER, old.id()), "CONSENT_NOT_MOVING");
            due(house, "2026-11-29");
            house.charges();
            assertThat(troubles(house)).singleElement().satisfies(trouble -> assertThat(trouble.detail())
                    .contains("cannot be moved"));
            house.arrives(swish);
            assertThat(house.draining.drain(STAFF, "vipps", "swish", false).reason())
                    .contains("moves to swish");
            assertThat(now(house, old).move().stage()).isEqualTo(Stage.MARKED);
        }
    }

    @DatabaseTest
    void undoneWhatHasNotMovedStaysAndWhatWasBegunElsewhereIsEnded(TestDatabase fresh) {
        try (House house = house(fresh)) {
            Consent old = ConsentsTest.active(house, vipps, KARI);
            house.draining.drain(STAFF, "vipps", "swish", false);
            Consent heir = house.consents.move(MEMBER, old.id());

            house.draining.resume(STAFF, "vipps");

            assertThat(now(house, old).state()).isEqualTo(State.ACTIVE);
            assertThat(now(house, old).move().stage()).isEqualTo(Stage.CALLED_OFF);
            assertThat(now(house, heir).state()).isEqualTo(State.ENDING);
            swish.given = true;
            house.consents.ask(STAFF, heir.id());
            assertThat(now(house, heir).state()).as("it is not brought back").isEqualTo(State.STOPPED);
            due(house, "2026-11-29");
            assertThat(house.charges()).isEqualTo(1);
            assertThat(vipps.charged).hasSize(1);
            house.draining.drain(STAFF, "vipps", "swish", false);
            assertThat(house.consents.move(MEMBER, old.id()).id()).isNotEqualTo(heir.id());
        }
    }

    @DatabaseTest
    void byForceTheyAreEndedAndTheirPayersCanStillGiveOthers(TestDatabase fresh) {
        try (House house = house(fresh)) {
            Consent old = ConsentsTest.active(house, vipps, KARI);

            Standing drained = house.draining.drain(STAFF, "vipps", "swish", true);

            assertThat(drained.consents().left()).isZero();
            assertThat(now(house, old).state()).isEqualTo(State.ENDING);
            assertThat(troubles(house)).singleElement().satisfies(trouble -> {
                assertThat(trouble.kind()).isEqualTo(Moving.ENDED);
                assertThat(trouble.detail()).contains("1 consent was ended", "movingFrom=vipps");
            });
            Consent heir = house.consents.move(MEMBER, old.id());
            house.later(Duration.ZERO);
            assertThat(now(house, old).state()).isEqualTo(State.STOPPED);
            swish.given = true;
            assertThat(house.consents.ask(STAFF, heir.id()).state()).isEqualTo(State.ACTIVE);
            assertThat(now(house, old).move().stage()).isEqualTo(Stage.MOVED);
            due(house, "2026-11-29");
            assertThat(house.charges()).isEqualTo(1);
        }
    }

    @DatabaseTest
    void whatIsGivenAfterTheDrainingMovesTooAndAgainWhenThatOneIsDrained(TestDatabase fresh) {
        try (House house = house(fresh)) {
            FakeCharger third = new FakeCharger("third", 14);
            house.arrives(third);
            Consent begun = house.consents.begin(STAFF, ConsentsTest.wanted(KARI), null);
            house.draining.drain(STAFF, "vipps", "swish", false);
            vipps.given = true;
            house.consents.ask(STAFF, begun.id());
            assertThat(now(house, begun).move()).isNull();

            house.consents.moving().markAll();

            assertThat(now(house, begun).move().to()).isEqualTo("swish");
            Consent heir = house.consents.move(MEMBER, begun.id());
            house.draining.drain(STAFF, "swish", "third", false);
            assertThat(now(house, begun).move().to()).isEqualTo("third");
            assertThat(now(house, heir).state()).isEqualTo(State.ENDING);
            Consent last = house.consents.move(MEMBER, begun.id());
            third.given = true;
            house.consents.ask(STAFF, last.id());
            assertThat(now(house, begun).move().successor()).isEqualTo(last.id());
            assertThat(last.provider()).isEqualTo("third");
        }
    }

    @DatabaseTest
    void whatAPayerEndsIsMovedNoMoreAndOnlyTheyAndStaffTouchIt(TestDatabase fresh) {
        try (House house = house(fresh)) {
            Consent old = ConsentsTest.active(house, vipps, KARI);
            house.draining.drain(STAFF, "vipps", "swish", false);
            Actor other = Actor.member("contact-ola", "Ola Prøve");
            refused(() -> house.consents.move(other, old.id()), "NOT_FOUND");
            Actor reader = new Actor("staff:2", "Leser", Set.of(Role.READER), null);
            refused(() -> house.consents.move(reader, old.id()), "FORBIDDEN");

            house.consents.end(MEMBER, old.id());

            assertThat(now(house, old).move().stage()).isEqualTo(Stage.CALLED_OFF);
            refused(() -> house.consents.move(MEMBER, old.id()), "CONSENT_NOT_MOVING");
            assertThat(house.consents.moving(STAFF, "vipps", null, null).items())
                    .isEmpty();
        }
    }

    @DatabaseTest
    void aStandingAgreementGoesOverWithItsConsent(TestDatabase fresh) {
        try (House house = house(fresh)) {
            AgreementInBook gift = AgreementInBook.begun(house.agreements, KARI, "vipps");
            Consent begun = house.consents.begin(
                    STAFF,
                    new NewConsent(KARI, "vipps", "gift", "agreement:" + gift.id(), Ore.kroner(300), 1, null, null),
                    null);
            vipps.given = true;
            Consent old = house.consents.ask(STAFF, begun.id());

            moved(house, old);

            assertThat(gift.provider()).isEqualTo("swish");
            assertThat(gift.history()).last().isEqualTo("CHANGED [provider vipps>swish]");
        }
    }

    @DatabaseTest
    void twoAtOnceAskForOne(TestDatabase fresh) throws Exception {
        try (House house = house(fresh)) {
            Consent old = ConsentsTest.active(house, vipps, KARI);
            house.draining.drain(STAFF, "vipps", "swish", false);
            ExecutorService threads = Executors.newFixedThreadPool(8);
            List<Callable<String>> all = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                all.add(() -> house.consents.move(MEMBER, old.id()).id());
            }
            Set<String> ids = new HashSet<>();
            for (var each : threads.invokeAll(all)) {
                ids.add(each.get());
            }
            threads.shutdown();

            assertThat(ids).hasSize(1);
            assertThat(swish.calls).containsExactly("propose " + ids.iterator().next());
        }
    }

    @DatabaseTest
    void whileOneIsAskedForNoOtherIsAndOneThatCameInBetweenIsNotPushedAside(TestDatabase fresh) {
        try (House house = house(fresh)) {
            FakeCharger third = new FakeCharger("third", 14);
            house.arrives(third);
            Consent old = ConsentsTest.active(house, vipps, KARI);
            house.draining.drain(STAFF, "vipps", "swish", false);
            Consent heir = house.consents.move(MEMBER, old.id());
            vipps.answers.add(new Rejected(Reason.CANCELLED, "Ended at the provider."));
            house.consents.ask(STAFF, old.id());
            NewConsent another = new NewConsent(KARI, "third", "membership", null, Ore.kroner(1_500), 12, null, null);
            refused(() -> house.consents.begin(STAFF, another, null), "CONSENT_THERE");
            key(house, heir, "'elsewhere'");
            Consent other = house.consents.begin(STAFF, another, null);
            third.given = true;
            house.consents.ask(STAFF, other.id());
            key(house, heir, "'" + KARI + " membership'");

            swish.given = true;
            assertThat(house.consents.ask(STAFF, heir.id()).state()).isEqualTo(State.ENDING);

            assertThat(now(house, heir).timeline()).last().satisfies(event -> assertThat(event.what())
                    .isEqualTo("NOT_NEEDED"));
            assertThat(now(house, other).state()).isEqualTo(State.ACTIVE);
            assertThat(house.checks.verify()).isEmpty();
        }
    }

    /** As if it was not seen: two who write at the same moment do not see each other. */
    private static void key(House house, Consent heir, String key) {
        house.db.useTransaction(
                tx -> tx.execute("UPDATE agreement_consent SET heir_key = " + key + " WHERE id = '" + heir.id() + "'"));
    }

    @DatabaseTest
    void theDatabaseHoldsThatNoTwoCount(TestDatabase fresh) {
        try (House house = house(fresh)) {
            Consent old = ConsentsTest.active(house, vipps, KARI);
            house.draining.drain(STAFF, "vipps", "swish", false);
            Consent heir = house.consents.move(MEMBER, old.id());
            String one = "UPDATE agreement_consent SET ";
            String heirs = " WHERE id = '" + heir.id() + "'";
            String olds = " WHERE id = '" + old.id() + "'";
            for (String statement : List.of(
                    one + "state = 'ACTIVE', live_key = heir_key, heir_key = NULL" + heirs,
                    one + "state = 'ACTIVE'" + heirs,
                    one + "live_key = heir_key" + heirs,
                    one + "replaces = NULL" + heirs,
                    one + "replaces = id" + heirs,
                    one + "heir_key = live_key, live_key = NULL" + olds,
                    one + "move_stage = 'MOVED', successor = '" + heir.id() + "'" + olds,
                    one + "moving_to = 'vipps'" + olds,
                    one + "moving_to = 'nobody'" + olds,
                    one + "move_stage = NULL" + olds,
                    one + "successor = '" + heir.id() + "'" + olds)) {
                assertThatThrownBy(() -> house.db.useTransaction(tx -> tx.execute(statement)))
                        .as(statement)
                        .isInstanceOf(RuntimeException.class);
            }
            assertThat(now(house, heir)).isEqualTo(heir);
        }
    }

    @DatabaseTest
    void whatIsPaidInAnotherWayIsNoLongerShown(TestDatabase fresh) {
        try (House house = house(fresh)) {
            ConsentsTest.active(house, vipps, KARI);
            house.draining.drain(STAFF, "vipps", "swish", false);
            house.arrives(new FakeProvider("cash"));
            Invoice invoice = due(house, "2026-11-29");
            house.charges();
            assertThat(troubles(house)).hasSize(1);

            house.start(invoice, "cash");
            house.consents.charging().uncharged().closeDone(house.ledger);

            assertThat(troubles(house)).isEmpty();
            Invoice other = due(house, "2026-11-29");
            house.charges();
            house.payments.close(STAFF, troubles(house).get(0).id(), "The payer was phoned.");
            house.charges();
            assertThat(troubles(house)).as("seen once is enough").isEmpty();
            assertThat(other.open().isPositive()).isTrue();
            assertThat(List.<Order>copyOf(swish.charged)).isEmpty();
        }
    }
}
