package no.grend.message.internal.sms;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Configuration {@code no.grend.messaging.sms}; without an address there is no SMS gateway. */
@ObjectClassDefinition(name = "SMS ut (HTTP)")
public @interface SmsSettings {

    /** Where messages are posted, https, or http to this machine. Empty: no gateway. */
    @AttributeDefinition(name = "Adresse")
    String url() default "";

    /** The operator's secret; give it as {@code $[env:…]} or {@code $[secret:…]}, never in clear text. */
    @AttributeDefinition(name = "Hemmelighet")
    String _token() default "";

    /** What the receiver sees as sender, at most 11 letters and digits, or a number. */
    @AttributeDefinition(name = "Avsender")
    String sender() default "";
}
