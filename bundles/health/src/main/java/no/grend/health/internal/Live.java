package no.grend.health.internal;

import java.io.IOException;
import java.util.Map;
import javax.servlet.Servlet;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletName;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** {@code /health/live}: the process answers; whoever gets no answer may restart it. */
@Component(service = Servlet.class)
@HttpWhiteboardServletName("grend-health-live")
@HttpWhiteboardServletPattern("/health/live")
public final class Live extends HttpServlet {

    private static final long serialVersionUID = 1;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Answer.write(response, true, Map.of("status", "UP"));
    }
}
