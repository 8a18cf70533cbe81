package no.grend.health.internal;

import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.servlet.Servlet;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import no.grend.kernel.HealthCheck;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletName;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletPattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code /health/ready}: 200 when every part can do its work, else 503 with what is not well. Open without sign-in, so it
 * tells no secrets. A module that only lacks a licence is well: it is off, as it should be.
 */
@Component(service = Servlet.class)
@HttpWhiteboardServletName("grend-health-ready")
@HttpWhiteboardServletPattern("/health/ready")
public final class Ready extends HttpServlet {

    private static final long serialVersionUID = 1;
    private static final Logger LOG = LoggerFactory.getLogger(Ready.class);

    private final transient Platform platform;
    private final transient DatabaseDoor database;
    private final transient ClockShown clock;

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private transient volatile List<HealthCheck> checks = List.of();

    @Activate
    public Ready(
            @Reference Platform platform,
            @Reference DatabaseDoor database,
            @Reference Clock clock,
            @Reference(service = Clock.class) Map<String, Object> clockProperties) {
        this.platform = platform;
        this.database = database;
        this.clock = new ClockShown(clock, clockProperties.get("started.at"));
    }

    private record ClockShown(Clock clock, Object startedAt) {}

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        List<Trouble> troubles = new ArrayList<>(platform.troubles());
        troubles.addAll(database.troubles());
        for (HealthCheck check : checks) {
            troublesOf(check).forEach(detail -> troubles.add(new Trouble(check.name(), detail)));
        }
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("status", troubles.isEmpty() ? "UP" : "DOWN");
        content.put(
                "troubles",
                troubles.stream()
                        .map(trouble -> Map.of("part", trouble.part(), "detail", trouble.detail()))
                        .toList());
        if (clock.startedAt() != null) {
            content.put(
                    "clock",
                    Map.of(
                            "startedAt",
                            clock.startedAt().toString(),
                            "now",
                            clock.clock().instant().toString()));
        }
        Answer.write(response, troubles.isEmpty(), content);
    }

    /** A check that fails is a trouble of its own. */
    private static List<String> troublesOf(HealthCheck check) {
        try {
            return check.troubles();
        } catch (RuntimeException e) {
            LOG.warn("The health check of {} failed", check.name(), e);
            return List.of("Its own check failed; see the log.");
        }
    }
}
