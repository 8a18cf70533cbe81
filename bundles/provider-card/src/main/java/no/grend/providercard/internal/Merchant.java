package no.grend.providercard.internal;

import java.net.URI;
import java.util.List;

/**
 * The organisation as the acquirer's merchant («brukersted»), and its keys.
 *
 * @param noticeUrl null when no notices are asked for
 */
record Merchant(URI api, String secretKey, List<String> webhookSecrets, URI noticeUrl, URI termsUrl) {

    Merchant {
        requireSafe("url", api);
        if (noticeUrl != null) {
            requireSafe("noticeUrl", noticeUrl);
        }
        if (secretKey.isBlank() || termsUrl == null) {
            throw new IllegalArgumentException("Card payments need .secretKey and termsUrl in no.grend.provider.card");
        }
        webhookSecrets =
                webhookSecrets.stream().filter(secret -> !secret.isBlank()).toList();
    }

    static Merchant of(CardSettings settings) {
        return new Merchant(
                URI.create(settings.url()),
                settings._secretKey(),
                List.of(settings._webhookSecrets()),
                settings.noticeUrl().isBlank() ? null : URI.create(settings.noticeUrl()),
                settings.termsUrl().isBlank() ? null : URI.create(settings.termsUrl()));
    }

    /** Whether the acquirer is asked to send notices: there must be a secret to know them by. */
    boolean takesNotices() {
        return noticeUrl != null && !webhookSecrets.isEmpty();
    }

    private static void requireSafe(String name, URI address) {
        boolean near = "localhost".equals(address.getHost()) || "127.0.0.1".equals(address.getHost());
        if (!"https".equals(address.getScheme()) && !(near && "http".equals(address.getScheme()))) {
            throw new IllegalArgumentException(
                    name + " in no.grend.provider.card must be https, or http to this machine");
        }
    }

    /** Its keys are nobody's business. */
    @Override
    public String toString() {
        return "merchant at " + api.getHost();
    }
}
