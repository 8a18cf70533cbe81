package no.grend.joining.internal;

import java.time.Clock;
import java.time.Duration;
import no.grend.audit.Audit;
import no.grend.identity.Actor;
import no.grend.identity.Permission;
import no.grend.joining.internal.Applications.Outcome;
import no.grend.joining.internal.store.Application;
import no.grend.joining.internal.store.Application.Decision;
import no.grend.joining.internal.store.Application.State;
import no.grend.joining.internal.store.ApplicationTable;
import no.grend.kernel.Asked;
import no.grend.kernel.Page;
import no.grend.kernel.Problem;
import no.grend.licence.Licence;
import no.grend.organisation.Organisation;
import no.grend.schema.Database;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What staff see of applications, and decide (S2-44 … S2-49). Every call asks the actor first. Safe between threads. */
@Component(service = ApplicationReview.class)
public final class ApplicationReview {

    private static final int LONGEST_REASON = 500;
    private static final String GONE = "There is no such application.";

    private final Means means;
    private final Carrying carrying;
    private final Accepting accepting;

    /** What it works with. */
    record Means(Database db, Clock clock, Audit audit, Organisation organisation, Mail mail) {}

    @Activate
    public ApplicationReview(
            @Reference(target = "(feature=grend-member-core)") Licence licence,
            @Reference(target = "(module=joining)") Database db,
            @Reference Clock clock,
            @Reference Audit audit,
            @Reference Organisation organisation,
            @Reference Mail mail,
            @Reference Carrying carrying) {
        this(new Means(db, clock, audit, organisation, mail), carrying);
    }

    ApplicationReview(Means means, Carrying carrying) {
        this.means = means;
        this.carrying = carrying;
        this.accepting = new Accepting(means.db(), means.clock(), means.organisation());
    }

    /** What waits, or how it went, newest first. @param state null for all */
    public Page<Application> page(Actor actor, State state, Integer limit, String cursor) {
        actor.require(Permission.MEMBER_READ);
        int size = Page.limit(limit);
        return Page.cut(
                means.db().read(tx -> ApplicationTable.page(tx, state, cursor, size + 1)), size, Application::id);
    }

    public Application one(Actor actor, String id) {
        actor.require(Permission.MEMBER_READ);
        return means.db()
                .read(tx -> ApplicationTable.byId(tx, id))
                .filter(found -> found.state() != State.UNCONFIRMED)
                .orElseThrow(() -> Problem.notFound(GONE));
    }

    /** The terms that an applicant accepted, in their exact wording. */
    public String acceptedTerms(Actor actor, String id) {
        Application application = one(actor, id);
        return means.db()
                .read(tx -> ApplicationTable.terms(tx, application.acceptance().termsHash()))
                .orElseThrow(() -> Problem.notFound(GONE));
    }

    /**
     * Approves («godkjenner»): a member from today, invoiced as the organisation's settings say (S2-46). Again, by whomever, it
     * gives the same (S2-49).
     *
     * @param contactId the contact that the applicant is, who then is not registered anew; null for somebody new
     */
    public Application approve(Actor actor, String id, String contactId) {
        actor.require(Permission.MEMBER_WRITE);
        Application application = one(actor, id);
        if (application.state() == State.REFUSED) {
            throw Problem.conflict("APPLICATION_REFUSED", "The application was refused. Its sender may apply again.");
        }
        if (application.state() == State.WAITING) {
            if (contactId != null && application.contactId() == null) {
                requireContact(contactId);
            }
            Application accepted = accepting.accepted(application, Duration.ZERO);
            Decision decision = new Decision(actor.id(), means.clock().instant(), null);
            String openFor = Accepting.openFor(
                    application.person() == null
                            ? "contact:" + application.contactId()
                            : application.person().email());
            means.db().useTransaction(tx -> {
                if (ApplicationTable.accept(tx, State.WAITING, accepted, contactId, openFor, decision)) {
                    means.audit().record(tx, Accepting.entry(actor, "APPLICATION_APPROVED", application, contactId));
                }
            });
        }
        if (carrying.carryOut(id) instanceof Outcome.HasIt) {
            throw Problem.conflict(
                    "MEMBERSHIP_EXISTS",
                    "The contact has a membership of this category already, so nothing came of the application.");
        }
        return one(actor, id);
    }

    private void requireContact(String contactId) {
        if (!carrying.isContact(contactId)) {
            throw Problem.rule("/contactId", "CONTACT_UNKNOWN", "There is no contact with this id.");
        }
    }

    /** Refuses («avslår»). @param reason goes to the applicant as it stands (S2-48), so it must be there (S2-49) */
    public Application refuse(Actor actor, String id, String reason) {
        actor.require(Permission.MEMBER_WRITE);
        String why =
                Asked.text("reason", reason, "say why: the applicant is told").strip();
        if (why.length() > LONGEST_REASON) {
            throw Problem.invalid("/reason", "REASON_TOO_LONG", "reason may have 500 characters.");
        }
        Application application = one(actor, id);
        boolean refused = means.db().inTransaction(tx -> {
            if (!ApplicationTable.refuse(
                    tx,
                    State.WAITING,
                    id,
                    new Decision(actor.id(), means.clock().instant(), why))) {
                return false;
            }
            means.audit().record(tx, Accepting.entry(actor, "APPLICATION_REFUSED", application, null));
            return true;
        });
        Application after = one(actor, id);
        if (after.state() != State.REFUSED) {
            throw Problem.conflict("APPLICATION_APPROVED", "The application was approved already.");
        }
        if (refused) {
            means.mail().refused(after, carrying.addressOf(after), why);
        }
        return after;
    }
}
