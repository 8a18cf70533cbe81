package no.grend.invoicepdf.internal.dispatch;

import java.util.List;
import no.grend.invoicepdf.internal.store.StackTable;
import no.grend.kernel.Verification;
import no.grend.schema.Database;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Proves that every letter marked as printed stands in a whole file, and every file has as many as are marked. */
@Component(service = Verification.class)
public final class DispatchVerification implements Verification {

    private final Database db;

    @Activate
    public DispatchVerification(@Reference(target = "(module=invoice_pdf)") Database db) {
        this.db = db;
    }

    @Override
    public String area() {
        return "invoice-pdf";
    }

    @Override
    public List<Violation> verify() {
        return db.read(StackTable::unequal).stream()
                .map(id -> new Violation(
                        "P28",
                        "The file of stack " + id + " does not hold the letters that are marked as printed in it."))
                .toList();
    }
}
