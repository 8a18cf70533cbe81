package no.grend.ledger.internal;

import static no.grend.ledger.internal.Books.DUE;
import static no.grend.ledger.internal.Books.STAFF;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import no.grend.identity.Actor;
import no.grend.kernel.Ore;
import no.grend.kernel.Problem;
import no.grend.ledger.Invoice;
import no.grend.ledger.Invoice.LineKind;
import no.grend.ledger.Invoice.OnBehalfOf;
import no.grend.ledger.InvoiceDraft;
import no.grend.ledger.Ledger.InvoiceQuery;
import no.grend.testkit.DatabaseTest;
import no.grend.testkit.TestDatabase;

/** An invoice that another pays (S2-11): whose it is, and who may see what of it. */
class PaidByOthersTest {

    private static final InvoiceQuery ALL = new InvoiceQuery(null, null, null, null, null, null);

    private static InvoiceDraft draft(OnBehalfOf member) {
        return new InvoiceDraft(
                        "membership:m:2027-01-01",
                        "contact-mother",
                        1_000_042,
                        "Mor Prøve",
                        DUE,
                        List.of(
                                new Invoice.Line("Kontingent", Ore.kroner(400), LineKind.FEE),
                                new Invoice.Line("Rabatt", Ore.kroner(-100), LineKind.DISCOUNT)))
                .payingFor(member);
    }

    @DatabaseTest
    void goesToThePayerUnderTheMembersNumber(TestDatabase test) {
        Books books = new Books(test);

        Invoice issued = books.ledger.issue(STAFF, draft(new OnBehalfOf("contact-child", "Barn Prøve")), null);

        Invoice read = books.now(issued);
        assertThat(read).isEqualTo(issued);
        assertThat(read.onBehalfOf()).isEqualTo(new OnBehalfOf("contact-child", "Barn Prøve"));
        assertThat(read.contactId()).isEqualTo("contact-mother");
        assertThat(books.kids.memberNumber(read.kid())).contains(1_000_042);
        assertThat(read.lines()).extracting(Invoice.Line::kind).containsExactly(LineKind.FEE, LineKind.DISCOUNT);
        assertThat(books.ledger.invoiceFor(STAFF, "membership:m:2027-01-01")).contains(read);
        assertThat(books.ledger.invoiceFor(STAFF, "membership:m:2028-01-01")).isEmpty();
        assertThat(books.violations()).isEmpty();
    }

    @DatabaseTest
    void thePayerSeesAllOfItAndTheMemberThatItIsThere(TestDatabase test) {
        Books books = new Books(test);
        Invoice issued = books.ledger.issue(STAFF, draft(new OnBehalfOf("contact-child", "Barn Prøve")), null);
        Actor mother = Actor.member("contact-mother", "Mor");
        Actor child = Actor.member("contact-child", "Barn");
        Actor stranger = Actor.member("contact-stranger", "Fremmed");

        assertThat(books.ledger.invoices(mother, ALL).items()).containsExactly(issued);
        assertThat(books.ledger.invoices(child, ALL).items()).isEmpty();
        assertThat(books.ledger.invoice(child, issued.id())).isEmpty();
        assertThat(books.ledger.paidByOthers(child, 1_000_042, 20)).containsExactly(issued);
        assertThat(books.ledger.paidByOthers(stranger, 1_000_042, 20)).isEmpty();
        assertThat(books.ledger.paidByOthers(mother, 1_000_042, 20)).isEmpty();
    }

    @DatabaseTest
    void refusesAMemberWithoutAName(TestDatabase test) {
        Books books = new Books(test);

        assertThatThrownBy(() -> books.ledger.issue(STAFF, draft(new OnBehalfOf("contact-child", " ")), null))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("cannot be issued");
    }
}
