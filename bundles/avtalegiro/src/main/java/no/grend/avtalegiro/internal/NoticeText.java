package no.grend.avtalegiro.internal;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import no.grend.avtalegiro.internal.store.ClaimRow;
import no.grend.kernel.Ore;
import no.grend.kernel.Texts;
import no.grend.ledger.Invoice;
import no.grend.message.Message;
import no.grend.message.Message.Channel;

/**
 * What the payer is told of a self-notified claim: who claims, how much, for what and when, and nothing that it could be paid
 * by a second time, neither account nor KID (S4-19, bank-files 7.4).
 */
final class NoticeText {

    private static final Texts TEXTS = Texts.of(NoticeText.class, "/notice/texts");
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("dd.MM.yyyy", Locale.ROOT);
    private static final int LONGEST_PURPOSE = 120;

    private final String language;
    private final String payee;

    /** @param language nb, nn or en; anything else, null too, gives nb @param payee the organisation's name */
    NoticeText(String language, String payee) {
        this.language = language;
        this.payee = payee == null ? "" : payee;
    }

    /** @param to e-mail address or mobile */
    Message message(String key, Channel channel, String to, ClaimRow claim, Invoice invoice) {
        return channel == Channel.SMS
                ? new Message(key, channel, to, null, sms(claim, invoice), false)
                : new Message(key, channel, to, of("subject", date(claim.dueDate())), email(claim, invoice), false);
    }

    private String sms(ClaimRow claim, Invoice invoice) {
        return of(
                        "sms",
                        payee,
                        claim.amount().toString(),
                        date(claim.dueDate()),
                        Long.toString(claim.invoiceNumber()),
                        purpose(invoice))
                .replace('\u00a0', ' ');
    }

    private static String purpose(Invoice invoice) {
        String text = invoice.lines().isEmpty() ? "" : invoice.lines().get(0).text();
        return text.length() <= LONGEST_PURPOSE ? text : text.substring(0, LONGEST_PURPOSE);
    }

    private String email(ClaimRow claim, Invoice invoice) {
        List<String> text = new ArrayList<>();
        text.add(of("opening", claim.amount().toString(), date(claim.dueDate())));
        text.add("");
        text.add(of("payee", payee));
        text.add(of("invoice", Long.toString(claim.invoiceNumber())));
        text.add("");
        text.addAll(lines(claim, invoice));
        text.add(row(TEXTS.word(language, "sum"), claim.amount()));
        text.add("");
        text.add(TEXTS.word(language, "nothing"));
        text.add(TEXTS.word(language, "stop"));
        text.add("");
        text.add(payee);
        return String.join("\n", text);
    }

    /** How the sum comes about, as long as it still does: what changed after the claim does not change the claim. */
    private List<String> lines(ClaimRow claim, Invoice invoice) {
        List<String> rows = new ArrayList<>();
        invoice.lines().forEach(line -> rows.add(row(line.text(), line.amount())));
        if (invoice.open().equals(claim.amount())) {
            add(rows, "credited", invoice.credited().negate());
            add(rows, "fees", invoice.owed().fees());
            add(rows, "interest", invoice.owed().interest());
            add(rows, "paid", invoice.paid().negate());
        }
        return rows;
    }

    private void add(List<String> rows, String key, Ore amount) {
        if (!amount.isZero()) {
            rows.add(row(TEXTS.word(language, key), amount));
        }
    }

    private static String row(String text, Ore amount) {
        return text + ": " + amount + " kr";
    }

    private static String date(LocalDate date) {
        return DATE.format(date);
    }

    private String of(String key, Object... values) {
        return TEXTS.say(language, key, values);
    }
}
