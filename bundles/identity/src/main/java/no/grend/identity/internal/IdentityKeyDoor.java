package no.grend.identity.internal;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import no.grend.identity.internal.store.AccountRows;
import no.grend.identity.internal.store.KeyRow;
import no.grend.kernel.HealthCheck;
import no.grend.kernel.KeyFolder;
import no.grend.kernel.KeyFolder.KeysDoNotFit;
import no.grend.schema.Database;
import org.osgi.annotation.bundle.Capability;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes the {@link IdentityKey} when it is the one that the database was written with, and makes it on a database that
 * nothing was written in. Else nobody can sign in, and this says why.
 */
@Component(service = HealthCheck.class, immediate = true, configurationPid = IdentitySettings.PID)
@Designate(ocd = IdentitySettings.class)
@Capability(
        namespace = "osgi.service",
        attribute = "objectClass:List<String>=\"no.grend.identity.internal.IdentityKey\"",
        effective = "active")
public final class IdentityKeyDoor implements HealthCheck {

    private static final Logger LOG = LoggerFactory.getLogger(IdentityKeyDoor.class);
    private static final String FILE = "identity.key";

    private final ServiceRegistration<IdentityKey> door;
    private final String trouble;

    @Activate
    public IdentityKeyDoor(
            BundleContext context, @Reference(target = "(module=identity)") Database db, IdentitySettings settings) {
        ServiceRegistration<IdentityKey> published = null;
        String refusal = null;
        try {
            IdentityKey key = open(db, file(settings.keyFile()));
            published = context.registerService(IdentityKey.class, key, null);
        } catch (KeysDoNotFit e) {
            refusal = e.getMessage();
            LOG.error("Nobody can sign in. {}", refusal);
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

    private static Path file(String configured) {
        // The data folder outlives Karaf's own karaf.data.
        String data = System.getProperty("grend.data", System.getProperty("karaf.base", "."));
        return configured.isBlank() ? KeyFolder.in(Path.of(data)).file(FILE) : Path.of(configured);
    }

    /** The key that the database was written with. @throws KeysDoNotFit when it is not there */
    static IdentityKey open(Database db, Path file) {
        KeyFolder folder = new KeyFolder(file.toAbsolutePath().getParent());
        String name = file.getFileName().toString();
        Optional<String> known = db.read(KeyRow::fingerprint);
        // Accounts come after the key; a database from before the fingerprint has them, and needs its key as well.
        if (known.isPresent() || db.read(AccountRows::anyAtAll)) {
            folder.require(name);
        }
        IdentityKey key = new IdentityKey(file);
        String stored = known.orElseGet(() -> remember(db, key.fingerprint()));
        if (!stored.equals(key.fingerprint())) {
            throw folder.others(name);
        }
        return key;
    }

    private static String remember(Database db, String fingerprint) {
        return db.inTransaction(tx -> KeyRow.fingerprint(tx).orElseGet(() -> {
            KeyRow.insert(tx, fingerprint);
            return fingerprint;
        }));
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
        return trouble == null ? Set.of() : Set.of(IdentityKey.class.getName());
    }
}
