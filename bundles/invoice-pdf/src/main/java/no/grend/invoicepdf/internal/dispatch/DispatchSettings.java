package no.grend.invoicepdf.internal.dispatch;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Configuration {@code no.grend.invoicepdf}. */
@ObjectClassDefinition(name = "Fakturautsending")
public @interface DispatchSettings {

    /** How invoices go of which the organisation itself tells the payer («egenvarsling», S4-31). */
    enum SelfNotice {
        /** On paper, with the other letters. */
        LETTER,
        /** By e-mail to those who have an address; else on paper. */
        EMAIL
    }

    @AttributeDefinition(name = "Egenvarsling av AvtaleGiro")
    SelfNotice selfNotice() default SelfNotice.LETTER;
}
