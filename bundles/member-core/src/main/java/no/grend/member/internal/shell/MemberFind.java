package no.grend.member.internal.shell;

import no.grend.identity.Actor;
import no.grend.kernel.Page;
import no.grend.member.internal.MemberCore;
import no.grend.member.internal.store.StoredContact;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.table.ShellTable;

/** {@code grend:member-find}: contacts by the beginning of name, e-mail, mobile or member number. */
@Service
@Command(scope = "grend", name = "member-find", description = "Finds contacts by name, e-mail, mobile or member number")
public final class MemberFind implements Action {

    @Argument(name = "words", description = "What name, e-mail, mobile or member number begin with", required = true)
    private String words;

    @Option(name = "--no-format", description = "Plain lines for scripts")
    private boolean plain;

    @Reference
    private MemberCore core;

    @Override
    public Object execute() {
        Page<StoredContact> page = core.contacts().search(Actor.SYSTEM, words, null, null);
        ShellTable table = new ShellTable();
        table.column("Number");
        table.column("Kind");
        table.column("Name");
        page.items().forEach(stored -> table.addRow()
                .addContent(
                        stored.contact().memberNumber(),
                        stored.contact().kind(),
                        stored.contact().name()));
        table.print(System.out, !plain);
        if (page.next() != null) {
            System.out.println("There are more; write more of the name.");
        }
        return null;
    }
}
