package no.grend.agreement.internal;

import java.time.LocalDate;
import java.util.Optional;
import no.grend.agreement.Consent.State;
import no.grend.agreement.internal.store.ConsentRow;
import no.grend.agreement.internal.store.PaymentRow;
import no.grend.identity.Actor;
import no.grend.kernel.IdempotencyKey;
import no.grend.kernel.Oslo;
import no.grend.kernel.Problem;
import no.grend.ledger.Invoice;

/** Charges an invoice by a consent («trekk»). Safe between threads. */
final class Charging {

    static final String DRAINED = "PROVIDER_DRAINED";

    private static final int FURTHEST_DAYS = 366;

    private final Tables tables;
    private final Choosing choosing;
    private final Starting starting;
    private final Settings settings;
    private final Uncharged uncharged;

    Charging(Tables tables, PaymentService payments, Settings settings) {
        this.tables = tables;
        this.choosing = payments.choosing();
        this.starting = payments.starting();
        this.settings = settings;
        this.uncharged = new Uncharged(tables);
    }

    /** What is not charged though its payer has consented to it. */
    Uncharged uncharged() {
        return uncharged;
    }

    /** As {@link #charge}; what Grend cannot charge by itself, as its provider is taken out of use, is shown to staff. */
    String chargeOrShow(Actor actor, ConsentRow consent, Invoice invoice, LocalDate dueOn, IdempotencyKey key) {
        try {
            return charge(actor, consent, invoice, dueOn, null, key);
        } catch (Problem refused) {
            if (actor.equals(Actor.SYSTEM) && refused.code().equals(DRAINED)) {
                uncharged.raise(invoice, consent);
            }
            throw refused;
        }
    }

    /** The provider that a consent was given to, if it takes charges just now. */
    Offer offer(ConsentRow consent) {
        return choosing.ofConsent(consent.provider(), null);
    }

    /** The first day that a charge which is told now can be due. */
    LocalDate firstDay(Offer offer) {
        return Oslo.today(tables.clock).plusDays(offer.charges().terms().leadDays());
    }

    /**
     * @param dueOn null for the invoice's due date, or the first day that is possible
     * @param tries how many more are made when this one fails; null as the rules say
     * @return the payment's id
     */
    String charge(
            Actor actor, ConsentRow consent, Invoice invoice, LocalDate dueOn, Integer tries, IdempotencyKey key) {
        Optional<String> before = starting.before(key);
        if (before.isPresent()) {
            return before.get();
        }
        if (!consent.contactId().equals(invoice.contactId())) {
            throw Problem.rule(
                    "/invoiceId", "INVOICE_OF_ANOTHER", "The invoice is for another than who gave the consent.");
        }
        if (consent.state() != State.ACTIVE) {
            throw notActive(consent);
        }
        Offer offer = offer(consent);
        LocalDate day = day(invoice, dueOn, firstDay(offer));
        ChargeRules rules = settings.charging();
        PaymentRow.Charge charge = new PaymentRow.Charge(
                consent.id(),
                consent.reference(),
                day,
                rules.retriesOf(offer.charges()),
                tries == null ? rules.triesBeside(offer.charges()) : tries);
        String payment = starting.charge(actor, invoice, consent, charge, key);
        uncharged.charged(invoice.id());
        return payment;
    }

    static Problem notActive(ConsentRow consent) {
        return Problem.conflict(
                "CONSENT_NOT_ACTIVE",
                "The consent is " + consent.state()
                        + ", so nothing is charged by it. The invoice can be paid in another way.");
    }

    private static LocalDate day(Invoice invoice, LocalDate asked, LocalDate first) {
        if (asked == null) {
            return invoice.dueDate().isBefore(first) ? first : invoice.dueDate();
        }
        if (asked.isBefore(first)) {
            throw Problem.rule(
                    "/dueOn",
                    "DAY_TOO_NEAR",
                    "The provider must be told beforehand: the first day possible is " + first + ".");
        }
        if (asked.isAfter(first.plusDays(FURTHEST_DAYS))) {
            throw Problem.rule("/dueOn", "DAY_TOO_FAR", "dueOn must be within a year.");
        }
        return asked;
    }
}
