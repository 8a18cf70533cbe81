package no.grend.avtalegiro.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import no.grend.avtalegiro.MandateIntake.FboRecord;
import no.grend.avtalegiro.MandateIntake.Report;
import no.grend.avtalegiro.internal.store.Mandate;
import no.grend.avtalegiro.internal.store.MandateEvent;
import no.grend.avtalegiro.internal.store.MandateEvent.Effect;
import no.grend.avtalegiro.internal.store.MandateException;
import no.grend.identity.Actor;
import no.grend.kernel.KidScheme;
import no.grend.kernel.Problem;
import no.grend.testkit.DatabaseTest;
import no.grend.testkit.FakeMembers;
import no.grend.testkit.TestDatabase;

class MandatesTest {

    private static final LocalDate MONDAY = LocalDate.of(2026, 11, 16);
    private static final LocalDate TUESDAY = MONDAY.plusDays(1);
    private static final String NOBODYS = KidScheme.STANDARD.kid(7_777_777, 1).value();

    private static String reference(int member) {
        return KidScheme.STANDARD.reference(member).value();
    }

    private static FboRecord fbo(long line, int type, String kid, boolean notice) {
        return new FboRecord(line, type, kid, notice);
    }

    private static Report receive(House house, String source, LocalDate day, FboRecord... records) {
        return house.mandates.receive(House.TREASURER, source, day, List.of(records));
    }

    private static Mandate mandate(House house, int member) {
        return house.mandates
                .mandates(House.READER, member, null, null)
                .items()
                .get(0)
                .mandate();
    }

    @DatabaseTest
    void invoiceKidAndReferenceKidAreTheSameMembers(TestDatabase fresh) {
        House house = new House(fresh);
        String invoiceKid = KidScheme.STANDARD.kid(42, 1001).value();

        assertThat(receive(house, "ocr:a:1", MONDAY, fbo(3, 1, invoiceKid, false)))
                .isEqualTo(new Report(1, 0, 0, 0));
        assertThat(receive(house, "ocr:b:1", TUESDAY, fbo(3, 1, reference(42), true)))
                .isEqualTo(new Report(0, 1, 0, 0));

        assertThat(mandate(house, 42)).isEqualTo(new Mandate(42, true, reference(42), true, MONDAY, null, TUESDAY));
        assertThat(house.mandates
                        .mandates(House.READER, 42, null, null)
                        .items()
                        .get(0)
                        .history())
                .extracting(MandateEvent::effect)
                .containsExactly(Effect.CREATED, Effect.CHANGED);
    }

    @DatabaseTest
    void aDeletionEndsTheMandateAndANewOneBeginsAfresh(TestDatabase fresh) {
        House house = new House(fresh);
        receive(house, "ocr:a:1", MONDAY, fbo(3, 1, reference(42), true));

        assertThat(receive(house, "ocr:b:1", TUESDAY, fbo(3, 2, reference(42), true)))
                .isEqualTo(new Report(0, 0, 1, 0));
        assertThat(mandate(house, 42).active()).isFalse();
        assertThat(mandate(house, 42).endedOn()).isEqualTo(TUESDAY);

        receive(house, "ocr:c:1", TUESDAY.plusDays(7), fbo(3, 1, reference(42), true));
        assertThat(mandate(house, 42).since()).isEqualTo(TUESDAY.plusDays(7));
        assertThat(mandate(house, 42).endedOn()).isNull();
    }

    @DatabaseTest
    void theSameAssignmentAgainChangesNothingAndTellsTheSame(TestDatabase fresh) {
        House house = new House(fresh);
        Report first = receive(house, "ocr:a:1", MONDAY, fbo(3, 1, reference(42), true), fbo(4, 1, NOBODYS, false));

        Report again = receive(house, "ocr:a:1", MONDAY, fbo(3, 1, reference(42), true), fbo(4, 1, NOBODYS, false));

        assertThat(again).isEqualTo(first).isEqualTo(new Report(1, 0, 0, 1));
        assertThat(house.mandates
                        .mandates(House.READER, 42, null, null)
                        .items()
                        .get(0)
                        .history())
                .hasSize(1);
        assertThat(house.audit.entries()).hasSize(1);
    }

    @DatabaseTest
    void anOlderFileImportedLaterIsHistoryOnly(TestDatabase fresh) {
        House house = new House(fresh);
        receive(house, "ocr:b:1", TUESDAY, fbo(3, 2, reference(42), true));

        assertThat(receive(house, "ocr:a:1", MONDAY, fbo(3, 1, reference(42), true)))
                .isEqualTo(new Report(0, 0, 0, 0));

        assertThat(mandate(house, 42).active()).isFalse();
    }

    @DatabaseTest
    void aFullListEndsWhatItDoesNotName(TestDatabase fresh) {
        House house = new House(fresh);
        house.mandatesFor(1, 2, 3);

        Report report =
                receive(house, "ocr:list:1", MONDAY, fbo(3, 0, reference(1), false), fbo(4, 0, reference(4), true));

        assertThat(report).isEqualTo(new Report(1, 0, 2, 0));
        assertThat(mandate(house, 1).active()).isTrue();
        assertThat(mandate(house, 2).endedOn()).isEqualTo(MONDAY);
        assertThat(mandate(house, 3).endedOn()).isEqualTo(MONDAY);
        assertThat(mandate(house, 4).writtenNotice()).isTrue();
    }

    @DatabaseTest
    void ordinaryChangesEndNobodyElse(TestDatabase fresh) {
        House house = new House(fresh);
        house.mandatesFor(1, 2, 3);

        receive(house, "ocr:change:1", MONDAY, fbo(3, 1, reference(4), false));

        assertThat(mandate(house, 2).active()).isTrue();
    }

    @DatabaseTest
    void anUnknownKidWaitsUntilAPersonSaysWhoseItIs(TestDatabase fresh) {
        House house = new House(fresh);
        receive(house, "ocr:a:1", MONDAY, fbo(3, 1, NOBODYS, true), fbo(4, 1, "123", true));
        receive(house, "ocr:b:1", TUESDAY, fbo(3, 0, NOBODYS, false));

        List<MandateException> queue =
                house.queue.list(House.READER, null, null, null).items();
        assertThat(queue).extracting(MandateException::kid).containsExactlyInAnyOrder(NOBODYS, "123");
        MandateException nobodys = queue.stream()
                .filter(one -> one.kid().equals(NOBODYS))
                .findFirst()
                .orElseThrow();
        assertThat(nobodys.receivedOn()).isEqualTo(TUESDAY);

        house.queue.assign(House.TREASURER, nobodys.id(), 42, "Kari called: she typed the old number");

        assertThat(mandate(house, 42)).isEqualTo(new Mandate(42, true, NOBODYS, false, TUESDAY, null, TUESDAY));
        assertThat(house.queue.list(House.READER, null, null, null).items()).hasSize(1);
        assertThat(house.audit.entries()).last().satisfies(entry -> {
            assertThat(entry.action()).isEqualTo("MANDATE_ASSIGNED");
            assertThat(entry.why()).contains("Kari called");
        });
        assertThatThrownBy(() -> house.queue.assign(House.TREASURER, nobodys.id(), 43, "again"))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.code()).isEqualTo("ALREADY_RESOLVED"));
    }

    @DatabaseTest
    void aKidThatAPersonGaveToAMemberIsRemembered(TestDatabase fresh) {
        House house = new House(fresh);
        receive(house, "ocr:a:1", MONDAY, fbo(3, 1, NOBODYS, true));
        String id =
                house.queue.list(House.READER, null, null, null).items().get(0).id();
        house.queue.assign(House.TREASURER, id, 42, "Asked the member");

        assertThat(receive(house, "ocr:list:1", TUESDAY, fbo(3, 0, NOBODYS, true)))
                .isEqualTo(new Report(0, 0, 0, 0));

        assertThat(mandate(house, 42).active()).isTrue();
    }

    @DatabaseTest
    void aDeletionOfAnUnknownMandateIsToleratedAndClosesTheQuestion(TestDatabase fresh) {
        House house = new House(fresh);
        receive(house, "ocr:a:1", MONDAY, fbo(3, 1, NOBODYS, true));

        assertThat(receive(house, "ocr:b:1", TUESDAY, fbo(3, 2, NOBODYS, true))).isEqualTo(new Report(0, 0, 0, 1));

        assertThat(house.queue.list(House.READER, null, null, null).items()).isEmpty();
    }

    @DatabaseTest
    void aPersonMayDismiss(TestDatabase fresh) {
        House house = new House(fresh);
        receive(house, "ocr:a:1", MONDAY, fbo(3, 1, NOBODYS, true));
        String id =
                house.queue.list(House.READER, null, null, null).items().get(0).id();

        MandateException dismissed = house.queue.dismiss(House.TREASURER, id, "Belongs to another club");

        assertThat(dismissed.state()).isEqualTo(MandateException.State.DISMISSED);
        assertThat(house.queue.list(House.READER, null, null, null).items()).isEmpty();
    }

    @DatabaseTest
    void manyRecordsAndManyPages(TestDatabase fresh) {
        House house = new House(fresh);
        List<FboRecord> all = IntStream.rangeClosed(1, 2_500)
                .mapToObj(member -> fbo(member + 2L, 1, reference(member), member % 2 == 0))
                .toList();

        assertThat(house.mandates.receive(House.TREASURER, "ocr:big:1", MONDAY, all))
                .isEqualTo(new Report(2_500, 0, 0, 0));

        assertThat(house.claimFiles.collectable(
                        IntStream.rangeClosed(2_400, 2_600).boxed().toList()))
                .isEqualTo(101);
        var first = house.mandates.mandates(House.READER, null, 200, null);
        var second = house.mandates.mandates(House.READER, null, 200, first.next());
        assertThat(second.items().get(0).mandate().memberNumber()).isEqualTo(201);
        assertThat(second.items().get(0).history()).hasSize(1);
    }

    @DatabaseTest
    void onlyThoseWhoMay(TestDatabase fresh) {
        House house = new House(fresh);
        house.mandatesFor(1, 2);

        assertThatThrownBy(() -> house.mandates.receive(House.READER, "ocr:x:1", MONDAY, List.of()))
                .isInstanceOf(Problem.class);
        Actor one = Actor.member("contact-1", "Kari");
        assertThat(house.mandates.mandateOf(one, FakeMembers.kari(1))).isPresent();
        assertThatThrownBy(() -> house.mandates.mandateOf(one, FakeMembers.kari(2)))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.kind()).isEqualTo(Problem.Kind.NOT_FOUND));
        assertThatThrownBy(() -> house.mandates.mandates(one, null, null, null)).isInstanceOf(Problem.class);
    }
}
