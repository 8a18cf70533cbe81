package no.grend.agreement.internal;

import static no.grend.agreement.internal.House.STAFF;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import no.grend.agreement.Consent;
import no.grend.agreement.Consent.State;
import no.grend.agreement.NewConsent;
import no.grend.agreement.Payment;
import no.grend.agreement.spi.Outcome;
import no.grend.agreement.spi.Outcome.Reason;
import no.grend.agreement.spi.Outcome.Rejected;
import no.grend.identity.Actor;
import no.grend.identity.Role;
import no.grend.kernel.IdempotencyKey;
import no.grend.kernel.Ore;
import no.grend.kernel.Problem;
import no.grend.ledger.Invoice;
import no.grend.testkit.DatabaseTest;
import no.grend.testkit.TestDatabase;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Consents from being asked for to being ended, and single charges by them (S1-21). */
class ConsentsTest {

    static final String KARI = "contact-kari";
    private static final LocalDate DUE = LocalDate.parse("2026-12-01");

    static NewConsent wanted(String contact) {
        return new NewConsent(contact, null, "membership", null, Ore.kroner(1_500), 12, null, null);
    }

    static Consent active(House house, FakeCharger vipps, String contact) {
        Consent begun = house.consents.begin(STAFF, wanted(contact), null);
        vipps.given = true;
        return house.consents.ask(STAFF, begun.id());
    }

    private static Invoice invoice(House house, long ore) {
        return house.ledger.open(ore, "membership:1:2027", KARI, DUE);
    }

    @DatabaseTest
    void aPayerIsAskedOnceAndSentToTheProvider(TestDatabase fresh) {
        try (House house = new House(fresh)) {
            FakeCharger vipps = new FakeCharger(14);
            house.arrives(vipps);
            IdempotencyKey key = IdempotencyKey.of("k-1", wanted(KARI));

            Consent begun = house.consents.begin(STAFF, wanted(KARI), key);

            assertThat(begun.state()).isEqualTo(State.STARTED);
            assertThat(begun.redirect()).isEqualTo(FakeCharger.PAGE);
            assertThat(begun.reference()).isEqualTo("agr-" + begun.id());
            assertThat(house.consents.begin(STAFF, wanted(KARI), key).id()).isEqualTo(begun.id());
            refused(() -> house.consents.begin(STAFF, wanted(KARI), null), "CONSENT_THERE");
            assertThat(vipps.calls).containsExactly("propose " + begun.id());

            vipps.given = true;
            Consent given = house.consents.ask(STAFF, begun.id());

            assertThat(given.state()).isEqualTo(State.ACTIVE);
            assertThat(given.limit()).isEqualTo(Ore.kroner(900));
            assertThat(given.redirect()).isNull();
            assertThat(given.timeline())
                    .extracting(event -> event.what() + " " + event.from() + ">" + event.to())
                    .containsExactly("WRITTEN_DOWN null>STARTED", "PROPOSED STARTED>STARTED", "ASKED STARTED>ACTIVE");
            assertThat(house.audit.of("CONSENT_ASKED_FOR")).hasSize(1);
            assertThat(house.checks.verify()).isEmpty();
        }
    }

    @DatabaseTest
    void whatNobodyCanTellIsAskedAboutUntilItIsKnown(TestDatabase fresh) {
        try (House house = new House(fresh)) {
            FakeCharger vipps = new FakeCharger(14);
            vipps.answers.add(new Outcome.Unknown("Timed out."));
            vipps.answers.add(new Outcome.Unknown("Still down."));
            vipps.answers.add(new Rejected(Reason.NEVER_SEEN, null));
            house.arrives(vipps);
            Consent begun = house.consents.begin(STAFF, wanted(KARI), null);
            assertThat(begun.state()).isEqualTo(State.UNKNOWN);

            house.later(Duration.ofMinutes(5));
            assertThat(house.consents.consent(STAFF, begun.id()).orElseThrow().state())
                    .isEqualTo(State.UNKNOWN);
            house.later(Duration.ofHours(1));

            assertThat(house.consents.consent(STAFF, begun.id()).orElseThrow().state())
                    .isEqualTo(State.FAILED);
            assertThat(house.consents.begin(STAFF, wanted(KARI), null).state()).isEqualTo(State.STARTED);
        }
    }

    @DatabaseTest
    void whoSaysNoOrNothingMayBeAskedAgain(TestDatabase fresh) {
        try (House house = new House(fresh)) {
            FakeCharger vipps = new FakeCharger(14);
            house.arrives(vipps);
            Consent first = house.consents.begin(STAFF, wanted(KARI), null);
            vipps.answers.add(new Rejected(Reason.EXPIRED, null));
            house.later(Duration.ofMinutes(5));
            assertThat(house.consents.consent(STAFF, first.id()).orElseThrow().state())
                    .isEqualTo(State.EXPIRED);

            Consent second = house.consents.begin(STAFF, wanted(KARI), null);
            vipps.answers.add(new Rejected(Reason.DECLINED, null));
            assertThat(house.consents.ask(STAFF, second.id()).state()).isEqualTo(State.FAILED);
            assertThat(house.consents.ofContact(STAFF, KARI)).hasSize(2);
        }
    }

    @DatabaseTest
    void whatIsEndedIsChargedByNoMoreThoughTheProviderIsAway(TestDatabase fresh) {
        try (House house = new House(fresh)) {
            FakeCharger vipps = new FakeCharger(14);
            long service = house.arrives(vipps);
            Consent consent = active(house, vipps, KARI);
            Invoice invoice = invoice(house, 45_000);
            house.leaves(service);

            Consent ending = house.consents.end(Actor.member(KARI, "Kari Prøve"), consent.id());

            assertThat(ending.state()).isEqualTo(State.ENDING);
            house.arrives(vipps);
            refused(() -> house.consents.charge(STAFF, consent.id(), invoice.id(), null, null), "CONSENT_NOT_ACTIVE");
            assertThat(house.charges()).isZero();
            house.later(Duration.ofSeconds(1));
            assertThat(house.consents.consent(STAFF, consent.id()).orElseThrow().state())
                    .isEqualTo(State.STOPPED);
            assertThat(vipps.calls).contains("end " + consent.id());
            assertThat(vipps.charged).isEmpty();
            assertThat(house.audit.of("CONSENT_ENDED")).hasSize(1);

            vipps.answers.add(FakeCharger.active(new no.grend.agreement.spi.TakesCharges.Consent(
                    consent.id(), consent.reference(), null, 1, null, null, null, null)));
            assertThat(house.consents.ask(STAFF, consent.id()).state()).isEqualTo(State.STOPPED);
        }
    }

    @DatabaseTest
    void whatThePayerEndsThereIsFoundOutAndItsChargesWithIt(TestDatabase fresh) {
        try (House house = new House(fresh)) {
            FakeCharger vipps = new FakeCharger(14);
            house.arrives(vipps);
            Consent consent = active(house, vipps, KARI);
            Payment charge = house.consents.charge(
                    STAFF, consent.id(), invoice(house, 45_000).id(), null, null);
            vipps.comes = new Rejected(Reason.CANCELLED, null);
            vipps.answers.add(new Rejected(Reason.CANCELLED, null));

            house.later(ConsentChange.GLANCE);
            house.later(Duration.ofSeconds(1));

            assertThat(house.consents.consent(STAFF, consent.id()).orElseThrow().state())
                    .isEqualTo(State.STOPPED);
            assertThat(house.now(charge).state()).isEqualTo(Payment.State.CANCELLED);
            assertThat(house.ledger.type(
                            house.ledger.invoice(STAFF, charge.invoiceId()).orElseThrow()))
                    .as("it was never begun by the payer")
                    .isEqualTo(Invoice.PaymentType.INVOICE);
            assertThat(house.checks.verify()).isEmpty();
        }
    }

    @DatabaseTest
    void aChargeIsAPaymentLikeAnyOtherTwoDaysAhead(TestDatabase fresh) {
        try (House house = new House(fresh)) {
            FakeCharger vipps = new FakeCharger(14);
            house.arrives(vipps);
            Consent consent = active(house, vipps, KARI);
            Invoice invoice = invoice(house, 45_000);
            assertThat(house.consents.firstDueDay(consent)).contains(LocalDate.parse("2026-11-28"));
            refused(
                    () -> house.consents.charge(STAFF, consent.id(), invoice.id(), LocalDate.parse("2026-11-27"), null),
                    "DAY_TOO_NEAR");

            Payment charge = house.consents.charge(STAFF, consent.id(), invoice.id(), null, null);

            assertThat(charge.state()).isEqualTo(Payment.State.PENDING);
            assertThat(charge.charge()).isEqualTo(new Payment.Charge(consent.id(), DUE));
            assertThat(vipps.charged).singleElement().satisfies(order -> {
                assertThat(order.charge().consent()).isEqualTo(consent.reference());
                assertThat(order.charge().dueOn()).isEqualTo(DUE);
                assertThat(order.charge().retryDays()).isEqualTo(5);
                assertThat(order.returnTo()).isNull();
            });
            refused(() -> house.start(invoice, "vipps"), "PAYMENT_UNDER_WAY");
            vipps.pays();
            house.later(Duration.ofDays(6));

            assertThat(house.now(charge).state()).isEqualTo(Payment.State.SETTLED);
            assertThat(house.ledger.payments()).hasSize(1);
            assertThat(house.ledger.invoice(STAFF, invoice.id()).orElseThrow().open())
                    .isEqualTo(Ore.ZERO);
            assertThat(house.checks.verify()).isEmpty();
        }
    }

    @DatabaseTest
    void aChargeOfAnotherOrByNobodyIsRefused(TestDatabase fresh) {
        try (House house = new House(fresh)) {
            FakeCharger vipps = new FakeCharger(14);
            house.arrives(vipps);
            Consent consent = active(house, vipps, KARI);
            Invoice theirs = house.ledger.open(100);
            Actor kari = Actor.member(KARI, "Kari Prøve");
            Actor ola = Actor.member("contact-ola", "Ola Prøve");
            Actor reader = new Actor("staff:1", "Leser", Set.of(Role.READER), null);

            refused(() -> house.consents.charge(STAFF, consent.id(), theirs.id(), null, null), "INVOICE_OF_ANOTHER");
            refused(() -> house.consents.charge(kari, consent.id(), theirs.id(), null, null), "FORBIDDEN");
            refused(() -> house.consents.begin(reader, wanted("contact-ola"), null), "FORBIDDEN");
            refused(() -> house.consents.begin(ola, wanted(KARI), null), "NOT_FOUND");
            refused(() -> house.consents.end(ola, consent.id()), "NOT_FOUND");
            refused(() -> house.consents.end(reader, consent.id()), "FORBIDDEN");
            assertThat(house.consents.consent(ola, consent.id())).isEmpty();
            assertThat(house.consents.consent(kari, consent.id())).isPresent();
            assertThat(house.consents.consent(reader, consent.id())).isPresent();
            refused(() -> house.consents.ofContact(ola, KARI), "NOT_FOUND");
            assertThat(vipps.charged).isEmpty();
        }
    }

    @DatabaseTest
    void whatIsBeingTakenOutOfUseChargesNoMore(TestDatabase fresh) {
        try (House house = new House(fresh)) {
            FakeCharger vipps = new FakeCharger(14);
            house.arrives(vipps);
            house.arrives(new FakeProvider("card"));
            Consent consent = active(house, vipps, KARI);
            Invoice invoice = invoice(house, 100);
            house.draining.drain(STAFF, "vipps", "card", false);

            refused(() -> house.consents.charge(STAFF, consent.id(), invoice.id(), null, null), "PROVIDER_DRAINED");
            refused(() -> house.consents.begin(STAFF, wanted("contact-2"), null), "NO_PROVIDER");
            assertThat(house.charges()).isZero();
            assertThat(house.draining.providers(STAFF).stream()
                            .filter(each -> each.id().equals("vipps"))
                            .findFirst()
                            .orElseThrow()
                            .capabilities())
                    .containsExactly("PAYMENT", "CHARGES");
        }
    }

    @DatabaseTest
    void whatCannotBeReadIsRefusedByName(TestDatabase fresh) {
        try (House house = new House(fresh)) {
            house.arrives(new FakeCharger(14));
            refused(() -> begin(house, "Membership", null, Ore.of(100), 12, null), "PURPOSE_INVALID");
            refused(() -> begin(house, "gift", "two words", Ore.of(100), 12, null), "SUBJECT_INVALID");
            refused(() -> begin(house, "gift", null, Ore.ZERO, 12, null), "AMOUNT_MISSING");
            refused(() -> begin(house, "gift", null, Ore.of(100), 13, null), "PERIOD_INVALID");
            refused(() -> begin(house, "gift", null, Ore.of(100), 12, "x".repeat(46)), "TEXT_INVALID");
            refused(() -> begin(house, "gift", null, Ore.kroner(20_001), 12, null), "PROVIDER_DOES_NOT_TAKE_IT");
            assertThat(begin(house, "gift", "agreement:1", Ore.of(100), 1, "Fadder")
                            .state())
                    .isEqualTo(State.STARTED);
            assertThat(begin(house, "gift", "agreement:2", Ore.of(100), 1, null).state())
                    .isEqualTo(State.STARTED);
        }
    }

    private static Consent begin(House house, String purpose, String subject, Ore most, int months, String text) {
        return house.consents.begin(
                STAFF, new NewConsent(KARI, "vipps", purpose, subject, most, months, text, null), null);
    }

    @DatabaseTest
    void theDatabaseRefusesWhatMustNeverBe(TestDatabase fresh) {
        try (House house = new House(fresh)) {
            FakeCharger vipps = new FakeCharger(14);
            house.arrives(vipps);
            Consent consent = active(house, vipps, KARI);
            Payment charge = house.consents.charge(
                    STAFF, consent.id(), invoice(house, 100).id(), null, null);
            String id = consent.id();
            for (String statement : List.of(
                    "UPDATE agreement_consent_event SET detail = 'x' WHERE consent_id = '" + id + "'",
                    "DELETE FROM agreement_consent_event WHERE consent_id = '" + id + "'",
                    "DELETE FROM agreement_consent WHERE id = '" + id + "'",
                    "UPDATE agreement_consent SET state = 'STOPPED' WHERE id = '" + id + "'",
                    "UPDATE agreement_consent SET reference = NULL WHERE id = '" + id + "'",
                    "UPDATE agreement_consent SET most = 0 WHERE id = '" + id + "'",
                    "UPDATE agreement_consent SET live_key = NULL WHERE id = '" + id + "'",
                    "UPDATE agreement_payment SET charge_due = NULL WHERE id = '" + charge.id() + "'",
                    "UPDATE agreement_payment SET consent_id = 'nobody' WHERE id = '" + charge.id() + "'",
                    "INSERT INTO agreement_consent_event (consent_id, place, happened_at, what, from_state, to_state, actor)"
                            + " VALUES ('" + id + "', 9, CURRENT_TIMESTAMP, 'X', 'STOPPED', 'ACTIVE', 'x')")) {
                assertThatThrownBy(() -> house.db.useTransaction(tx -> tx.execute(statement)))
                        .as(statement)
                        .isInstanceOf(RuntimeException.class);
            }
            assertThat(house.checks.verify()).isEmpty();
        }
    }

    static void refused(ThrowingCallable call, String code) {
        assertThatThrownBy(call).isInstanceOfSatisfying(Problem.class, problem -> assertThat(problem.code())
                .isEqualTo(code));
    }
}
