package no.grend.agreement.internal.shell;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import no.grend.agreement.PaymentProviders;
import no.grend.agreement.PaymentProviders.ConsentCount;
import no.grend.agreement.PaymentProviders.Standing;
import no.grend.identity.Actor;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.table.ShellTable;

/** {@code grend:provider-list}. */
@Service
@Command(
        scope = "grend",
        name = "provider-list",
        description = "Shows every payment provider, what it has in flight, and why one is not used")
public final class ProviderList implements Action {

    @Reference
    private PaymentProviders providers;

    @Option(name = "--no-format", description = "Plain columns, for scripts")
    private boolean noFormat;

    @Override
    public Object execute() {
        ShellTable table = new ShellTable();
        table.column("Provider");
        table.column("State");
        table.column("In flight");
        table.column("Consents");
        table.column("Can");
        table.column("Routes");
        table.column("Why");
        for (Standing standing : providers.providers(Actor.SYSTEM)) {
            table.addRow()
                    .addContent(
                            standing.id(),
                            standing.state(),
                            standing.inFlight(),
                            consents(standing.consents()),
                            String.join(", ", standing.capabilities()),
                            standing.routes().stream()
                                    .map(route -> route.purpose() + " " + route.place())
                                    .collect(Collectors.joining(", ")),
                            standing.reason() == null ? "" : standing.reason());
        }
        table.emptyTableText("There are no payment providers.");
        table.print(System.out, !noFormat);
        return null;
    }

    /** {@code 12 given, 10 asked, 1 to tell, 3 moved}, without what there is none of. */
    private static String consents(ConsentCount count) {
        return Stream.of(
                        part(count.left(), "given"),
                        part(count.asked(), "asked"),
                        part(count.unreached(), "to tell"),
                        part(count.moved(), "moved"),
                        part(count.untold(), "ended, untold"))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(", "));
    }

    private static String part(int count, String what) {
        return count == 0 ? "" : count + " " + what;
    }
}
