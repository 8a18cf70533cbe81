package no.grend.schema.internal;

import java.util.Hashtable;
import java.util.Locale;
import no.grend.schema.Database;
import no.grend.schema.Database.Dialect;
import no.grend.schema.SchemaStatus.ModuleSchema;
import no.grend.schema.SchemaStatus.State;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;

/** One module's way from change log to published door. Safe between threads. */
final class ModuleTables {

    private final BundleContext context;
    private ModuleSchema status;
    private ServiceRegistration<Database> door;
    private boolean withdrawn;

    ModuleTables(String module, BundleContext context) {
        this.context = context;
        this.status = new ModuleSchema(module, State.WAITING, null);
    }

    synchronized ModuleSchema status() {
        return status;
    }

    /** Publishes the door, unless the bundle has gone meanwhile. */
    void publish(Database database, Dialect dialect) {
        Hashtable<String, Object> properties = new Hashtable<>();
        properties.put("module", status().module());
        properties.put("grend.database", dialect.name().toLowerCase(Locale.ROOT));
        synchronized (this) {
            if (withdrawn) {
                return;
            }
        }
        // Outside the lock, because the components that were waiting for the door start inside this call.
        ServiceRegistration<Database> published = context.registerService(Database.class, database, properties);
        boolean late;
        synchronized (this) {
            late = withdrawn;
            door = late ? null : published;
            status = new ModuleSchema(status.module(), State.READY, null);
        }
        if (late) {
            published.unregister();
        }
    }

    synchronized void waitBecause(String reason) {
        status = new ModuleSchema(status.module(), State.WAITING, reason);
    }

    synchronized void fail(String reason) {
        status = new ModuleSchema(status.module(), State.FAILED, reason);
    }

    /** Takes the door away for good. */
    void withdraw() {
        ServiceRegistration<Database> published;
        synchronized (this) {
            withdrawn = true;
            published = door;
            door = null;
        }
        if (published != null) {
            published.unregister();
        }
    }
}
