package no.grend.invoicepdf.internal.dispatch;

import static no.grend.invoicepdf.internal.dispatch.Desk.READER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import java.io.ByteArrayInputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import no.grend.invoicepdf.Pdf;
import no.grend.invoicepdf.internal.sheet.ReadPdf;
import no.grend.invoicepdf.internal.store.Dispatch;
import no.grend.invoicepdf.internal.store.Dispatch.Status;
import no.grend.invoicepdf.internal.store.StackTable.Stack;
import no.grend.kernel.Problem;
import no.grend.ledger.Invoice;
import no.grend.testkit.DatabaseTest;
import no.grend.testkit.TestDatabase;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;

/** Letters are printed once, in one file whose bytes stay. */
class StackTest {

    private static final Map<String, String> ALL = Map.of();

    @DatabaseTest
    void allThatWaitAreOneFileInOrderOfNumberAndPrintedOnce(TestDatabase fresh) throws Exception {
        Desk desk = new Desk(fresh);
        Invoice third = desk.house.invoice(3, "run-1", false);
        Invoice first = desk.house.invoice(1, "run-1", false);
        Invoice second = desk.house.invoice(2, null, false);
        desk.send("job-1", Desk.of(third.id(), first.id(), second.id()));

        Map<String, Object> result = desk.print("1-stack", ALL);

        assertThat(result).containsEntry("stackId", "1-stack").containsEntry("letters", 3);
        Stack stack = desk.stacks.one(READER, "1-stack");
        byte[] content = desk.content("1-stack");
        assertThat(content).hasSize((int) (long) stack.size());
        assertThat(new Pdf("", "", content).sha256()).isEqualTo(stack.sha256());
        assertThat(ReadPdf.text(content)).containsSubsequence("Faktura 1001", "Faktura 1002", "Faktura 1003");
        assertThat(desk.trail(first.id()))
                .extracting(Dispatch::status, Dispatch::stackId)
                .containsExactly(tuple(Status.PRINTED, "1-stack"));

        assertThat(new DispatchVerification(desk.house.db).verify()).isEmpty();
        desk.house.db.useTransaction(tx -> tx.execute("UPDATE invoice_pdf_stack SET letters = 2"));
        assertThat(new DispatchVerification(desk.house.db).verify()).hasSize(1);
        desk.house.db.useTransaction(tx -> tx.execute("UPDATE invoice_pdf_stack SET letters = 3"));
        assertThat(desk.print("2-stack", ALL)).containsEntry("letters", 0).containsEntry("stackId", null);
        assertThat(desk.warnings).contains("No letter waits for print.");
        assertThat(desk.print("1-stack", ALL)).containsEntry("letters", 3);
        assertThat(desk.content("1-stack")).isEqualTo(content);
        assertThat(desk.stacks.page(READER, null, null).items()).containsExactly(stack);
        assertThat(desk.audit.of("LETTERS_PRINTED")).hasSize(1);
        assertThatThrownBy(() -> desk.stacks.one(READER, "2-stack")).isInstanceOf(Problem.class);
    }

    @DatabaseTest
    void aStackOfOneRunLeavesTheOthersWaiting(TestDatabase fresh) throws Exception {
        Desk desk = new Desk(fresh);
        desk.house.invoice(1, "run-1", false);
        Invoice other = desk.house.invoice(2, "run-2", false);
        desk.send("job-1", Desk.ofRun("run-1", false));
        desk.send("job-2", Desk.ofRun("run-2", false));

        assertThat(desk.print("1-stack", Map.of(StackJob.RUN, "run-1"))).containsEntry("letters", 1);

        assertThat(desk.trail(other.id()).get(0).status()).isEqualTo(Status.TO_PRINT);
    }

    @DatabaseTest
    void aStackThatWasKilledOnItsWayIsMadeOfTheSameLetters(TestDatabase fresh) throws Exception {
        Desk desk = new Desk(fresh);
        List<String> ids = IntStream.rangeClosed(1, 3)
                .mapToObj(n -> desk.house.invoice(n, "run-1", false).id())
                .toList();
        desk.send("job-1", Desk.ofRun("run-1", false));
        try (Connection connection = fresh.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("INSERT INTO invoice_pdf_stack (id, two_sided, created_at, created_by)"
                    + " VALUES ('1-stack', FALSE, CURRENT_TIMESTAMP, 'staff:1')");
            statement.execute(
                    "UPDATE invoice_pdf_dispatch SET stack_id = '1-stack' WHERE document_id = '" + ids.get(0) + "'");
        }
        assertThat(desk.print("2-stack", ALL)).containsEntry("letters", 2);

        assertThat(desk.print("1-stack", ALL)).containsEntry("letters", 1);

        assertThat(ReadPdf.text(desk.content("1-stack")))
                .contains("Faktura 1001")
                .doesNotContain("Faktura 1002");
    }

    @DatabaseTest
    void aStackThatFailsGivesItsLettersBack(TestDatabase fresh) throws Exception {
        Desk desk = new Desk(fresh);
        Invoice invoice = desk.house.invoice(1, "run-1", false);
        desk.send("job-1", Desk.ofRun("run-1", false));
        Papers broken = new Papers(null, desk.house.notes, desk.house.keeping);

        assertThatThrownBy(() -> desk.stackJob(broken).run(desk.run("1-stack", ALL)))
                .isInstanceOf(NullPointerException.class);

        assertThat(desk.trail(invoice.id())).extracting(Dispatch::stackId).containsOnlyNulls();
        assertThat(desk.print("2-stack", ALL)).containsEntry("letters", 1);
    }

    @DatabaseTest
    void onTwoSidedPaperEveryLetterBeginsOnAFront(TestDatabase fresh) throws Exception {
        Desk desk = new Desk(fresh);
        desk.house.invoice(1, "run-1", false);
        desk.house.invoice(2, "run-1", false);
        desk.send("job-1", Desk.ofRun("run-1", false));

        desk.print("1-stack", Map.of(StackJob.TWO_SIDED, "true"));

        byte[] content = desk.content("1-stack");
        assertThat(ReadPdf.pages(content)).isEqualTo(3);
        assertThat(ReadPdf.page(content, 2).strip()).isEmpty();
        assertThat(ReadPdf.page(content, 3)).contains("Faktura 1002", "Side 1 av 1");
    }

    @DatabaseTest
    void aStackKeepsEveryRuleOfPdfUa1(TestDatabase fresh) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        Desk desk = new Desk(fresh);
        for (int member = 1; member <= 70; member++) {
            desk.house.invoice(member, "run-1", false);
        }
        desk.send("job-1", Desk.ofRun("run-1", false));
        desk.print("1-stack", Map.of(StackJob.TWO_SIDED, "true"));

        try (PDFAParser parser = Foundries.defaultInstance()
                        .createParser(new ByteArrayInputStream(desk.content("1-stack")), PDFAFlavour.PDFUA_1);
                PDFAValidator judge = Foundries.defaultInstance().createValidator(PDFAFlavour.PDFUA_1, false)) {
            assertThat(judge.validate(parser).isCompliant()).isTrue();
        }
    }

    @DatabaseTest
    void theDatabaseRefusesALetterThatIsPrintedInNoStackAndASecondOfTheSameRound(TestDatabase fresh)
            throws SQLException {
        Desk desk = new Desk(fresh);
        Invoice invoice = desk.house.invoice(1, "run-1", false);
        desk.send("job-1", Desk.ofRun("run-1", false));
        try (Connection connection = fresh.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : List.of(
                    "UPDATE invoice_pdf_dispatch SET letter_state = 'PRINTED'",
                    "UPDATE invoice_pdf_dispatch SET letter_state = NULL",
                    "UPDATE invoice_pdf_dispatch SET stack_id = 'no-such'",
                    "INSERT INTO invoice_pdf_dispatch (id, document_kind, document_id, round, document_number, order_id,"
                            + " language, payment, letter_state, created_at, created_by) VALUES ('x', 'INVOICE', '"
                            + invoice.id()
                            + "', 1, 1001, 'o', 'nb', 'TO_PAY', 'WAITING', CURRENT_TIMESTAMP, 's')")) {
                assertThatThrownBy(() -> statement.execute(sql)).as(sql).isInstanceOf(SQLException.class);
            }
        }
    }
}
