package no.grend.message.internal.smtp;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Configuration {@code no.grend.messaging.smtp}; without a host there is no SMTP gateway. */
@ObjectClassDefinition(name = "E-post ut (SMTP)")
public @interface SmtpSettings {

    /** How the line to the server is protected. */
    enum Security {
        /** STARTTLS, or no mail. */
        STARTTLS,
        /** TLS from the first byte. */
        TLS,
        /** None; only for a server on this machine. */
        NONE
    }

    /** Empty: no gateway. */
    @AttributeDefinition(name = "Tjener")
    String host() default "";

    @AttributeDefinition(name = "Port")
    int port() default 587;

    @AttributeDefinition(name = "Sikring")
    Security security() default Security.STARTTLS;

    /** Empty: no sign-in. */
    @AttributeDefinition(name = "Bruker")
    String user() default "";

    /** Give it as {@code $[env:…]} or {@code $[secret:…]}, never in clear text. */
    @AttributeDefinition(name = "Passord")
    String _password() default "";

    /** The address that mail comes from; empty: the organisation's own. */
    @AttributeDefinition(name = "Avsender")
    String from() default "";
}
