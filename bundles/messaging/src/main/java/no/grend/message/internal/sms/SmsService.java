package no.grend.message.internal.sms;

import java.net.URI;
import java.util.Hashtable;
import no.grend.licence.Licence;
import no.grend.message.spi.Gateway;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

/** Offers the SMS gateway while an address is configured; a configuration without one offers nothing. */
@Component(
        service = {},
        immediate = true,
        configurationPid = "no.grend.messaging.sms")
@Designate(ocd = SmsSettings.class)
public final class SmsService {

    private final ServiceRegistration<Gateway> offered;

    @Activate
    public SmsService(
            BundleContext bundle,
            @Reference(target = "(feature=grend-messaging)") Licence licence,
            SmsSettings settings) {
        if (settings.url().isBlank()) {
            this.offered = null;
            return;
        }
        Hashtable<String, Object> properties = new Hashtable<>();
        properties.put("gateway", "sms-http");
        properties.put("licence", licence.feature());
        SmsGateway gateway = new SmsGateway(URI.create(settings.url().strip()), settings._token(), settings.sender());
        this.offered = bundle.registerService(Gateway.class, gateway, properties);
    }

    @Deactivate
    void stop() {
        if (offered != null) {
            offered.unregister();
        }
    }
}
