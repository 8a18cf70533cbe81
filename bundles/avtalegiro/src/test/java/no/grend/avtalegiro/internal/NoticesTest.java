package no.grend.avtalegiro.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import no.grend.avtalegiro.MandateIntake.FboRecord;
import no.grend.avtalegiro.internal.ClaimFiles.Order;
import no.grend.avtalegiro.internal.store.BankFile;
import no.grend.avtalegiro.internal.store.NoticeChoice;
import no.grend.avtalegiro.internal.store.NoticeStore.State;
import no.grend.identity.Actor;
import no.grend.kernel.Problem;
import no.grend.ledger.Invoice;
import no.grend.ledger.spi.Collector.Notice;
import no.grend.member.Contact;
import no.grend.message.Message;
import no.grend.message.Message.Channel;
import no.grend.message.Messages;
import no.grend.testkit.DatabaseTest;
import no.grend.testkit.FakeMembers;
import no.grend.testkit.TestDatabase;
import org.assertj.core.groups.Tuple;

/** Who is told of a self-notified claim, and how (S4-17 to S4-20, S4-31, S4-32). */
class NoticesTest {

    private static final String EMAIL = "kari@example.org";
    private static final String MOBILE = "+4791234567";

    /** Members 1 to 4 with open invoices: 1 to 3 want notice, 4 has declined it in the bank. */
    private static House house(TestDatabase fresh) {
        House house = new House(fresh);
        for (int member = 1; member <= 4; member++) {
            house.mandates.receive(
                    House.TREASURER,
                    "ocr:" + member,
                    LocalDate.of(2026, 11, 1),
                    List.of(new FboRecord(3, 1, house.ledger.referenceKid(member), member < 4)));
            house.ledger.open(member, 1000L + member, House.DUE, null, 10_000L + member);
            house.members.put(FakeMembers.kari(member, EMAIL, MOBILE, null, "nb"));
        }
        return house;
    }

    private static Contact member(House house, int number) {
        return house.members.byMemberNumber(Actor.SYSTEM, number).orElseThrow();
    }

    private static BankFile claim(House house, Notice notice) {
        return house.claimFiles.create(House.TREASURER, new Order(House.DUE, notice, null), null);
    }

    private static List<Tuple> notices(House house, BankFile file) {
        return house.notices.of(House.READER, file.id(), null, null).items().stream()
                .map(one -> Tuple.tuple(one.claim().memberNumber(), one.channel(), one.state()))
                .toList();
    }

    @DatabaseTest
    void whoConsentedIsToldElectronicallyTheOthersByLetterAndWhoDeclinedNotAtAll(TestDatabase fresh) {
        House house = house(fresh);
        house.choices.choose(House.TREASURER, member(house, 1), Channel.EMAIL);
        house.choices.choose(House.TREASURER, member(house, 2), Channel.SMS);
        house.choices.choose(House.TREASURER, member(house, 4), Channel.EMAIL);

        BankFile file = claim(house, Notice.SELF);
        house.sending.work();

        assertThat(file.claims())
                .as("who declined notice is claimed all the same")
                .isEqualTo(4);
        assertThat(notices(house, file))
                .containsExactly(
                        Tuple.tuple(1, Channel.EMAIL, State.HANDED),
                        Tuple.tuple(2, Channel.SMS, State.HANDED),
                        Tuple.tuple(3, Channel.LETTER, State.LETTER));
        assertThat(house.outbox.sent())
                .extracting(Message::channel, Message::to)
                .containsExactly(Tuple.tuple(Channel.EMAIL, EMAIL), Tuple.tuple(Channel.SMS, MOBILE));
        assertThat(house.notices.counts(House.READER, file.id())).isEqualTo(Map.of(State.HANDED, 2, State.LETTER, 1));
    }

    @DatabaseTest
    void whatTheBankTellsIsNotToldHere(TestDatabase fresh) {
        House house = house(fresh);
        house.choices.choose(House.TREASURER, member(house, 1), Channel.EMAIL);

        BankFile file = claim(house, Notice.BANK);
        house.sending.work();

        assertThat(notices(house, file)).isEmpty();
        assertThat(house.outbox.asked()).isZero();
        AvtaleGiroVerification verification = new AvtaleGiroVerification(house.db, null);
        assertThat(verification.verify()).isEmpty();

        house.db.useTransaction(tx -> tx.execute("""
                INSERT INTO avtalegiro_notice (file_id, place, channel, state, changed_at)
                SELECT file_id, place, 'SMS', 'WAITING', CURRENT_TIMESTAMP FROM avtalegiro_claim WHERE place = 1"""));
        assertThat(verification.verify()).singleElement().asString().contains("a notice of our own as well");
    }

    @DatabaseTest
    void theNoticeTellsAmountPurposeAndDateAndNothingToPayBy(TestDatabase fresh) {
        House house = house(fresh);
        house.choices.choose(House.TREASURER, member(house, 1), Channel.EMAIL);
        house.choices.choose(House.TREASURER, member(house, 2), Channel.SMS);
        Invoice invoice = house.ledger.invoice(Actor.SYSTEM, "invoice-1001").orElseThrow();
        claim(house, Notice.SELF);
        house.sending.work();

        Message email = house.outbox.sent().get(0);
        assertThat(email.subject()).isEqualTo("Varsel: trekkes med AvtaleGiro 15.01.2027");
        assertThat(email.body())
                .contains("100,01 kr trekkes fra kontoen din med AvtaleGiro 15.01.2027", "Grend Sykkelklubb")
                .contains("Kontingent 2027: 100,01 kr", "Faktura: 1001", "nettbanken")
                .doesNotContain(invoice.kid(), "12345678903");
        Message sms = house.outbox.sent().get(1);
        assertThat(sms.subject()).isNull();
        assertThat(sms.body())
                .startsWith("Grend Sykkelklubb: 100,02 kr trekkes med AvtaleGiro 15.01.2027")
                .hasSizeLessThan(800);
    }

    @DatabaseTest
    void eachIsToldOnceWhateverIsRunAgain(TestDatabase fresh) {
        House house = house(fresh);
        house.choices.choose(House.TREASURER, member(house, 1), Channel.EMAIL);
        BankFile file = claim(house, Notice.SELF);

        house.sending.work();
        house.sending.work();
        house.db.useTransaction(
                tx -> tx.execute("UPDATE avtalegiro_notice SET state = 'WAITING' WHERE state = 'HANDED'"));
        house.sending.work();

        assertThat(house.outbox.asked())
                .as("as after a crash between outbox and row")
                .isEqualTo(2);
        assertThat(house.outbox.sent()).as("and the outbox knows the name").hasSize(1);
        assertThat(notices(house, file)).contains(Tuple.tuple(1, Channel.EMAIL, State.HANDED));
        assertThatThrownBy(() -> house.db.useTransaction(tx -> tx.execute("""
                        INSERT INTO avtalegiro_notice (file_id, place, channel, state, changed_at)
                        SELECT file_id, place, 'SMS', 'WAITING', changed_at FROM avtalegiro_notice""")))
                .as("one notice a claim")
                .isNotInstanceOf(Problem.class);
    }

    @DatabaseTest
    void whoCannotBeReachedIsToldByLetter(TestDatabase fresh) {
        House house = house(fresh);
        house.choices.choose(House.TREASURER, member(house, 1), Channel.EMAIL);
        BankFile file = claim(house, Notice.SELF);
        house.members.put(FakeMembers.kari(1, null, null, null, "nb"));

        house.sending.work();

        assertThat(notices(house, file)).contains(Tuple.tuple(1, Channel.EMAIL, State.LETTER));
        assertThat(house.notices
                        .of(House.READER, file.id(), null, null)
                        .items()
                        .get(0)
                        .reason())
                .contains("No e-mail address");
        assertThat(house.outbox.asked()).isZero();
    }

    @DatabaseTest
    void whatTheOutboxGivesUpGoesAsALetterAndWhatItDeliversIsTold(TestDatabase fresh) {
        House house = house(fresh);
        house.choices.choose(House.TREASURER, member(house, 1), Channel.EMAIL);
        BankFile file = claim(house, Notice.SELF);
        house.sending.work();
        assertThat(notices(house, file)).as("nobody knows yet").contains(Tuple.tuple(1, Channel.EMAIL, State.HANDED));

        house.outbox.deliver(Messages.Delivery.State.FAILED);
        house.sending.work();

        assertThat(notices(house, file)).contains(Tuple.tuple(1, Channel.EMAIL, State.LETTER));
        assertThat(told(house, 1)).isEqualTo(Notice.SELF);

        house.choices.choose(House.TREASURER, member(house, 2), Channel.SMS);
        house.ledger.open(2, 2002, House.DUE, null, 500);
        BankFile next = claim(house, Notice.SELF);
        house.sending.work();
        house.outbox.deliver(Messages.Delivery.State.SENT);
        house.sending.work();
        assertThat(notices(house, next)).containsExactly(Tuple.tuple(2, Channel.SMS, State.TOLD));
    }

    /** What whoever prints invoices is told: only who gets a letter is left to them (S4-31, S4-32). */
    @DatabaseTest
    void whoPrintsInvoicesIsToldWhoGetsALetter(TestDatabase fresh) {
        House house = house(fresh);
        house.choices.choose(House.TREASURER, member(house, 1), Channel.EMAIL);

        claim(house, Notice.SELF);

        assertThat(told(house, 1)).as("told electronically").isNull();
        assertThat(told(house, 3)).as("by letter").isEqualTo(Notice.SELF);
        assertThat(told(house, 4)).as("has declined").isNull();
        house.cancellations.ofInvoices(House.TREASURER, List.of("invoice-1003"), null);
        assertThat(house.claimFiles
                        .claims(List.of("invoice-1003"))
                        .get("invoice-1003")
                        .cancelled())
                .isTrue();
        assertThat(new House(house.db).claimFiles.claims(List.of("invoice-none")))
                .isEmpty();
    }

    private static Notice told(House house, int member) {
        String invoice = "invoice-" + (1000 + member);
        return house.claimFiles.claims(List.of(invoice)).get(invoice).notice();
    }

    @DatabaseTest
    void whenMessagingStaysAwayTheLetterTakesOver(TestDatabase fresh) {
        House house = house(fresh);
        house.choices.choose(House.TREASURER, member(house, 1), Channel.EMAIL);
        BankFile file = claim(house, Notice.SELF);
        NoticeSending alone = new NoticeSending(
                house.db, house.clock, house.ledger, house.members, () -> house.profile, (Messages) null);

        alone.work();
        assertThat(notices(house, file)).contains(Tuple.tuple(1, Channel.EMAIL, State.WAITING));

        house.clock.advance(Duration.ofMinutes(61));
        alone.work();
        assertThat(notices(house, file)).contains(Tuple.tuple(1, Channel.EMAIL, State.LETTER));
    }

    /** Set by set, five hundred a commit: a large run's notices are not one transaction each. */
    @DatabaseTest
    void severalThousandGoInFewTransactionsAndOneThatIsRefusedStopsNone(TestDatabase fresh) {
        House house = new House(fresh);
        int members = 2_300;
        SelfNotices.waiting(house, members);
        BankFile file = claim(house, Notice.SELF);
        house.outbox.refuse("avtalegiro-notice:" + file.id() + ":700");

        house.sending.work();

        assertThat(house.notices.counts(House.READER, file.id()))
                .isEqualTo(Map.of(State.HANDED, members - 1, State.LETTER, 1));
        assertThat(house.outbox.sent()).hasSize(members - 1);
        assertThat(house.outbox.calls()).isEqualTo(5);

        house.outbox.deliver(Messages.Delivery.State.SENT);
        house.sending.work();
        assertThat(house.notices.counts(House.READER, file.id()))
                .isEqualTo(Map.of(State.TOLD, members - 1, State.LETTER, 1));
        assertThat(house.outbox.asked()).isEqualTo(members - 1);
    }

    @DatabaseTest
    void aClaimThatIsStoppedBeforehandIsNotTold(TestDatabase fresh) {
        House house = house(fresh);
        house.choices.choose(House.TREASURER, member(house, 1), Channel.EMAIL);
        BankFile file = claim(house, Notice.SELF);
        house.cancellations.ofInvoices(House.TREASURER, List.of("invoice-1001"), null);

        house.sending.work();

        assertThat(notices(house, file)).contains(Tuple.tuple(1, Channel.EMAIL, State.DROPPED));
        assertThat(house.outbox.asked()).isZero();
    }

    @DatabaseTest
    void aChoiceIsDatedKeptAndAuditedAndTakenBack(TestDatabase fresh) {
        House house = house(fresh);
        Contact kari = member(house, 1);
        Actor herself = Actor.member(kari.id(), kari.name());

        house.choices.choose(herself, kari, Channel.SMS);
        house.choices.choose(herself, kari, Channel.SMS);
        house.clock.advance(Duration.ofDays(1));
        house.choices.choose(House.TREASURER, kari, Channel.LETTER);

        assertThat(house.choices.history(House.READER, kari))
                .extracting(NoticeChoice::channel, NoticeChoice::byMember)
                .containsExactly(Tuple.tuple(Channel.SMS, true), Tuple.tuple(Channel.LETTER, false));
        assertThat(house.choices.channel(herself, kari)).isEqualTo(Channel.LETTER);
        assertThat(house.audit.of("NOTICE_CHANNEL_CHOSEN")).hasSize(2);
        assertThatThrownBy(() -> house.db.useTransaction(tx -> tx.execute("DELETE FROM avtalegiro_notice_choice")))
                .as("what was chosen stays on record")
                .isNotInstanceOf(Problem.class);
    }

    @DatabaseTest
    void nobodyChoosesForAnotherNorWhatCannotReach(TestDatabase fresh) {
        House house = house(fresh);
        Contact kari = member(house, 1);
        house.members.put(FakeMembers.kari(2, null, null, null, "nb"));

        assertThatThrownBy(() -> house.choices.choose(Actor.member("contact-2", "Ola"), kari, Channel.EMAIL))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.kind()).isEqualTo(Problem.Kind.NOT_FOUND));
        assertThatThrownBy(() -> house.choices.choose(House.READER, kari, Channel.EMAIL))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.kind()).isEqualTo(Problem.Kind.FORBIDDEN));
        assertThatThrownBy(() -> house.choices.choose(House.TREASURER, member(house, 2), Channel.SMS))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.code()).isEqualTo("MOBILE_MISSING"));
    }
}
