package no.grend.shell.internal;

import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Duration;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import no.grend.kernel.Diagnosis;
import no.grend.kernel.Diagnosis.Finding;
import no.grend.kernel.Oslo;
import no.grend.schema.Database;
import no.grend.schema.SchemaStatus;
import no.grend.schema.SchemaStatus.ModuleSchema;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** What {@code grend:status} tells, asked for when somebody looks. */
@Component(service = StatusFacts.class)
public final class StatusFacts {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss XXX");

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile SchemaStatus schema;

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile List<Database> databases = List.of();

    private final BundleContext context;
    private final Clock clock;
    private final Object clockStartedAt;
    private final Diagnosis diagnosis;

    @Activate
    public StatusFacts(
            BundleContext context,
            @Reference Clock clock,
            @Reference(service = Clock.class) Map<String, Object> clockProperties,
            @Reference Diagnosis diagnosis) {
        this.context = context;
        this.clock = clock;
        this.clockStartedAt = clockProperties.get("started.at");
        this.diagnosis = diagnosis;
    }

    /** Product, version and how long it has been up. */
    public String product() {
        Duration up = Duration.ofMillis(ManagementFactory.getRuntimeMXBean().getUptime());
        return "Grend "
                + context.getBundle().getVersion().toString().replace(".SNAPSHOT", "-SNAPSHOT")
                + ", up " + StatusPage.since(up) + ", on Java " + System.getProperty("java.version");
    }

    /** The injected clock's time. */
    public String time() {
        return TIME.format(clock.instant().atZone(Oslo.ZONE))
                + (clockStartedAt == null
                        ? ""
                        : "  (not the system's: GREND_CLOCK started it at " + clockStartedAt + ")");
    }

    /** Where it is asked. */
    public String address() {
        return property("grend.url");
    }

    public String dataFolder() {
        return property("grend.data");
    }

    private String property(String name) {
        String value = context.getProperty(name);
        return value == null ? "not told" : value;
    }

    /** @param troubles as found a moment ago: a database that hangs is not asked once more */
    public String database(List<Finding> troubles) {
        List<Database> doors = databases;
        if (doors.isEmpty()
                || troubles.stream().anyMatch(trouble -> trouble.part().equals("database"))) {
            return "does not answer";
        }
        return DatabasePlace.of(doors.get(0));
    }

    public List<ModuleSchema> tables() {
        SchemaStatus status = schema;
        return status == null ? List.of() : status.modules();
    }

    public List<Finding> troubles() {
        return diagnosis.troubles();
    }

    public List<Finding> unlicensed() {
        return diagnosis.unlicensed();
    }
}
