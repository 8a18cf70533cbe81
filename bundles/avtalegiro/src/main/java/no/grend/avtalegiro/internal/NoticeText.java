package no.grend.avtalegiro.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import no.grend.avtalegiro.internal.store.ClaimRow;
import no.grend.kernel.Ore;
import no.grend.ledger.Invoice;
import no.grend.message.Message;
import no.grend.message.Message.Channel;

/**
 * What the payer is told of a self-notified claim: who claims, how much, for what and when, and nothing that it could be paid
 * by a second time, neither account nor KID (S4-19, bank-files 7.4).
 */
final class NoticeText {

    private static final Map<String, Properties> BY_LANGUAGE = new ConcurrentHashMap<>();
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("dd.MM.yyyy", Locale.ROOT);
    private static final int LONGEST_PURPOSE = 120;

    private final Properties words;
    private final String payee;

    /** @param language nb, nn or en; anything else, null too, gives nb @param payee the organisation's name */
    NoticeText(String language, String payee) {
        String known = "nn".equals(language) || "en".equals(language) ? language : "nb";
        this.words = BY_LANGUAGE.computeIfAbsent(known, NoticeText::read);
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
        text.add(row(words.getProperty("sum"), claim.amount()));
        text.add("");
        text.add(words.getProperty("nothing"));
        text.add(words.getProperty("stop"));
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
            rows.add(row(words.getProperty(key), amount));
        }
    }

    private static String row(String text, Ore amount) {
        return text + ": " + amount + " kr";
    }

    private static String date(LocalDate date) {
        return DATE.format(date);
    }

    private String of(String key, Object... values) {
        return new MessageFormat(words.getProperty(key), Locale.ROOT).format(values);
    }

    private static Properties read(String language) {
        Properties read = new Properties();
        String name = "notice/texts_" + language + ".properties";
        try (InputStream in = NoticeText.class.getClassLoader().getResourceAsStream(name)) {
            read.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return read;
    }
}
