package no.grend.invoicepdf.internal.dispatch;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import no.grend.invoicepdf.internal.sheet.Words;
import no.grend.invoicepdf.internal.sheet.Written;
import no.grend.invoicepdf.internal.store.Paying;
import no.grend.invoicepdf.internal.store.Paying.Way;
import no.grend.invoicepdf.internal.store.Sender;
import no.grend.ledger.CreditNote;
import no.grend.ledger.Invoice;

/**
 * The words of the e-mail that a document is attached to: who it is from and what it is about, in plain sentences that no filter
 * takes for advertising (S2-07). The subject holds no personal data.
 */
record MailText(String subject, String body) {

    /** @param link to pay it by; null for none */
    static MailText of(Invoice invoice, Sender sender, Paying paying, URI link, Words words) {
        String number = Long.toString(invoice.number());
        List<String> facts = new ArrayList<>();
        facts.add(words.of("mail.amount", invoice.amount().toString()));
        if (paying.way() == Way.TO_PAY) {
            facts.add(words.of("mail.due", Written.date(invoice.dueDate())));
            if (sender.account() != null) {
                facts.add(words.of("mail.account", Written.account(sender.account())));
            }
            facts.add(words.of("mail.kid", invoice.kid()));
            if (link != null) {
                facts.add(words.of("mail.online", link.toString()));
            }
        } else if (paying.way() == Way.COLLECTED) {
            facts.add(words.of("mail.collected", paying.collector(), Written.date(invoice.dueDate())));
        }
        return of(
                words.of("mail.invoice.subject", number, sender.name()),
                words.of("mail.invoice.attached", number, sender.name()),
                facts,
                sender,
                words);
    }

    static MailText of(CreditNote note, Sender sender, Words words) {
        String number = Long.toString(note.number());
        return of(
                words.of("mail.credit.subject", number, sender.name()),
                words.of("mail.credit.attached", number, sender.name(), Long.toString(note.invoiceNumber())),
                List.of(words.of("mail.amount", note.amount().toString()), words.of("mail.credit.none")),
                sender,
                words);
    }

    private static MailText of(String subject, String what, List<String> facts, Sender sender, Words words) {
        return new MailText(
                subject,
                String.join(
                        "\n\n",
                        words.of("mail.hello"),
                        what,
                        String.join("\n", facts),
                        words.of("mail.questions"),
                        words.of("mail.regards") + "\n" + sender.name()));
    }
}
