package no.grend.invoicepdf.internal.dispatch;

import java.time.Clock;
import java.util.Map;
import no.grend.audit.Audit;
import no.grend.invoicepdf.internal.Keeping;
import no.grend.invoicepdf.internal.Mandates;
import no.grend.invoicepdf.internal.dispatch.DispatchSettings.SelfNotice;
import no.grend.job.JobHandler;
import no.grend.kernel.Ids;
import no.grend.ledger.CreditNotes;
import no.grend.ledger.Ledger;
import no.grend.schema.Database;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

/** The job of sending documents («utsending»). */
@Component(service = JobHandler.class, configurationPid = "no.grend.invoicepdf")
@Designate(ocd = DispatchSettings.class)
public final class DispatchJob implements JobHandler {

    static final String KIND = "invoice-dispatch";

    private final DispatchWork.Means means;
    private final SelfNotice selfNotice;

    @Activate
    public DispatchJob(
            @Reference(target = "(module=invoice_pdf)") Database db,
            @Reference Clock clock,
            @Reference Audit audit,
            @Reference Ledger ledger,
            @Reference CreditNotes notes,
            @Reference Keeping keeping,
            @Reference Mandates mandates,
            @Reference Post post,
            DispatchSettings settings) {
        this(
                new DispatchWork.Means(db, clock, new Ids(clock), audit, ledger, notes, keeping, mandates, post),
                settings.selfNotice());
    }

    DispatchJob(DispatchWork.Means means, SelfNotice selfNotice) {
        this.means = means;
        this.selfNotice = selfNotice;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Map<String, Object> run(Run run) {
        DispatchOrder order = DispatchOrder.of(run.parameters());
        Routing routing =
                new Routing(order.onPaper(), order.run() == null, means.post().there(), selfNotice);
        return new DispatchWork(means, order, run, routing).work();
    }
}
