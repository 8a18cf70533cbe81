package no.grend.courses.internal.shell;

import java.util.List;
import no.grend.courses.internal.Courses;
import no.grend.courses.internal.Participants.Participant;
import no.grend.identity.Actor;
import no.grend.kernel.Count;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.table.ShellTable;

/** {@code grend:course-participants <course id>}. */
@Service
@Command(
        scope = "grend",
        name = "course-participants",
        description = "Shows who comes to a course, who waits for it, and whether it is paid")
public final class CourseParticipants implements Action {

    @Argument(name = "course", required = true, description = "The course's id, as grend:course-list shows it")
    private String course;

    @Option(name = "--no-format", description = "Plain columns, for scripts")
    private boolean noFormat;

    @Reference
    private Courses courses;

    @Override
    public Object execute() {
        List<Participant> list = courses.participants().of(Actor.SYSTEM, course);
        ShellTable table = new ShellTable();
        table.column("Registration");
        table.column("Name");
        table.column("State");
        table.column("On the list").alignRight();
        table.column("Paid");
        table.column("Attended").alignRight();
        for (Participant one : list) {
            table.addRow()
                    .addContent(
                            one.registration().id(),
                            one.contact() == null ? "(gone)" : one.contact().name(),
                            one.registration().state(),
                            one.position() == 0 ? "" : one.position(),
                            one.paid() == null ? "nothing to pay" : one.paid() ? "yes" : "no",
                            one.attended());
        }
        table.print(System.out, !noFormat);
        System.out.println(Count.of(list.size(), "person", "people") + ".");
        return null;
    }
}
