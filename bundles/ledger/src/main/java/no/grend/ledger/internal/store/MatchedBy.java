package no.grend.ledger.internal.store;

import no.grend.ledger.Posted;

/** The rule by which a receipt found its place, with the words that tell it to staff. */
public enum MatchedBy {
    /** The KID is an invoice's own. */
    KID("The KID is the invoice's own."),
    /** The KID is an invoice's own, but credit notes have taken back all of it (S2-16). */
    CREDITED("The KID is the invoice's own, but the invoice is credited."),
    /** The KID is a member's reference: the invoice part is zeros (S4-58, S4-60). */
    REFERENCE(
            "The KID is the member's reference, so the money goes to the member's open invoices, the one due first before"
                    + " the others."),
    /** A right KID that belongs to nothing here, or a wrong one. */
    UNKNOWN("No invoice and no member here has this KID."),
    /** There is no KID. */
    NO_KID("The payment has no KID.");

    private final String rule;

    MatchedBy(String rule) {
        this.rule = rule;
    }

    /** The whole explanation of what became of a receipt. */
    public String explain(Posted.Outcome outcome, boolean reversal) {
        String rest =
                switch (outcome) {
                    case POSTED -> reversal ? " The bank took money back, and what is owed grew by as much." : "";
                    case OVERPAID ->
                        reversal
                                ? " The bank took back more than had come in; the rest makes the member's credit smaller."
                                : " Nothing more was owed, so the rest is the member's credit.";
                    case UNMATCHED -> " The money lies in suspense until somebody decides.";
                    case ALREADY_POSTED -> " It was posted before, and nothing was done now.";
                };
        return rule + rest;
    }
}
