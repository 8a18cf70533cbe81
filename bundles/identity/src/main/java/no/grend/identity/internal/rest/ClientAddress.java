package no.grend.identity.internal.rest;

import java.util.Set;
import javax.servlet.http.HttpServletRequest;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Where a request comes from. What {@code X-Forwarded-For} says is believed only of proxies that are configured (S18). */
@Component(service = ClientAddress.class)
@Designate(ocd = ClientAddress.Settings.class)
public final class ClientAddress {

    private final Set<String> trustedProxies;

    /** PID {@code no.grend.identity.internal.rest.ClientAddress}. */
    @ObjectClassDefinition(name = "Grend: klientens adresse")
    @interface Settings {
        @AttributeDefinition(
                description = "IP-adressene til mellomtjenere (proxy) som settes til å fortelle hvem som spør")
        String[] trustedProxies() default {};
    }

    @Activate
    public ClientAddress(Settings settings) {
        this(Set.of(settings.trustedProxies()));
    }

    ClientAddress(Set<String> trustedProxies) {
        this.trustedProxies = trustedProxies;
    }

    String of(HttpServletRequest request) {
        return of(request.getRemoteAddr(), request.getHeader("X-Forwarded-For"));
    }

    /** The last address in the chain that is no trusted proxy. */
    String of(String remote, String forwardedFor) {
        if (forwardedFor == null || !trustedProxies.contains(remote)) {
            return remote;
        }
        String[] chain = forwardedFor.split(",", -1);
        for (int i = chain.length - 1; i >= 0; i--) {
            String hop = chain[i].strip();
            if (!trustedProxies.contains(hop)) {
                return hop;
            }
        }
        return remote;
    }
}
