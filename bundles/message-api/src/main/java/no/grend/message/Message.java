package no.grend.message;

import java.util.List;

/**
 * A message to one person.
 *
 * @param key the caller's unique name for it, {@code login-code:<id>}
 * @param channel how it travels
 * @param to e-mail address, or mobile in E.164
 * @param subject null for SMS
 * @param body plain text
 * @param secret whether the body holds a code that is worthless soon: kept out of long storage
 * @param attachments at most {@value #MOST_ATTACHMENTS}, and none on SMS
 */
public record Message(
        String key,
        Channel channel,
        String to,
        String subject,
        String body,
        boolean secret,
        List<Attachment> attachments) {

    /** The most files on one message. */
    public static final int MOST_ATTACHMENTS = 5;

    public Message {
        attachments = List.copyOf(attachments);
    }

    /** One that is words only. */
    public Message(String key, Channel channel, String to, String subject, String body, boolean secret) {
        this(key, channel, to, subject, body, secret, List.of());
    }

    /** How a message travels. */
    public enum Channel {
        EMAIL,
        SMS,
        LETTER
    }
}
