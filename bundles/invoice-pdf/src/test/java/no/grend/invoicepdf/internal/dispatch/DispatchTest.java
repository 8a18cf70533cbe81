package no.grend.invoicepdf.internal.dispatch;

import static no.grend.invoicepdf.internal.dispatch.Desk.READER;
import static no.grend.invoicepdf.internal.dispatch.Desk.STAFF;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import no.grend.invoicepdf.Pdf;
import no.grend.invoicepdf.internal.House;
import no.grend.invoicepdf.internal.dispatch.DispatchSettings.SelfNotice;
import no.grend.invoicepdf.internal.sheet.ReadPdf;
import no.grend.invoicepdf.internal.store.Dispatch;
import no.grend.invoicepdf.internal.store.Dispatch.EmailState;
import no.grend.invoicepdf.internal.store.Dispatch.Status;
import no.grend.kernel.Problem;
import no.grend.ledger.CreditNote;
import no.grend.ledger.Invoice;
import no.grend.ledger.spi.Collector.Notice;
import no.grend.message.Attachment;
import no.grend.message.Message;
import no.grend.message.Messages.Delivery;
import no.grend.testkit.DatabaseTest;
import no.grend.testkit.FakeMembers;
import no.grend.testkit.TestDatabase;

/** By which way each document goes, once, and what becomes of it. */
class DispatchTest {

    @DatabaseTest
    void aRunThatNobodyKnowsIsRefusedAtOnce(TestDatabase fresh) {
        Desk desk = new Desk(fresh);
        desk.house.invoice(7, "run-1", true);

        assertThat(desk.dispatches.order(Desk.STAFF, Desk.ofRun("run-1", false), null))
                .isEqualTo("job");
        for (boolean dry : List.of(true, false)) {
            assertThatThrownBy(() -> desk.dispatches.order(Desk.STAFF, Desk.ofRun("run-2", dry), null))
                    .isInstanceOfSatisfying(
                            Problem.class, problem -> assertThat(problem.kind()).isEqualTo(Problem.Kind.NOT_FOUND));
        }
        desk.running.put("run-2", "invoice-run");
        assertThat(desk.dispatches.order(Desk.STAFF, Desk.ofRun("run-2", false), null))
                .isEqualTo("job");
        desk.running.put("run-3", "dunning-run");
        assertThatThrownBy(() -> desk.dispatches.order(Desk.STAFF, Desk.ofRun("run-3", false), null))
                .hasMessageContaining("no invoice run with this id");
    }

    @DatabaseTest
    void thoseWithEmailGetItAttachedAndTheOthersGoOnPaper(TestDatabase fresh) {
        Desk desk = new Desk(fresh);
        Invoice mailed = desk.house.invoice(1, "run-1", true);
        Invoice paper = desk.house.invoice(2, "run-1", false);
        desk.house.invoice(3, "another", true);

        Map<String, Object> result = desk.send("job-1", Desk.ofRun("run-1", false));

        assertThat(result)
                .containsEntry("emails", 1L)
                .containsEntry("letters", 1L)
                .containsEntry("skippedCount", 0L)
                .containsEntry("dryRun", false);
        assertThat(desk.trail(mailed.id()).get(0).status()).isEqualTo(Status.QUEUED);
        assertThat(desk.trail(paper.id()).get(0).status()).isEqualTo(Status.TO_PRINT);
        Message message = desk.outbox.to("m1@eksempel.example");
        assertThat(desk.outbox.sent).hasSize(1);
        assertThat(message.subject()).isEqualTo("Faktura 1001 fra Fjordbyen Sykkelklubb");
        assertThat(message.body())
                .startsWith("Hei!\n\nHer er faktura 1001 fra Fjordbyen Sykkelklubb. Den ligger ved som PDF.")
                .contains("Forfallsdato: 15.01.2027", "KID: " + mailed.kid(), "svare på denne e-posten")
                .endsWith("Vennlig hilsen\nFjordbyen Sykkelklubb")
                .doesNotContain("Åse");
        Attachment attachment = message.attachments().get(0);
        assertThat(attachment.name()).isEqualTo("faktura-1001.pdf");
        byte[] pdf = desk.files.read(attachment.reference()).orElseThrow();
        assertThat(ReadPdf.text(pdf)).contains("Faktura 1001", mailed.kid(), "0150 OSLO");
        assertThat(desk.audit.of("DOCUMENTS_DISPATCHED")).hasSize(1);
        assertThat(desk.audit.entries().toString()).doesNotContain("@");
    }

    @DatabaseTest
    void whoCanPayByALinkIsSentIt(TestDatabase fresh) {
        Desk desk = new Desk(fresh);
        desk.papers.payBy((invoice, day) -> Optional.of(URI.create("https://min.example.org/pay/" + invoice)));
        Invoice mailed = desk.house.invoice(1, "run-1", true);

        desk.send("job-1", Desk.ofRun("run-1", false));

        assertThat(desk.outbox.to("m1@eksempel.example").body())
                .contains("KID: " + mailed.kid() + "\nBetal på nett: https://min.example.org/pay/" + mailed.id());
    }

    @DatabaseTest
    void aDryRunCountsTheSameAndSendsNothing(TestDatabase fresh) {
        Desk desk = new Desk(fresh);
        desk.house.invoice(1, "run-1", true);
        desk.house.invoice(2, "run-1", false);

        Map<String, Object> dry = desk.send("job-0", Desk.ofRun("run-1", true));

        assertThat(desk.outbox.sent).isEmpty();
        assertThat(desk.dispatches.counts(READER, "run-1")).isEmpty();
        Map<String, Object> real = desk.send("job-1", Desk.ofRun("run-1", false));
        assertThat(dry).containsEntry("dryRun", true);
        assertThat(dry.entrySet().stream().filter(field -> !field.getKey().equals("dryRun")))
                .containsExactlyInAnyOrderElementsOf(real.entrySet().stream()
                        .filter(field -> !field.getKey().equals("dryRun"))
                        .toList());
    }

    @DatabaseTest
    void aDocumentIsSentOnceHoweverOftenItIsOrdered(TestDatabase fresh) {
        Desk desk = new Desk(fresh);
        Invoice invoice = desk.house.invoice(1, "run-1", true);
        desk.send("job-1", Desk.ofRun("run-1", false));

        assertThat(desk.send("job-2", Desk.ofRun("run-1", false)).get("skippedByReason"))
                .isEqualTo(Map.of("ALREADY_SENT", 1L));
        assertThat(desk.send("job-3", Desk.of(invoice.id()))).containsEntry("emails", 0L);
        assertThat(desk.trail(invoice.id())).hasSize(1);
        assertThat(desk.outbox.sent).hasSize(1);

        desk.send("job-4", Desk.again(invoice.id()));
        desk.send("job-4", Desk.again(invoice.id()));
        assertThat(desk.trail(invoice.id())).extracting(Dispatch::round).containsExactly(2, 1);
        assertThat(desk.outbox.sent).hasSize(2);
    }

    @DatabaseTest
    void anOrderThatWasKilledGoesOnWhereItWas(TestDatabase fresh) {
        Desk desk = new Desk(fresh);
        Invoice mailed = desk.house.invoice(1, "run-1", true);
        Post dies = new Post(desk.house.db, desk.papers, desk.house.clock, new FakeMessages() {
            @Override
            public boolean send(Message message) {
                throw new IllegalStateException("killed");
            }
        });
        assertThatThrownBy(() -> desk.send("job-1", Desk.ofRun("run-1", false), dies))
                .isInstanceOf(IllegalStateException.class);
        assertThat(desk.outbox.sent).isEmpty();

        Map<String, Object> result = desk.send("job-1", Desk.ofRun("run-1", false));

        assertThat(result).containsEntry("emails", 1L).containsEntry("skippedCount", 0L);
        assertThat(desk.outbox.sent).hasSize(1);
        assertThat(desk.trail(mailed.id())).hasSize(1);
    }

    @DatabaseTest
    void whatTheOutboxLostIsHandedOverAgainWhenSomebodyLooks(TestDatabase fresh) {
        Desk desk = new Desk(fresh);
        Invoice mailed = desk.house.invoice(1, "run-1", true);
        desk.send("job-1", Desk.ofRun("run-1", false));
        desk.outbox.sent.clear();
        desk.outbox.became.clear();

        assertThat(desk.trail(mailed.id()).get(0).status()).isEqualTo(Status.QUEUED);

        assertThat(desk.outbox.sent).hasSize(1);
    }

    @DatabaseTest
    void whatTheBankTellsOfGetsNoLetterAndSelfNoticeGoesOnPaperWithItsGiroPartReplaced(TestDatabase fresh) {
        Desk desk = new Desk(fresh);
        Invoice byBank = desk.house.invoice(1, "run-1", true);
        Invoice bySelf = desk.house.invoice(2, "run-1", true);
        Invoice byNobody = desk.house.invoice(3, "run-1", true);
        Invoice cancelled = desk.house.invoice(4, "run-1", true);
        desk.house.avtaleGiro.claim(byBank.id(), false, Notice.BANK);
        desk.house.avtaleGiro.claim(bySelf.id(), false, Notice.SELF);
        desk.house.avtaleGiro.claim(byNobody.id(), false, null);
        desk.house.avtaleGiro.claim(cancelled.id(), true, Notice.BANK);

        Map<String, Object> result = desk.send("job-1", Desk.ofRun("run-1", false));

        assertThat(result)
                .containsEntry("emails", 1L)
                .containsEntry("letters", 1L)
                .containsEntry("selfNotices", 1L)
                .containsEntry("skippedByReason", Map.of("TOLD_BY_BANK", 1L, "NO_NOTICE_NEEDED", 1L));
        assertThat(desk.trail(byBank.id())).isEmpty();
        Dispatch notice = desk.trail(bySelf.id()).get(0);
        assertThat(notice.status()).isEqualTo(Status.TO_PRINT);
        Pdf letter = desk.dispatches.pdf(READER, notice.id()).orElseThrow();
        assertThat(ReadPdf.text(letter.content()))
                .contains("Trekkes med AvtaleGiro")
                .doesNotContain(bySelf.kid(), "78903");

        // S4-41: once the claim is cancelled, the invoice goes out like any other.
        desk.house.avtaleGiro.claim(byBank.id(), true, Notice.BANK);
        assertThat(desk.send("job-2", Desk.of(byBank.id()))).containsEntry("emails", 1L);
        assertThat(desk.outbox.to("m1@eksempel.example").body()).contains(byBank.kid());
    }

    @DatabaseTest
    void selfNoticeMayGoByEmailWhenTheSettingsSaySo(TestDatabase fresh) {
        Desk desk = new Desk(fresh);
        desk.selfNotice = SelfNotice.EMAIL;
        Invoice bySelf = desk.house.invoice(2, "run-1", true);
        desk.house.avtaleGiro.claim(bySelf.id(), false, Notice.SELF);

        assertThat(desk.send("job-1", Desk.ofRun("run-1", false))).containsEntry("emails", 1L);

        assertThat(desk.outbox.to("m2@eksempel.example").body())
                .contains("trekkes fra kontoen din med AvtaleGiro 15.01.2027")
                .doesNotContain(bySelf.kid(), "Kontonummer");
    }

    @DatabaseTest
    void thePdfStaysAsSentWhateverTheClaimBecomes(TestDatabase fresh) {
        Desk desk = new Desk(fresh);
        Invoice invoice = desk.house.invoice(1, null, true);
        desk.send("job-1", Desk.of(invoice.id()));
        String id = desk.trail(invoice.id()).get(0).id();
        byte[] sent = desk.files.read(id).orElseThrow();

        desk.house.avtaleGiro.claim(invoice.id(), false, Notice.BANK);
        desk.house.members.put(FakeMembers.kari(1, null, null, null, "en"));

        assertThat(desk.files.read(id).orElseThrow()).isEqualTo(sent);
        assertThat(desk.trail(invoice.id()).get(0).sha256()).isEqualTo(new Pdf("", "", sent).sha256());
    }

    @DatabaseTest
    void whatIsPaidOrCreditedIsNotSentWithTheRun(TestDatabase fresh) {
        Desk desk = new Desk(fresh);
        Invoice paid = desk.house.invoice(1, "run-1", true);
        Invoice credited = desk.house.invoice(2, "run-1", true);
        desk.house.ledger.become(paid, Invoice.Status.PAID);
        desk.house.ledger.become(credited, Invoice.Status.CREDITED);

        assertThat(desk.send("job-1", Desk.ofRun("run-1", false)).get("skippedByReason"))
                .isEqualTo(Map.of("PAID", 1L, "CREDITED", 1L));
        assertThat(desk.send("job-2", Desk.of(paid.id()))).containsEntry("emails", 1L);
    }

    @DatabaseTest
    void anEmailThatFailsOrComesBackGoesOnPaperInstead(TestDatabase fresh) {
        Desk desk = new Desk(fresh);
        Invoice refused = desk.house.invoice(1, "run-1", true);
        Invoice back = desk.house.invoice(2, "run-1", true);
        Invoice well = desk.house.invoice(3, "run-1", true);
        desk.send("job-1", Desk.ofRun("run-1", false));
        desk.outbox.becomes("m1@eksempel.example", Delivery.State.FAILED, "The mail server refused the message (550).");
        desk.outbox.becomes("m2@eksempel.example", Delivery.State.SENT, null);
        desk.outbox.becomes("m3@eksempel.example", Delivery.State.SENT, null);

        Dispatch one = desk.trail(refused.id()).get(0);
        assertThat(one.status()).isEqualTo(Status.TO_PRINT);
        assertThat(one.emailState()).isEqualTo(EmailState.FAILED);
        assertThat(one.emailReason()).contains("550");
        Dispatch two = desk.trail(back.id()).get(0);
        assertThat(two.status()).isEqualTo(Status.SENT);

        assertThat(desk.dispatches.bounced(STAFF, two.id(), "Mailbox full").status())
                .isEqualTo(Status.TO_PRINT);
        assertThat(desk.dispatches.bounced(STAFF, two.id(), "Mailbox full").emailState())
                .isEqualTo(EmailState.BOUNCED);
        assertThat(desk.audit.of("EMAIL_BOUNCED")).hasSize(1);
        assertThatThrownBy(() -> desk.dispatches.bounced(STAFF, one.id(), null))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.code()).isEqualTo("NOT_SENT_BY_EMAIL"));
        assertThatThrownBy(() -> desk.dispatches.bounced(
                        READER, desk.trail(well.id()).get(0).id(), null))
                .isInstanceOf(Problem.class);
        assertThat(desk.dispatches.counts(READER, "run-1")).isEqualTo(Map.of("WAITING", 2, "SENT", 1));
        assertThat(desk.dispatches
                        .page(READER, "run-1", null, Status.TO_PRINT, 1, null)
                        .items())
                .hasSize(1);
        assertThat(desk.dispatches
                        .page(READER, "run-1", null, Status.SENT, null, null)
                        .items())
                .extracting(Dispatch::documentId)
                .containsExactly(well.id());
    }

    @DatabaseTest
    void whoHasNoAddressIsTold(TestDatabase fresh) {
        Desk desk = new Desk(fresh);
        desk.house.members.put(FakeMembers.kari(1, null, null, null, "nb"));
        Invoice nowhere = desk.house.ledger.issue(1, 1001, 100, "run-1");
        desk.house.members.put(FakeMembers.kari(2, "m2@eksempel.example", null, null, "nb"));
        Invoice mailOnly = desk.house.ledger.issue(2, 1002, 100, "run-1");

        assertThat(desk.send("job-1", Desk.ofRun("run-1", false)).get("skippedByReason"))
                .isEqualTo(Map.of("NO_ADDRESS", 1L));
        assertThat(desk.warnings).anyMatch(warning -> warning.startsWith("1 could not be sent"));
        desk.outbox.becomes("m2@eksempel.example", Delivery.State.FAILED, "refused");
        assertThat(desk.trail(mailOnly.id()).get(0).status()).isEqualTo(Status.FAILED);

        desk.house.members.put(FakeMembers.kari(1, null, null, House.OSLO, "nb"));
        assertThat(desk.send("job-2", Desk.ofRun("run-1", false))).containsEntry("letters", 1L);
        assertThat(desk.trail(nowhere.id()).get(0).address()).contains("0150 OSLO");
    }

    @DatabaseTest
    void withoutAnOutboxOrACarrierStaffAreTold(TestDatabase fresh) {
        Desk desk = new Desk(fresh);
        Invoice first = desk.house.invoice(1, null, true);
        Invoice second = desk.house.invoice(2, null, true);
        desk.outbox.carried = false;
        assertThat(desk.send("job-1", Desk.of(first.id()))).containsEntry("emails", 1L);
        assertThat(desk.warnings).anyMatch(warning -> warning.startsWith("Nobody carries e-mail"));

        Post none = new Post(desk.house.db, desk.papers, desk.house.clock);
        assertThat(desk.send("job-2", Desk.of(second.id()), none)).containsEntry("letters", 1L);
        assertThat(desk.warnings).anyMatch(warning -> warning.startsWith("There is no outbox"));
    }

    @DatabaseTest
    void creditNotesAreSentInTheSameWay(TestDatabase fresh) {
        Desk desk = new Desk(fresh);
        Invoice invoice = desk.house.invoice(1, null, true);
        CreditNote note = desk.house.notes.credit(invoice, 12, 20_000, "Betalt for to år");

        desk.send("job-1", new DispatchOrder(null, List.of(), List.of(note.id()), false, false, false));

        Message message = desk.outbox.to("m1@eksempel.example");
        assertThat(message.subject()).isEqualTo("Kreditnota 12 fra Fjordbyen Sykkelklubb");
        assertThat(message.body()).contains("gjelder faktura 1001", "skal ikke betales");
        assertThat(message.attachments().get(0).name()).isEqualTo("kreditnota-12.pdf");
        assertThat(ReadPdf.text(desk.files
                        .read(message.attachments().get(0).reference())
                        .orElseThrow()))
                .contains("Kreditnota 12", "Gjelder faktura 1001", "200,00");
    }

    @DatabaseTest
    void ordersThatMakeNoSenseAreRefusedInWords(TestDatabase fresh) {
        Desk desk = new Desk(fresh);
        String id = desk.house.invoice(1, "run-1", true).id();
        for (DispatchOrder bad : List.of(
                new DispatchOrder(null, List.of(), List.of(), false, false, false),
                new DispatchOrder("run-1", List.of(id), List.of(), false, false, false),
                new DispatchOrder("run-1", List.of(), List.of(), false, true, false),
                new DispatchOrder(null, Collections.nCopies(101, id), List.of(), false, false, false))) {
            assertThatThrownBy(() -> desk.dispatches.order(STAFF, bad, null)).isInstanceOf(Problem.class);
        }
        assertThatThrownBy(() -> desk.dispatches.order(READER, Desk.of(id), null))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.kind()).isEqualTo(Problem.Kind.FORBIDDEN));
        assertThat(desk.dispatches.order(STAFF, Desk.of(id), null)).isEqualTo("job");
    }
}
