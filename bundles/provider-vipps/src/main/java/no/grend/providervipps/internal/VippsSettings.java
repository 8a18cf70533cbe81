package no.grend.providervipps.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Configuration {@code no.grend.provider.vipps}; without it there is no Vipps. The keys are those of one sales unit. */
@ObjectClassDefinition(name = "Vipps", description = "Nøklene til ett salgssted, fra Vipps MobilePay sin portal")
public @interface VippsSettings {

    /** Where the API is; the test environment is {@code https://apitest.vipps.no}. */
    @AttributeDefinition(name = "Adresse")
    String url() default "https://api.vipps.no";

    @AttributeDefinition(name = "Salgsstedets nummer (MSN)")
    String merchantSerialNumber() default "";

    @AttributeDefinition(name = "Client id")
    String clientId() default "";

    /** Give it as {@code $[env:…]} or {@code $[secret:…]}, never in clear text; so too those below. */
    @AttributeDefinition(name = "Client secret")
    String _clientSecret() default "";

    @AttributeDefinition(name = "Subscription key")
    String _subscriptionKey() default "";

    /** Of the webhook registrations, two while one is exchanged for the other; none: every notice is refused. */
    @AttributeDefinition(name = "Hemmeligheter for varsler")
    String[] _webhookSecrets() default {};
}
