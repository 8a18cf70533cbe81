package no.grend.metrics.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import javax.servlet.Servlet;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import no.grend.kernel.Problem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletName;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/**
 * {@code /metrics}: what Grend measures, for those whom {@link Readers} lets in. Apart from the staff API, so that it answers also
 * while that is put together anew.
 */
@Component(service = Servlet.class)
@HttpWhiteboardServletName("grend-metrics")
@HttpWhiteboardServletPattern("/metrics")
public final class MetricsServlet extends HttpServlet {

    private static final long serialVersionUID = 1;

    private final transient Readers readers;
    private final transient Gathering gathering;

    @Activate
    public MetricsServlet(@Reference Readers readers, @Reference Gathering gathering) {
        this.readers = readers;
        this.gathering = gathering;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            readers.require(request.getHeader("Authorization"));
        } catch (Problem refusal) {
            refuse(request, response, refusal);
            return;
        }
        Exposition form = Exposition.wanted(request.getHeader("Accept"));
        byte[] body = form.write(gathering.all()).getBytes(StandardCharsets.UTF_8);
        response.setContentType(form.mediaType());
        response.setContentLength(body.length);
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.getOutputStream().write(body);
    }

    /** The error page of the house writes it. */
    private static void refuse(HttpServletRequest request, HttpServletResponse response, Problem refusal)
            throws IOException {
        if (refusal.kind() == Problem.Kind.UNAUTHENTICATED) {
            response.setHeader("WWW-Authenticate", "Bearer realm=\"Grend\"");
        }
        request.setAttribute(Problem.class.getName(), refusal);
        response.sendError(refusal.kind().status());
    }
}
