package no.grend.agreement.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import no.grend.agreement.internal.store.ConsentRow;
import no.grend.message.Message;
import no.grend.message.Message.Channel;

/**
 * What a payer is told when a consent is to be moved, in their language.
 *
 * @param organisation its name
 * @param link to «Faste betalinger»; null where nobody has said where payers find Grend
 */
record MoveText(String organisation, String link) {

    private static final int A_YEAR = 12;
    private static final Map<String, Properties> TEXTS = new HashMap<>();

    static {
        for (String language : List.of("nb", "nn", "en")) {
            Properties texts = new Properties();
            try (InputStream in = MoveText.class.getResourceAsStream("/moving/texts_" + language + ".properties")) {
                texts.load(new InputStreamReader(in, StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            TEXTS.put(language, texts);
        }
    }

    /**
     * The message.
     *
     * @param to e-mail address or mobile
     * @param language of the payer; anything but nn and en, null too, gives nb
     * @param from the name of the provider that has it, and {@code other} of the one that it moves to
     */
    Message message(
            String key, Channel channel, String to, String language, ConsentRow consent, String from, String other) {
        Properties texts = TEXTS.getOrDefault(language == null ? "nb" : language, TEXTS.get("nb"));
        Object[] values = {
            organisation,
            from,
            other,
            texts.getProperty(consent.purpose(), texts.getProperty("other")),
            link == null ? "." : ": " + link,
            consent.most().toString(),
            texts.getProperty(period(consent.everyMonths()))
        };
        return channel == Channel.SMS
                ? new Message(
                        key, channel, to, null, words(texts, "sms", values).replace('\u00a0', ' '), false)
                : new Message(key, channel, to, words(texts, "subject", values), words(texts, "body", values), false);
    }

    private static String period(int months) {
        return months == A_YEAR ? "year" : months == 1 ? "month" : "period";
    }

    private static String words(Properties texts, String key, Object[] values) {
        return new MessageFormat(texts.getProperty(key), Locale.ROOT).format(values);
    }
}
