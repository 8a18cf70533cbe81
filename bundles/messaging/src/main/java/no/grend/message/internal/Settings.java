package no.grend.message.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Configuration {@code no.grend.messaging}. */
@ObjectClassDefinition(name = "Meldinger", description = "Utboksen")
public @interface Settings {

    /** After so many failed deliveries a message is given up; the last pauses are four hours. */
    @AttributeDefinition(name = "Antall forsøk")
    int attempts() default 10;

    /** How many messages of one channel are delivered at the same time. */
    @AttributeDefinition(name = "Samtidige leveringer per kanal")
    int workers() default 2;

    /** How often the outbox looks for messages of other nodes and for those whose time has come, in milliseconds. */
    @AttributeDefinition(name = "Hvor ofte utboksen ser etter (ms)")
    long pollMillis() default 2000;
}
