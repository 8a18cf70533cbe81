package no.grend.agreement.internal.shell;

import no.grend.agreement.StandingAgreement;
import no.grend.agreement.StandingAgreements;
import no.grend.identity.Actor;
import no.grend.kernel.Asked;
import no.grend.kernel.Page;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.table.ShellTable;

/** {@code grend:agreement-list}. */
@Service
@Command(scope = "grend", name = "agreement-list", description = "Shows standing payment agreements, newest first")
public final class AgreementList implements Action {

    @Reference
    private StandingAgreements agreements;

    @Option(name = "--contact", description = "Only those of a contact, by its id")
    private String contact;

    @Option(name = "--state", description = "Only those that are RUNNING, PAUSED or ENDED")
    private String state;

    @Option(name = "--limit", description = "How many at most, 1-200; 50 when not given")
    private Integer limit;

    @Option(name = "--no-format", description = "Plain columns, for scripts")
    private boolean noFormat;

    @Override
    public Object execute() {
        Page<StandingAgreement> page = agreements.agreements(
                Actor.SYSTEM, contact, Asked.oneOf(StandingAgreement.State.class, "--state", state), limit, null);
        ShellTable table = new ShellTable();
        for (String column : new String[] {"Agreement", "For", "kr", "Day", "Every", "By", "State", "Next debit"}) {
            table.column(column);
        }
        for (StandingAgreement agreement : page.items()) {
            table.addRow()
                    .addContent(
                            agreement.id(),
                            agreement.purpose(),
                            agreement.amount(),
                            agreement.debitDay(),
                            agreement.every(),
                            agreement.provider() == null ? agreement.collection() : agreement.provider(),
                            agreement.state(),
                            agreement.nextDebit() == null ? "" : agreement.nextDebit());
        }
        table.emptyTableText("There are no standing agreements.");
        table.print(System.out, !noFormat);
        if (page.next() != null) {
            System.out.println("There are more; give --limit, --state or --contact.");
        }
        return null;
    }
}
