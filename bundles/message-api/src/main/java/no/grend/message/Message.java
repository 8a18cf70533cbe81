package no.grend.message;

/**
 * A message to one person.
 *
 * @param key the caller's unique name for it, {@code login-code:<id>}
 * @param channel how it travels
 * @param to e-mail address, or mobile in E.164
 * @param subject null for SMS
 * @param body plain text
 * @param secret whether the body holds a code that is worthless soon: kept out of long storage
 */
public record Message(String key, Channel channel, String to, String subject, String body, boolean secret) {

    /** How a message travels. */
    public enum Channel {
        EMAIL,
        SMS,
        LETTER
    }
}
