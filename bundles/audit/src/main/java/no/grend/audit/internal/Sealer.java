package no.grend.audit.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import no.grend.kernel.HealthCheck;
import no.grend.kernel.KeyFolder;
import no.grend.kernel.KeyFolder.KeysDoNotFit;
import no.grend.kernel.Verification;
import no.grend.schema.Database;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Seals new entries every second and when it stops, and answers for the chain: {@code grend:verify audit}. Without the key
 * that the chain was begun with entries wait for their seal, and this says why.
 */
@Component(
        service = {Verification.class, HealthCheck.class},
        immediate = true)
public final class Sealer implements Verification, HealthCheck {

    private static final Logger LOG = LoggerFactory.getLogger(Sealer.class);

    private static final long LONGEST_STOP_SECONDS = 30;

    /** Null without the right key. */
    private final AuditChain chain;

    /** Why there is no chain; null when there is. */
    private final String refusal;

    private final ScheduledThreadPoolExecutor ticker =
            new ScheduledThreadPoolExecutor(1, task -> new Thread(task, "grend-audit"));

    private volatile String trouble;

    @Activate
    public Sealer(BundleContext context, @Reference(target = "(module=audit)") Database db) {
        AuditChain opened = null;
        String why = null;
        try {
            opened = new AuditChain(db, KeyFolder.in(home(context)).path());
        } catch (KeysDoNotFit e) {
            why = e.getMessage();
            LOG.error("What is done is written down, but the audit log cannot be sealed. {}", why);
        }
        this.chain = opened;
        this.refusal = why;
        begin();
    }

    Sealer(AuditChain chain) {
        this.chain = chain;
        this.refusal = null;
        begin();
    }

    private void begin() {
        if (chain == null) {
            return;
        }
        ticker.scheduleWithFixedDelay(this::seal, 1, 1, TimeUnit.SECONDS);
    }

    /** What came in last is sealed too, as long as the database is there. */
    @Deactivate
    void stop() throws InterruptedException {
        // No interrupt: it would close the file that Derby is writing.
        ticker.shutdown();
        if (ticker.awaitTermination(LONGEST_STOP_SECONDS, TimeUnit.SECONDS) && chain != null) {
            seal();
        }
    }

    @Override
    public String area() {
        return "audit";
    }

    @Override
    public List<Violation> verify() {
        if (chain == null) {
            return List.of(new Violation("P18", refusal));
        }
        try {
            return chain.verify();
        } catch (IOException e) {
            LOG.warn("The audit log's head cannot be read", e);
            return List.of(new Violation("P18", "The file keys/audit.head cannot be read."));
        }
    }

    @Override
    public String name() {
        return chain == null ? "keys" : "audit";
    }

    @Override
    public List<String> troubles() {
        if (chain == null) {
            return List.of(refusal);
        }
        String now = trouble;
        return now == null ? List.of() : List.of(now);
    }

    private void seal() {
        try {
            int sealed = chain.sealPending();
            if (sealed > 0) {
                LOG.debug("Sealed {} audit entries", sealed);
            }
            trouble = null;
        } catch (AuditChain.WrongKey e) {
            tell(e.getMessage(), e);
        } catch (IOException | RuntimeException e) {
            tell("The audit log cannot be sealed now; its entries wait.", e);
        }
    }

    /** Once, not every second. */
    private void tell(String message, Exception failure) {
        if (!message.equals(trouble)) {
            LOG.error(message, failure);
        }
        trouble = message;
    }

    private static Path home(BundleContext context) {
        String data = context.getProperty("grend.data");
        if (data != null && !data.isBlank()) {
            return Path.of(data).toAbsolutePath();
        }
        String base = context.getProperty("karaf.base");
        return Path.of(base == null ? "" : base, "data", "grend").toAbsolutePath();
    }
}
