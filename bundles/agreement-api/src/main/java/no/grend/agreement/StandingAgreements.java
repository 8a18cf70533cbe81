package no.grend.agreement;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import no.grend.agreement.StandingAgreement.CollectedBy;
import no.grend.agreement.StandingAgreement.Every;
import no.grend.agreement.StandingAgreement.Purpose;
import no.grend.agreement.StandingAgreement.State;
import no.grend.identity.Actor;
import no.grend.kernel.ETag;
import no.grend.kernel.IdempotencyKey;
import no.grend.kernel.Ore;
import no.grend.kernel.Page;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Standing payment agreements («faste betalingsavtaler», S0-28 to S0-41). So many days before each debit date the agreement
 * becomes an invoice; what has its invoice is not changed by anything that is done to the agreement (S0-33). Staff change
 * agreements with {@code LEDGER_WRITE} and a reason, on behalf of the payer; members change their own where the organisation
 * has opened for it. Every call checks the actor. Safe between threads; never call it inside a transaction.
 */
@ProviderType
public interface StandingAgreements {

    /**
     * Begins one. Needs {@code LEDGER_WRITE}. Audited.
     *
     * @param key null for none; the same key again gives the same agreement
     */
    StandingAgreement begin(Actor actor, NewStandingAgreement wanted, IdempotencyKey key);

    /** One of them; for staff with {@code LEDGER_READ}, and for its member where the organisation shows it. */
    Optional<StandingAgreement> agreement(Actor actor, String id);

    /** For staff, newest first. @param contactId null for everybody's @param state null for any */
    Page<StandingAgreement> agreements(Actor actor, String contactId, State state, Integer limit, String cursor);

    /** The member's own that the organisation shows, newest first; empty for staff. */
    List<StandingAgreement> own(Actor actor);

    /** What the actor may do with an agreement; empty when they may not even see it. */
    Set<Right> rights(Actor actor, StandingAgreement agreement);

    /** Between which amounts an agreement of a purpose must lie (S0-35). */
    Limits limits(Purpose purpose);

    /**
     * What something would do to an agreement, and from when; nothing is changed. As for {@link #act}.
     *
     * @throws no.grend.kernel.Problem as {@link #act} does
     */
    Effect foresee(Actor actor, String id, Act act);

    /**
     * Does something to an agreement: for staff with {@code LEDGER_WRITE}, who say why, and for its member when they have the
     * right. Kept in the history, and audited.
     *
     * @param seen the version that the actor saw; null to change whichever there is
     * @param why in words, 1-300 characters; staff must say it
     */
    Effect act(Actor actor, String id, ETag seen, Act act, String why);

    /** The payer's consent to one that a provider collects; empty when there is none. As for {@link #agreement}. */
    Optional<Consent> consent(Actor actor, String id);

    /**
     * Asks the payer for their consent, or gives the one that is not over; for staff with {@code LEDGER_WRITE}, and for the
     * member who sees the agreement. The payer goes to its {@code redirect}.
     */
    Consent askForConsent(Actor actor, String id);

    /** All that was done to it, oldest first (S0-34); as for {@link #agreement}. */
    List<AgreementEvent> history(Actor actor, String id);

    /** The invoices that it became, newest first, at most 200; as for {@link #agreement}. */
    List<Debit> debits(Actor actor, String id);

    /** What may be done. */
    enum Right {
        SEE,
        /** Amount, debit day, pause. */
        CHANGE,
        END
    }

    /** Between which amounts, both allowed. */
    record Limits(Ore least, Ore most) {}

    /** Something to do to an agreement. */
    sealed interface Act {

        /** Other terms; what is null stays as it is. @param every for staff @param collection for staff @param provider for staff */
        record Change(Ore amount, DebitDay debitDay, Every every, CollectedBy collection, String provider)
                implements Act {}

        /** No debits for a time. @param until the first day on which it may be debited again; null until it is resumed */
        record Pause(LocalDate until) implements Act {}

        /** An end to the pause. */
        record Resume() implements Act {}

        /** An end to it. @param on the last day on which it may be debited; null for today, which is all that a member can say */
        record End(LocalDate on) implements Act {}
    }

    /**
     * What something does to an agreement.
     *
     * @param before as it was
     * @param after as it is then
     * @param from the first debit date for which all of it counts; null when there is none: when ended or paused, the first
     *     debit that does not take place
     * @param standing invoices that are made and not paid; they stand as they are
     * @param warnings what whoever does it must know, in words for staff
     */
    record Effect(
            StandingAgreement before,
            StandingAgreement after,
            LocalDate from,
            List<Debit> standing,
            List<AgreementWarning> warnings) {

        public Effect {
            standing = List.copyOf(standing);
            warnings = List.copyOf(warnings);
        }
    }

    /** Something to know. @param code stable, {@code MANDATE_LIVES_ON} @param words for staff */
    record AgreementWarning(String code, String words) {}

    /**
     * One debit of it.
     *
     * @param period its first month, {@code 2027-01}
     * @param invoiceId null when it was passed over
     * @param number of the invoice; null when it was passed over
     * @param dueDate null when it was passed over
     * @param amount as invoiced; null when it was passed over
     * @param open what is not paid of it; null when it was passed over
     * @param outcome {@code OPEN}, {@code PART_PAID}, {@code PAID}, {@code CREDITED} as the ledger says, or {@code PASSED_OVER}
     */
    record Debit(
            String period, String invoiceId, Long number, LocalDate dueDate, Ore amount, Ore open, String outcome) {}

    /**
     * Something that was done to it; never changed.
     *
     * @param number 1, 2, 3 … within the agreement
     * @param what {@code BEGUN}, {@code CHANGED}, {@code PAUSED}, {@code RESUMED}, {@code ENDED}, {@code PASSED_OVER}
     * @param fields what is different
     * @param from the first debit date for which it counts; null when none
     * @param actor who, as {@code Actor.id()}
     * @param onBehalfOf the contact whom staff did it for; null when the contact did it, or nobody
     * @param why null when nothing was said
     */
    record AgreementEvent(
            int number,
            Instant at,
            String what,
            List<ChangedField> fields,
            LocalDate from,
            String actor,
            String onBehalfOf,
            String why) {

        public AgreementEvent {
            fields = List.copyOf(fields);
        }
    }

    /** A field that is different. @param before null for nothing @param after null for nothing */
    record ChangedField(String name, String before, String after) {}
}
