package no.grend.agreement.internal.notice;

import java.io.IOException;
import java.util.Collections;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import javax.servlet.Servlet;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import no.grend.agreement.internal.Notices;
import no.grend.agreement.spi.SendsNotices.Notice;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletName;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/**
 * {@code POST /payment-notices/<provider>}: open to the world, since the provider's signature is what counts. Nothing is answered
 * that tells a stranger anything.
 */
@Component(service = Servlet.class)
@HttpWhiteboardServletName("grend-payment-notices")
@HttpWhiteboardServletPattern("/payment-notices/*")
public final class NoticeDesk extends HttpServlet {

    private static final long serialVersionUID = 1;
    private static final int LARGEST = 256 * 1024;

    private final transient Notices notices;

    @Activate
    public NoticeDesk(@Reference Notices notices) {
        this.notices = notices;
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = request.getPathInfo();
        byte[] body = request.getInputStream().readNBytes(LARGEST + 1);
        if (body.length > LARGEST) {
            response.setStatus(HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE);
            return;
        }
        String query = request.getQueryString();
        Notice notice = new Notice(
                request.getMethod(),
                request.getRequestURI() + (query == null ? "" : "?" + query),
                headers(request),
                body);
        response.setStatus(
                switch (notices.receive(path == null ? "" : path.substring(1), notice)) {
                    case TAKEN -> HttpServletResponse.SC_OK;
                    case NOT_GENUINE -> HttpServletResponse.SC_UNAUTHORIZED;
                    case NOBODY -> HttpServletResponse.SC_NOT_FOUND;
                });
    }

    private static Map<String, String> headers(HttpServletRequest request) {
        Map<String, String> headers = new HashMap<>();
        for (String name : Collections.list(request.getHeaderNames())) {
            headers.put(name.toLowerCase(Locale.ROOT), request.getHeader(name));
        }
        return headers;
    }
}
