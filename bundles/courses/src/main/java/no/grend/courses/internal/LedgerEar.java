package no.grend.courses.internal;

import no.grend.kernel.Bell;
import no.grend.ledger.LedgerListener;
import org.osgi.service.component.annotations.Component;

/** What the ledger tells that something happened; {@link CourseRounds}, which needs the ledger, hears it. */
@Component(service = {LedgerListener.class, LedgerEar.class})
public final class LedgerEar implements LedgerListener {

    private final Bell bell = new Bell();

    Bell bell() {
        return bell;
    }

    @Override
    public void newEvents() {
        bell.ring();
    }
}
