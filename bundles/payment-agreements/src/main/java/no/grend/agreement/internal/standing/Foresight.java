package no.grend.agreement.internal.standing;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import no.grend.agreement.StandingAgreement.CollectedBy;
import no.grend.agreement.StandingAgreement.Purpose;
import no.grend.agreement.StandingAgreements.Act;
import no.grend.agreement.StandingAgreements.Debit;
import no.grend.agreement.StandingAgreements.Effect;
import no.grend.agreement.StandingAgreements.Limits;
import no.grend.agreement.StandingAgreements.Warning;
import no.grend.agreement.internal.standing.store.StandingRow;
import no.grend.agreement.internal.standing.store.Terms;
import no.grend.kernel.Count;
import no.grend.kernel.Problem;

/** What an act would do, with all that whoever does it must know beforehand. Safe between threads. */
final class Foresight {

    private final StandingBook book;
    private final DebitList debits;

    Foresight(StandingBook book, DebitList debits) {
        this.book = book;
        this.debits = debits;
    }

    Acting.Done done(StandingRow row, Act act) {
        Acting.Done done = new Acting(book.today(), book.settings.lead()).act(row, act);
        if (act instanceof Act.Change) {
            requireAllowed(row.purpose(), done.row().terms());
        }
        return done;
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

    Effect of(StandingRow before, Acting.Done done, Act act) {
        LocalDate today = book.today();
        List<Debit> standing = debits.standing(before.id());
        List<Warning> warnings = new ArrayList<>();
        if (!standing.isEmpty()) {
            warnings.add(new Warning(
                    "INVOICES_STAND",
                    Count.of(standing.size(), "invoice")
                            + " made before stands and is collected as it is. Credit it, or"
                            + " mark its claim to be stopped, if the payer shall not pay it."));
        }
        boolean stops = act instanceof Act.End || act instanceof Act.Pause;
        if (stops && before.terms().collection() == CollectedBy.AVTALEGIRO) {
            warnings.add(new Warning(
                    "MANDATE_LIVES_ON",
                    "No more claims are sent, but the AvtaleGiro mandate lives on in the payer's bank. Only the payer can"
                            + " end it, in the bank (S4-13)."));
        }
        return new Effect(before.agreement(today), done.row().agreement(today), done.from(), standing, warnings);
    }
}
