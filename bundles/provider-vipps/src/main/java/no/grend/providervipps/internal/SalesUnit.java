package no.grend.providervipps.internal;

import java.net.URI;
import java.util.List;

/** A sales unit («salgssted») and its keys. */
record SalesUnit(
        URI api,
        String merchantSerialNumber,
        String clientId,
        String clientSecret,
        String subscriptionKey,
        List<String> webhookSecrets) {

    SalesUnit {
        boolean near = "localhost".equals(api.getHost()) || "127.0.0.1".equals(api.getHost());
        if (!"https".equals(api.getScheme()) && !(near && "http".equals(api.getScheme()))) {
            throw new IllegalArgumentException("The url of Vipps must be https, or http to this machine");
        }
        if (merchantSerialNumber.isBlank()
                || clientId.isBlank()
                || clientSecret.isBlank()
                || subscriptionKey.isBlank()) {
            throw new IllegalArgumentException(
                    "Vipps needs merchantSerialNumber, clientId, .clientSecret and .subscriptionKey in no.grend.provider.vipps");
        }
        webhookSecrets =
                webhookSecrets.stream().filter(secret -> !secret.isBlank()).toList();
    }

    static SalesUnit of(VippsSettings settings) {
        return new SalesUnit(
                URI.create(settings.url()),
                settings.merchantSerialNumber(),
                settings.clientId(),
                settings._clientSecret(),
                settings._subscriptionKey(),
                List.of(settings._webhookSecrets()));
    }

    /** Its keys are nobody's business. */
    @Override
    public String toString() {
        return "sales unit " + merchantSerialNumber;
    }
}
