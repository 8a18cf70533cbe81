package no.grend.courses.internal.store;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import no.grend.courses.internal.store.Course.Plan;
import no.grend.courses.internal.store.Course.Session;
import no.grend.kernel.IdempotencyKey;
import no.grend.kernel.Ore;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.RowView;
import org.jdbi.v3.core.statement.Update;

/** Every statement on courses and their sessions. */
public final class CourseTable {

    private static final int MINUTES = 60;

    private CourseTable() {}

    public static void insert(Handle tx, Course course, IdempotencyKey key) {
        bound(tx.createUpdate("""
                        INSERT INTO courses_course (id, version, seats_version, title, description, place, instructor,
                          price_ore, member_price_ore, capacity, waiting_capacity, members_only, opens_at, closes_at,
                          free_cancel_until, kept_percent, invoice_allowed, certificate_percent, published, last_day,
                          idempotency_key, fingerprint, created_at)
                        VALUES (:id, :version, -1, :title, :description, :place, :instructor, :price, :memberPrice,
                          :capacity, :waitingCapacity, :membersOnly, :opensAt, :closesAt, :freeCancelUntil, :keptPercent,
                          :invoiceAllowed, :certificatePercent, :published, :lastDay, :key, :fingerprint, :createdAt)
                        """), course)
                .bind("key", key == null ? null : key.key())
                .bind("fingerprint", key == null ? null : key.fingerprint())
                .bind("createdAt", course.createdAt())
                .execute();
        course.sessions().forEach(session -> insert(tx, course.id(), session));
    }

    /** @return false when somebody changed it meanwhile. @param course with the version that it had */
    public static boolean update(Handle tx, Course course) {
        return bound(tx.createUpdate("""
                        UPDATE courses_course SET version = version + 1, title = :title, description = :description,
                          place = :place, instructor = :instructor, price_ore = :price, member_price_ore = :memberPrice,
                          capacity = :capacity, waiting_capacity = :waitingCapacity, members_only = :membersOnly,
                          opens_at = :opensAt, closes_at = :closesAt, free_cancel_until = :freeCancelUntil,
                          kept_percent = :keptPercent, invoice_allowed = :invoiceAllowed,
                          certificate_percent = :certificatePercent, published = :published, last_day = :lastDay
                        WHERE id = :id AND version = :version AND called_off_at IS NULL
                        """), course).execute() == 1;
    }

    private static Update bound(Update update, Course course) {
        Plan plan = course.plan();
        return update.bind("id", course.id())
                .bind("version", course.version())
                .bind("title", plan.title())
                .bind("description", plan.description())
                .bind("place", plan.place())
                .bind("instructor", plan.instructor())
                .bind("price", plan.price().value())
                .bindByType(
                        "memberPrice",
                        plan.memberPrice() == null ? null : plan.memberPrice().value(),
                        Long.class)
                .bind("capacity", plan.capacity())
                .bind("waitingCapacity", plan.waitingCapacity())
                .bind("membersOnly", plan.membersOnly())
                .bindByType("opensAt", plan.opensAt(), Instant.class)
                .bind("closesAt", plan.closesAt())
                .bindByType("freeCancelUntil", plan.freeCancelUntil(), LocalDate.class)
                .bind("keptPercent", plan.keptPercent())
                .bind("invoiceAllowed", plan.invoiceAllowed())
                .bind("certificatePercent", plan.certificatePercent())
                .bind("published", plan.published())
                .bind("lastDay", course.lastDay());
    }

    public static boolean callOff(Handle tx, String id, String reason, Instant now) {
        return tx.createUpdate("""
                        UPDATE courses_course SET called_off_at = :now, called_off_reason = :reason, version = version + 1
                        WHERE id = :id AND called_off_at IS NULL
                        """)
                        .bind("now", now)
                        .bind("reason", reason)
                        .bind("id", id)
                        .execute()
                == 1;
    }

    /** The seats have been told of this version. */
    public static void seatsSet(Handle tx, String id, int version) {
        tx.createUpdate(
                        "UPDATE courses_course SET seats_version = :version WHERE id = :id AND seats_version < :version")
                .bind("version", version)
                .bind("id", id)
                .execute();
    }

    /** Those of which the seats have not been told the last. */
    public static List<String> untold(Handle tx) {
        return tx.createQuery("""
                        SELECT id FROM courses_course WHERE seats_version < version ORDER BY id FETCH FIRST 200 ROWS ONLY
                        """).mapTo(String.class).list();
    }

    public static void insert(Handle tx, String courseId, Session session) {
        tx.createUpdate("""
                        INSERT INTO courses_session (id, course_id, held_on, starts_minute, ends_minute)
                        VALUES (:id, :course, :day, :starts, :ends)
                        """)
                .bind("id", session.id())
                .bind("course", courseId)
                .bind("day", session.day())
                .bind("starts", minute(session.starts()))
                .bind("ends", minute(session.ends()))
                .execute();
    }

    /** @return false when somebody's attendance is kept of it */
    public static boolean delete(Handle tx, String sessionId) {
        boolean kept = tx.createQuery("SELECT COUNT(*) FROM courses_attendance WHERE session_id = :id")
                        .bind("id", sessionId)
                        .mapTo(Integer.class)
                        .one()
                > 0;
        if (!kept) {
            tx.createUpdate("DELETE FROM courses_session WHERE id = :id")
                    .bind("id", sessionId)
                    .execute();
        }
        return !kept;
    }

    public static Optional<Course> byId(Handle tx, String id) {
        return byIds(tx, List.of(id)).values().stream().findFirst();
    }

    public static Map<String, Course> byIds(Handle tx, Collection<String> ids) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        return whole(
                tx,
                tx.createQuery("SELECT * FROM courses_course WHERE id IN (<ids>)")
                        .bindList("ids", List.copyOf(ids))
                        .map(CourseTable::bare)
                        .list());
    }

    public static Optional<Course> byKey(Handle tx, IdempotencyKey key) {
        return tx.createQuery("SELECT * FROM courses_course WHERE idempotency_key = :key")
                .bind("key", key.key())
                .map(row -> {
                    key.requireSame(row.getColumn("fingerprint", String.class));
                    return row.getColumn("id", String.class);
                })
                .findOne()
                .flatMap(id -> byId(tx, id));
    }

    /** Newest first. @param from only those with a session on that day or later @param before id; null from the start */
    public static List<Course> page(Handle tx, LocalDate from, String before, int rows) {
        List<Course> bare = tx.createQuery("""
                        SELECT * FROM courses_course WHERE last_day >= :from AND id < :before
                        ORDER BY id DESC FETCH FIRST :rows ROWS ONLY
                        """)
                .bind("from", from == null ? LocalDate.EPOCH : from)
                .bind("before", before == null ? "z" : before)
                .bind("rows", rows)
                .map(CourseTable::bare)
                .list();
        return List.copyOf(whole(tx, bare).values());
    }

    /** What others than staff see, in the order in which registration closes; at most 200. */
    public static List<Course> published(Handle tx, LocalDate today) {
        List<Course> bare =
                tx.createQuery("""
                        SELECT * FROM courses_course
                        WHERE published = TRUE AND called_off_at IS NULL AND last_day >= :today
                        ORDER BY closes_at, id FETCH FIRST 200 ROWS ONLY
                        """).bind("today", today).map(CourseTable::bare).list();
        return List.copyOf(whole(tx, bare).values());
    }

    public static boolean anyOpen(Handle tx, Instant now) {
        return tx.createQuery("""
                        SELECT id FROM courses_course
                        WHERE published = TRUE AND called_off_at IS NULL AND closes_at > :now
                          AND (opens_at IS NULL OR opens_at <= :now) FETCH FIRST 1 ROWS ONLY
                        """)
                .bind("now", now)
                .mapTo(String.class)
                .findOne()
                .isPresent();
    }

    private static Map<String, Course> whole(Handle tx, List<Course> bare) {
        if (bare.isEmpty()) {
            return Map.of();
        }
        Map<String, List<Session>> sessions = new LinkedHashMap<>();
        tx.createQuery("""
                        SELECT * FROM courses_session WHERE course_id IN (<ids>) ORDER BY held_on, starts_minute
                        """)
                .bindList("ids", bare.stream().map(Course::id).toList())
                .map(row -> Map.entry(row.getColumn("course_id", String.class), session(row)))
                .forEach(each -> sessions.computeIfAbsent(each.getKey(), id -> new ArrayList<>())
                        .add(each.getValue()));
        Map<String, Course> whole = new LinkedHashMap<>();
        for (Course course : bare) {
            whole.put(
                    course.id(),
                    new Course(
                            course.id(),
                            course.version(),
                            course.plan(),
                            sessions.getOrDefault(course.id(), List.of()),
                            course.calledOffAt(),
                            course.calledOffReason(),
                            course.createdAt()));
        }
        return whole;
    }

    private static Course bare(RowView row) {
        Long memberPrice = row.getColumn("member_price_ore", Long.class);
        Plan plan = new Plan(
                row.getColumn("title", String.class),
                row.getColumn("description", String.class),
                row.getColumn("place", String.class),
                row.getColumn("instructor", String.class),
                Ore.of(row.getColumn("price_ore", Long.class)),
                memberPrice == null ? null : Ore.of(memberPrice),
                row.getColumn("capacity", Integer.class),
                row.getColumn("waiting_capacity", Integer.class),
                row.getColumn("members_only", Boolean.class),
                row.getColumn("opens_at", Instant.class),
                row.getColumn("closes_at", Instant.class),
                row.getColumn("free_cancel_until", LocalDate.class),
                row.getColumn("kept_percent", Integer.class),
                row.getColumn("invoice_allowed", Boolean.class),
                row.getColumn("certificate_percent", Integer.class),
                row.getColumn("published", Boolean.class));
        return new Course(
                row.getColumn("id", String.class),
                row.getColumn("version", Integer.class),
                plan,
                List.of(),
                row.getColumn("called_off_at", Instant.class),
                row.getColumn("called_off_reason", String.class),
                row.getColumn("created_at", Instant.class));
    }

    private static Session session(RowView row) {
        return new Session(
                row.getColumn("id", String.class),
                row.getColumn("held_on", LocalDate.class),
                time(row.getColumn("starts_minute", Integer.class)),
                time(row.getColumn("ends_minute", Integer.class)));
    }

    private static int minute(LocalTime time) {
        return time.getHour() * MINUTES + time.getMinute();
    }

    private static LocalTime time(int minute) {
        return LocalTime.of(minute / MINUTES, minute % MINUTES);
    }
}
