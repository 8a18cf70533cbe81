package no.grend.courses.internal.shell;

import no.grend.courses.internal.CourseBook.Standing;
import no.grend.courses.internal.Courses;
import no.grend.courses.internal.store.Course;
import no.grend.identity.Actor;
import no.grend.kernel.Count;
import no.grend.kernel.Oslo;
import no.grend.kernel.Page;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.table.ShellTable;

/** {@code grend:course-list}. */
@Service
@Command(scope = "grend", name = "course-list", description = "Shows the 200 newest courses with their seats")
public final class CourseList implements Action {

    @Option(name = "--no-format", description = "Plain columns, for scripts")
    private boolean noFormat;

    @Reference
    private Courses courses;

    @Override
    public Object execute() {
        ShellTable table = new ShellTable();
        table.column("Id");
        table.column("Course");
        table.column("Begins");
        table.column("Sessions").alignRight();
        table.column("Taken").alignRight();
        table.column("Seats").alignRight();
        table.column("Waiting").alignRight();
        table.column("State");
        Page<Standing> page = courses.book().page(Actor.SYSTEM, null, Page.LARGEST, null);
        for (Standing standing : page.items()) {
            Course course = standing.course();
            table.addRow()
                    .addContent(
                            course.id(),
                            course.plan().title(),
                            Oslo.minute(course.startsAt()),
                            course.sessions().size(),
                            standing.taken(),
                            course.plan().capacity(),
                            standing.waiting(),
                            state(course));
        }
        table.print(System.out, !noFormat);
        System.out.println(Count.of(page.items().size(), "course") + ".");
        return null;
    }

    private static String state(Course course) {
        return course.isCalledOff() ? "called off" : course.plan().published() ? "published" : "not published";
    }
}
