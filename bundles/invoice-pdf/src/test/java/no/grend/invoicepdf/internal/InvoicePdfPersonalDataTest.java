package no.grend.invoicepdf.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import no.grend.identity.Actor;
import no.grend.kernel.Page;
import no.grend.ledger.Invoice;
import no.grend.testkit.BareLedger;
import no.grend.testkit.DatabaseTest;
import no.grend.testkit.FakeMembers;
import no.grend.testkit.PersonalColumns;
import no.grend.testkit.TestDatabase;

/** What the module hands out about a contact is what it declares, on both databases (P20). */
class InvoicePdfPersonalDataTest {

    @DatabaseTest
    void handsOutWhatItDeclares(TestDatabase fresh) {
        InvoicePdfPersonalData data = new InvoicePdfPersonalData(
                fresh.database("invoice_pdf", InvoicePdfPersonalData.class), new FakeMembers(), new NoInvoices());

        PersonalColumns.of(InvoicePdfPersonalData.class).requireHeld(data.held("nobody"));
        assertThat(data.obstacles("nobody")).isEmpty();
        assertThat(data.fates("nobody")).isEmpty();
        assertThat(data.erase("nobody")).isEmpty();
    }

    private static final class NoInvoices extends BareLedger {
        @Override
        public Page<Invoice> invoices(Actor actor, InvoiceQuery query) {
            return new Page<>(List.of(), null);
        }
    }
}
