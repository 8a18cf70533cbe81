package no.grend.joining.internal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Locale;
import no.grend.audit.Audit.Entry;
import no.grend.identity.Actor;
import no.grend.joining.internal.store.Application;
import no.grend.joining.internal.store.Application.Acceptance;
import no.grend.joining.internal.store.Application.Pays;
import no.grend.joining.internal.store.Application.Person;
import no.grend.joining.internal.store.Application.State;
import no.grend.joining.internal.store.Application.WaitsFor;
import no.grend.joining.internal.store.ApplicationTable;
import no.grend.kernel.Ids;
import no.grend.kernel.Oslo;
import no.grend.kernel.Problem;
import no.grend.organisation.JoiningPolicy;
import no.grend.organisation.Organisation;
import no.grend.organisation.Organisation.Profile;
import no.grend.schema.Database;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/** What an application is when it is made and when it is accepted, by the organisation's settings of the moment. */
final class Accepting {

    private static final String UNIQUE_VIOLATION = "23505";

    private final Database db;
    private final Clock clock;
    private final Organisation organisation;
    private final Ids ids;

    Accepting(Database db, Clock clock, Organisation organisation) {
        this.db = db;
        this.clock = clock;
        this.organisation = organisation;
        this.ids = new Ids(clock);
    }

    /** One that is new, with the terms as they are accepted now. @param person null for a contact */
    Application fresh(State state, String categoryId, Person person, String tag, String contactId) {
        Acceptance acceptance = new Acceptance(termsHash(), clock.instant(), "WEB");
        return new Application(
                ids.next(),
                state,
                categoryId,
                person,
                tag,
                acceptance,
                state == State.WAITING ? WaitsFor.APPROVAL : null,
                null,
                contactId,
                ids.next(),
                null,
                null,
                null,
                null,
                null,
                false,
                clock.instant(),
                clock.instant(),
                null);
    }

    /** As it is carried out, by the settings of the moment. @param patience how long a payment is waited for before the invoice goes */
    Application accepted(Application application, Duration patience) {
        Profile profile = organisation.profile();
        Pays pays = profile.billingDay() > 0
                ? Pays.BY_DATE
                : profile.joiningPolicy() == JoiningPolicy.MEMBER_WHEN_PAID ? Pays.BEFORE : Pays.AT_ONCE;
        return new Application(
                application.id(),
                State.ACCEPTED,
                application.categoryId(),
                application.person(),
                application.language(),
                application.acceptance(),
                null,
                application.likeContactId(),
                application.contactId(),
                application.membershipId(),
                pays,
                Oslo.today(clock),
                null,
                clock.instant().plus(patience),
                null,
                false,
                application.createdAt(),
                clock.instant(),
                null);
    }

    /** In a transaction of its own, so that two who accept the same new wording at once do not lose their applications. */
    void keepTerms(Application application) {
        String terms = terms();
        String hash = application.acceptance().termsHash();
        requireCurrent(hash);
        once(() -> db.useTransaction(tx -> ApplicationTable.keepTerms(tx, hash, terms, application.createdAt())));
    }

    String termsHash() {
        return sha256(terms());
    }

    /** Nobody accepts what they have not read. */
    void requireCurrent(String readTerms) {
        if (!termsHash().equals(readTerms)) {
            throw Problem.conflict(
                    "TERMS_CHANGED", "The terms were changed after the page was fetched. Read them again.");
        }
    }

    private String terms() {
        return organisation.profile().terms();
    }

    /** @return false when another was first */
    static boolean once(Runnable work) {
        try {
            work.run();
            return true;
        } catch (UnableToExecuteStatementException e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof SQLException sql && UNIQUE_VIOLATION.equals(sql.getSQLState())) {
                    return false;
                }
            }
            throw e;
        }
    }

    static Entry entry(Actor actor, String action, Application application, String after) {
        return new Entry(actor.id(), action, "application:" + application.id(), null, after, null);
    }

    /** One name of an address, whatever its spelling; not the address itself. */
    static String openFor(String who) {
        return sha256(who.strip().toLowerCase(Locale.ROOT));
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
