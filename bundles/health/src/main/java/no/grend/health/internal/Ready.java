package no.grend.health.internal;

import java.io.IOException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.servlet.Servlet;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import no.grend.kernel.Diagnosis;
import no.grend.kernel.Diagnosis.Finding;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletName;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/**
 * {@code /health/ready}: 200 when every part can do its work, else 503 with what is not well. Open without sign-in, so it
 * tells no secrets. A module that only lacks a licence is well: it is off, as it should be.
 */
@Component(service = Servlet.class)
@HttpWhiteboardServletName("grend-health-ready")
@HttpWhiteboardServletPattern("/health/ready")
public final class Ready extends HttpServlet {

    private static final long serialVersionUID = 1;

    private final transient Diagnosis diagnosis;
    private final transient ClockShown clock;

    @Activate
    public Ready(
            @Reference Diagnosis diagnosis,
            @Reference Clock clock,
            @Reference(service = Clock.class) Map<String, Object> clockProperties) {
        this.diagnosis = diagnosis;
        this.clock = new ClockShown(clock, clockProperties.get("started.at"));
    }

    private record ClockShown(Clock clock, Object startedAt) {}

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        List<Finding> troubles = diagnosis.troubles();
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("status", troubles.isEmpty() ? "UP" : "DOWN");
        content.put("troubles", troubles.stream().map(Ready::shown).toList());
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

    private static Map<String, Object> shown(Finding trouble) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("part", trouble.part());
        shown.put("detail", trouble.detail());
        if (!trouble.affected().isEmpty()) {
            shown.put("affects", trouble.affected());
        }
        return shown;
    }
}
