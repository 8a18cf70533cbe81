package no.grend.providercard.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Configuration {@code no.grend.provider.card}; without it there are no card payments. */
@ObjectClassDefinition(name = "Kort", description = "Avtalen med kortinnløseren (Nexi Checkout)")
public @interface CardSettings {

    /** Where the API is; the test environment is {@code https://test.api.dibspayment.eu}. */
    @AttributeDefinition(name = "Adresse")
    String url() default "https://api.dibspayment.eu";

    /** Give it as {@code $[env:…]} or {@code $[secret:…]}, never in clear text; so too the one below. */
    @AttributeDefinition(name = "Hemmelig nøkkel")
    String _secretKey() default "";

    /** Of one's own choice, two while one is exchanged for the other; none: every notice is refused, and none is asked for. */
    @AttributeDefinition(name = "Hemmeligheter for varsler")
    String[] _webhookSecrets() default {};

    /** Where the acquirer's servers reach us: {@code https://<address>/payment-notices/card}. Empty: no notices are asked for. */
    @AttributeDefinition(name = "Adresse for varsler")
    String noticeUrl() default "";

    /** The organisation's terms of sale, which the acquirer's page links to. */
    @AttributeDefinition(name = "Adresse til salgsvilkårene")
    String termsUrl() default "";
}
