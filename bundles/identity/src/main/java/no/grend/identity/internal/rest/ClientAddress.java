package no.grend.identity.internal.rest;

import java.util.Collections;
import java.util.Set;
import javax.servlet.http.HttpServletRequest;
import no.grend.identity.ClientAddresses;
import no.grend.identity.internal.IdentitySettings;
import no.grend.identity.internal.ListSetting;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Where a request comes from. What {@code X-Forwarded-For} says is believed only of proxies that are configured (S18). */
@Component(
        service = {ClientAddresses.class, ClientAddress.class},
        configurationPid = IdentitySettings.PID)
public final class ClientAddress implements ClientAddresses {

    private final Set<String> trustedProxies;

    @Activate
    public ClientAddress(IdentitySettings settings) {
        this(Set.copyOf(ListSetting.values(settings.trustedProxies())));
    }

    ClientAddress(Set<String> trustedProxies) {
        this.trustedProxies = trustedProxies;
    }

    /** A proxy may add a header line of its own after the client's, so all lines count. */
    String of(HttpServletRequest request) {
        return of(request.getRemoteAddr(), String.join(",", Collections.list(request.getHeaders(HEADER))));
    }

    @Override
    public String of(String remote, String forwardedFor) {
        if (forwardedFor == null || !trustedProxies.contains(remote)) {
            return remote;
        }
        String[] chain = forwardedFor.split(",", -1);
        for (int i = chain.length - 1; i >= 0; i--) {
            String hop = chain[i].strip();
            if (!hop.isEmpty() && !trustedProxies.contains(hop)) {
                return hop;
            }
        }
        return remote;
    }
}
