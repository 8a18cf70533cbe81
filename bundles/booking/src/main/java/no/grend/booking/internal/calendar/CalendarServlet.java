package no.grend.booking.internal.calendar;

import java.io.IOException;
import java.util.Optional;
import javax.servlet.Servlet;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletName;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** {@code /calendar/<secret>.ics}: open to whoever has the address, and to nobody else. */
@Component(service = Servlet.class)
@HttpWhiteboardServletName("grend-calendar")
@HttpWhiteboardServletPattern("/calendar/*")
public final class CalendarServlet extends HttpServlet {

    private static final long serialVersionUID = 1;
    private static final String ENDING = ".ics";

    private final transient CalendarFeeds feeds;

    @Activate
    public CalendarServlet(@Reference CalendarFeeds feeds) {
        this.feeds = feeds;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        // The address is the secret: nobody is to keep what it leads to, nor be told of it.
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("X-Robots-Tag", "noindex");
        response.setHeader("X-Content-Type-Options", "nosniff");
        String path = request.getPathInfo() == null ? "" : request.getPathInfo();
        boolean formed = path.length() > ENDING.length() + 1 && path.endsWith(ENDING);
        Optional<byte[]> calendar =
                formed ? feeds.calendar(path.substring(1, path.length() - ENDING.length())) : Optional.empty();
        if (calendar.isEmpty()) {
            response.setStatus(HttpServletResponse.SC_NOT_FOUND);
            response.setContentLength(0);
            return;
        }
        response.setContentType("text/calendar; charset=utf-8");
        response.setContentLength(calendar.get().length);
        response.getOutputStream().write(calendar.get());
    }
}
