package no.grend.member.internal;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import no.grend.kernel.HealthCheck;
import no.grend.kernel.KeyFolder;
import no.grend.kernel.KeyFolder.KeysDoNotFit;
import no.grend.licence.Licence;
import no.grend.schema.Database;
import org.osgi.annotation.bundle.Capability;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes the {@link NumberVault} when its keys are those that the database was written with. Else the register stays
 * shut, and this says why.
 */
@Component(service = HealthCheck.class, immediate = true)
@Capability(
        namespace = "osgi.service",
        attribute = "objectClass:List<String>=\"no.grend.member.internal.NumberVault\"",
        effective = "active")
public final class VaultDoor implements HealthCheck {

    private static final Logger LOG = LoggerFactory.getLogger(VaultDoor.class);

    private final ServiceRegistration<NumberVault> door;
    private final String trouble;

    @Activate
    public VaultDoor(
            BundleContext context,
            @Reference(target = "(module=member)") Database db,
            @Reference Clock clock,
            @Reference(target = "(feature=grend-member-core)") Licence licence) {
        ServiceRegistration<NumberVault> published = null;
        String refusal = null;
        try {
            NumberVault vault = VaultKeys.open(folder().path(), db, clock);
            published = context.registerService(NumberVault.class, vault, null);
        } catch (KeysDoNotFit e) {
            refusal = e.getMessage();
            LOG.error("The register under licence {} stays shut. {}", licence.feature(), refusal);
        }
        this.door = published;
        this.trouble = refusal;
    }

    @Deactivate
    void close() {
        if (door != null) {
            door.unregister();
        }
    }

    private static KeyFolder folder() {
        String data = System.getProperty("grend.data");
        if (data == null || data.isBlank()) {
            throw new IllegalStateException(
                    "The system property grend.data does not say where the member keys lie; set it in etc/system.properties");
        }
        return KeyFolder.in(Path.of(data));
    }

    @Override
    public String name() {
        return "keys";
    }

    @Override
    public List<String> troubles() {
        return trouble == null ? List.of() : List.of(trouble);
    }

    @Override
    public Set<String> withheld() {
        return trouble == null ? Set.of() : Set.of(NumberVault.class.getName());
    }
}
