package no.grend.ledger.internal.minside;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import no.grend.minside.Panel;
import no.grend.minside.Reply;
import no.grend.minside.Request;
import no.grend.minside.View;
import no.grend.minside.Visit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What the member should pay now: a card on the front page, there only while something is owed. */
@Component
public final class UnpaidPanel implements Panel {

    private static final String INVOICES = "/min-side/invoices/";

    private static final int ON_FRONT = 3;

    private final OwnInvoices invoices;

    @Activate
    public UnpaidPanel(@Reference OwnInvoices invoices) {
        this.invoices = invoices;
    }

    @Override
    public String id() {
        return "unpaid";
    }

    @Override
    public Slot slot() {
        return Slot.TODO;
    }

    @Override
    public int order() {
        return 10;
    }

    @Override
    public Optional<View> summary(Visit visit) {
        List<InvoiceCard> unpaid = invoices.unpaid(visit.member());
        if (unpaid.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new View(
                "summary.peb",
                Map.of(
                        "invoices", unpaid.subList(0, Math.min(ON_FRONT, unpaid.size())),
                        "count", unpaid.size(),
                        "owed", OwnInvoices.owed(unpaid),
                        "account", invoices.account(),
                        "list", INVOICES)));
    }

    /** Its card leads to the invoices; it has no pages of its own. */
    @Override
    public Reply handle(Visit visit, Request request) {
        return new Reply.NotFound();
    }
}
