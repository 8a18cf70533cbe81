package no.grend.joining.internal;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import no.grend.audit.Audit;
import no.grend.audit.Audit.Entry;
import no.grend.identity.Actor;
import no.grend.identity.Role;
import no.grend.joining.internal.Applications.Outcome;
import no.grend.joining.internal.store.Application;
import no.grend.joining.internal.store.Application.Decision;
import no.grend.joining.internal.store.Application.Pays;
import no.grend.joining.internal.store.Application.State;
import no.grend.joining.internal.store.ApplicationTable;
import no.grend.kernel.Fault;
import no.grend.kernel.IdempotencyKey;
import no.grend.kernel.Oslo;
import no.grend.kernel.Problem;
import no.grend.member.Contact;
import no.grend.member.Joining;
import no.grend.member.Members;
import no.grend.schema.Database;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Carries out what was accepted: contact, membership, invoice. Each step has a name of its own, so that the whole can be done
 * again after a crash anywhere and does nothing twice. Safe between threads.
 */
@Component(service = Carrying.class)
public final class Carrying {

    /** Who does it: nobody's own rights are needed for what the organisation has opened for. */
    static final Actor ACTOR = new Actor("joining", "Innmelding på nett", Set.of(Role.TREASURER), null);

    private static final String SOURCE = "joining:";

    private final Means means;

    /** What it works with. */
    record Means(Database db, Clock clock, Audit audit, Members members, Joining joining, Mail mail) {}

    @Activate
    public Carrying(
            @Reference(target = "(module=joining)") Database db,
            @Reference Clock clock,
            @Reference Audit audit,
            @Reference Members members,
            @Reference Joining joining,
            @Reference Mail mail) {
        this(new Means(db, clock, audit, members, joining, mail));
    }

    Carrying(Means means) {
        this.means = means;
    }

    boolean isContact(String contactId) {
        return means.members().contact(ACTOR, contactId).isPresent();
    }

    /** Where the applicant is reached; null when nowhere. */
    String addressOf(Application application) {
        return application.person() != null
                ? application.person().email()
                : means.members()
                        .contact(ACTOR, application.contactId())
                        .map(Contact::email)
                        .orElse(null);
    }

    /** Carries out an application that is accepted; one that was carried out before tells how that went. */
    Outcome carryOut(String id) {
        Application application = found(id);
        if (application.state() == State.ACCEPTED) {
            try {
                take(application);
            } catch (Problem refused) {
                if (!refused.code().equals("MEMBERSHIP_EXISTS")) {
                    throw refused;
                }
                refuse(application, refused);
                return new Outcome.HasIt();
            }
            application = found(id);
        }
        return new Outcome.Done(application.invoiceId());
    }

    private Application found(String id) {
        return means.db()
                .read(tx -> ApplicationTable.byId(tx, id))
                .orElseThrow(() -> Problem.notFound("There is no such application."));
    }

    private void take(Application application) {
        Contact contact = contact(application);
        Fault.point("joining-after-contact");
        Optional<String> invoice = invoiced(application, contact.id());
        Fault.point("joining-after-invoice");
        boolean waits = application.pays() == Pays.BEFORE && invoice.isPresent();
        State to = waits ? State.AWAITING_PAYMENT : State.JOINED;
        boolean done = means.db().inTransaction(tx -> {
            if (!ApplicationTable.carriedOut(
                    tx,
                    application.id(),
                    to,
                    invoice.orElse(null),
                    means.clock().instant())) {
                return false;
            }
            means.audit()
                    .record(
                            tx,
                            new Entry(
                                    ACTOR.id(),
                                    "APPLICATION_CARRIED_OUT",
                                    "application:" + application.id(),
                                    null,
                                    to + ", membership " + application.membershipId(),
                                    null));
            return true;
        });
        if (done) {
            tell(application, contact, to);
        }
    }

    private void tell(Application application, Contact contact, State to) {
        boolean approved = application.decision() != null;
        if (to == State.JOINED) {
            means.mail().joined(application, contact.email(), contact.memberNumber(), approved);
        } else if (approved) {
            means.mail().approvedToPay(application, contact.email());
        }
    }

    private Contact contact(Application application) {
        if (application.contactId() != null) {
            return means.members()
                    .contact(ACTOR, application.contactId())
                    .orElseThrow(() -> Problem.notFound("The contact of this application is gone."));
        }
        IdempotencyKey key = new IdempotencyKey(SOURCE + application.id(), application.id());
        Contact contact = means.members().register(ACTOR, application.person().contact(application.language()), key);
        means.db().useTransaction(tx -> ApplicationTable.registered(tx, application.id(), contact.id()));
        return contact;
    }

    /** The membership, unless it waits for its payment, and its invoice, unless that comes by itself. */
    private Optional<String> invoiced(Application application, String contactId) {
        LocalDate dueDate = Oslo.today(means.clock()).plusDays(means.joining().paymentDays());
        if (application.pays() == Pays.BEFORE) {
            Optional<String> invoice = means.joining()
                    .invoiceBefore(
                            ACTOR,
                            application.membershipId(),
                            contactId,
                            application.categoryId(),
                            application.from(),
                            dueDate);
            if (invoice.isEmpty()) {
                membership(application, contactId);
            }
            return invoice;
        }
        boolean comesByItself = membership(application, contactId);
        return application.pays() == Pays.BY_DATE || comesByItself
                ? Optional.empty()
                : means.joining().invoice(ACTOR, application.membershipId(), dueDate);
    }

    /** Makes the membership. @return whether it is invoiced by itself */
    private boolean membership(Application application, String contactId) {
        return means.joining()
                .begin(ACTOR, application.membershipId(), contactId, application.categoryId(), application.from());
    }

    /** The invoice is paid: now there is a membership (S1-22). */
    void paid(Application application) {
        membership(application, application.contactId());
        if (ended(application, State.JOINED)) {
            means.members().contact(ACTOR, application.contactId()).ifPresent(contact -> means.mail()
                    .joined(application, contact.email(), contact.memberNumber(), false));
        }
    }

    /** Nothing came of it. */
    void lapsed(Application application) {
        if (ended(application, State.LAPSED)) {
            means.mail().lapsed(application, addressOf(application));
        }
    }

    /** What was to be followed has come. */
    boolean ended(Application application, State to) {
        return means.db().inTransaction(tx -> {
            boolean ended = ApplicationTable.ended(
                    tx, application.id(), application.state(), to, means.clock().instant());
            if (ended && to != application.state()) {
                means.audit()
                        .record(
                                tx,
                                new Entry(
                                        ACTOR.id(),
                                        "APPLICATION_" + to,
                                        "application:" + application.id(),
                                        application.state().name(),
                                        to.name(),
                                        null));
            }
            return ended;
        });
    }

    private void refuse(Application application, Problem problem) {
        means.db().useTransaction(tx -> {
            Decision decision = new Decision(ACTOR.id(), means.clock().instant(), problem.getMessage());
            if (ApplicationTable.refuse(tx, State.ACCEPTED, application.id(), decision)) {
                means.audit()
                        .record(
                                tx,
                                new Entry(
                                        ACTOR.id(),
                                        "APPLICATION_REFUSED",
                                        "application:" + application.id(),
                                        null,
                                        null,
                                        problem.code()));
            }
        });
    }
}
