package no.grend.agreement.internal.link;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import no.grend.agreement.Payments.Way;
import no.grend.agreement.internal.minside.PaymentCard;
import no.grend.kernel.Ore;
import no.grend.kernel.Texts;

/**
 * The page that a link opens, as HTML without script. It shows what is to be paid and to whom, and nothing of who the payer is.
 * The words for a payment's states are those of Min Side.
 */
final class PayPage {

    private static final Texts TEXTS = Texts.of(PayPage.class, "/minside/payments/texts", "/pay/texts");

    private final String language;
    private final List<String> styleSheets;
    private final String organisation;
    private final StringBuilder html = new StringBuilder();

    /** @param styleSheets their addresses, in order @param organisation its name; empty for none */
    PayPage(String language, List<String> styleSheets, String organisation) {
        this.language = language;
        this.styleSheets = styleSheets;
        this.organisation = organisation;
    }

    /**
     * What is shown.
     *
     * @param number of the invoice
     * @param open what is left to pay
     * @param payment the latest; null for none
     * @param ways empty when nothing can be begun
     * @param message key of what went wrong just now; null for nothing
     */
    record Shown(
            String payee,
            String number,
            Ore open,
            LocalDate due,
            PaymentCard payment,
            List<Way> ways,
            String message) {}

    String of(Shown shown) {
        begin(say("pay.title", shown.number()));
        if (shown.message() != null) {
            html.append("<p role=\"alert\">").append(text(shown.message())).append("</p>\n");
        }
        html.append("<dl>\n");
        fact("payee", escaped(shown.payee()));
        fact("open", money(shown.open()));
        fact("due", day(shown.due()));
        html.append("</dl>\n");
        if (shown.payment() != null) {
            payment(shown.payment());
        } else if (!shown.open().isPositive()) {
            html.append("<p>").append(text("nothing")).append("</p>\n");
        }
        ways(shown);
        return end();
    }

    /** For a link that leads nowhere. */
    String dead() {
        begin(say("dead.title"));
        html.append("<p>").append(text("dead")).append("</p>\n<p><a href=\"/min-side/\">");
        html.append(text("minside")).append("</a></p>\n");
        return end();
    }

    private void payment(PaymentCard payment) {
        html.append("<section aria-labelledby=\"payment\">\n<h2 id=\"payment\">");
        html.append(escaped(say("line", named(payment.provider())))).append("</h2>\n<p><strong>");
        html.append(text(payment.state())).append("</strong></p>\n<p>");
        html.append(text(payment.told())).append("</p>\n");
        if (payment.redirect() != null) {
            html.append("<p><a role=\"button\" href=\"")
                    .append(escaped(payment.redirect()))
                    .append("\">");
            html.append(escaped(say("go", named(payment.provider())))).append("</a></p>\n");
        }
        if (!payment.over()) {
            button("inquiry", null, say("ask"));
            button("cancellation", null, say("cancel"));
        }
        html.append("</section>\n");
    }

    private void ways(Shown shown) {
        if (!shown.ways().isEmpty()) {
            html.append("<section aria-labelledby=\"ways\">\n<h2 id=\"ways\">");
            html.append(text("ways")).append("</h2>\n");
            shown.ways().forEach(way -> button("start", way.provider(), say("pay", named(way.name()))));
            html.append("</section>\n");
        } else if (shown.open().isPositive()
                && (shown.payment() == null || shown.payment().over())) {
            html.append("<p>").append(text("noWay")).append("</p>\n");
        }
    }

    /** A form posts to the page itself, whose address is the link. */
    private void button(String what, String provider, String label) {
        html.append("<form method=\"post\"><input type=\"hidden\" name=\"do\" value=\"")
                .append(what)
                .append("\">");
        if (provider != null) {
            html.append("<input type=\"hidden\" name=\"provider\" value=\"");
            html.append(escaped(provider)).append("\">");
        }
        html.append("<button type=\"submit\">").append(escaped(label)).append("</button></form>\n");
    }

    private void begin(String title) {
        html.append("<!DOCTYPE html>\n<html lang=\"")
                .append(language)
                .append("\">\n<head>\n<meta charset=\"utf-8\">\n");
        html.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>");
        html.append(escaped(title)).append("</title>\n");
        styleSheets.forEach(address -> html.append("<link rel=\"stylesheet\" href=\"")
                .append(escaped(address))
                .append("\">\n"));
        html.append(
                "</head>\n<body>\n<header><div data-bar><span data-brand><span aria-hidden=\"true\" data-mark></span>");
        html.append(escaped(organisation))
                .append("</span></div></header>\n<main data-narrow>\n<h1>")
                .append(escaped(title))
                .append("</h1>\n");
    }

    private String end() {
        return html.append("</main>\n</body>\n</html>\n").toString();
    }

    private void fact(String key, String value) {
        html.append("<div><dt>")
                .append(text(key))
                .append("</dt><dd>")
                .append(value)
                .append("</dd></div>\n");
    }

    private String text(String key) {
        return escaped(say(key));
    }

    /** What a provider is called in this language; its own name where there is no other. */
    private String named(String provider) {
        return TEXTS.word(language, provider, provider);
    }

    private String say(String key, Object... values) {
        return TEXTS.word(language, key, null) == null ? key : TEXTS.say(language, key, values);
    }

    private static String money(Ore ore) {
        return escaped("kr " + ore);
    }

    private String day(LocalDate day) {
        return escaped(DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                .withLocale(Locale.forLanguageTag(language))
                .format(day));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
