package no.grend.agreement.internal.standing;

import java.util.Optional;
import no.grend.agreement.Consent;
import no.grend.agreement.Consents;
import no.grend.agreement.NewConsent;
import no.grend.agreement.StandingAgreement.CollectedBy;
import no.grend.agreement.StandingAgreement.Purpose;
import no.grend.agreement.StandingAgreements.AgreementWarning;
import no.grend.agreement.internal.standing.store.StandingRow;
import no.grend.agreement.internal.standing.store.Terms;
import no.grend.identity.Actor;
import no.grend.kernel.Ore;
import no.grend.kernel.Problem;

/**
 * The payers' consents to agreements that a provider collects («samtykke»). An agreement's consent has the agreement as its
 * subject, so nothing else is charged by it. Safe between threads; never inside a transaction.
 */
final class ConsentDesk {

    static final String SUBJECT = "agreement:";

    private final Consents consents;

    ConsentDesk(Consents consents) {
        this.consents = consents;
    }

    /** The consent to an agreement that counts: the latest with its provider that is not over; else the latest. */
    Optional<Consent> of(Actor actor, StandingRow row) {
        if (row.terms().collection() != CollectedBy.PROVIDER) {
            return Optional.empty();
        }
        var own = consents.ofContact(actor, row.contactId()).stream()
                .filter(consent -> subject(row).equals(consent.subject()))
                .filter(consent -> row.terms().provider().equals(consent.provider()))
                .toList();
        return own.stream()
                .filter(consent -> !consent.state().isOver())
                .findFirst()
                .or(() -> own.stream().findFirst());
    }

    private static boolean isMoving(Consent consent) {
        return consent.move() != null && consent.move().stage().isOpen();
    }

    /**
     * Asks the payer for one; where there is one that is not over it is given back. Where its provider is taken out of use, they
     * are asked for one at the provider that it moves to.
     */
    Consent ask(Actor actor, StandingRow row) {
        if (row.terms().collection() != CollectedBy.PROVIDER) {
            throw Problem.conflict("NOT_BY_PROVIDER", "The agreement is not collected by a payment provider.");
        }
        Optional<Consent> there = of(actor, row);
        if (there.filter(ConsentDesk::isMoving).isPresent()) {
            return consents.move(actor, there.get().id());
        }
        return there.filter(consent -> !consent.state().isOver())
                .orElseGet(() -> consents.begin(
                        actor,
                        new NewConsent(
                                row.contactId(),
                                row.terms().provider(),
                                row.purpose().key(),
                                subject(row),
                                row.terms().amount(),
                                row.terms().every().months(),
                                null,
                                null),
                        null));
    }

    /** Nothing is charged by it any more. */
    void end(Actor actor, StandingRow row) {
        of(actor, row)
                .filter(consent -> !consent.state().isOver())
                .ifPresent(consent -> consents.end(actor, consent.id()));
    }

    void requireTakesCharges(Purpose purpose, Terms terms) {
        boolean there = terms.collection() != CollectedBy.PROVIDER
                || consents.ways(purpose.key()).stream()
                        .anyMatch(way -> way.provider().equals(terms.provider()));
        if (!there) {
            throw Problem.rule(
                    "/provider",
                    "PROVIDER_TAKES_NO_CHARGES",
                    "There is no payment provider " + terms.provider()
                            + " here just now that charges by consent; see GET /payment-providers.");
        }
    }

    /** Whether the payer's consent covers what the agreement asks for. */
    Optional<AgreementWarning> warning(Actor actor, StandingRow row) {
        if (row.terms().collection() != CollectedBy.PROVIDER) {
            return Optional.empty();
        }
        Consent consent = of(actor, row).orElse(null);
        if (consent == null || consent.state() != Consent.State.ACTIVE) {
            return Optional.of(new AgreementWarning(
                    "CONSENT_MISSING",
                    "The payer has not given " + row.terms().provider()
                            + " their consent to this agreement: until then they pay the invoices themselves."));
        }
        Ore most = consent.limit() == null ? consent.most() : consent.limit();
        return row.terms().amount().compareTo(most) > 0
                ? Optional.of(new AgreementWarning(
                        "OVER_CONSENT",
                        "kr " + row.terms().amount() + " is more than the kr " + most
                                + " that the payer consented to. Ask for a new consent before the next debit."))
                : Optional.empty();
    }

    private static String subject(StandingRow row) {
        return SUBJECT + row.id();
    }
}
