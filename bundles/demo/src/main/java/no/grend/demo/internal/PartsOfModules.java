package no.grend.demo.internal;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import no.grend.demo.DemoPart;
import no.grend.demo.internal.store.Steps;
import no.grend.kernel.Bell;
import no.grend.kernel.Rounds;
import no.grend.schema.Database;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has modules bring their part of the demo, each once, whenever they come. Safe between threads. */
@Component(
        service = {},
        immediate = true,
        property = "grend.health=excused")
public final class PartsOfModules {

    private static final Logger LOG = LoggerFactory.getLogger(PartsOfModules.class);
    private static final Duration FIRST = Duration.ofSeconds(3);
    private static final Duration PAUSE = Duration.ofSeconds(20);

    private final List<DemoPart> parts = new CopyOnWriteArrayList<>();
    private final Bell came = new Bell();
    private final DemoOrganisation organisation;
    private final Steps steps;
    private final Rounds rounds;

    @Activate
    public PartsOfModules(
            @Reference(target = "(module=demo)") Database database,
            @Reference Clock clock,
            @Reference DemoOrganisation organisation) {
        this.organisation = organisation;
        this.steps = new Steps(database, clock);
        this.rounds = new Rounds("grend-demo", this::round, PartsOfModules::tell)
                .begin(FIRST, PAUSE)
                .hear(came);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void bindPart(DemoPart part) {
        parts.add(part);
        came.ring();
    }

    void unbindPart(DemoPart part) {
        parts.remove(part);
    }

    private void round() {
        for (DemoPart part : parts) {
            try {
                steps.once("part-" + part.name(), () -> part.make(organisation.club()));
            } catch (RuntimeException failed) {
                LOG.warn("The demo data of {} could not be made; trying again within 20 seconds", part.name(), failed);
            }
        }
    }

    private static void tell(Throwable trouble) {
        LOG.warn("The demo data of modules could not be seen to; trying again within 20 seconds", trouble);
    }

    @Deactivate
    void stop() {
        rounds.end();
    }
}
