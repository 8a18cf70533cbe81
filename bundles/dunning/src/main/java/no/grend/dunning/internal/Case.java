package no.grend.dunning.internal;

import no.grend.dunning.internal.rules.Debt;
import no.grend.dunning.internal.rules.Proposal;
import no.grend.dunning.internal.store.Hold;
import no.grend.ledger.Invoice;
import no.grend.member.Contact;

/**
 * An invoice with all that decides what happens with it.
 *
 * @param contact null when the payer is no longer in the register
 * @param hold the latest, open or lifted; null when there was none
 * @param next what the rules say
 */
record Case(Invoice invoice, Contact contact, Hold hold, Debt debt, Proposal next) {

    String language() {
        String language = contact == null ? null : contact.language();
        return language == null ? "nb" : language;
    }
}
