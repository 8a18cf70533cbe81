package no.grend.adminrest.internal.gate;

import java.security.Principal;
import javax.ws.rs.core.SecurityContext;
import no.grend.identity.Actor;

/** The security context of a staff request; its principal is the {@link Actor}. */
record StaffSecurity(Actor actor, boolean secure) implements SecurityContext {

    @Override
    public Principal getUserPrincipal() {
        return actor;
    }

    @Override
    public boolean isUserInRole(String role) {
        return actor.roles().stream().anyMatch(held -> held.name().equals(role));
    }

    @Override
    public boolean isSecure() {
        return secure;
    }

    @Override
    public String getAuthenticationScheme() {
        return "Bearer";
    }
}
