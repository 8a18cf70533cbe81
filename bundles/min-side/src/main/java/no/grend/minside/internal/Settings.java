package no.grend.minside.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Configuration {@code no.grend.minside}; a change takes effect at once. */
@ObjectClassDefinition(name = "Min Side", description = "Medlemmenes portal")
public @interface Settings {

    /** The address that members type, {@code https://min.klubb.no}; with https cookies become Secure. Empty: GREND_PUBLIC_URL. */
    @AttributeDefinition(name = "Offentlig adresse")
    String publicUrl() default "";

    /** How long a panel's summary may take, in milliseconds. */
    @AttributeDefinition(name = "Tidsgrense for panelets sammendrag (ms)")
    long summaryMillis() default 800;
}
