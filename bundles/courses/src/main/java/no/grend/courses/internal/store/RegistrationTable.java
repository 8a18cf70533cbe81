package no.grend.courses.internal.store;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import no.grend.courses.internal.store.Registration.Ending;
import no.grend.courses.internal.store.Registration.Pays;
import no.grend.courses.internal.store.Registration.State;
import no.grend.kernel.IdempotencyKey;
import no.grend.kernel.Ore;
import no.grend.seats.Place;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.RowView;

/** Every statement on registrations. Each step is taken from the state that it must come from, so it is taken once. */
public final class RegistrationTable {

    private RegistrationTable() {}

    /** One that is new. @param key null for none */
    public static void insert(Handle tx, Registration fresh, IdempotencyKey key) {
        tx.createUpdate("""
                        INSERT INTO courses_registration (id, course_id, live_key, state, contact_id, payer_id, pays,
                          or_wait, price_ore, language_tag, idempotency_key, fingerprint, created_by, created_at, changed_at)
                        VALUES (:id, :course, :live, :state, :contact, :payer, :pays, :orWait, :price, :language, :key,
                          :fingerprint, :by, :now, :now)
                        """)
                .bind("id", fresh.id())
                .bind("course", fresh.courseId())
                .bind("live", fresh.contactId() == null ? null : liveKey(fresh.courseId(), fresh.contactId()))
                .bind("state", fresh.state().name())
                .bind("contact", fresh.contactId())
                .bind("payer", fresh.payerId())
                .bind("pays", fresh.pays().name())
                .bind("orWait", fresh.orWait())
                .bind("price", fresh.price().value())
                .bind("language", fresh.language())
                .bind("key", key == null ? null : key.key())
                .bind("fingerprint", key == null ? null : key.fingerprint())
                .bind("by", fresh.createdBy())
                .bind("now", fresh.createdAt())
                .execute();
    }

    private static String liveKey(String courseId, String contactId) {
        return courseId + ":" + contactId;
    }

    public static Optional<Registration> byId(Handle tx, String id) {
        return tx.createQuery("SELECT * FROM courses_registration WHERE id = :id")
                .bind("id", id)
                .map(RegistrationTable::registration)
                .findOne();
    }

    public static Optional<Registration> byKey(Handle tx, IdempotencyKey key) {
        return tx.createQuery("SELECT * FROM courses_registration WHERE idempotency_key = :key")
                .bind("key", key.key())
                .map(row -> {
                    key.requireSame(row.getColumn("fingerprint", String.class));
                    return registration(row);
                })
                .findOne();
    }

    public static Optional<Registration> byPlace(Handle tx, String placeId) {
        return tx.createQuery("SELECT * FROM courses_registration WHERE place_id = :place")
                .bind("place", placeId)
                .map(RegistrationTable::registration)
                .findOne();
    }

    public static Optional<Registration> byKid(Handle tx, String kid) {
        return tx.createQuery("SELECT * FROM courses_registration WHERE kid = :kid ORDER BY id FETCH FIRST 1 ROWS ONLY")
                .bind("kid", kid)
                .map(RegistrationTable::registration)
                .findOne();
    }

    /** The one that lives; empty when this contact is not registered for the course. */
    public static Optional<Registration> live(Handle tx, String courseId, String contactId) {
        return tx.createQuery("SELECT * FROM courses_registration WHERE live_key = :live")
                .bind("live", liveKey(courseId, contactId))
                .map(RegistrationTable::registration)
                .findOne();
    }

    /** Newest first, without those that nobody has confirmed. Null does not limit. */
    public static List<Registration> page(
            Handle tx, String courseId, String contactId, State state, String before, int rows) {
        return tx.createQuery("""
                        SELECT * FROM courses_registration
                        WHERE id < :before AND state <> 'UNCONFIRMED' AND (course_id = :course OR :anyCourse = TRUE)
                          AND (contact_id = :contact OR payer_id = :contact OR :anyContact = TRUE)
                          AND (state = :state OR :anyState = TRUE)
                        ORDER BY id DESC FETCH FIRST :rows ROWS ONLY
                        """)
                .bind("before", before == null ? "z" : before)
                .bind("course", courseId == null ? "" : courseId)
                .bind("anyCourse", courseId == null)
                .bind("contact", contactId == null ? "" : contactId)
                .bind("anyContact", contactId == null)
                .bind("state", state == null ? "" : state.name())
                .bind("anyState", state == null)
                .bind("rows", rows)
                .map(RegistrationTable::registration)
                .list();
    }

    /** All of a course that are not over, in order of making; at most 2,000. */
    public static List<Registration> living(Handle tx, String courseId) {
        return tx.createQuery("""
                        SELECT * FROM courses_registration
                        WHERE course_id = :course AND live_key IS NOT NULL ORDER BY id FETCH FIRST 2000 ROWS ONLY
                        """)
                .bind("course", courseId)
                .map(RegistrationTable::registration)
                .list();
    }

    /** What these contacts come to, pay for or wait for, and what they did, newest first; at most 200. */
    public static List<Registration> ofContacts(Handle tx, Collection<String> contactIds) {
        return tx.createQuery("""
                        SELECT * FROM courses_registration
                        WHERE (contact_id IN (<ids>) OR payer_id IN (<ids>)) AND state <> 'UNCONFIRMED'
                        ORDER BY id DESC FETCH FIRST 200 ROWS ONLY
                        """)
                .bindList("ids", List.copyOf(contactIds))
                .map(RegistrationTable::registration)
                .list();
    }

    /** How many seats a payer holds unpaid. */
    public static int heldBy(Handle tx, String payerId) {
        return tx.createQuery("""
                        SELECT COUNT(*) FROM courses_registration
                        WHERE payer_id = :payer AND pays = 'AT_ONCE' AND state IN ('STARTED', 'HELD')
                        """).bind("payer", payerId).mapTo(Integer.class).one();
    }

    /** Those of these contacts whose seat at the course is theirs, by contact. */
    public static Map<String, State> seated(Handle tx, String courseId, Collection<String> contactIds) {
        return tx
                .createQuery("""
                        SELECT contact_id, state FROM courses_registration
                        WHERE course_id = :course AND contact_id IN (<ids>) AND state IN ('HELD', 'BOOKED')
                        """)
                .bind("course", courseId)
                .bindList("ids", List.copyOf(contactIds))
                .map(row -> Map.entry(
                        row.getColumn("contact_id", String.class), State.valueOf(row.getColumn("state", String.class))))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** In this state, in order of making. @param after id; "" from the start @param changedBefore only those older */
    public static List<Registration> in(Handle tx, State state, String after, Instant changedBefore, int rows) {
        return tx.createQuery("""
                        SELECT * FROM courses_registration
                        WHERE state = :state AND id > :after AND changed_at <= :before
                        ORDER BY id FETCH FIRST :rows ROWS ONLY
                        """)
                .bind("state", state.name())
                .bind("after", after)
                .bind("before", changedBefore)
                .bind("rows", rows)
                .map(RegistrationTable::registration)
                .list();
    }

    /** The stranger is somebody of the register now, and it goes on. */
    public static boolean start(
            Handle tx, Registration from, String contactId, String payerId, Ore price, Pays pays, Instant now) {
        return tx.createUpdate("""
                        UPDATE courses_registration SET state = 'STARTED', live_key = :live, contact_id = :contact,
                          payer_id = :payer, price_ore = :price, pays = :pays, changed_at = :now
                        WHERE id = :id AND state = :from
                        """)
                        .bind("live", liveKey(from.courseId(), contactId))
                        .bind("contact", contactId)
                        .bind("payer", payerId)
                        .bind("price", price.value())
                        .bind("pays", pays.name())
                        .bind("now", now)
                        .bind("id", from.id())
                        .bind("from", from.state().name())
                        .execute()
                == 1;
    }

    /** It is put before staff. */
    public static boolean toStaff(Handle tx, String id, String likeContactId, String reason, Instant now) {
        return tx.createUpdate("""
                        UPDATE courses_registration SET state = 'REVIEW', like_contact_id = :like, reason = :reason,
                          to_tell = 'review', changed_at = :now
                        WHERE id = :id AND state = 'UNCONFIRMED'
                        """)
                        .bind("like", likeContactId)
                        .bind("reason", reason)
                        .bind("now", now)
                        .bind("id", id)
                        .execute()
                == 1;
    }

    /** The place is kept as soon as it is known, so that what happens to it is understood. */
    public static void placed(Handle tx, String id, String placeId) {
        tx.createUpdate("UPDATE courses_registration SET place_id = :place WHERE id = :id")
                .bind("place", placeId)
                .bind("id", id)
                .execute();
    }

    public static void invoiced(Handle tx, String id, String invoiceId, String kid) {
        tx.createUpdate("UPDATE courses_registration SET invoice_id = :invoice, kid = :kid WHERE id = :id")
                .bind("invoice", invoiceId)
                .bind("kid", kid)
                .bind("id", id)
                .execute();
    }

    /** A step that is not the last. @param toTell null for nothing new to tell */
    public static boolean become(Handle tx, String id, State from, State to, String toTell, Instant now) {
        return tx.createUpdate("""
                        UPDATE courses_registration SET state = :to, to_tell = COALESCE(:tell, to_tell), changed_at = :now
                        WHERE id = :id AND state = :from
                        """)
                        .bind("to", to.name())
                        .bind("tell", toTell)
                        .bind("now", now)
                        .bind("id", id)
                        .bind("from", from.name())
                        .execute()
                == 1;
    }

    /**
     * How it ends.
     *
     * @param reason in a word or as staff say; null when there is none to tell
     * @param toTell null for nothing to tell
     * @param toRelease why the seat is to be given back; null when it is gone already, or there was none
     */
    public record End(Ending ending, String reason, String toTell, Place.Ending toRelease) {}

    /** It is over. */
    public static boolean end(Handle tx, String id, State from, End end, Instant now) {
        return tx.createUpdate("""
                        UPDATE courses_registration SET state = 'ENDED', ending = :ending, reason = :reason,
                          live_key = NULL, to_tell = COALESCE(:tell, to_tell), to_release = :release, changed_at = :now
                        WHERE id = :id AND state = :from
                        """)
                        .bind("ending", end.ending().name())
                        .bind("reason", end.reason())
                        .bind("tell", end.toTell())
                        .bind(
                                "release",
                                end.toRelease() == null ? null : end.toRelease().name())
                        .bind("now", now)
                        .bind("id", id)
                        .bind("from", from.name())
                        .execute()
                == 1;
    }

    static Registration registration(RowView row) {
        String ending = row.getColumn("ending", String.class);
        return new Registration(
                row.getColumn("id", String.class),
                row.getColumn("course_id", String.class),
                State.valueOf(row.getColumn("state", String.class)),
                row.getColumn("contact_id", String.class),
                row.getColumn("payer_id", String.class),
                row.getColumn("like_contact_id", String.class),
                Pays.valueOf(row.getColumn("pays", String.class)),
                row.getColumn("or_wait", Boolean.class),
                Ore.of(row.getColumn("price_ore", Long.class)),
                row.getColumn("language_tag", String.class),
                row.getColumn("place_id", String.class),
                row.getColumn("invoice_id", String.class),
                ending == null ? null : Ending.valueOf(ending),
                row.getColumn("reason", String.class),
                row.getColumn("to_tell", String.class),
                row.getColumn("created_by", String.class),
                row.getColumn("created_at", Instant.class),
                row.getColumn("changed_at", Instant.class));
    }
}
