package no.grend.dunning.internal.shell;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Map;
import no.grend.dunning.internal.Dunning;
import no.grend.identity.Actor;
import no.grend.kernel.Count;
import no.grend.kernel.Ore;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.table.ShellTable;

/** {@code grend:dunning-preview}. */
@Service
@Command(
        scope = "grend",
        name = "dunning-preview",
        description = "Shows which reminders a dunning run would send; sends none")
public final class DunningPreview implements Action {

    @Reference
    private Dunning dunning;

    @Option(name = "--as-of", description = "Another day than today, 2027-01-15")
    private String asOf;

    @Option(name = "--due-until", description = "Only invoices due on this day or before")
    private String dueUntil;

    @Option(name = "--no-format", description = "Plain columns, for scripts")
    private boolean noFormat;

    @Override
    public Object execute() {
        Map<String, Object> report = dunning.preview(Actor.SYSTEM, day("--as-of", asOf), day("--due-until", dueUntil));
        ShellTable table = new ShellTable();
        table.column("What");
        table.column("Count");
        table.addRow().addContent("Overdue invoices", report.get("overdue"));
        ((Map<?, ?>) report.get("lettersByLevel"))
                .forEach((level, count) -> table.addRow().addContent(level, count));
        table.addRow().addContent("Later", report.get("later"));
        ((Map<?, ?>) report.get("skippedByReason"))
                .forEach((reason, count) -> table.addRow().addContent("Skipped: " + reason, count));
        table.print(System.out, !noFormat);
        System.out.println(Count.of((Long) report.get("letters"), "letter") + " on " + report.get("asOf") + ", fees kr "
                + money(report.get("fees")) + ", interest kr " + money(report.get("interest"))
                + ". Nothing was sent.");
        return null;
    }

    private static LocalDate day(String option, String text) {
        try {
            return text == null ? null : LocalDate.parse(text.strip());
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    option + " is a date such as 2027-01-15, year first, and not \"" + text + "\".", e);
        }
    }

    private static Ore money(Object amount) {
        return Ore.of((Long) ((Map<?, ?>) amount).get("value"));
    }
}
