package no.grend.metrics.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Configuration {@code no.grend.metrics}; a change takes effect at once. */
@ObjectClassDefinition(name = "Målinger", description = "Målinger for Prometheus")
public @interface MetricsSettings {

    /** Its PID. */
    String PID = "no.grend.metrics";

    /** The token of whoever scrapes, at least 32 characters; empty: only signed-in staff. Give it as {@code $[env:…]}. */
    @AttributeDefinition(
            name = "Nøkkel",
            description = "Minst 32 tegn; tom slipper bare inn innloggede administratorer",
            type = AttributeType.PASSWORD)
    String _token() default "";
}
