package no.grend.invoicepdf.internal.store;

import java.util.List;

/**
 * What stood on a document when it was first made, and that nobody else keeps.
 *
 * @param documentId of the invoice or the credit note
 * @param language nb, nn or en
 * @param address lines below the payer's name; empty when none was known
 * @param referenceKid under which the payer was asked to sign AvtaleGiro (S4-09); null when not asked
 */
public record Kept(String documentId, String language, List<String> address, String senderHash, String referenceKid) {

    public Kept {
        address = List.copyOf(address);
    }
}
