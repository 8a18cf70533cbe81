package no.grend.identity.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Configuration {@code no.grend.identity}; a change takes effect at once. */
@ObjectClassDefinition(name = "Innlogging", description = "Innlogging for ansatte, tillitsvalgte og medlemmer")
public @interface IdentitySettings {

    /** Its PID. */
    String PID = "no.grend.identity";

    /** File of the key; empty for {@code keys/identity.key} in the data folder. */
    @AttributeDefinition(name = "Nøkkelfil", description = "Tom gir keys/identity.key i datamappen")
    String keyFile() default "";

    /** Addresses of proxies that are believed about {@code X-Forwarded-For}, for staff and members alike. */
    @AttributeDefinition(
            name = "Mellomtjenere",
            description = "IP-adressene til mellomtjenere (proxy) som settes til å fortelle hvem som spør")
    String[] trustedProxies() default {};

    /** Roles that count only after sign-in with a second factor. */
    @AttributeDefinition(
            name = "Roller som krever totrinnsbekreftelse",
            description = "ADMIN, TREASURER, MEMBER_STAFF, ACTIVITY_STAFF, READER; ingen når feltet er tomt")
    String[] secondFactorRoles() default {};
}
