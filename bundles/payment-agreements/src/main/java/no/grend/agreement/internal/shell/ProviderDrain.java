package no.grend.agreement.internal.shell;

import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import no.grend.agreement.PaymentProviders;
import no.grend.agreement.PaymentProviders.ConsentCount;
import no.grend.agreement.PaymentProviders.Standing;
import no.grend.identity.Actor;
import no.grend.kernel.Count;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code grend:provider-drain <from> --to <other>}. */
@Service
@Command(
        scope = "grend",
        name = "provider-drain",
        description = "Takes a payment provider, or avtalegiro, out of use: nothing new, and what runs finishes")
public final class ProviderDrain implements Action {

    @Reference
    private PaymentProviders providers;

    @Argument(index = 0, name = "provider", required = true, description = "The provider to drain")
    private String from;

    /** The console reads no options after the first argument, and that is where people write them. */
    @Argument(
            index = 1,
            name = "options",
            multiValued = true,
            description = "The options may stand after the provider too")
    private List<String> after;

    @Option(name = "--to", description = "The provider that new payments go to")
    private String to;

    @Option(
            name = "--force",
            description =
                    "Puts what is still open in the exception queue, for a person to decide, and ends the consents that are to"
                            + " be moved")
    private boolean force;

    @Option(name = "--undo", description = "Lets the provider take payments again")
    private boolean undo;

    @Override
    public Object execute() {
        readOptionsAfter();
        if (undo && (to != null || force)) {
            throw new IllegalArgumentException("Give --to <provider> to drain " + from + ", or --undo alone.");
        }
        if (undo) {
            Standing resumed = providers.resume(Actor.SYSTEM, from);
            if (resumed.capabilities().contains("FILES")) {
                System.out.println(from + " claims invoices again.");
                return null;
            }
            System.out.println(resumed.id() + " takes payments again.");
            if (resumed.consents().equals(ConsentCount.NONE)) {
                return null;
            }
            System.out.println(Count.of(resumed.consents().left(), "consent stays", "consents stay") + " with it, and "
                    + resumed.consents().moved() + " moved before.");
            return null;
        }
        Standing standing = providers.drain(Actor.SYSTEM, from, to, force);
        if (to == null) {
            System.out.println(standing.reason());
            return null;
        }
        System.out.println("No payment is started with " + from + " any more; new ones go to " + to + ".");
        System.out.println(inFlight(standing));
        System.out.println(consents(standing.consents()));
        if (standing.consents().left() > 0) {
            System.out.println(standing.reason());
        }
        return null;
    }

    private String inFlight(Standing standing) {
        return standing.inFlight() == 0
                ? "No payment is in flight with it."
                : Count.of(standing.inFlight(), "payment is", "payments are")
                        + " in flight with it, to finish while it is there;"
                        + " look with grend:provider-list, or end them with --force.";
    }

    private static String consents(ConsentCount count) {
        if (count.left() == 0) {
            return count.untold() == 0
                    ? "No consents are left with it."
                    : "No consents are left with it, and " + Count.of(count.untold(), "is", "are")
                            + " ended that it must still be told of.";
        }
        return "Consents: " + count.left() + " left, " + count.asked() + " of the payers asked, " + count.unreached()
                + " to be told by a person, " + count.moved() + " moved.";
    }

    private void readOptionsAfter() {
        Iterator<String> words = after == null ? Collections.emptyIterator() : after.iterator();
        while (words.hasNext()) {
            String word = words.next();
            switch (word) {
                case "--force" -> force = true;
                case "--undo" -> undo = true;
                case "--to" -> to = words.hasNext() ? words.next() : null;
                default ->
                    throw new IllegalArgumentException(
                            word + " is not an option of grend:provider-drain: --to, --force and --undo are.");
            }
        }
    }
}
