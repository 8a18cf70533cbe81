package no.grend.joining.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import no.grend.audit.Audit;
import no.grend.identity.Actor;
import no.grend.identity.AddressCodes;
import no.grend.identity.AddressCodes.Channel;
import no.grend.identity.Turns;
import no.grend.joining.internal.store.Application;
import no.grend.joining.internal.store.Application.Person;
import no.grend.joining.internal.store.Application.State;
import no.grend.joining.internal.store.Application.WaitsFor;
import no.grend.joining.internal.store.ApplicationTable;
import no.grend.kernel.Ids;
import no.grend.kernel.Oslo;
import no.grend.kernel.Problem;
import no.grend.licence.Licence;
import no.grend.member.Joining;
import no.grend.member.Joining.Category;
import no.grend.member.Joining.Known;
import no.grend.member.Joining.Likeness;
import no.grend.organisation.Organisation;
import no.grend.organisation.Organisation.Profile;
import no.grend.schema.Database;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Applications to join («innmeldinger»), from the page that anybody can read to the decision of staff. What an applicant is told
 * never depends on whether somebody is in the register, until they have proven that they hold the address. Safe between threads.
 */
@Component(service = Applications.class)
public final class Applications {

    static final Duration PATIENCE = Duration.ofMinutes(30);

    private static final int FROM_AN_ADDRESS = 30;
    private static final Duration HOUR = Duration.ofHours(1);
    private static final int OF_AGE = 15;

    private final Means means;
    private final Carrying carrying;
    private final Accepting accepting;
    private final Ids ids;

    /** What it works with. */
    record Means(
            Database db,
            Clock clock,
            Audit audit,
            Organisation organisation,
            Joining joining,
            AddressCodes codes,
            Turns turns,
            Mail mail) {}

    @Activate
    public Applications(
            @Reference(target = "(feature=grend-member-core)") Licence licence,
            @Reference(target = "(module=joining)") Database db,
            @Reference Clock clock,
            @Reference Audit audit,
            @Reference Organisation organisation,
            @Reference Joining joining,
            @Reference AddressCodes codes,
            @Reference Turns turns,
            @Reference Mail mail,
            @Reference Carrying carrying) {
        this(new Means(db, clock, audit, organisation, joining, codes, turns, mail), carrying);
    }

    Applications(Means means, Carrying carrying) {
        this.means = means;
        this.carrying = carrying;
        this.accepting = new Accepting(means.db(), means.clock(), means.organisation());
        this.ids = new Ids(means.clock());
    }

    /** Whether people can join on the web just now: the organisation wants it, has terms to accept, and offers something. */
    public boolean isOpen() {
        Profile profile = means.organisation().profile();
        return profile.onlineJoining()
                && profile.terms() != null
                && !profile.terms().isBlank()
                && !means.joining().categories().isEmpty();
    }

    /** What is offered on the web. */
    public List<Category> categories() {
        return means.joining().categories();
    }

    /** Names the terms of the moment, to be sent back with their being accepted. */
    public String termsHash() {
        return accepting.termsHash();
    }

    /** What an applicant has begun. @param challenge goes with the code */
    public record Begun(String applicationId, String challenge) {}

    /**
     * A stranger wants to join, and has accepted the terms. Whoever it is, a code goes to the address; who is known from before is
     * told so there as well.
     *
     * @param readTerms {@link #termsHash} of those that were accepted
     * @throws Problem naming the fields that are wrong; {@code TERMS_CHANGED}; or 429
     */
    public Begun begin(String categoryId, Person person, String readTerms, Locale language, String clientAddress) {
        requireOffered(categoryId);
        accepting.requireCurrent(readTerms);
        String tag = tag(language);
        List<Known> known = means.joining().known(Carrying.ACTOR, person.contact(tag));
        means.turns().take("joining", clientAddress, FROM_AN_ADDRESS, HOUR);
        Application fresh = accepting.fresh(State.UNCONFIRMED, categoryId, person, tag, null);
        String challenge = means.codes().send(applicant(fresh.id()), Channel.EMAIL, person.email(), language);
        accepting.keepTerms(fresh);
        means.db().useTransaction(tx -> ApplicationTable.insert(tx, fresh, null));
        known.stream()
                .filter(each -> each.likeness() == Likeness.SAME_EMAIL)
                .findFirst()
                .ifPresent(each -> means.mail().alreadyKnown(fresh.id(), each, true));
        return new Begun(fresh.id(), challenge);
    }

    /** What a bot gets, that has filled in what nobody sees: the same answer, and nothing behind it. */
    public Begun pretend() {
        return new Begun(ids.next(), ids.next());
    }

    /** What came of it. */
    public sealed interface Outcome {

        /** The code is wrong, used, too old or tried too often. */
        record WrongCode() implements Outcome {}

        /** Whoever has the address is in the register already, and signs in. */
        record SignIn() implements Outcome {}

        /** Staff look at it. */
        record Received() implements Outcome {}

        /** Carried out. @param invoiceId null when nothing is to pay now */
        record Done(String invoiceId) implements Outcome {}

        /** The member has this membership already. */
        record HasIt() implements Outcome {}
    }

    /** The applicant has the code that was sent. */
    public Outcome confirm(String applicationId, String challenge, String code) {
        if (means.codes().prove(applicant(applicationId), challenge, code).isEmpty()) {
            return new Outcome.WrongCode();
        }
        Application application = means.db()
                .read(tx -> ApplicationTable.byId(tx, applicationId))
                .filter(found -> found.state() == State.UNCONFIRMED)
                .orElse(null);
        if (application == null) {
            return new Outcome.WrongCode();
        }
        List<Known> known =
                means.joining().known(Carrying.ACTOR, application.person().contact(application.language()));
        if (known.stream().anyMatch(each -> each.likeness() == Likeness.SAME_EMAIL)) {
            means.db().useTransaction(tx -> ApplicationTable.forget(tx, applicationId));
            return new Outcome.SignIn();
        }
        return known.isEmpty() ? decide(application, null) : decide(application, known.get(0));
    }

    private Outcome decide(Application application, Known like) {
        WaitsFor waitsFor = waitsFor(application, like);
        return waitsFor == null ? accept(application) : putBeforeStaff(application, waitsFor, like);
    }

    private WaitsFor waitsFor(Application application, Known like) {
        if (like != null) {
            return WaitsFor.POSSIBLE_DUPLICATE;
        }
        if (application.person().birthDate().isAfter(today().minusYears(OF_AGE))) {
            return WaitsFor.UNDER_AGE;
        }
        return means.organisation().profile().approvalRequired() ? WaitsFor.APPROVAL : null;
    }

    private Outcome putBeforeStaff(Application application, WaitsFor waitsFor, Known like) {
        String openFor = Accepting.openFor(application.person().email());
        Accepting.once(() -> means.db().useTransaction(tx -> {
            String likeId = like == null ? null : like.contactId();
            if (ApplicationTable.toStaff(tx, application.id(), waitsFor, likeId, openFor, now())) {
                means.audit()
                        .record(
                                tx,
                                Accepting.entry(Carrying.ACTOR, "APPLICATION_RECEIVED", application, waitsFor.name()));
            }
        }));
        means.mail().received(application, application.person().email());
        if (like != null) {
            means.mail().alreadyKnown(application.id(), like, false);
        }
        return new Outcome.Received();
    }

    private Outcome accept(Application application) {
        Application accepted = accepting.accepted(application, PATIENCE);
        String openFor = Accepting.openFor(application.person().email());
        boolean first = Accepting.once(() -> means.db().useTransaction(tx -> {
            if (ApplicationTable.accept(tx, State.UNCONFIRMED, accepted, null, openFor, null)) {
                means.audit().record(tx, Accepting.entry(Carrying.ACTOR, "APPLICATION_ACCEPTED", application, null));
            }
        }));
        return first ? carrying.carryOut(application.id()) : new Outcome.Received();
    }

    /** A member who is signed in wants another membership (S1-12). */
    public Outcome beginAsMember(Actor member, String categoryId, String readTerms, Locale language) {
        requireOffered(categoryId);
        accepting.requireCurrent(readTerms);
        means.turns().take("joining-member", member.contactId(), FROM_AN_ADDRESS, HOUR);
        boolean approval = means.organisation().profile().approvalRequired();
        String openFor = Accepting.openFor("contact:" + member.contactId());
        Application fresh = accepting.fresh(State.WAITING, categoryId, null, tag(language), member.contactId());
        Application kept = approval ? fresh : accepting.accepted(fresh, PATIENCE);
        accepting.keepTerms(fresh);
        boolean first = Accepting.once(() -> means.db().useTransaction(tx -> {
            ApplicationTable.insert(tx, kept, openFor);
            means.audit()
                    .record(
                            tx,
                            Accepting.entry(
                                    member, approval ? "APPLICATION_RECEIVED" : "APPLICATION_ACCEPTED", fresh, null));
        }));
        if (!first || approval) {
            return new Outcome.Received();
        }
        return carrying.carryOut(fresh.id());
    }

    private void requireOffered(String categoryId) {
        boolean offered = isOpen()
                && categories().stream().anyMatch(category -> category.id().equals(categoryId));
        if (!offered) {
            throw Problem.notFound("This is not offered on the web.");
        }
    }

    /** Codes are proven by whoever was sent them: here an application, for there is no contact yet. */
    private static Actor applicant(String applicationId) {
        return new Actor("applicant:" + applicationId, "Søker", Set.of(), applicationId);
    }

    private static String tag(Locale language) {
        return Set.of("nn", "en").contains(language.getLanguage()) ? language.getLanguage() : "nb";
    }

    private Instant now() {
        return means.clock().instant();
    }

    private LocalDate today() {
        return Oslo.today(means.clock());
    }
}
