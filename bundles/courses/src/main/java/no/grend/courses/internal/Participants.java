package no.grend.courses.internal;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import no.grend.audit.Audit.Entry;
import no.grend.courses.internal.store.AttendanceTable;
import no.grend.courses.internal.store.AttendanceTable.Mark;
import no.grend.courses.internal.store.Course;
import no.grend.courses.internal.store.Course.Session;
import no.grend.courses.internal.store.Registration;
import no.grend.courses.internal.store.Registration.State;
import no.grend.courses.internal.store.RegistrationTable;
import no.grend.identity.Actor;
import no.grend.identity.Permission;
import no.grend.kernel.Asked;
import no.grend.kernel.Count;
import no.grend.kernel.IdempotencyKey;
import no.grend.kernel.Problem;
import no.grend.ledger.Invoice;
import no.grend.member.Contact;
import no.grend.message.Message.Channel;
import no.grend.organisation.Organisation;
import no.grend.seats.Place;

/** Who comes to a course («deltakere»): the list, who was there, messages to all of them, certificates. Safe between threads. */
public final class Participants {

    private static final int LONGEST_SUBJECT = 200;
    private static final int LONGEST_TEXT = 5_000;
    private static final int MOST_AT_ONCE = 1_000;

    private final Means means;
    private final CourseBook book;
    private final Certificates certificates;

    Participants(Means means, CourseBook book, Organisation organisation) {
        this.means = means;
        this.book = book;
        this.certificates = new Certificates(means, organisation);
    }

    /**
     * Somebody on the list.
     *
     * @param contact null when it is gone from the register
     * @param position on the waiting list, from 1; 0 when not waiting
     * @param paid null when there is no invoice
     * @param attended sessions that they were at
     */
    public record Participant(Registration registration, Contact contact, int position, Boolean paid, long attended) {}

    /** Those who have a seat or wait for one; for staff with {@code ACTIVITY_READ} and {@code MEMBER_READ}. */
    public List<Participant> of(Actor actor, String courseId) {
        actor.require(Permission.ACTIVITY_READ);
        actor.require(Permission.MEMBER_READ);
        book.one(actor, courseId);
        List<Registration> living = means.db().read(tx -> RegistrationTable.living(tx, courseId));
        Map<String, Contact> contacts =
                contacts(living.stream().map(Registration::contactId).collect(Collectors.toSet()));
        Map<String, Place> places =
                means.seats().places(courseId).stream().collect(Collectors.toMap(Place::id, place -> place));
        Map<String, Invoice> invoices = invoices(living);
        Map<String, Long> attended = means.db().read(tx -> AttendanceTable.ofCourse(tx, courseId)).stream()
                .filter(Mark::present)
                .collect(Collectors.groupingBy(Mark::registrationId, Collectors.counting()));
        List<Participant> list = new ArrayList<>();
        for (Registration one : living) {
            Place place = places.get(one.placeId());
            Invoice invoice = one.invoiceId() == null ? null : invoices.get(one.invoiceId());
            list.add(new Participant(
                    one,
                    contacts.get(one.contactId()),
                    place == null ? 0 : place.position(),
                    invoice == null ? null : Invoicing.isPaid(invoice),
                    attended.getOrDefault(one.id(), 0L)));
        }
        return list;
    }

    /** The same to be taken out of the house as a file; audited. */
    public List<Participant> exported(Actor actor, String courseId) {
        List<Participant> list = of(actor, courseId);
        means.audit()
                .record(new Entry(
                        actor.id(),
                        "COURSE_PARTICIPANTS_EXPORTED",
                        "course:" + courseId,
                        null,
                        Count.of(list.size(), "person", "people"),
                        null));
        return list;
    }

    private Map<String, Contact> contacts(Collection<String> ids) {
        Map<String, Contact> found = new HashMap<>();
        inParts(ids).forEach(some -> found.putAll(means.register().members().contacts(Means.ACTOR, some)));
        return found;
    }

    private Map<String, Invoice> invoices(List<Registration> living) {
        Map<String, Invoice> found = new HashMap<>();
        List<String> ids = living.stream()
                .map(Registration::invoiceId)
                .filter(id -> id != null)
                .toList();
        inParts(ids).forEach(some -> found.putAll(means.money().ledger().invoices(Means.ACTOR, some)));
        return found;
    }

    private static List<List<String>> inParts(Collection<String> ids) {
        List<String> all = List.copyOf(ids);
        List<List<String>> parts = new ArrayList<>();
        for (int from = 0; from < all.size(); from += MOST_AT_ONCE) {
            parts.add(all.subList(from, Math.min(all.size(), from + MOST_AT_ONCE)));
        }
        return parts;
    }

    /** Who was at a session. Needs {@code ACTIVITY_READ}. */
    public List<Mark> attendance(Actor actor, String courseId) {
        actor.require(Permission.ACTIVITY_READ);
        book.one(actor, courseId);
        return means.db().read(tx -> AttendanceTable.ofCourse(tx, courseId));
    }

    /**
     * Notes who was at a session («oppmøte»): those named were, the others who have a seat were not. Needs
     * {@code ACTIVITY_WRITE}. Audited.
     */
    public List<Mark> attend(Actor actor, String courseId, String sessionId, Collection<String> registrationIds) {
        actor.require(Permission.ACTIVITY_WRITE);
        Course course = book.one(actor, courseId).course();
        Session session = course.sessions().stream()
                .filter(each -> each.id().equals(sessionId))
                .findFirst()
                .orElseThrow(() -> Problem.notFound("The course has no such session."));
        Set<String> present = new HashSet<>(
                Asked.given("present", registrationIds, "give the ids of the registrations of those who were there"));
        means.db().useTransaction(tx -> {
            List<Registration> seated = RegistrationTable.living(tx, courseId).stream()
                    .filter(one -> one.state() == State.BOOKED)
                    .toList();
            Set<String> known = seated.stream().map(Registration::id).collect(Collectors.toSet());
            if (!known.containsAll(present)) {
                throw Problem.rule(
                        "/present",
                        "NOT_A_PARTICIPANT",
                        "Only those who have a seat can be noted as having been there.");
            }
            for (Registration one : seated) {
                AttendanceTable.set(
                        tx, new Mark(session.id(), one.id(), present.contains(one.id())), actor.id(), means.now());
            }
            means.audit()
                    .record(
                            tx,
                            new Entry(
                                    actor.id(),
                                    "COURSE_ATTENDANCE_NOTED",
                                    "course:" + courseId,
                                    null,
                                    session.day() + ": " + present.size() + " of " + seated.size(),
                                    null));
        });
        return attendance(actor, courseId);
    }

    /**
     * What staff have to say to all.
     *
     * @param channel EMAIL or SMS
     * @param subject of an e-mail; null for SMS
     * @param includeWaiting whether those on the list are told too
     */
    public record Words(Channel channel, String subject, String text, boolean includeWaiting) {}

    /** How many were told, and how many of them cannot be reached that way. */
    public record Told(int told, int unreachable) {}

    /** Sends a message to all participants. Needs {@code ACTIVITY_WRITE}. Audited without the words. @param key the same again sends nothing more */
    public Told tell(Actor actor, String courseId, Words words, IdempotencyKey key) {
        actor.require(Permission.ACTIVITY_WRITE);
        checked(words);
        List<Registration> to = book.one(actor, courseId).course().isCalledOff()
                ? List.of()
                : means.db().read(tx -> RegistrationTable.living(tx, courseId)).stream()
                        .filter(one -> one.state() == State.BOOKED
                                || one.state() == State.HELD
                                || words.includeWaiting() && one.state() == State.WAITING)
                        .toList();
        Set<String> reached = new LinkedHashSet<>();
        to.forEach(one -> {
            reached.add(one.contactId());
            reached.add(one.payerId());
        });
        Map<String, Contact> contacts = contacts(reached);
        String name = key == null ? means.ids().next() : named(courseId + ":" + key.key());
        Map<String, String> addresses = new LinkedHashMap<>();
        int unreachable = 0;
        for (Registration one : to) {
            Set<String> own = new LinkedHashSet<>();
            for (String id : List.of(one.contactId(), one.payerId())) {
                Contact contact = contacts.get(id);
                String address =
                        contact == null ? null : words.channel() == Channel.SMS ? contact.mobile() : contact.email();
                if (address != null) {
                    own.add(address);
                    addresses.putIfAbsent(address, id);
                }
            }
            unreachable += own.isEmpty() ? 1 : 0;
        }
        addresses.forEach((address, id) -> means.mail()
                .sendWords("words:" + name + ":" + id, words.channel(), address, words.subject(), words.text()));
        means.audit()
                .record(new Entry(
                        actor.id(),
                        "COURSE_MESSAGE_SENT",
                        "course:" + courseId,
                        null,
                        words.channel() + " to " + Count.of(addresses.size(), "address", "addresses"),
                        null));
        return new Told(addresses.size(), unreachable);
    }

    private static String named(String key) {
        return UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8)).toString();
    }

    private static void checked(Words words) {
        Asked.given("channel", words.channel(), "give EMAIL or SMS");
        String text = Asked.text("text", words.text(), "write what is to be said");
        if (words.channel() == Channel.LETTER) {
            throw Problem.invalid("/channel", "VALUE_UNKNOWN", "channel must be EMAIL or SMS.");
        }
        if (words.channel() == Channel.EMAIL
                && Asked.text("subject", words.subject(), "an e-mail has one").length() > LONGEST_SUBJECT) {
            throw Problem.invalid("/subject", "SUBJECT_TOO_LONG", "subject is 200 characters at most.");
        }
        if (text.length() > LONGEST_TEXT) {
            throw Problem.invalid("/text", "TEXT_TOO_LONG", "text is 5,000 characters at most.");
        }
    }

    /**
     * A participant's certificate («kursbevis») as PDF, when they were at enough of the sessions.
     *
     * @param registration as {@link Registrations#one} gave it to whoever asks
     * @throws Problem in words, when there is none to have
     */
    public byte[] certificate(Registration registration) {
        Course course = book.read(registration.courseId()).orElseThrow(CourseBook::unknown);
        return certificates.pdf(course, registration);
    }

    /** Whether there is one to have. */
    public boolean hasCertificate(Registration registration, Course course) {
        return certificates.isDue(course, registration);
    }
}
