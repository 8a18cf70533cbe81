package no.grend.db.postgresql.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The settings of {@code etc/no.grend.db.postgresql.cfg}; what is empty there is taken from the environment. */
@ObjectClassDefinition(name = "Grend: PostgreSQL")
@interface PostgresSettings {

    @AttributeDefinition(name = "Adresse", description = "jdbc:postgresql:-adresse; tom for GREND_DATABASE_URL")
    String url() default "";

    @AttributeDefinition(name = "Bruker", description = "Tom for GREND_DATABASE_USER")
    String user() default "";

    @AttributeDefinition(
            name = "Passord",
            description = "Tom for GREND_DATABASE_PASSWORD",
            type = AttributeType.PASSWORD)
    String password() default "";

    @AttributeDefinition(name = "Forbindelser", description = "Største antall samtidige forbindelser")
    int connections() default 20;

    @AttributeDefinition(name = "Ventetid", description = "Sekunder før en spørring uten svar gis opp; 0 for aldri")
    int socketTimeout() default 300;
}
