package no.grend.shell.internal.command;

import no.grend.kernel.Count;
import no.grend.shell.internal.VerificationRound;
import no.grend.shell.internal.VerificationRound.Outcome;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code grend:verify}: fails when any promise is broken, so that scripts notice. */
@Service
@Command(scope = "grend", name = "verify", description = "Checks what the modules promise, in one area or all")
public final class Verify implements Action {

    @Reference
    private VerificationRound round;

    @Argument(name = "area", description = "Such as ledger, audit, bank-files; all when left out")
    private String area;

    @Override
    public Object execute() {
        int violations = 0;
        for (Outcome outcome : round.run(area)) {
            violations += outcome.violations().size();
            System.out.println(outcome.area() + ": "
                    + (outcome.holds() ? "OK" : broken(outcome.violations().size())));
            outcome.violations()
                    .forEach(violation -> System.out.println("  " + violation.promise() + "  " + violation.detail()));
        }
        if (violations > 0) {
            throw new IllegalStateException(
                    broken(violations) + " in all; each is told above. Restore nothing and change"
                            + " nothing before it is known why: docs/operating/backup.md.");
        }
        return null;
    }

    private static String broken(int count) {
        return Count.of(count, "violation");
    }
}
