package no.grend.licence.internal;

import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import no.grend.audit.Audit;
import no.grend.identity.Actor;
import no.grend.identity.Permission;
import no.grend.kernel.Count;
import no.grend.kernel.Oslo;
import no.grend.kernel.Problem;
import no.grend.licence.Licences;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds the licence in force and lets {@link LicenceGates} follow it, second by second.
 *
 * <p>Needs no database, so a database that is away takes no licence away; only installing does, because it is audited.
 */
@Component(service = Licences.class, immediate = true, configurationPid = "no.grend.licence")
@Designate(ocd = LicenceOffice.Settings.class)
public final class LicenceOffice implements Licences {

    private static final Logger LOG = LoggerFactory.getLogger(LicenceOffice.class);

    /** Settings of the licence house. */
    @ObjectClassDefinition(name = "Lisens")
    public @interface Settings {
        @AttributeDefinition(
                name = "Ekstra nøkler",
                description = "Base64 public Ed25519 keys that may sign licences beside Grend's own. For tests only.")
        String[] trustedKeys() default {};
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    private volatile Audit audit;

    private final Clock clock;
    private final LicenceSource source;
    private final LicenceGates gates;
    private final ScheduledExecutorService ticker;
    private TrustedKeys keys;
    private LicenceFile inForce;
    private String refusal;

    @Activate
    public LicenceOffice(@Reference Clock clock, BundleContext context, Settings settings) {
        this(clock, sourceOf(context), new LicenceGates(context), TrustedKeys.with(settings.trustedKeys()), null);
        ticker.scheduleAtFixedRate(this::tickSafely, 1, 1, TimeUnit.SECONDS);
    }

    /** For tests: nothing ticks unless {@link #tick} is called. */
    LicenceOffice(Clock clock, LicenceSource source, LicenceGates gates, TrustedKeys keys, Audit audit) {
        this.audit = audit;
        this.clock = clock;
        this.source = source;
        this.gates = gates;
        this.keys = keys;
        this.ticker = Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, "grend-licence"));
        load();
        tick();
    }

    private static LicenceSource sourceOf(BundleContext context) {
        String named = System.getenv("GREND_LICENCE");
        String data = context.getProperty("grend.data");
        return new LicenceSource(
                named == null || named.isBlank() ? null : Path.of(named), Path.of(data == null ? "data" : data));
    }

    @Modified
    synchronized void modified(Settings settings) {
        keys = TrustedKeys.with(settings.trustedKeys());
        load();
        tick();
    }

    @Deactivate
    void stop() {
        ticker.shutdownNow();
        gates.close();
    }

    /** Opens and closes gates as the clock goes. */
    synchronized void tick() {
        LocalDate today = Oslo.today(clock);
        gates.follow(inForce == null ? List.of() : inForce.grants(), today);
    }

    private void tickSafely() {
        try {
            tick();
        } catch (RuntimeException e) {
            // A scheduled task that throws is never run again, and then no licence would ever expire.
            LOG.error("The licence could not be checked; it is tried again in a second", e);
        }
    }

    private synchronized void load() {
        try {
            LicenceSource.Found found = source.find();
            inForce = LicenceFile.read(found.text(), keys);
            refusal = null;
            LOG.info("Licence in force: {}, for {}", found.origin(), inForce.organisation());
        } catch (Problem e) {
            inForce = null;
            refusal = e.getMessage();
            LOG.error("No licence is in force. {}", e.getMessage());
        }
        if (keys.extended()) {
            LOG.warn("Licences signed with keys from no.grend.licence.cfg are accepted; this is meant for tests only");
        }
    }

    @Override
    public synchronized List<Standing> standings(Actor actor) {
        actor.require(Permission.ORGANISATION_READ);
        return standings();
    }

    private List<Standing> standings() {
        LocalDate today = Oslo.today(clock);
        return inForce == null
                ? List.of()
                : inForce.grants().stream()
                        .map(grant -> new Standing(grant.feature(), grant.from(), grant.until(), grant.on(today)))
                        .sorted(Comparator.comparing(Standing::feature))
                        .toList();
    }

    @Override
    public synchronized List<String> notices() {
        List<String> notices = new ArrayList<>();
        if (refusal != null) {
            notices.add("No licence is in force. " + refusal);
        }
        if (inForce != null && inForce.evaluation()) {
            notices.add("This is an evaluation licence: for trying Grend out, not for running an organisation.");
        }
        if (inForce != null && inForce.configuredKey()) {
            notices.add("The licence in force is signed with a key from no.grend.licence.cfg, not by Grend.");
        }
        if (keys.extended()) {
            notices.add(
                    "Licences signed with extra keys (trustedKeys in no.grend.licence.cfg) are accepted; for tests only.");
        }
        return List.copyOf(notices);
    }

    @Override
    public synchronized List<Standing> install(Actor actor, String text) {
        actor.require(Permission.LICENCE_ADMIN);
        LicenceFile file = LicenceFile.read(text, keys);
        requireUsable(file);
        Audit log = audit;
        if (log == null) {
            throw Problem.unavailable(
                    "AUDIT_UNAVAILABLE",
                    "The licence cannot be installed now, because the database is away. Try again later.");
        }
        // Written down before it takes effect: an entry too many does less harm than one too few.
        log.record(
                new Audit.Entry(actor.id(), "LICENCE_INSTALLED", "licence", describe(inForce), describe(file), null));
        source.keep(text);
        inForce = file;
        refusal = null;
        tick();
        LOG.info("Licence installed, for {}", file.organisation());
        return standings();
    }

    private void requireUsable(LicenceFile file) {
        LocalDate today = Oslo.today(clock);
        List<State> states =
                file.grants().stream().map(grant -> grant.on(today)).toList();
        if (states.contains(State.VALID)) {
            return;
        }
        if (states.contains(State.NOT_YET_VALID)) {
            LocalDate first = file.grants().stream()
                    .map(LicenceFile.Grant::from)
                    .min(Comparator.naturalOrder())
                    .orElseThrow();
            throw LicenceFile.refused(
                    "LICENCE_NOT_YET_VALID",
                    "This licence is valid from " + first
                            + " and cannot be used before. The present licence stays in force; install this one then.");
        }
        LocalDate last = file.grants().stream()
                .map(LicenceFile.Grant::until)
                .max(Comparator.naturalOrder())
                .orElseThrow();
        throw LicenceFile.refused(
                "LICENCE_EXPIRED",
                "This licence ran out on " + last + ". The present licence stays in force; ask for a renewed one.");
    }

    private static String describe(LicenceFile file) {
        return file == null
                ? null
                : file.organisation() + ", " + Count.of(file.grants().size(), "feature");
    }
}
