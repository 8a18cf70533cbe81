package no.grend.courses.internal;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import no.grend.audit.Audit.Entry;
import no.grend.courses.internal.store.Course;
import no.grend.courses.internal.store.Course.Plan;
import no.grend.courses.internal.store.Course.Session;
import no.grend.courses.internal.store.CourseTable;
import no.grend.identity.Actor;
import no.grend.identity.Permission;
import no.grend.kernel.Asked;
import no.grend.kernel.ETag;
import no.grend.kernel.IdempotencyKey;
import no.grend.kernel.Ore;
import no.grend.kernel.Page;
import no.grend.kernel.Problem;
import no.grend.seats.Seats.NewOffering;
import no.grend.seats.Seats.Offering;
import org.jdbi.v3.core.Handle;

/** Courses as staff set them up, and as others read them. What is kept here is told to the seats after commit. Safe between threads. */
public final class CourseBook {

    private static final int LONGEST_REASON = 500;

    private final Means means;
    private final Admitting admitting;

    CourseBook(Means means, Admitting admitting) {
        this.means = means;
        this.admitting = admitting;
    }

    /** What a course is made from and changed to. */
    public record Draft(Plan plan, List<Session> sessions) {

        public Draft {
            sessions = List.copyOf(sessions);
        }
    }

    /** Sets up a course. Needs {@code ACTIVITY_WRITE}. @param key null for none */
    public Course create(Actor actor, Draft draft, IdempotencyKey key) {
        actor.require(Permission.ACTIVITY_WRITE);
        Draft right = checked(draft);
        Course course = means.db().inTransaction(tx -> (key == null
                        ? Optional.<Course>empty()
                        : CourseTable.byKey(tx, key))
                .orElseGet(() -> {
                    Course fresh = new Course(
                            means.ids().next(), 0, right.plan(), numbered(right.sessions()), null, null, means.now());
                    CourseTable.insert(tx, fresh, key);
                    means.audit().record(tx, entry(actor, "COURSE_MADE", fresh.id(), null, summary(fresh.plan())));
                    return fresh;
                }));
        setSeats(course.id());
        return course;
    }

    /** Changes a course that is not called off. Needs {@code ACTIVITY_WRITE}. */
    public Course change(Actor actor, String id, ETag seen, UnaryOperator<Draft> change) {
        actor.require(Permission.ACTIVITY_WRITE);
        means.db().useTransaction(tx -> {
            Course before = required(tx, id);
            seen.requireCurrent(before.version());
            if (before.isCalledOff()) {
                throw Problem.conflict("CALLED_OFF", "The course is called off and is not changed any more.");
            }
            Draft wanted = checked(change.apply(new Draft(before.plan(), before.sessions())));
            List<Session> sessions = replace(tx, before, wanted.sessions());
            Course after = new Course(id, before.version(), wanted.plan(), sessions, null, null, before.createdAt());
            if (!CourseTable.update(tx, after)) {
                throw Problem.stale("Somebody changed this in the meantime. Read it again and repeat the change.");
            }
            means.audit()
                    .record(tx, entry(actor, "COURSE_CHANGED", id, summary(before.plan()), summary(wanted.plan())));
        });
        setSeats(id);
        return read(id).orElseThrow();
    }

    /** Those that stay as they are keep their ids, and whoever was there stays noted. */
    private List<Session> replace(Handle tx, Course before, List<Session> wanted) {
        List<Session> kept = new ArrayList<>();
        List<Session> gone = new ArrayList<>(before.sessions());
        List<Session> fresh = new ArrayList<>();
        for (Session session : wanted) {
            Optional<Session> same = gone.stream()
                    .filter(old -> old.day().equals(session.day())
                            && old.starts().equals(session.starts())
                            && old.ends().equals(session.ends()))
                    .findFirst();
            same.ifPresent(gone::remove);
            same.ifPresentOrElse(kept::add, () -> fresh.add(session));
        }
        for (Session old : gone) {
            if (!CourseTable.delete(tx, old.id())) {
                throw Problem.conflict(
                        "ATTENDANCE_KEPT",
                        "Attendance is noted for the session on " + old.day()
                                + ", so it cannot be moved or taken away.");
            }
        }
        for (Session session : numbered(fresh)) {
            CourseTable.insert(tx, before.id(), session);
            kept.add(session);
        }
        kept.sort(Comparator.comparing(Session::startsAt));
        return kept;
    }

    /**
     * Calls a course off («avlys»): everybody is released, gets the money back and is told. Needs {@code ACTIVITY_WRITE}.
     *
     * @param reason 1-500 characters, told to everybody as it stands
     */
    public Course callOff(Actor actor, String id, String reason) {
        actor.require(Permission.ACTIVITY_WRITE);
        String why = Asked.text("reason", reason, "say why it is called off; everybody is told");
        if (why.length() > LONGEST_REASON) {
            throw Problem.invalid("/reason", "REASON_TOO_LONG", "reason is 500 characters at most.");
        }
        means.db().useTransaction(tx -> {
            required(tx, id);
            if (CourseTable.callOff(tx, id, why, means.now())) {
                means.audit().record(tx, new Entry(actor.id(), "COURSE_CALLED_OFF", "course:" + id, null, null, why));
            }
        });
        setSeats(id);
        return read(id).orElseThrow();
    }

    /** Tells the seats how things are; again it changes nothing. */
    void setSeats(String id) {
        Course course = read(id).orElseThrow();
        if (course.isCalledOff()) {
            means.seats().cancel(Means.ACTOR, id, "CALLED_OFF");
        } else {
            Plan plan = course.plan();
            means.seats()
                    .set(
                            Means.ACTOR,
                            new NewOffering(
                                    id,
                                    Means.OWNER,
                                    plan.capacity(),
                                    plan.waitingCapacity(),
                                    plan.opensAt(),
                                    plan.closesAt(),
                                    plan.closesAt(),
                                    plan.price().isZero() ? 0 : means.limits().offerMinutes()),
                            admitting);
        }
        means.db().useTransaction(tx -> CourseTable.seatsSet(tx, id, course.version()));
    }

    /** A course with how many seats are taken. */
    public record Standing(Course course, Offering seats) {

        /** Seats that whoever comes now gets at once; 0 while the seats are not set out. */
        public int free() {
            return seats == null ? 0 : seats.free();
        }

        public int taken() {
            return seats == null ? 0 : seats.taken();
        }

        public int waiting() {
            return seats == null ? 0 : seats.waiting();
        }
    }

    /** For staff with {@code ACTIVITY_READ}: newest first. @param from only those that last until then; null for all */
    public Page<Standing> page(Actor actor, LocalDate from, Integer limit, String cursor) {
        actor.require(Permission.ACTIVITY_READ);
        int rows = Page.limit(limit);
        List<Course> found = means.db().read(tx -> CourseTable.page(tx, from, cursor, rows + 1));
        Map<String, Offering> seats = seats(found);
        return Page.cut(found, rows, Course::id).map(course -> new Standing(course, seats.get(course.id())));
    }

    public Standing one(Actor actor, String id) {
        actor.require(Permission.ACTIVITY_READ);
        return standing(read(id).orElseThrow(CourseBook::unknown));
    }

    /** What anybody may see, in the order in which registration closes. */
    public List<Standing> published() {
        List<Course> found = means.db().read(tx -> CourseTable.published(tx, means.today()));
        Map<String, Offering> seats = seats(found);
        return found.stream()
                .map(course -> new Standing(course, seats.get(course.id())))
                .toList();
    }

    /** One that anybody may see; empty for one that is not there or not for them. */
    public Optional<Standing> published(String id) {
        return read(id).filter(course -> course.plan().published()).map(this::standing);
    }

    /** Whether there is something to register for just now. */
    public boolean anyOpen() {
        return means.db().read(tx -> CourseTable.anyOpen(tx, means.now()));
    }

    /** What a contact pays today. @param contactId null for a stranger */
    public Ore price(Course course, String contactId) {
        Ore members = course.plan().memberPrice();
        return members != null && contactId != null && admitting.isMember(contactId)
                ? members
                : course.plan().price();
    }

    /** Several, by id; for whoever has asked before. */
    public Map<String, Course> byIds(Collection<String> ids) {
        return means.db().read(tx -> CourseTable.byIds(tx, ids));
    }

    public Instant now() {
        return means.now();
    }

    private Standing standing(Course course) {
        return new Standing(course, seats(List.of(course)).get(course.id()));
    }

    private Map<String, Offering> seats(List<Course> courses) {
        return courses.isEmpty()
                ? Map.of()
                : means.seats().offerings(courses.stream().map(Course::id).toList());
    }

    Optional<Course> read(String id) {
        return means.db().read(tx -> CourseTable.byId(tx, id));
    }

    private static Course required(Handle tx, String id) {
        return CourseTable.byId(tx, id).orElseThrow(CourseBook::unknown);
    }

    static Problem unknown() {
        return Problem.notFound("There is no such course.");
    }

    /** In order of time, and closed for registration when it begins, if nothing else is said. */
    private static Draft checked(Draft draft) {
        boolean whole = draft.sessions().stream()
                .allMatch(session -> session.day() != null && session.starts() != null && session.ends() != null);
        List<Session> sessions = whole
                ? draft.sessions().stream()
                        .sorted(Comparator.comparing(Session::startsAt))
                        .toList()
                : draft.sessions();
        Plan plan = Objects.requireNonNull(draft.plan());
        if (plan.closesAt() == null && whole && !sessions.isEmpty()) {
            plan = new Plan(
                    plan.title(),
                    plan.description(),
                    plan.place(),
                    plan.instructor(),
                    plan.price(),
                    plan.memberPrice(),
                    plan.capacity(),
                    plan.waitingCapacity(),
                    plan.membersOnly(),
                    plan.opensAt(),
                    sessions.get(0).startsAt(),
                    plan.freeCancelUntil(),
                    plan.keptPercent(),
                    plan.invoiceAllowed(),
                    plan.certificatePercent(),
                    plan.published());
        }
        CourseRules.check(plan, sessions);
        return new Draft(plan, sessions);
    }

    private List<Session> numbered(List<Session> sessions) {
        return sessions.stream()
                .map(session -> new Session(means.ids().next(), session.day(), session.starts(), session.ends()))
                .toList();
    }

    private static String summary(Plan plan) {
        return plan.capacity() + " seats, list of " + plan.waitingCapacity() + ", kr " + plan.price()
                + (plan.memberPrice() == null ? "" : ", members kr " + plan.memberPrice())
                + (plan.published() ? ", published" : ", not published");
    }

    private static Entry entry(Actor actor, String action, String id, String before, String after) {
        return new Entry(actor.id(), action, "course:" + id, before, after, null);
    }
}
