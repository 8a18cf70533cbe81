package no.grend.joining.internal.store;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import no.grend.joining.internal.store.Application.Acceptance;
import no.grend.joining.internal.store.Application.Decision;
import no.grend.joining.internal.store.Application.Pays;
import no.grend.joining.internal.store.Application.Person;
import no.grend.joining.internal.store.Application.State;
import no.grend.joining.internal.store.Application.WaitsFor;
import no.grend.member.Contact.Address;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.RowView;

/** Every statement on the applications. Each step is taken from the state that it must come from, so it is taken once. */
public final class ApplicationTable {

    private ApplicationTable() {}

    /** Keeps the wording of the terms, once. */
    public static void keepTerms(Handle tx, String hash, String terms, Instant now) {
        boolean known = tx.createQuery("SELECT hash FROM joining_terms WHERE hash = :hash")
                .bind("hash", hash)
                .mapTo(String.class)
                .findOne()
                .isPresent();
        if (!known) {
            tx.createUpdate("INSERT INTO joining_terms (hash, terms, first_seen) VALUES (:hash, :terms, :now)")
                    .bind("hash", hash)
                    .bind("terms", terms)
                    .bind("now", now)
                    .execute();
        }
    }

    public static Optional<String> terms(Handle tx, String hash) {
        return tx.createQuery("SELECT terms FROM joining_terms WHERE hash = :hash")
                .bind("hash", hash)
                .mapTo(String.class)
                .findOne();
    }

    /** One that is new. @param openFor see the change log; null for none */
    public static void insert(Handle tx, Application fresh, String openFor) {
        Person person = fresh.person();
        Address address = person == null ? null : person.address();
        tx.createUpdate("""
                        INSERT INTO joining_application (id, open_for, state, category_id, given_name, family_name,
                          birth_date, email, mobile, street, postal_code, city, language_tag, terms_hash, accepted_at,
                          channel, waits_for, contact_id, membership_id, pays, valid_from, invoice_after, watching,
                          created_at, changed_at)
                        VALUES (:id, :openFor, :state, :category, :given, :family, :birthDate, :email, :mobile,
                          :street, :postalCode, :city, :language, :terms, :acceptedAt, :channel, :waitsFor, :contact,
                          :membership, :pays, :from, :invoiceAfter, FALSE, :now, :now)
                        """)
                .bind("id", fresh.id())
                .bind("openFor", openFor)
                .bind("state", fresh.state().name())
                .bind("category", fresh.categoryId())
                .bind("given", person == null ? null : person.givenName())
                .bind("family", person == null ? null : person.familyName())
                .bindByType("birthDate", person == null ? null : person.birthDate(), LocalDate.class)
                .bind("email", person == null ? null : person.email())
                .bind("mobile", person == null ? null : person.mobile())
                .bind("street", address == null ? null : address.street())
                .bind("postalCode", address == null ? null : address.postalCode())
                .bind("city", address == null ? null : address.city())
                .bind("language", fresh.language())
                .bind("terms", fresh.acceptance().termsHash())
                .bind("acceptedAt", fresh.acceptance().at())
                .bind("channel", fresh.acceptance().channel())
                .bind("waitsFor", name(fresh.waitsFor()))
                .bind("contact", fresh.contactId())
                .bind("membership", fresh.membershipId())
                .bind("pays", name(fresh.pays()))
                .bindByType("from", fresh.from(), LocalDate.class)
                .bindByType("invoiceAfter", fresh.invoiceAfter(), Instant.class)
                .bind("now", fresh.createdAt())
                .execute();
    }

    public static Optional<Application> byId(Handle tx, String id) {
        return tx.createQuery("SELECT * FROM joining_application WHERE id = :id")
                .bind("id", id)
                .map(ApplicationTable::application)
                .findOne();
    }

    /** Newest first; those that nobody has confirmed are left out. @param state null for all @param before null from the start */
    public static List<Application> page(Handle tx, State state, String before, int rows) {
        return tx.createQuery("""
                        SELECT * FROM joining_application
                        WHERE id < :before AND state <> 'UNCONFIRMED' AND (state = :state OR :any = TRUE)
                        ORDER BY id DESC FETCH FIRST :rows ROWS ONLY
                        """)
                .bind("before", before == null ? "z" : before)
                .bind("state", state == null ? "" : state.name())
                .bind("any", state == null)
                .bind("rows", rows)
                .map(ApplicationTable::application)
                .list();
    }

    /** It is put before staff. @return false when somebody has taken it on from that state already */
    public static boolean toStaff(Handle tx, String id, WaitsFor waitsFor, String like, String openFor, Instant now) {
        return tx.createUpdate("""
                        UPDATE joining_application SET state = 'WAITING', waits_for = :waitsFor, like_contact_id = :like,
                          open_for = :openFor, changed_at = :now
                        WHERE id = :id AND state = 'UNCONFIRMED'
                        """)
                        .bind("waitsFor", waitsFor.name())
                        .bind("like", like)
                        .bind("openFor", openFor)
                        .bind("now", now)
                        .bind("id", id)
                        .execute()
                == 1;
    }

    /**
     * It is accepted, to be carried out.
     *
     * @param from the state that it comes from
     * @param contactId whom the applicant turned out to be; null for somebody new, or for whom it was already
     * @param decision null when nobody had to decide
     */
    public static boolean accept(
            Handle tx, State from, Application to, String contactId, String openFor, Decision decision) {
        return tx.createUpdate("""
                        UPDATE joining_application SET state = 'ACCEPTED', pays = :pays, valid_from = :validFrom,
                          open_for = :openFor, contact_id = COALESCE(:contact, contact_id), invoice_after = :after,
                          decided_by = :by, decided_at = :at, changed_at = :now
                        WHERE id = :id AND state = :from
                        """)
                        .bind("pays", to.pays().name())
                        .bind("validFrom", to.from())
                        .bind("openFor", openFor)
                        .bind("contact", contactId)
                        .bind("after", to.invoiceAfter())
                        .bind("by", decision == null ? null : decision.by())
                        .bindByType("at", decision == null ? null : decision.at(), Instant.class)
                        .bind("now", to.changedAt())
                        .bind("id", to.id())
                        .bind("from", from.name())
                        .execute()
                == 1;
    }

    public static boolean refuse(Handle tx, State from, String id, Decision decision) {
        return tx.createUpdate("""
                        UPDATE joining_application SET state = 'REFUSED', open_for = NULL, decided_by = :by,
                          decided_at = :at, reason = :reason, changed_at = :at
                        WHERE id = :id AND state = :from
                        """)
                        .bind("by", decision.by())
                        .bind("at", decision.at())
                        .bind("reason", decision.reason())
                        .bind("id", id)
                        .bind("from", from.name())
                        .execute()
                == 1;
    }

    /** The applicant is in the register. */
    public static void registered(Handle tx, String id, String contactId) {
        tx.createUpdate("UPDATE joining_application SET contact_id = :contact WHERE id = :id")
                .bind("contact", contactId)
                .bind("id", id)
                .execute();
    }

    /** It is carried out. @param invoiceId null when there is none to follow */
    public static boolean carriedOut(Handle tx, String id, State to, String invoiceId, Instant now) {
        return tx.createUpdate("""
                        UPDATE joining_application SET state = :to, invoice_id = :invoice, watching = :watching,
                          open_for = NULL, changed_at = :now
                        WHERE id = :id AND state = 'ACCEPTED'
                        """)
                        .bind("to", to.name())
                        .bind("invoice", invoiceId)
                        .bind("watching", invoiceId != null)
                        .bind("now", now)
                        .bind("id", id)
                        .execute()
                == 1;
    }

    /** What was waited for with its invoice has come, or never will. */
    public static boolean ended(Handle tx, String id, State from, State to, Instant now) {
        return tx.createUpdate("""
                        UPDATE joining_application SET state = :to, watching = FALSE, changed_at = :now
                        WHERE id = :id AND state = :from AND watching = TRUE
                        """)
                        .bind("to", to.name())
                        .bind("now", now)
                        .bind("id", id)
                        .bind("from", from.name())
                        .execute()
                == 1;
    }

    /** Its invoice is sent. @param watching whether it is followed still */
    public static void sent(Handle tx, String id, boolean watching, Instant now) {
        tx.createUpdate("""
                        UPDATE joining_application SET invoice_sent_at = :now, watching = :watching WHERE id = :id
                        """)
                .bind("now", now)
                .bind("watching", watching)
                .bind("id", id)
                .execute();
    }

    /** Those whose invoices are followed, oldest first. @param after id of the last seen; "" from the start */
    public static List<Application> watched(Handle tx, String after, int rows) {
        return tx.createQuery("""
                        SELECT * FROM joining_application WHERE watching = TRUE AND id > :after
                        ORDER BY id FETCH FIRST :rows ROWS ONLY
                        """)
                .bind("after", after)
                .bind("rows", rows)
                .map(ApplicationTable::application)
                .list();
    }

    /** Those that were accepted before a moment and are not carried out yet. */
    public static List<Application> leftHalf(Handle tx, Instant before) {
        return tx.createQuery("""
                        SELECT * FROM joining_application WHERE state = 'ACCEPTED' AND changed_at < :before
                        ORDER BY id FETCH FIRST 200 ROWS ONLY
                        """)
                .bind("before", before)
                .map(ApplicationTable::application)
                .list();
    }

    public static void forget(Handle tx, String id) {
        tx.createUpdate("DELETE FROM joining_application WHERE id = :id AND state = 'UNCONFIRMED'")
                .bind("id", id)
                .execute();
    }

    /** Forgets what nobody has confirmed since a moment. @return how many */
    public static int forgetUnconfirmed(Handle tx, Instant before) {
        return tx.createUpdate("DELETE FROM joining_application WHERE state = 'UNCONFIRMED' AND created_at < :before")
                .bind("before", before)
                .execute();
    }

    private static String name(Enum<?> value) {
        return value == null ? null : value.name();
    }

    private static <E extends Enum<E>> E value(Class<E> type, RowView row, String column) {
        String name = row.getColumn(column, String.class);
        return name == null ? null : Enum.valueOf(type, name);
    }

    private static Application application(RowView row) {
        String by = row.getColumn("decided_by", String.class);
        return new Application(
                row.getColumn("id", String.class),
                value(State.class, row, "state"),
                row.getColumn("category_id", String.class),
                person(row),
                row.getColumn("language_tag", String.class),
                new Acceptance(
                        row.getColumn("terms_hash", String.class),
                        row.getColumn("accepted_at", Instant.class),
                        row.getColumn("channel", String.class)),
                value(WaitsFor.class, row, "waits_for"),
                row.getColumn("like_contact_id", String.class),
                row.getColumn("contact_id", String.class),
                row.getColumn("membership_id", String.class),
                value(Pays.class, row, "pays"),
                row.getColumn("valid_from", LocalDate.class),
                row.getColumn("invoice_id", String.class),
                row.getColumn("invoice_after", Instant.class),
                row.getColumn("invoice_sent_at", Instant.class),
                row.getColumn("watching", Boolean.class),
                row.getColumn("created_at", Instant.class),
                row.getColumn("changed_at", Instant.class),
                by == null
                        ? null
                        : new Decision(
                                by, row.getColumn("decided_at", Instant.class), row.getColumn("reason", String.class)));
    }

    private static Person person(RowView row) {
        String given = row.getColumn("given_name", String.class);
        return given == null
                ? null
                : new Person(
                        given,
                        row.getColumn("family_name", String.class),
                        row.getColumn("birth_date", LocalDate.class),
                        row.getColumn("email", String.class),
                        row.getColumn("mobile", String.class),
                        new Address(
                                row.getColumn("street", String.class),
                                row.getColumn("postal_code", String.class),
                                row.getColumn("city", String.class),
                                "NO"));
    }
}
