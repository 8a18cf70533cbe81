package no.grend.courses.internal;

import java.time.LocalDate;
import java.util.List;
import no.grend.courses.internal.store.Course;
import no.grend.courses.internal.store.CourseTable;
import no.grend.courses.internal.store.Registration;
import no.grend.courses.internal.store.RegistrationTable;
import no.grend.kernel.Fault;
import no.grend.kernel.Oslo;
import no.grend.kernel.Problem;
import no.grend.ledger.Invoice;
import no.grend.ledger.InvoiceDraft;
import no.grend.member.Contact;
import no.grend.seats.Place;

/** The invoice of a registration: one, however often it is asked for. Safe between threads. */
final class Invoicing {

    private static final String SOURCE = "course:";
    private static final int LONGEST_TITLE = 120;

    private final Means means;

    Invoicing(Means means) {
        this.means = means;
    }

    /** The id of the registration that an invoice is for; null for another's invoice. */
    static String registrationOf(String sourceKey) {
        return sourceKey != null && sourceKey.startsWith(SOURCE) ? sourceKey.substring(SOURCE.length()) : null;
    }

    /** Its invoice, made now when there is none. Only for what costs something. */
    Invoice of(Registration registration, Place place) {
        if (registration.invoiceId() != null) {
            return known(registration.invoiceId());
        }
        Course course = means.db()
                .read(tx -> CourseTable.byId(tx, registration.courseId()))
                .orElseThrow(CourseBook::unknown);
        Invoice invoice = means.money().ledger().issue(Means.ACTOR, draft(registration, course, dueDate(place)), null);
        Fault.point("courses-after-invoice");
        means.db().useTransaction(tx -> RegistrationTable.invoiced(tx, registration.id(), invoice.id(), invoice.kid()));
        return invoice;
    }

    Invoice known(String invoiceId) {
        return means.money()
                .ledger()
                .invoice(Means.ACTOR, invoiceId)
                .orElseThrow(() -> Problem.notFound("The invoice of this registration is gone."));
    }

    static boolean isPaid(Invoice invoice) {
        return invoice.status() != Invoice.Status.CREDITED
                && !invoice.outstanding().principal().isPositive();
    }

    private InvoiceDraft draft(Registration registration, Course course, LocalDate dueDate) {
        Contact participant = contact(registration.contactId());
        Contact payer = registration.payerId().equals(participant.id()) ? participant : contact(registration.payerId());
        String title = course.plan().title();
        String text = "Kurs: " + (title.length() > LONGEST_TITLE ? title.substring(0, LONGEST_TITLE) + "…" : title);
        InvoiceDraft draft = new InvoiceDraft(
                        SOURCE + registration.id(),
                        payer.id(),
                        participant.memberNumber(),
                        payer.name(),
                        dueDate,
                        List.of(new Invoice.Line(text, registration.price())))
                .notByMandate();
        return payer == participant
                ? draft
                : draft.payingFor(new Invoice.OnBehalfOf(participant.id(), participant.name()));
    }

    /** Due when the seat is given away again; or some days on, for whoever has the seat. */
    private LocalDate dueDate(Place place) {
        LocalDate today = means.today();
        if (place.until() == null) {
            return today.plusDays(means.limits().invoiceDays());
        }
        LocalDate until = LocalDate.ofInstant(place.until(), Oslo.ZONE);
        return until.isBefore(today) ? today : until;
    }

    private Contact contact(String id) {
        return means.register()
                .members()
                .contact(Means.ACTOR, id)
                .orElseThrow(() -> Problem.notFound("The contact of this registration is gone."));
    }
}
