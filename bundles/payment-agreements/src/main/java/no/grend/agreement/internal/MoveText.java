package no.grend.agreement.internal;

import no.grend.agreement.internal.store.ConsentRow;
import no.grend.kernel.Texts;
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
    private static final Texts TEXTS = Texts.of(MoveText.class, "/moving/texts");

    /**
     * The message.
     *
     * @param to e-mail address or mobile
     * @param language of the payer; anything but nn and en, null too, gives nb
     * @param from the name of the provider that has it, and {@code other} of the one that it moves to
     */
    Message message(
            String key, Channel channel, String to, String language, ConsentRow consent, String from, String other) {
        Object[] values = {
            organisation,
            from,
            other,
            TEXTS.word(language, consent.purpose(), TEXTS.word(language, "other")),
            link == null ? "." : ": " + link,
            consent.most().toString(),
            TEXTS.word(language, period(consent.everyMonths()))
        };
        return channel == Channel.SMS
                ? new Message(
                        key,
                        channel,
                        to,
                        null,
                        TEXTS.say(language, "sms", values).replace('\u00a0', ' '),
                        false)
                : new Message(
                        key,
                        channel,
                        to,
                        TEXTS.say(language, "subject", values),
                        TEXTS.say(language, "body", values),
                        false);
    }

    private static String period(int months) {
        return months == A_YEAR ? "year" : months == 1 ? "month" : "period";
    }
}
