package no.grend.joining.internal;

import static no.grend.joining.internal.House.CODE;
import static no.grend.joining.internal.House.NB;
import static no.grend.joining.internal.House.READER;
import static no.grend.joining.internal.House.STAFF;
import static no.grend.joining.internal.House.TODAY;
import static no.grend.joining.internal.House.person;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicInteger;
import no.grend.identity.Actor;
import no.grend.joining.internal.Applications.Begun;
import no.grend.joining.internal.Applications.Outcome;
import no.grend.joining.internal.store.Application;
import no.grend.joining.internal.store.Application.Person;
import no.grend.joining.internal.store.Application.State;
import no.grend.joining.internal.store.Application.WaitsFor;
import no.grend.joining.internal.store.ApplicationTable;
import no.grend.kernel.Problem;
import no.grend.member.Contact;
import no.grend.organisation.JoiningPolicy;
import no.grend.testkit.DatabaseTest;
import no.grend.testkit.TestDatabase;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** From the form to the membership, with the settings that an organisation may have. */
class ApplicationsTest {

    private static final Person OLA = person("Ola", "Prøve", "ola@example.org");

    private static void refused(String code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(Problem.class, p -> assertThat(p.code()).isEqualTo(code));
    }

    @DatabaseTest
    void isOpenOnlyWhenTheOrganisationWantsItAndHasTerms(TestDatabase fresh) {
        House house = new House(fresh);
        assertThat(house.applications.isOpen()).isTrue();
        house.terms = "  ";
        assertThat(house.applications.isOpen()).isFalse();
        house.terms = House.TERMS;
        house.open = false;
        assertThat(house.applications.isOpen()).isFalse();
        refused("NOT_FOUND", () -> house.begin(OLA));
    }

    @DatabaseTest
    void whoProvesTheAddressIsAMemberWithAnInvoiceToPay(TestDatabase fresh) {
        House house = new House(fresh);
        Outcome outcome = house.join(OLA);

        Application application = house.only();
        assertThat(outcome).isEqualTo(new Outcome.Done(application.invoiceId()));
        assertThat(application.state()).isEqualTo(State.JOINED);
        assertThat(house.register.contacts.values()).extracting(Contact::email).containsExactly("ola@example.org");
        assertThat(house.register.memberships).containsOnlyKeys(application.membershipId());
        assertThat(house.ledger.only().dueDate()).isEqualTo(TODAY.plusDays(14));
        assertThat(house.mailTo("ola@example.org")).containsExactly("joined");
        assertThat(house.audit.of("APPLICATION_CARRIED_OUT")).hasSize(1);
    }

    @DatabaseTest
    void theAcceptedTermsAreKeptWordForWordWithTimeAndChannel(TestDatabase fresh) throws Exception {
        House house = new House(fresh);
        house.join(OLA);
        house.terms = "Nye vilkår.";
        house.join(person("Kari", "Prøve", "kari@example.org"));

        Application first = house.review.page(STAFF, null, null, null).items().get(1);
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(House.TERMS.getBytes("UTF-8"));
        assertThat(first.acceptance().termsHash()).isEqualTo(HexFormat.of().formatHex(digest));
        assertThat(first.acceptance().at()).isEqualTo(house.clock.instant());
        assertThat(first.acceptance().channel()).isEqualTo("WEB");
        assertThat(house.review.acceptedTerms(READER, first.id())).isEqualTo(House.TERMS);
    }

    @DatabaseTest
    void nobodyAcceptsTermsThatTheyHaveNotRead(TestDatabase fresh) {
        House house = new House(fresh);
        String read = house.applications.termsHash();
        house.terms = "Nye vilkår.";
        refused("TERMS_CHANGED", () -> house.applications.begin(FakeRegister.ADULT, OLA, read, NB, "192.0.2.7"));
        assertThat(house.outbox).isEmpty();
    }

    @DatabaseTest
    void nothingIsRegisteredBeforeTheAddressIsProven(TestDatabase fresh) {
        House house = new House(fresh);
        Begun begun = house.begin(OLA);
        assertThat(house.applications.confirm(begun.applicationId(), begun.challenge(), "000000"))
                .isInstanceOf(Outcome.WrongCode.class);
        assertThat(house.applications.confirm("another", begun.challenge(), CODE))
                .isInstanceOf(Outcome.WrongCode.class);

        assertThat(house.register.contacts).isEmpty();
        assertThat(house.review.page(STAFF, null, null, null).items()).isEmpty();
        refused("NOT_FOUND", () -> house.review.one(STAFF, begun.applicationId()));
        house.clock.advanceDays(2);
        house.following.round();
        boolean there = house.db.read(
                tx -> ApplicationTable.byId(tx, begun.applicationId()).isPresent());
        assertThat(there).isFalse();
    }

    @DatabaseTest
    void whoIsKnownByTheAddressIsToldThereAndNeverRegisteredAgain(TestDatabase fresh) {
        House house = new House(fresh);
        house.register.register(Carrying.ACTOR, OLA.contact("nn"), null);
        Begun known = house.begin(person("Per", "Annen", "OLA@example.org"));
        Begun unknown = house.begin(person("Per", "Annen", "per@example.org"));

        assertThat(known.challenge()).as("the answers look alike").hasSameSizeAs(unknown.challenge());
        assertThat(house.mailTo("ola@example.org")).containsExactly("known");
        assertThat(house.outbox.get(0).body()).contains("https://min.klubb.example/min-side/login");
        assertThat(house.applications.confirm(known.applicationId(), known.challenge(), CODE))
                .as("only whoever reads the mail is told")
                .isInstanceOf(Outcome.SignIn.class);
        assertThat(house.register.contacts).hasSize(1);
    }

    @DatabaseTest
    void somebodyOfTheSameNameAndBirthDateIsLeftToStaff(TestDatabase fresh) {
        House house = new House(fresh);
        String ola =
                house.register.register(Carrying.ACTOR, OLA.contact("nb"), null).id();

        assertThat(house.join(person("Ola", "Prøve", "ny@example.org"))).isInstanceOf(Outcome.Received.class);

        Application waiting = house.only();
        assertThat(waiting.waitsFor()).isEqualTo(WaitsFor.POSSIBLE_DUPLICATE);
        assertThat(waiting.likeContactId()).isEqualTo(ola);
        assertThat(house.mailTo("ola@example.org")).containsExactly("like");
        assertThat(house.mailTo("ny@example.org")).containsExactly("received");
        house.review.approve(STAFF, waiting.id(), ola);
        assertThat(house.register.contacts).as("it was Ola").hasSize(1);
        assertThat(house.register.memberships.get(waiting.membershipId()).contactId())
                .isEqualTo(ola);
    }

    @DatabaseTest
    void childrenAreLeftToStaff(TestDatabase fresh) {
        House house = new House(fresh);
        house.join(person(
                "Liten", "Prøve", "liten@example.org", TODAY.minusYears(15).plusDays(1)));
        assertThat(house.only().waitsFor()).isEqualTo(WaitsFor.UNDER_AGE);
        house.join(person("Stor", "Prøve", "stor@example.org", TODAY.minusYears(15)));
        assertThat(house.only().state()).isEqualTo(State.JOINED);
    }

    @DatabaseTest
    void withApprovalItWaitsAndTheInvoiceComesOnlyAfterIt(TestDatabase fresh) {
        House house = new House(fresh);
        house.approval = true;
        assertThat(house.join(OLA)).isInstanceOf(Outcome.Received.class);
        assertThat(house.register.contacts).isEmpty();
        assertThat(house.ledger.invoices).isEmpty();
        Application waiting =
                house.review.page(READER, State.WAITING, null, null).items().get(0);
        refused("FORBIDDEN", () -> house.review.approve(READER, waiting.id(), null));

        house.review.approve(STAFF, waiting.id(), null);
        house.following.round();

        assertThat(house.only().state()).isEqualTo(State.JOINED);
        assertThat(house.dispatched)
                .as("sent at once")
                .containsExactly(house.only().invoiceId());
        assertThat(house.mailTo("ola@example.org")).containsExactly("received", "joined");
        assertThat(house.outbox.get(1).subject()).contains("godkjent");
        assertThat(house.only().decision().by()).isEqualTo("staff:1");
    }

    @DatabaseTest
    void approvingTwiceGivesOneMember(TestDatabase fresh) {
        House house = new House(fresh);
        house.approval = true;
        house.join(OLA);
        String id = house.only().id();
        house.review.approve(STAFF, id, null);
        house.review.approve(new Actor("staff:9", "Other", STAFF.roles(), null), id, null);

        assertThat(house.register.memberships).hasSize(1);
        assertThat(house.audit.of("APPLICATION_APPROVED")).hasSize(1);
        refused("APPLICATION_APPROVED", () -> house.review.refuse(STAFF, id, "Ombestemte oss"));
    }

    @DatabaseTest
    void aRefusalNeedsAReasonWhichTheApplicantIsToldAndMayApplyAgain(TestDatabase fresh) {
        House house = new House(fresh);
        house.approval = true;
        house.join(OLA);
        String id = house.only().id();
        refused("FIELD_BLANK", () -> house.review.refuse(STAFF, id, "  "));
        refused("FIELD_MISSING", () -> house.review.refuse(STAFF, id, null));

        house.review.refuse(STAFF, id, "Vi tar bare opp folk fra bygda.");
        house.review.refuse(STAFF, id, "Vi tar bare opp folk fra bygda.");

        assertThat(house.mailTo("ola@example.org")).containsExactly("received", "refused");
        assertThat(house.outbox.get(1).body()).contains("Vi tar bare opp folk fra bygda.");
        refused("APPLICATION_REFUSED", () -> house.review.approve(STAFF, id, null));
        assertThat(house.join(OLA)).isInstanceOf(Outcome.Received.class);
        assertThat(house.only().state()).isEqualTo(State.WAITING);
        assertThat(house.register.contacts).isEmpty();
    }

    @DatabaseTest
    void oneWhoAppliesTwiceWaitsOnce(TestDatabase fresh) {
        House house = new House(fresh);
        house.approval = true;
        house.join(OLA);
        assertThat(house.join(person("Ola", "Prøve", " OLA@example.org"))).isInstanceOf(Outcome.Received.class);
        assertThat(house.review.page(STAFF, State.WAITING, null, null).items()).hasSize(1);
    }

    @DatabaseTest
    void withABillingDayOneIsAMemberAndNothingIsInvoicedNow(TestDatabase fresh) {
        House house = new House(fresh);
        house.billingDay = 15;
        house.register.billsByItself();
        assertThat(house.join(OLA)).isEqualTo(new Outcome.Done(null));
        assertThat(house.only().state()).isEqualTo(State.JOINED);
        assertThat(house.ledger.invoices).isEmpty();
    }

    @DatabaseTest
    void aPaymentThatIsGivenUpLeavesAMemberAndSendsTheInvoiceOnce(TestDatabase fresh) {
        House house = new House(fresh);
        house.join(OLA);
        house.following.round();
        assertThat(house.dispatched).as("somebody is about to pay").isEmpty();

        house.ledger.prepaid();
        house.following.round();
        house.following.round();

        assertThat(house.dispatched).containsExactly(house.only().invoiceId());
        assertThat(house.only().state()).isEqualTo(State.JOINED);
        assertThat(house.register.memberships).hasSize(1);
        assertThat(house.only().invoiceSentAt()).isNotNull();
    }

    @DatabaseTest
    void aPayerWhoJustLeavesIsSentTheInvoiceAfterHalfAnHourAndOneWhoPaidIsNot(TestDatabase fresh) {
        House house = new House(fresh);
        house.join(OLA);
        house.clock.advance(Applications.PATIENCE.minusSeconds(1));
        house.following.round();
        assertThat(house.dispatched).isEmpty();
        house.clock.advance(java.time.Duration.ofSeconds(1));
        house.following.round();
        assertThat(house.dispatched).hasSize(1);
    }

    @DatabaseTest
    void whatIsPaidAtOnceIsNotSent(TestDatabase fresh) {
        House house = new House(fresh);
        house.join(OLA);
        house.ledger.paid();
        house.clock.advanceDays(1);
        house.following.round();
        assertThat(house.dispatched).isEmpty();
        assertThat(house.only().watching()).isFalse();
    }

    @DatabaseTest
    void withoutPaymentsOnTheWebTheInvoiceIsSentAtOnceAndWithoutAPdfInWords(TestDatabase fresh) {
        House house = new House(fresh);
        house.doors.links = null;
        house.doors.dispatch = null;
        house.join(OLA);
        house.following.round();

        assertThat(house.mailTo("ola@example.org")).containsExactly("joined", "invoice");
        assertThat(house.outbox.get(1).body()).contains("050000000100000004", "1234.56.78903", "03.12.2026");
    }

    @DatabaseTest
    void byTheOtherPolicyThereIsNoMemberBeforeItIsPaid(TestDatabase fresh) {
        House house = new House(fresh);
        house.policy = JoiningPolicy.MEMBER_WHEN_PAID;
        Outcome outcome = house.join(OLA);
        assertThat(outcome).isEqualTo(new Outcome.Done(house.ledger.only().id()));
        assertThat(house.only().state()).isEqualTo(State.AWAITING_PAYMENT);
        assertThat(house.register.memberships).isEmpty();
        house.ledger.prepaid();
        house.following.round();
        assertThat(house.dispatched).as("may be resumed by the link in it").hasSize(1);

        house.ledger.paid();
        house.following.round();

        assertThat(house.only().state()).isEqualTo(State.JOINED);
        assertThat(house.register.memberships).containsOnlyKeys(house.only().membershipId());
        assertThat(house.mailTo("ola@example.org")).containsExactly("joined");
    }

    @DatabaseTest
    void whatIsNotPaidInTimeComesToNothingAndIsCredited(TestDatabase fresh) {
        House house = new House(fresh);
        house.policy = JoiningPolicy.MEMBER_WHEN_PAID;
        house.join(OLA);
        house.clock.advanceDays(14);
        house.following.round();
        assertThat(house.only().state()).as("on the due date").isEqualTo(State.AWAITING_PAYMENT);
        house.clock.advanceDays(1);
        house.following.round();

        assertThat(house.only().state()).isEqualTo(State.LAPSED);
        assertThat(house.ledger.only().status()).isEqualTo(no.grend.ledger.Invoice.Status.CREDITED);
        assertThat(house.register.memberships).isEmpty();
        assertThat(house.mailTo("ola@example.org")).containsExactly("lapsed");
    }

    @DatabaseTest
    void whatACrashCutOffIsDoneToItsEndAndNothingTwice(TestDatabase fresh) {
        House house = new House(fresh);
        house.register.fails = new IllegalStateException("crash");
        assertThatThrownBy(() -> house.join(OLA)).hasMessage("crash");
        assertThat(house.only().state()).isEqualTo(State.ACCEPTED);

        house.clock.advance(java.time.Duration.ofMinutes(2));
        house.following.round();

        assertThat(house.only().state()).isEqualTo(State.JOINED);
        assertThat(house.register.contacts).hasSize(1);
        assertThat(house.register.memberships).hasSize(1);
        assertThat(house.ledger.invoices).hasSize(1);
    }

    @DatabaseTest
    void aMemberWhoIsSignedInBuysAnotherWithoutWritingAnythingAndNotTheSameTwice(TestDatabase fresh) {
        House house = new House(fresh);
        Contact ola = house.register.register(Carrying.ACTOR, OLA.contact("nb"), null);
        Actor member = Actor.member(ola.id(), ola.name());

        assertThat(house.applications.beginAsMember(member, FakeRegister.ADULT, house.applications.termsHash(), NB))
                .isInstanceOf(Outcome.Done.class);
        assertThat(house.register.contacts).hasSize(1);
        assertThat(house.register.memberships).hasSize(1);
        assertThat(house.applications.beginAsMember(member, FakeRegister.ADULT, house.applications.termsHash(), NB))
                .isInstanceOf(Outcome.HasIt.class);
        assertThat(house.only().state()).isEqualTo(State.REFUSED);
        assertThat(house.register.memberships).hasSize(1);
    }

    @DatabaseTest
    void strangersMayNotTryWithoutEnd(TestDatabase fresh) {
        House house = new House(fresh);
        AtomicInteger number = new AtomicInteger();
        house.turnsLeft = 2;
        house.begin(person("A", "B", "a" + number.incrementAndGet() + "@example.org"));
        house.begin(person("A", "B", "a" + number.incrementAndGet() + "@example.org"));
        refused(
                "TOO_MANY_REQUESTS",
                () -> house.begin(person("A", "B", "a" + number.incrementAndGet() + "@example.org")));
    }
}
