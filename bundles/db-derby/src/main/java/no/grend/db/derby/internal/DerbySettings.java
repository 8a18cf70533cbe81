package no.grend.db.derby.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The settings of {@code etc/no.grend.db.derby.cfg}. */
@ObjectClassDefinition(name = "Grend: innebygd database (Derby)")
@interface DerbySettings {

    /** Empty for the folder that {@code GREND_DATA} names. */
    @AttributeDefinition(name = "Mappe", description = "Mappen som databasen ligger i; tom for GREND_DATA")
    String directory() default "";

    @AttributeDefinition(name = "Forbindelser", description = "Største antall samtidige forbindelser")
    int connections() default 20;
}
