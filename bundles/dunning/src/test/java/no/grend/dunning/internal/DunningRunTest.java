package no.grend.dunning.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import no.grend.dunning.internal.store.Hold.Outcome;
import no.grend.dunning.internal.store.Step;
import no.grend.dunning.internal.store.Step.State;
import no.grend.identity.Actor;
import no.grend.job.Job;
import no.grend.kernel.IdempotencyKey;
import no.grend.kernel.Ore;
import no.grend.kernel.Oslo;
import no.grend.kernel.Problem;
import no.grend.ledger.Charge;
import no.grend.ledger.spi.Collector.Unpaid;
import no.grend.message.Message;
import no.grend.testkit.DatabaseTest;
import no.grend.testkit.FakeMembers;
import no.grend.testkit.TestDatabase;

class DunningRunTest {

    private static Map<String, Object> kroner(long kroner) {
        return Map.of("value", kroner * 100, "currency", "NOK");
    }

    @DatabaseTest
    void aPreviewTellsAndWritesNothing(TestDatabase fresh) {
        House house = new House(fresh);
        house.ledger.open(1, 1001, House.DUE, 50_000);
        house.ledger.open(2, 1002, LocalDate.of(2026, 3, 10), 50_000);
        house.ledger.open(3, 1003, LocalDate.of(2026, 4, 10), 50_000);
        house.members.put(FakeMembers.kari(4, null, null, null, "nb"));
        house.ledger.open(4, 1004, House.DUE, 50_000);

        Map<String, Object> report = house.run(true);

        assertThat(report)
                .containsEntry("dryRun", true)
                .containsEntry("overdue", 3L)
                .containsEntry("letters", 1L)
                .containsEntry("lettersByLevel", Map.of("REMINDER_1", 1L))
                .containsEntry("fees", kroner(38))
                .containsEntry("later", 1L)
                .containsEntry("skippedByReason", Map.of("NOT_REACHABLE", 1L));
        assertThat((List<?>) report.get("examples")).hasSize(1);
        assertThat(report.get("examples").toString()).contains("FOR-2025-12-19-2709", "Purregebyr", "Reminder fee");
        assertThat(house.ledger.charged()).isEmpty();
        assertThat(house.outbox.sent).isEmpty();
        assertThat(house.dunning.timeline(House.TREASURER, "invoice-1001").letters())
                .isEmpty();
    }

    @DatabaseTest
    void aDayWithoutDatedRulesIsRefused(TestDatabase fresh) {
        House house = new House(fresh);
        house.ledger.open(1, 1001, LocalDate.of(2025, 11, 1), 50_000);

        assertThatThrownBy(() -> house.dunning.order(House.TREASURER, LocalDate.of(2025, 12, 31), null, true, null))
                .isInstanceOfSatisfying(
                        Problem.class, refused -> assertThat(refused.code()).isEqualTo("NO_DATED_RULES"))
                .hasMessageContaining("hold from 2026-01-01");
        assertThatThrownBy(() -> house.dunning.preview(House.TREASURER, LocalDate.of(2025, 12, 31), null))
                .isInstanceOf(Problem.class);
        String ordered = house.dunning.order(House.TREASURER, null, null, false, null);
        house.on("2025-12-31");
        assertThatThrownBy(() -> house.work(ordered)).hasMessageContaining("2025-12-31");
        assertThat(house.outbox.sent).isEmpty();
        assertThat(house.ledger.charged()).isEmpty();
    }

    @DatabaseTest
    void aRunChargesAndSendsOnceHoweverOftenItIsRun(TestDatabase fresh) {
        House house = new House(fresh);
        house.ledger.open(1, 1001, House.DUE, 50_000);

        Map<String, Object> first = house.run(false);
        Map<String, Object> second = house.run(false);

        assertThat(first).containsEntry("letters", 1L).containsEntry("fees", kroner(38));
        assertThat(second).containsEntry("letters", 0L).containsEntry("later", 1L);
        assertThat(house.ledger.charged()).singleElement().satisfies(charged -> {
            assertThat(charged.charge().amount()).isEqualTo(Ore.kroner(38));
            assertThat(charged.charge().kind()).isEqualTo(Charge.Kind.REMINDER_FEE);
            assertThat(charged.charge().rule()).isEqualTo("inkassolov-1988-from-2026");
            assertThat(charged.charge().explanation()).startsWith("Purregebyr kr 38,00: 1/20 av inkassosatsen");
        });
        Message message = house.outbox.last();
        assertThat(house.outbox.sent).hasSize(1);
        assertThat(message.to()).isEqualTo("medlem1@example.org");
        assertThat(message.subject()).isEqualTo("Påminnelse om faktura 1001");
        assertThat(message.body())
                .contains("Å betale: kr 538,00")
                .contains("Betal innen 3. april 2026 til konto 1234.56.78903 med KID 05000001001")
                .contains("Gebyr for dette brevet: kr 38,00")
                .contains("FOR-2025-12-19-2709")
                .contains("Kontingent 2026");
        assertThat(house.audit.of("DUNNING_LETTER_MADE")).hasSize(1);
        assertThat(verify(house)).isEmpty();
    }

    /** Whoever does not give this time owes nothing; a course is owed. */
    @DatabaseTest
    void aStandingGiftIsNotRemindedOf(TestDatabase fresh) {
        House house = new House(fresh);
        house.ledger.open(1, 1001, House.DUE, 30_000, "gift:an-agreement:2026-03");
        house.ledger.open(2, 1002, House.DUE, 30_000, "course:an-agreement:2026-03");

        Map<String, Object> result = house.run(false);

        assertThat(result).containsEntry("letters", 1L);
        assertThat(house.outbox.last().subject()).contains("1002");
    }

    @DatabaseTest
    void whoCanPayByALinkIsSentIt(TestDatabase fresh) {
        House house = new House(fresh);
        house.dispatch.payBy(
                (invoice, day) -> Optional.of(URI.create("https://min.example.org/pay/" + invoice + "." + day)));
        house.ledger.open(1, 1001, House.DUE, 50_000);

        house.run(false);

        assertThat(house.outbox.last().body())
                .contains(
                        "Betal innen 3. april 2026 til konto 1234.56.78903 med KID 05000001001.\n\nDu kan også betale på"
                                + " nett: https://min.example.org/pay/invoice-1001.2026-03-20\n\n");
    }

    @DatabaseTest
    void whereNobodyCouldPayByALinkNoneIsSent(TestDatabase fresh) {
        House house = new House(fresh);
        house.dispatch.payBy((invoice, day) -> Optional.empty());
        house.ledger.open(1, 1001, House.DUE, 50_000);

        house.run(false);

        assertThat(house.outbox.last().body()).doesNotContain("nett");
    }

    private static List<?> verify(House house) {
        return new DunningVerification(house.db, house.clock, house.ledger, house.settings, null).verify();
    }

    @DatabaseTest
    void aRunCanBeHeldToWhatWasDueByADay(TestDatabase fresh) {
        House house = new House(fresh);
        house.ledger.open(1, 1001, House.DUE.minusDays(30), 50_000);
        house.ledger.open(2, 1002, House.DUE, 50_000);

        String job = house.dunning.order(House.TREASURER, null, House.DUE.minusDays(1), false, null);
        Map<String, Object> report = house.work(job);

        assertThat(report).containsEntry("overdue", 1L).containsEntry("letters", 1L);
        assertThat(house.outbox.last().subject()).endsWith("1001");
        assertThat(house.dunning.preview(House.TREASURER, null, House.DUE)).containsEntry("letters", 1L);
        assertThat(house.dunning.preview(House.TREASURER, null, House.DUE.minusDays(1)))
                .containsEntry("letters", 0L);
    }

    @DatabaseTest
    void thePayersLanguageIsWritten(TestDatabase fresh) {
        House house = new House(fresh);
        house.members.put(FakeMembers.kari(1, "one@example.org", null, House.HOME, "en"));
        house.members.put(FakeMembers.kari(2, "two@example.org", null, House.HOME, "nn"));
        house.ledger.open(1, 1001, House.DUE, 50_000);
        house.ledger.open(2, 1002, House.DUE, 50_000);

        house.run(false);

        assertThat(house.outbox.sent.values())
                .extracting(Message::subject)
                .containsExactly("Reminder of invoice 1001", "Påminning om faktura 1002");
        assertThat(house.ledger.charged().get(0).charge().explanation()).startsWith("Reminder fee NOK 38.00");
    }

    @DatabaseTest
    void aWholeRoutineWithPaperInterestAndTheDemand(TestDatabase fresh) {
        House house = new House(fresh);
        house.ledger.open(1, 1001, House.DUE, 50_000);
        house.run(false);

        house.on("2026-04-04");
        house.run(false);
        Step notice = house.queue
                .letters(House.TREASURER, State.QUEUED, null, null)
                .items()
                .get(0);
        assertThat(notice.deadline()).isEqualTo("2026-04-20");
        assertThat(notice.interest()).isEqualTo(Ore.of(558));
        assertThat(notice.total()).isEqualTo(Ore.of(50_000 + 3_800 + 3_800 + 558));
        assertThat(house.run(false)).containsEntry("skippedByReason", Map.of("LETTER_NOT_POSTED", 1L));

        house.on("2026-04-06");
        house.queue.posted(House.TREASURER, List.of(notice.id()));
        house.on("2026-04-21");
        assertThat(house.run(false)).containsEntry("lettersByLevel", Map.of("PAYMENT_DEMAND", 1L));

        Timeline timeline = house.dunning.timeline(House.TREASURER, "invoice-1001");
        assertThat(timeline.letters())
                .extracting(Step::fee)
                .containsExactly(Ore.kroner(38), Ore.kroner(38), Ore.kroner(113));
        assertThat(timeline.letters().get(1).sentOn()).isEqualTo("2026-04-06");
        assertThat(timeline.invoice().outstanding().fees()).isEqualTo(Ore.kroner(189));
        assertThat(timeline.invoice().outstanding().interest())
                .isEqualTo(timeline.letters().stream().map(Step::interest).reduce(Ore.ZERO, Ore::plus));
        assertThat(verify(house)).isEmpty();
    }

    @DatabaseTest
    void aLetterThatIsNotPostedInTimeIsWithdrawnAndMadeAnew(TestDatabase fresh) {
        House house = new House(fresh);
        house.members.put(FakeMembers.kari(1, null, null, House.HOME, "nb"));
        house.ledger.open(1, 1001, House.DUE, 50_000);
        house.run(false);
        String id = house.queue
                .letters(House.TREASURER, State.QUEUED, null, null)
                .items()
                .get(0)
                .id();

        house.on("2026-03-23");
        assertThatThrownBy(() -> house.queue.posted(House.TREASURER, List.of(id)))
                .isInstanceOfSatisfying(Problem.class, e -> assertThat(e.code()).isEqualTo("LETTER_TOO_LATE"));
        Step withdrawn = house.queue.withdraw(House.TREASURER, id, "Skriveren sto");
        house.run(false);

        assertThat(withdrawn.state()).isEqualTo(State.WITHDRAWN);
        assertThat(house.dunning.timeline(House.TREASURER, "invoice-1001").letters())
                .extracting(Step::state)
                .containsExactly(State.WITHDRAWN, State.QUEUED);
        assertThat(house.ledger
                        .invoice(House.TREASURER, "invoice-1001")
                        .orElseThrow()
                        .outstanding()
                        .fees())
                .isEqualTo(Ore.kroner(38));
        assertThat(verify(house)).isEmpty();
    }

    @DatabaseTest
    void anObjectionHoldsTheInvoiceUntilItIsLifted(TestDatabase fresh) {
        House house = new House(fresh);
        house.ledger.open(1, 1001, House.DUE, 50_000);
        house.dunning.dispute(House.TREASURER, "invoice-1001", "Meldte seg ut i fjor", null, null);

        assertThat(house.run(false)).containsEntry("skippedByReason", Map.of("DISPUTED", 1L));
        assertThatThrownBy(() -> house.dunning.lift(House.TREASURER, "invoice-1001", Outcome.REJECTED, "\"7\""))
                .isInstanceOfSatisfying(Problem.class, e -> assertThat(e.kind()).isEqualTo(Problem.Kind.STALE));
        assertThatThrownBy(() -> house.dunning.dispute(House.TREASURER, "invoice-1001", "x", null, null))
                .isInstanceOfSatisfying(
                        Problem.class, e -> assertThat(e.kind()).isEqualTo(Problem.Kind.PRECONDITION_REQUIRED));
        house.dunning.lift(House.TREASURER, "invoice-1001", Outcome.REJECTED, "\"1\"");
        assertThat(house.run(false)).containsEntry("letters", 1L);
        assertThat(house.dunning.timeline(House.TREASURER, "invoice-1001").holds())
                .singleElement()
                .satisfies(hold -> assertThat(hold.outcome()).isEqualTo(Outcome.REJECTED));
        assertThat(house.audit.of("DUNNING_HELD")).hasSize(1);
        assertThat(house.audit.of("DUNNING_HOLD_LIFTED")).hasSize(1);
    }

    @DatabaseTest
    void whatAvtaleGiroDidNotBringEntersTheSameRoutine(TestDatabase fresh) {
        House house = new House(fresh);
        house.ledger.open(1, 1001, House.DUE, 50_000);
        house.claims.claimed.add("invoice-1001");

        house.run(false);

        assertThat(house.outbox.last().body())
                .contains("Beløpet skulle trekkes fra kontoen din med AvtaleGiro", "Det kan skyldes");
    }

    /** S4-52: the letter says why, as far as the bank has told; each cause in each language. */
    @DatabaseTest
    void theLetterSaysWhyAvtaleGiroBroughtNothing(TestDatabase fresh) {
        House house = new House(fresh);
        int number = 1001;
        for (String language : List.of("nb", "nn", "en")) {
            for (Unpaid.Cause cause : Unpaid.Cause.values()) {
                int member = number - 1000;
                house.members.put(FakeMembers.kari(member, member + "@example.org", null, House.HOME, language));
                house.ledger.open(member, number, House.DUE, 50_000);
                house.claims.claimed.add("invoice-" + number);
                house.claims.unpaid.put("invoice-" + number, new Unpaid(cause, LocalDate.of(2026, 2, 20)));
                number++;
            }
        }

        house.run(false);

        assertThat(house.outbox.sent.values())
                .hasSize(3 * Unpaid.Cause.values().length)
                .allSatisfy(message -> assertThat(message.body())
                        .containsPattern("20\\. februar 2026|20 February 2026")
                        .contains("AvtaleGiro")
                        .doesNotContain("UNCOLLECTED", "Det kan skyldes"))
                .anySatisfy(message -> assertThat(message.body())
                        .contains("Banken meldte 20. februar 2026 at AvtaleGiro-avtalen er avsluttet. Nå må du betale"))
                .anySatisfy(message -> assertThat(message.body())
                        .contains("Banken avviste trekket 20. februar 2026 fordi beløpet er høyere enn beløpsgrensen"))
                .anySatisfy(message -> assertThat(message.body())
                        .contains(
                                "On 20 February 2026 the bank rejected the payment because of an error in our claim."));
    }

    @DatabaseTest
    void interestIsOnWhatWasOwedAndPaidPartsBearNone(TestDatabase fresh) {
        House house = new House(fresh);
        house.ledger.open(1, 1001, House.DUE, 50_000);
        house.run(false);
        house.ledger.pay("invoice-1001", 40_000);
        house.on("2026-04-04");
        house.run(false);

        Step notice = house.dunning
                .timeline(House.TREASURER, "invoice-1001")
                .letters()
                .get(1);
        assertThat(notice.principal()).isEqualTo(Ore.of(10_000));
        assertThat(notice.interest()).isEqualTo(Ore.of(111));
    }

    @DatabaseTest
    void oneRunAtATimeAndOneThatWasCutOffGivesWay(TestDatabase fresh) {
        House house = new House(fresh);
        house.ledger.open(1, 1001, House.DUE, 50_000);
        house.db.useTransaction(tx -> tx.execute("""
                INSERT INTO dunning_run (id, live_key, as_of, started_by, started_at)
                VALUES ('job-0', 'run', DATE('2026-03-20'), 'x', CURRENT_TIMESTAMP)"""));
        house.jobs.state("job-0", Job.State.RUNNING);

        assertThatThrownBy(() -> house.run(false))
                .isInstanceOfSatisfying(Problem.class, e -> assertThat(e.code()).isEqualTo("DUNNING_RUN_ACTIVE"));
        house.jobs.state("job-0", Job.State.FAILED);
        assertThat(house.run(false)).containsEntry("letters", 1L);
    }

    @DatabaseTest
    void onlyThoseWhoMayDo(TestDatabase fresh) {
        House house = new House(fresh);
        house.ledger.open(1, 1001, House.DUE, 50_000);

        assertThatThrownBy(() -> house.dunning.order(House.READER, null, null, false, null))
                .isInstanceOfSatisfying(Problem.class, e -> assertThat(e.kind()).isEqualTo(Problem.Kind.FORBIDDEN));
        assertThatThrownBy(() -> house.dunning.dispute(House.READER, "invoice-1001", "x", null, null))
                .isInstanceOfSatisfying(Problem.class, e -> assertThat(e.kind()).isEqualTo(Problem.Kind.FORBIDDEN));
        assertThatThrownBy(() -> house.dunning.timeline(Actor.member("contact-2", "Ola"), "invoice-1001"))
                .isInstanceOfSatisfying(Problem.class, e -> assertThat(e.kind()).isEqualTo(Problem.Kind.NOT_FOUND));
        assertThat(house.dunning
                        .timeline(Actor.member("contact-1", "Kari"), "invoice-1001")
                        .next())
                .isNotNull();
        assertThatThrownBy(() -> house.dunning.order(House.TREASURER, LocalDate.of(2026, 3, 21), null, false, null))
                .isInstanceOfSatisfying(Problem.class, e -> assertThat(e.code()).isEqualTo("AS_OF_NOT_TODAY"));
    }

    @DatabaseTest
    void theSameKeyGivesTheSameRunAlsoOnAnotherDay(TestDatabase fresh) {
        House house = new House(fresh);
        IdempotencyKey key = IdempotencyKey.of("key-1", "the request");
        LocalDate today = Oslo.today(house.clock);
        String first = house.dunning.order(House.TREASURER, today, null, false, key);
        house.clock.advance(Duration.ofDays(1));

        assertThat(house.dunning.order(House.TREASURER, today, null, false, key))
                .isEqualTo(first);
        assertThatThrownBy(() -> house.dunning.order(
                        House.TREASURER, today, null, false, IdempotencyKey.of("key-2", "the request")))
                .isInstanceOfSatisfying(Problem.class, e -> assertThat(e.code()).isEqualTo("AS_OF_NOT_TODAY"));
    }

    @DatabaseTest
    void theVerificationFindsWhatIsWrong(TestDatabase fresh) {
        House house = new House(fresh);
        house.ledger.open(1, 1001, House.DUE, 50_000);
        house.run(false);
        house.ledger.stray("invoice-1001", "dunning:nobody:fee");
        house.db.useTransaction(tx -> tx.execute("UPDATE dunning_step SET fee_ore = 3900"));

        assertThat(verify(house).toString())
                .contains("asks for kr 39,00, and the ledger has kr 38,00")
                .contains("allows kr 38,00")
                .contains("belongs to no letter");
        assertThatThrownBy(() -> house.db.useTransaction(tx -> tx.execute("UPDATE dunning_line SET amount_ore = 1")))
                .isInstanceOf(RuntimeException.class);
    }
}
