package no.grend.dunning.internal;

import java.util.List;
import no.grend.dunning.internal.rules.Proposal;
import no.grend.dunning.internal.store.Hold;
import no.grend.dunning.internal.store.Step;
import no.grend.ledger.Invoice;

/** What has happened to an invoice that was not paid, oldest first, and what happens next. */
public record Timeline(Invoice invoice, List<Step> letters, List<Hold> holds, Proposal next) {

    public Timeline {
        letters = List.copyOf(letters);
        holds = List.copyOf(holds);
    }
}
