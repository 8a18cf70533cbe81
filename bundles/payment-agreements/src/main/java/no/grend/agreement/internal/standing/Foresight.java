package no.grend.agreement.internal.standing;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import no.grend.agreement.StandingAgreement.CollectedBy;
import no.grend.agreement.StandingAgreement.Purpose;
import no.grend.agreement.StandingAgreements.Act;
import no.grend.agreement.StandingAgreements.AgreementWarning;
import no.grend.agreement.StandingAgreements.Debit;
import no.grend.agreement.StandingAgreements.Effect;
import no.grend.agreement.StandingAgreements.Limits;
import no.grend.agreement.internal.standing.store.StandingRow;
import no.grend.agreement.internal.standing.store.Terms;
import no.grend.avtalegiro.MandateSignings;
import no.grend.identity.Actor;
import no.grend.kernel.Count;
import no.grend.kernel.Ore;
import no.grend.kernel.Problem;

/** What an act would do, with all that whoever does it must know beforehand. Safe between threads. */
final class Foresight {

    private final StandingBook book;
    private final DebitList debits;

    private final ConsentDesk consents;

    /** Gives null while AvtaleGiro is away. */
    private final Supplier<MandateSignings> mandates;

    Foresight(StandingBook book, DebitList debits, ConsentDesk consents, Supplier<MandateSignings> mandates) {
        this.book = book;
        this.debits = debits;
        this.consents = consents;
        this.mandates = mandates;
    }

    Acting.Done done(StandingRow row, Act act) {
        Acting.Done done = new Acting(book.today(), book.settings.lead()).act(row, act);
        if (act instanceof Act.Change) {
            requireAllowed(row.purpose(), done.row().terms());
            if (isProviderNew(row.terms(), done.row().terms())) {
                consents.requireTakesCharges(row.purpose(), done.row().terms());
            }
        }
        return done;
    }

    /** S0-39: the bank rejects what is over the limit, which it does not tell us; so only what somebody has said is known. */
    Optional<AgreementWarning> overLimit(StandingRow row) {
        MandateSignings there = mandates.get();
        if (there == null) {
            return Optional.empty();
        }
        MandateSignings.MandateStanding mandate = there.standing(Actor.SYSTEM, row.contactId());
        Ore amount = row.terms().amount();
        if (!mandate.active()) {
            return Optional.of(new AgreementWarning(
                    "NO_MANDATE",
                    "The payer has no AvtaleGiro mandate now: they pay the invoices themselves until there is one."));
        }
        if (mandate.most() == null) {
            return Optional.of(new AgreementWarning(
                    "LIMIT_UNKNOWN",
                    "Nobody has said what limit the payer's mandate has. If it is less than kr " + amount
                            + ", the bank rejects the claim."));
        }
        return mandate.isOver(amount)
                ? Optional.of(new AgreementWarning(
                        "OVER_LIMIT",
                        "kr " + amount + " is more than the limit of the payer's mandate, kr " + mandate.most()
                                + ": the bank would reject the claim. Let the payer sign anew, or raise the limit in the"
                                + " bank, before the next claim."))
                : Optional.empty();
    }

    /** The organisation's limits, and what belongs together. */
    void requireAllowed(Purpose purpose, Terms terms) {
        Limits limits = book.settings.limits(purpose);
        if (!StandingService.isWithin(limits, terms.amount())) {
            throw Problem.rule(
                    "/amount",
                    "AMOUNT_OUTSIDE_LIMITS",
                    "amount must be kr " + limits.least() + " to kr " + limits.most() + " for this purpose.");
        }
        boolean byProvider = terms.collection() == CollectedBy.PROVIDER;
        if (byProvider == (terms.provider() == null)) {
            throw Problem.rule(
                    "/provider",
                    "PROVIDER_WITH_PROVIDER_ONLY",
                    byProvider
                            ? "Say which provider holds the payer's consent."
                            : "provider belongs to agreements that are collected by PROVIDER.");
        }
    }

    /** Who is away for a while is no hindrance to what has nothing to do with them. */
    private static boolean isProviderNew(Terms before, Terms after) {
        return !Objects.equals(before.provider(), after.provider());
    }

    Effect of(StandingRow before, Acting.Done done, Act act) {
        LocalDate today = book.today();
        List<Debit> standing = debits.standing(before.id());
        List<AgreementWarning> warnings = new ArrayList<>();
        if (!standing.isEmpty()) {
            warnings.add(new AgreementWarning(
                    "INVOICES_STAND",
                    Count.of(standing.size(), "invoice")
                            + " made before stands and is collected as it is. Credit it, or"
                            + " mark its claim to be stopped, if the payer shall not pay it."));
        }
        boolean stops = act instanceof Act.End || act instanceof Act.Pause;
        if (stops && before.terms().collection() == CollectedBy.AVTALEGIRO) {
            warnings.add(new AgreementWarning(
                    "MANDATE_LIVES_ON",
                    "No more claims are sent, but the AvtaleGiro mandate lives on in the payer's bank. Only the payer can"
                            + " end it, in the bank (S4-13)."));
        }
        if (!stops && done.row().terms().collection() == CollectedBy.AVTALEGIRO) {
            overLimit(done.row()).ifPresent(warnings::add);
        }
        if (!stops) {
            consents.warning(Actor.SYSTEM, done.row()).ifPresent(warnings::add);
        }
        return new Effect(before.agreement(today), done.row().agreement(today), done.from(), standing, warnings);
    }
}
