package no.grend.invoicepdf.internal.dispatch;

import java.util.List;
import no.grend.invoicepdf.internal.Keeping;
import no.grend.invoicepdf.internal.Mandates;
import no.grend.invoicepdf.internal.Mandates.Claimed;
import no.grend.invoicepdf.internal.PostalAddress;
import no.grend.invoicepdf.internal.dispatch.DispatchSettings.SelfNotice;
import no.grend.invoicepdf.internal.store.Paying;
import no.grend.ledger.CreditNote;
import no.grend.ledger.Invoice;
import no.grend.ledger.Invoice.Status;
import no.grend.ledger.spi.Collector.Notice;
import no.grend.member.Contact;

/**
 * By which way a document goes, or why it does not: e-mail when the recipient has an address, else paper; nothing when the bank
 * tells the payer (S4-32); self-notice on paper with its giro part replaced, unless the settings say otherwise (S4-19, S4-31).
 *
 * @param onPaper whether all of it goes on paper
 * @param named whether the caller named each document: then a paid one is sent too, as its receipt
 * @param mail whether there is an outbox
 */
record Routing(boolean onPaper, boolean named, boolean mail, SelfNotice selfNotice) {

    static final String NO_ADDRESS = "NO_ADDRESS";

    /** The decision. */
    sealed interface Way {}

    /** It goes. @param email null when on paper */
    record Goes(String language, List<String> address, String email, Paying paying) implements Way {}

    /** It does not go. @param reason in words for staff */
    record Stays(String code, String reason) implements Way {}

    /** @param claimed null when nobody collects it @param recipient null when not known any more */
    Way of(Invoice invoice, Claimed claimed, Contact recipient) {
        if (invoice.status() == Status.CREDITED) {
            return new Stays("CREDITED", "The invoice is credited; send the credit note instead.");
        }
        if (invoice.status() == Status.PAID && !named) {
            return new Stays("PAID", "The invoice is paid.");
        }
        if (claimed != null && claimed.notice() == Notice.BANK) {
            return new Stays("TOLD_BY_BANK", "The payer's bank tells of it; cancel the claim to send an invoice.");
        }
        if (claimed != null && claimed.notice() == null) {
            return new Stays(
                    "NO_NOTICE_NEEDED",
                    "It is collected by mandate, and the payer is told already or has asked not to be.");
        }
        boolean paper = onPaper || claimed != null && selfNotice == SelfNotice.LETTER;
        return goes(paper, Mandates.paying(invoice.status(), claimed), recipient);
    }

    Way of(CreditNote note, Contact recipient) {
        return goes(onPaper, Paying.NOTHING, recipient);
    }

    private Way goes(boolean paper, Paying paying, Contact recipient) {
        List<String> address = PostalAddress.lines(recipient == null ? null : recipient.address());
        String email = recipient == null
                        || recipient.email() == null
                        || recipient.email().isBlank()
                ? null
                : recipient.email().strip();
        if (mail && !paper && email != null) {
            return new Goes(Keeping.language(recipient), address, email, paying);
        }
        return address.isEmpty()
                ? new Stays(
                        NO_ADDRESS, "The recipient has no postal address" + (email == null ? " and no e-mail." : "."))
                : new Goes(Keeping.language(recipient), address, null, paying);
    }
}
