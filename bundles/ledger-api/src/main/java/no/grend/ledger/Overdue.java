package no.grend.ledger;

import java.util.List;

/**
 * An invoice that should have been paid («forfalt»).
 *
 * @param charges all that was put on it so far, oldest first, the waived ones too
 */
public record Overdue(Invoice invoice, List<Charged> charges) {

    public Overdue {
        charges = List.copyOf(charges);
    }
}
