package no.grend.message.internal.smtp;

import java.time.Clock;
import java.util.Hashtable;
import no.grend.licence.Licence;
import no.grend.message.internal.smtp.SmtpGateway.Server;
import no.grend.message.spi.Gateway;
import no.grend.organisation.Organisation;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

/** Offers the SMTP gateway while a host is configured; a configuration without one offers nothing. */
@Component(
        service = {},
        immediate = true,
        configurationPid = "no.grend.messaging.smtp")
@Designate(ocd = SmtpSettings.class)
public final class SmtpService {

    private final ServiceRegistration<Gateway> offered;

    @Activate
    public SmtpService(
            BundleContext bundle,
            @Reference(target = "(feature=grend-messaging)") Licence licence,
            @Reference Organisation organisation,
            @Reference Clock clock,
            SmtpSettings settings) {
        if (settings.host().isBlank()) {
            this.offered = null;
            return;
        }
        Server server = new Server(
                settings.host().strip(),
                settings.port(),
                settings.security(),
                settings.user(),
                settings._password(),
                settings.from().strip());
        Hashtable<String, Object> properties = new Hashtable<>();
        properties.put("gateway", "smtp");
        properties.put("licence", licence.feature());
        this.offered = bundle.registerService(Gateway.class, new SmtpGateway(server, organisation, clock), properties);
    }

    @Deactivate
    void stop() {
        if (offered != null) {
            offered.unregister();
        }
    }
}
